// What doctor asks of the order side: does the service describe itself, does the binding fit the
// description line by line, is it confirmed, and are the statuses that the files name the shop's own.
import { problem } from '../../../core/problem.js'
import type { OrderBindingRef } from '../../../core/stream.js'
import type { Check, NamedCode } from '../../connector.js'
import type { Called } from '../../called.js'
import { hold, type Held } from './check.js'
import { standingProblem } from './gate.js'
import { holdCodes } from './shop-codes.js'
import type { OrderSide } from '../../order-side.js'
import type { Description } from './wsdl.js'

export interface OrderExamineParts {
  readonly binding?: OrderBindingRef
  readonly simulated: boolean
  readonly side: OrderSide
  readonly describe: () => Promise<Called<Description>>
}

export async function* examineOrders(parts: OrderExamineParts, codes: readonly NamedCode[]): AsyncGenerator<Check> {
  const { binding } = parts
  const described = await parts.describe()
  if (described.kind !== 'ok') {
    yield { id: 'description', state: binding ? 'failed' : 'unknown', problem: described.problem }
    yield { id: 'order-operations', state: binding ? 'unknown' : 'assumed', problem: binding ? described.problem : problem('JETSHOP_ORDERS_NOT_VERIFIED') }
  } else {
    yield { id: 'description', state: 'ok', found: `${described.value.operations.size} operations` }
    if (binding) yield* bindingChecks(binding, hold(binding.spec, described.value), parts.simulated)
    else yield { id: 'order-operations', state: 'assumed', problem: problem('JETSHOP_ORDERS_NOT_VERIFIED') }
  }
  if (parts.side.examine) yield* parts.side.examine()
  else yield { id: 'checkout', state: 'ok', found: 'none used' }
  yield* codeChecks(parts.side, codes)
}

function* bindingChecks({ name, spec, places }: OrderBindingRef, held: Held, simulated: boolean): Generator<Check> {
  const id = 'order-operations'
  for (const { path, problem: found } of once(held)) {
    const place = places[path.join('/')] ?? places[path.slice(0, 2).join('/')]
    yield { id, state: found.level === 'warning' ? 'warning' : 'failed', problem: { ...found, ...(place ? { place } : {}) } }
  }
  if (held.findings.some(({ problem: found }) => found.level !== 'warning')) return
  const standing = standingProblem(spec, name, simulated)
  if (standing) {
    yield { id, state: 'assumed', problem: standing }
    return
  }
  const changed = Object.keys(held.operations).filter((purpose) => held.operations[purpose] !== spec.verified?.operations[purpose])
  if (changed.length > 0) yield { id, state: 'failed', problem: problem('ORDER_SERVICE_CHANGED', { purpose: changed, binding: name, at: spec.verified?.at }, places['verified']) }
  else if (spec.assumed) yield { id, state: 'assumed', problem: problem('ORDER_BINDING_SIMULATED', { binding: name }) }
  else yield { id, state: 'ok', found: `${Object.keys(held.operations).length} operations of ${name}, confirmed ${spec.verified?.at}` }
}

/** Two operations that read the same field find the same fault in it. */
function once({ findings }: Held): Held['findings'] {
  const seen = new Map(findings.map((one) => [`${one.path.join('/')} ${one.problem.code}`, one]))
  return [...seen.values()]
}

/** Statuses by themselves: without them no order moves. */
const STATUSES = 'order-statuses'

async function* codeChecks(side: OrderSide, codes: readonly NamedCode[]): AsyncGenerator<Check> {
  const isStatus = ({ list }: NamedCode): boolean => list === STATUSES
  yield* heldIn(side, 'order-statuses', codes.filter(isStatus))
  yield* heldIn(side, 'codes', codes.filter((one) => !isStatus(one)))
}

async function* heldIn(side: OrderSide, id: string, codes: readonly NamedCode[]): AsyncGenerator<Check> {
  if (codes.length === 0) {
    yield { id, state: 'ok', found: 'none named' }
    return
  }
  const { wrong, unread, known } = await holdCodes(side, codes)
  for (const one of unread) yield { id, state: 'unknown', problem: one }
  for (const one of wrong) yield { id, state: 'failed', problem: one }
  if (unread.length + wrong.length === 0) yield { id, state: 'ok', found: `${known} codes of the shop's own` }
}
