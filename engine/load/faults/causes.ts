// A validator tells one cause in several ways: each branch that did not fit, and the branching itself. Here one of them is kept.
import type { Fault } from './schema.js'

const BRANCHES = new Set(['anyOf', 'oneOf'])
/** Said by a fault beside them, or by nobody. */
const ECHOES = new Set(['if', 'propertyNames', 'not'])

/** One fault for each cause, in the order in which they were found. */
export function causesOf(faults: readonly Fault[]): readonly Fault[] {
  let left = faults.filter(({ keyword }) => !ECHOES.has(keyword))
  for (const branching of left.filter(({ keyword }) => BRANCHES.has(keyword)))
    left = withoutBranches(left, branching)
  return oncePerCause(left)
}

/** The branch that the value was meant for, or the branching itself where nobody can tell. */
function withoutBranches(faults: readonly Fault[], branching: Fault): Fault[] {
  const inside = (fault: Fault): boolean =>
    fault !== branching &&
    fault.instancePath.startsWith(branching.instancePath) &&
    fault.schemaPath.startsWith(`${branching.schemaPath}/`)
  const byBranch = new Map<string, Fault[]>()
  for (const fault of faults.filter(inside)) {
    const branch = fault.schemaPath.slice(branching.schemaPath.length + 1).split('/')[0] ?? ''
    byBranch.set(branch, [...(byBranch.get(branch) ?? []), fault])
  }
  const meant = [...byBranch.values()].filter(
    (branch) =>
      !branch.some((fault) => fault.keyword === 'type' && fault.instancePath === branching.instancePath),
  )
  const rest = faults.filter((fault) => !inside(fault) && fault !== branching)
  const isList = (branch: readonly Fault[]): boolean =>
    branch.some((fault) => fault.keyword === 'enum' && fault.instancePath === branching.instancePath)
  // A list of values has no type; where another branch has the type of the value, that one was meant.
  const [typed, ...others] = meant.filter((branch) => !isList(branch))
  const values = meant.find((branch) => branch.some((fault) => fault.keyword === 'enum'))
  return [...rest, ...(typed && others.length === 0 ? typed : (values ?? [branching]))]
}

/** A value of the wrong type is told once; a key that is missing or unknown is a cause of its own. */
function oncePerCause(faults: readonly Fault[]): Fault[] {
  const wrongType = new Set(
    faults.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath),
  )
  const told = new Map<string, Fault>()
  for (const fault of faults) {
    if (fault.keyword !== 'type' && wrongType.has(fault.instancePath)) continue
    const about =
      fault.params['missingProperty'] ?? fault.params['additionalProperty'] ?? fault.propertyName ?? ''
    const cause = JSON.stringify([fault.instancePath, fault.keyword === 'required' ? 'required' : '', about])
    if (!told.has(cause)) told.set(cause, fault)
  }
  return [...told.values()]
}
