// A person who was erased in the shop leaves our memory as well. What stays is what the books and the once-only need: numbers, amounts,
// and keyed digests, which show that something is the same and not what it was. The ledger is not touched: its law is another.
import type { EntitySpec } from '../../types/entity.js'
import type { BaseEntry, RememberedFields } from '../../types/state.js'
import type { Digest } from './words.js'

const MARK = 'erased:'

/** The fields of a register that say something of a person. */
export function personalFields({ fields }: Pick<EntitySpec, 'fields'>): ReadonlySet<string> {
  return new Set(Object.entries(fields).flatMap(([name, field]) => (field?.personal || field?.personalIn ? [name] : [])))
}

/**
 * The entries with the personal values of theirs erased. isTheirs: whether an entry, by its key, is about the person: its own card, or
 * an order that carries its identity. Erased twice is erased once.
 */
export function erased(
  entries: ReadonlyMap<string, BaseEntry>, isTheirs: (key: string, entry: BaseEntry) => boolean, personal: ReadonlySet<string>, digest: Digest,
): ReadonlyMap<string, BaseEntry> {
  return new Map([...entries].map(([key, entry]) => [key, isTheirs(key, entry) ? erasedEntry(entry, personal, digest) : entry]))
}

/** The very same entry where nothing personal is left in it. */
function erasedEntry(entry: BaseEntry, personal: ReadonlySet<string>, digest: Digest): BaseEntry {
  const side = <Side extends RememberedFields | null | undefined>(fields: Side): Side => (fields ? erasedIn(fields, personal, digest) as Side : fields)
  const [source, target, mapped] = [side(entry.source), side(entry.target), side(entry.mapped)]
  if (source === entry.source && target === entry.target && mapped === entry.mapped) return entry
  return { ...entry, source, target, ...(mapped ? { mapped } : {}) }
}

function erasedFields(fields: RememberedFields, personal: ReadonlySet<string>, digest: Digest): RememberedFields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, personal.has(name) ? erasedValue(value, digest) : value]))
}

function erasedValue(value: unknown, digest: Digest): unknown {
  const isBare = value === null || value === undefined || (typeof value === 'string' && value.startsWith(MARK))
  return isBare ? value : `${MARK}${digest(value)}`
}

/** Fields with what is personal as marks; the very same object where nothing of it is. */
export function erasedIn<Given extends RememberedFields>(fields: Given, personal: ReadonlySet<string>, digest: Digest): Given {
  const next = erasedFields(fields, personal, digest)
  return Object.keys(fields).every((name) => fields[name] === next[name]) ? fields : next as Given
}
