// What a stream remembers, as far as it is still about the same two things. A memory of another company is never used; of another
// price list, or of the same two systems the other way round, nothing was ever agreed.
import { SystemError } from '../connect/connector.js'
import { problem, type Problem } from '../core/problem.js'
import type { Scope, Stream } from '../core/stream.js'
import { StoreError, type Known, type Store } from '../store/memory.js'

/** Which physical systems, and which part of each, a stream's memory is about. */
export function fingerprintsOf(stream: Stream): Known['fingerprints'] {
  return { source: withScope(stream.source.fingerprint, stream.scope.source), target: withScope(stream.target.fingerprint, stream.scope.target) }
}

/** Why a stream's memory cannot be read; undefined where it can. Its stream stops; the others do without what it knew. */
export function unreadable(store: Store, stream: string): Problem | undefined {
  try {
    store.read(stream)
    return undefined
  } catch (error) {
    if (error instanceof StoreError) return error.problem
    throw error
  }
}

/** The memory for today's stream. Throws SystemError where it is about other systems: somebody copied a folder, or restored a backup. */
export function memoryOf(stream: Stream, known: Known): Known {
  const today = fingerprintsOf(stream)
  const { source, target } = known.fingerprints
  if (source === '' && target === '') return known
  if (source === today.source && target === today.target) return known
  if (systemOf(source) === stream.target.fingerprint && systemOf(target) === stream.source.fingerprint) return blank(known)
  const other = systemOf(source) !== stream.source.fingerprint ? stream.source : systemOf(target) !== stream.target.fingerprint ? stream.target : undefined
  if (other) throw new SystemError('refused', problem('OTHER_SYSTEM', { stream: stream.id, system: other.name }))
  // The source's list may be another one: that shows in its values. A target's other list holds nothing of what was agreed.
  return target === today.target || !target.includes(SCOPE) ? known : blank(known)
}

const SCOPE = '#'

function withScope(fingerprint: string, scope: Scope): string {
  const names = Object.keys(scope).filter((name) => scope[name] !== undefined).sort()
  return names.length === 0 ? fingerprint : `${fingerprint}${SCOPE}${names.map((name) => `${name}=${scope[name]}`).join('&')}`
}

function systemOf(fingerprint: string): string {
  return fingerprint.split(SCOPE)[0] ?? ''
}

function blank(known: Known): Known {
  return { ...known, mappingDigest: '', entries: new Map(), run: { ...known.run, seen: { source: -1, target: -1 }, window: [] } }
}
