// The steps of a FieldMapping and the tables of a ValueMap, as the closed vocabulary of core takes them.
import { problem, type Problem } from '../../core/problem.js'
import { normaliser } from '../../core/item.js'
import type { TransformStep } from '../../core/stream.js'
import type { EntitySpec } from '../../types/entity.js'
import type { Step } from '../../types/field-mapping.js'
import type { CustomerDocument } from '../files.js'
import type { Lane } from './lanes.js'
import { otherRole, type Setup } from './setup.js'

/** A ValueMap as the step lookup takes it, for the way that the lane goes. Back again, the first pair of a value counts. */
export function lookupStep(map: CustomerDocument<'ValueMap'>, lane: Lane): TransformStep {
  const to = otherRole(lane.from)
  const pairs: Record<string, string> = {}
  for (const pair of map.body.spec.pairs)
    if (!Object.hasOwn(pairs, pair[lane.from])) define(pairs, pair[lane.from], pair[to])
  const { otherwise = 'hold' } = map.body.spec
  const use = typeof otherwise === 'object' ? otherwise[to] : undefined
  return {
    name: 'lookup',
    with: {
      pairs,
      otherwise: typeof otherwise === 'object' ? (use === undefined ? 'hold' : { use }) : otherwise,
      name: map.name,
    },
  }
}

/** "__proto__" may be the name of a value like any other. */
function define(pairs: Record<string, string>, key: string, value: string): void {
  Object.defineProperty(pairs, key, { value, enumerable: true, configurable: true, writable: true })
}

export interface RuleAt {
  readonly setup: Setup
  readonly lane: Lane
  readonly document: CustomerDocument<'FieldMapping'>
  readonly field: string
}

/** The steps of one rule; a table or a value that does not fit is told where it stands. */
export function stepsOf(steps: readonly Step[], at: RuleAt): TransformStep[] {
  return steps.flatMap((step, index): TransformStep[] => {
    const made = stepOf(step, at, index)
    if (!('code' in made)) return [made]
    at.setup.problems.push(made)
    return []
  })
}

function stepOf(
  step: Step,
  { setup, lane, document, field }: RuleAt,
  index: number,
): TransformStep | Problem {
  switch (step.name) {
    case 'split':
      return { name: 'split', with: { by: step.with, take: step.take } }
    case 'replace':
      return { name: 'replace', with: { find: step.find, with: step.with } }
    case 'default': {
      const value = normalValue(lane.entity, field, step.with)
      if (value !== undefined) return { name: 'default', with: value }
      const expected = `a value of the type ${lane.entity.fields[field]?.type}`
      return problem(
        'E108',
        { value: String(step.with), what: field, expected },
        document.place(['spec', 'fields', field, 'steps', index, 'with']),
      )
    }
    case 'lookup': {
      const map = setup.book.of('ValueMap').find((one) => one.name === step.map)
      // A name that is not there has been told already.
      if (!map) return { name: 'lookup', with: { pairs: {}, otherwise: 'hold' } }
      setup.book.used.add(map)
      return lookupStep(map, lane)
    }
    default:
      return step.with === undefined ? { name: step.name } : { name: step.name, with: step.with }
  }
}

/** A value of the file in the normal form of its field: 199 is "199.00" for a price and "199" for a code. */
function normalValue(entity: EntitySpec, field: string, given: unknown): unknown {
  const type = entity.fields[field]?.type
  const raw =
    typeof given === 'number' && (type === 'text' || type === 'code' || type === 'html')
      ? String(given)
      : given
  const item = normaliser(entity)({ key: '', fields: { [field]: raw } })
  return item.problem ? undefined : item.fields[field]
}
