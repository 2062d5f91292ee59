// A person leaves what the engine keeps: what is remembered, and what was written down before each write. Numbers, amounts and keyed
// digests stay, so that the same customer is known again and no order is handed over twice. See decision 0027.
import type { Intents, Known } from '../store/memory.js'
import type { EraseItem } from '../store/intent-erasure.js'
import { erased, erasedIn, personalFields } from '../trade/customer/erase.js'
import type { Digest } from '../trade/customer/words.js'
import { isTheirs, type Memory, type Person } from './person.js'

export interface ForgetParts {
  readonly memories: readonly (Memory & { readonly known: Known })[]
  readonly replace: (stream: string, next: Known) => Promise<void>
  readonly intents: Pick<Intents, 'open'>
  readonly eraseFromIntents: (open: ReadonlySet<string>, erase: EraseItem) => number
  readonly digest: Digest
}

/** What was taken away, and what stays. removed: entries by stream. waiting: what is named because it is held, by number and reason. */
export interface Forgotten {
  readonly removed: Readonly<Record<string, number>>
  readonly intents: number
  readonly left: { readonly entries: number; readonly waiting: number; readonly orders: readonly string[]; readonly cards: readonly string[] }
}

/** Ids of writes about the person whose end is not known. Until then they are needed: nobody would know what to look for. */
export function openAbout(person: Person, { memories, intents }: ForgetParts): readonly string[] {
  return intents.open().filter(({ stream, items }) => {
    const memory = memories.find((one) => one.stream === stream)
    return memory !== undefined && items.some(({ key, after, before }) => isTheirs(memory, person)(key, { source: after, target: before ?? after }))
  }).map(({ id }) => id)
}

/** Forgets. Twice is once. Throws StoreError. */
export async function forgetPerson(person: Person, parts: ForgetParts): Promise<Forgotten> {
  const removed: Record<string, number> = {}
  let [entries, waiting] = [0, 0]
  for (const memory of parts.memories) {
    const theirs = isTheirs(memory, person)
    const known = memory.known.entries
    const mine = [...known].filter(([key, entry]) => theirs(key, entry)).length
    entries += mine
    waiting += (memory.waiting ?? []).filter(({ key }) => theirs(key)).length
    const personal = personalFields(memory.entity)
    if (mine === 0 || personal.size === 0) continue
    const next = erased(known, theirs, personal, parts.digest)
    removed[memory.stream] = [...next].filter(([key, entry]) => entry !== known.get(key)).length
    // Also where nothing goes: what was known before may still lie beside the file.
    await parts.replace(memory.stream, { ...memory.known, entries: next })
  }
  const open = new Set(parts.intents.open().map(({ id }) => id))
  return { removed, intents: parts.eraseFromIntents(open, erasing(person, parts)), left: { entries, waiting, orders: sorted(person.orders), cards: sorted(person.cards) } }
}

function erasing(person: Person, { memories, digest }: ForgetParts): EraseItem {
  const byStream = new Map(memories.map((memory) => [memory.stream, { theirs: isTheirs(memory, person), personal: personalFields(memory.entity) }]))
  return ({ stream }, item) => {
    const of = byStream.get(stream)
    if (!of?.theirs(item.key, { source: item.after, target: item.before ?? item.after })) return item
    const after = erasedIn(item.after, of.personal, digest)
    const before = item.before && erasedIn(item.before, of.personal, digest)
    return after === item.after && before === item.before ? item : { ...item, after, before }
  }
}

function sorted(numbers: ReadonlySet<string>): readonly string[] {
  return [...numbers].sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
}
