// A faulty document without its faulty parts: good enough to be held against the others, so that one fault does not hide the next
// one. Never good enough to be planned with.
import type { Kind } from '../kinds.js'
import type { Path } from '../yaml.js'
import { pathOf, valueAt } from './found.js'
import { faultsOf, type Fault } from './schema.js'

export interface Without {
  readonly value: unknown
  /** What was taken out. */
  readonly removed: readonly Path[]
}

/** undefined: what would be left is no document of its kind. */
export function withoutFaults(value: unknown, kind: Kind, more: readonly Path[]): Without | undefined {
  const copy: unknown = structuredClone(value)
  const removed: Path[] = []
  const take = (path: Path, isStray = false): boolean => {
    // A list stays whole or goes whole: its other entries would stand at other places.
    const first = path.findIndex((_step, at) => Array.isArray(valueAt(copy, path.slice(0, at))))
    const at = first < 0 ? path : path.slice(0, first)
    // Without its kind, its name or its spec it is no document.
    if (at.length < 2 && !isStray) return false
    const holder = valueAt(copy, at.slice(0, -1)) as Record<string | number, unknown> | undefined
    if (holder) delete holder[at.at(-1) as string | number]
    removed.push(at)
    return true
  }
  if (!more.every((path) => take(path))) return undefined
  for (let round = 0; round < 10; round++) {
    const faults = faultsOf(kind, copy).filter(isSaid)
    if (faults.length === 0) return faultsOf(kind, copy).length === 0 ? { value: copy, removed } : undefined
    if (!faults.every((fault) => take(partOf(fault), fault.keyword === 'additionalProperties'))) return undefined
  }
  return undefined
}

/** The branching itself is told by what is wrong inside of it, or by nobody. */
function isSaid({ keyword }: Fault): boolean {
  return keyword !== 'if'
}

function partOf(fault: Fault): Path {
  const path = pathOf(fault)
  const key = fault.params['additionalProperty'] ?? fault.propertyName
  return key === undefined ? path : [...path, String(key)]
}
