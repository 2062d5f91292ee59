// Crash at any point of any small workload, torn writes included: nothing that was promised is lost, nothing is invented.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { FileIntents } from '../../engine/store/intents.js'
import type { IntentOutcome, Known } from '../../engine/store/memory.js'
import { FileStore } from '../../engine/store/store.js'
import type { BaseEntry } from '../../engine/types/state.js'
import { testClock } from '../kit/clock.js'
import { CRASHES, MemoryDisk } from '../kit/memory-disk.js'

const test = suite('disk laws')
const DIR = '/kund'
const STREAM = 'se/product'

const item = (key: string) => ({ change: `${STREAM}:update:${key}`, key, after: { name: 'Mössa' }, before: { name: 'Keps' } })
const meant = (keys: string[]) => ({
  stream: STREAM, entity: 'product', action: 'update' as const, system: 'se', scope: {}, items: keys.map(item),
})

type Intention = { readonly keys: string[] } | { readonly end: 'first' | 'last'; readonly outcome: IntentOutcome }
const INTENTIONS: Intention[] = [
  { keys: ['Å-12'] }, { keys: ['TS-M', 'TS-L'] }, { end: 'first', outcome: 'done' }, { end: 'last', outcome: 'unknown' },
  { end: 'last', outcome: 'not done' },
]
const WORKLOADS = [1, 2, 3].flatMap((length) => sequences(INTENTIONS, length))

const openText = (intents: FileIntents): string =>
  JSON.stringify(intents.open().map((intent) => [intent.id, intent.items.map(({ key }) => key)]))

/** Opens the intents on what a crash left, and finds one of the states that may be there. */
function checkIntents(left: MemoryDisk, allowed: readonly string[]): void {
  const again = FileIntents.open({ dir: DIR, disk: left.disk, fence: 2, now: testClock().now, owns: () => true })
  const found = openText(again)
  assert.ok(allowed.includes(found), `found ${found}, allowed ${allowed.join(' or ')}`)
}

test('every crash of every workload of three operations on the intents', async () => {
  let crashes = 0
  for (const workload of WORKLOADS) {
    const memory = new MemoryDisk()
    // Every byte of the small ones; the longest are torn here and there.
    memory.tornStep = workload.length < 3 ? 1 : 11
    const clock = testClock()
    const intents = FileIntents.open({ dir: DIR, disk: memory.disk, fence: 1, now: clock.now, owns: () => true })
    const ids: string[] = []
    // From the newest state that was promised to the one under way.
    let allowed = [openText(intents)]
    const check = (): void => {
      memory.beforeChange = undefined
      for (const crash of CRASHES) checkIntents(memory.after(crash), allowed)
      crashes += CRASHES.length
      memory.beforeChange = check
    }
    for (const step of workload) {
      clock.advance(1000)
      const planned = plannedOpen(intents, step, { ids, at: clock.now() })
      allowed = [...allowed, planned]
      memory.beforeChange = check
      if ('keys' in step) ids.push(await intents.begin(meant(step.keys)))
      else await intents.end(idOf(ids, step.end), outcomesOf(step.outcome))
      memory.beforeChange = undefined
      assert.is(openText(intents), planned)
      // A begin is a promise; an end may be lost to a power failure, for then it is looked into again.
      if ('keys' in step) allowed = [planned]
      check()
      memory.beforeChange = undefined
    }
    await intents.close()
  }
  assert.ok(crashes > 20_000, `${crashes} crashes`)
})

test('a writer goes on after a torn line, and its numbers never come twice', async () => {
  const memory = new MemoryDisk()
  const clock = testClock()
  const begin = async (disk: MemoryDisk, keys = ['Å-12']): Promise<string> => {
    const intents = FileIntents.open({ dir: DIR, disk: disk.disk, fence: 1, now: clock.now, owns: () => true })
    return intents.begin(meant(keys))
  }
  const first = await begin(memory)
  const left: MemoryDisk[] = []
  memory.beforeChange = () => { left.push(memory.after('killed')) }
  // Longer than what is written after it, so that a rest of it would show.
  await begin(memory, ['TS-M', 'TS-L', 'TS-S'])
  assert.ok(left.length > 300)
  for (const disk of left) {
    const third = await begin(disk)
    const intents = FileIntents.read({ dir: DIR, disk: disk.disk })
    const ids = intents.open().map(({ id }) => id)
    assert.ok(third > first && new Set(ids).size === ids.length)
    assert.ok(ids.includes(first) && ids.includes(third))
  }
})

const entry = (name: string): BaseEntry => ({ source: { name }, target: { name } })
const withEntries = (known: Known, names: readonly string[]): Known =>
  ({ ...known, mappingDigest: String(names.length), entries: new Map(names.map((name) => [name, entry(name)])) })
const withSeen = (known: Known, source: number): Known =>
  ({ ...known, run: { ...known.run, seen: { source, target: 0 } } })

type Writing = (known: Known) => Known
const WRITINGS: Writing[] = [
  (known) => withEntries(known, ['Å-12']), (known) => withEntries(known, ['TS-M', 'TS-L']), (known) => withSeen(known, 7),
  (known) => withSeen(withEntries(known, []), 9),
]

const memoryText = ({ entries, mappingDigest, run }: Known): string =>
  JSON.stringify([mappingDigest, run.seen, [...entries]])

test('every crash of every workload of three writings leaves the old memory or the new one', async () => {
  let crashes = 0
  for (const workload of [1, 2, 3].flatMap((length) => sequences(WRITINGS, length))) {
    const memory = new MemoryDisk()
    memory.tornStep = 13
    const store = new FileStore({ dir: DIR, disk: memory.disk, now: testClock().now, owns: () => true })
    let allowed = [memoryText(store.read(STREAM))]
    const check = (): void => {
      memory.beforeChange = undefined
      for (const crash of CRASHES) {
        const again = new FileStore({ dir: DIR, disk: memory.after(crash).disk, now: testClock().now })
        const found = memoryText(again.read(STREAM))
        assert.ok(allowed.includes(found), `${crash}: found ${found}, allowed ${allowed.join(' or ')}`)
        crashes += 1
      }
      memory.beforeChange = check
    }
    for (const writing of workload) {
      const next = writing(store.read(STREAM))
      allowed = [...allowed, memoryText(next)]
      memory.beforeChange = check
      await store.write(STREAM, next)
      allowed = [memoryText(next)]
      check()
      memory.beforeChange = undefined
    }
  }
  assert.ok(crashes > 20_000, `${crashes} crashes`)
})

/** The open intents as they will be after one more step. */
function plannedOpen(
  intents: FileIntents, step: Intention, { ids, at }: { readonly ids: readonly string[]; readonly at: number },
): string {
  const now = intents.open().map((intent) => [intent.id, intent.items.map(({ key }) => key)] as const)
  if ('keys' in step) {
    const id = `${new Date(at).toISOString().replace(/[-:.]/g, '')}-1`
    return JSON.stringify([...now, [id, step.keys]])
  }
  const settles = step.outcome !== 'unknown'
  return JSON.stringify(now.filter(([id]) => !(settles && id === idOf(ids, step.end))))
}

function outcomesOf(outcome: IntentOutcome): Record<string, IntentOutcome> {
  return Object.fromEntries(['Å-12', 'TS-M', 'TS-L'].map((key) => [`${STREAM}:update:${key}`, outcome]))
}

function idOf(ids: readonly string[], which: 'first' | 'last'): string {
  return (which === 'first' ? ids[0] : ids.at(-1)) ?? 'none'
}

function sequences<T>(steps: readonly T[], length: number): T[][] {
  if (length === 0) return [[]]
  return sequences(steps, length - 1).flatMap((before) => steps.map((step) => [...before, step]))
}

test.run()
