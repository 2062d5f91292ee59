// The orders of a shop through its binding; or why there are none.
import { problem, type Problem } from '../../../core/problem.js'
import type { OrderBindingRef } from '../../../core/stream.js'
import { SystemError, type Answer, type Found, type WriteRequest } from '../../connector.js'
import type { HttpDoor } from '../../http.js'
import { callService, type ServiceAccount } from '../soap.js'
import { BoundCalls } from './calls.js'
import { BoundReader } from './bound-reader.js'
import { BoundWriter } from './bound-writer.js'
import { Codes } from './codes.js'
import { describeService, Gate, standingProblem } from './gate.js'
import { Unsettled } from '../../unsettled.js'
import type { OrderSide } from '../../order-side.js'

export interface OrderParts {
  readonly door: HttpDoor
  readonly account: ServiceAccount
  readonly habits: { readonly parallelMax: number; readonly pageMax: number }
  readonly simulated: boolean
  readonly now: () => number
}

/** So long a write may still come by itself after its answer was lost. */
const USUAL_SETTLE_MINUTES = 10

/** The side that a binding makes. Nothing is sent before it is used. */
export function boundOrders({ name, spec }: OrderBindingRef, parts: OrderParts): OrderSide {
  const { door, account, habits, simulated, now } = parts
  const gate = new Gate({ binding: spec, name, simulated, now, describe: () => describeService(door, account) })
  const calls = new BoundCalls(spec, gate, (operation, content, writes) => callService(door, account, { operation, content, writes }))
  const codes = new Codes(calls, now)
  const reader = new BoundReader(calls, codes, habits)
  const unsettled = new Unsettled((spec.settleMinutes ?? USUAL_SETTLE_MINUTES) * 60_000, now)
  const writer = new BoundWriter({ calls, codes, reader, habits, unsettled })
  return {
    list: (entity, scope) => reader.list(entity, scope),
    find: (entity, keys, _scope, since) => {
      unsettled.recalled(entity, keys, since)
      return reader.find(entity, keys)
    },
    prepare: () => unsettled.facts(),
    send: (request) => writer.send(request),
    facts: () => ({
      binding: name, verified: standingProblem(spec, name, simulated) === undefined ? (spec.verified?.at ?? null) : null,
      ...(spec.assumed ? { assumed: true } : {}),
    }),
  }
}

/** A shop without a binding has no orders for us, and says so. */
export function noOrders(shop: string): OrderSide {
  const why: Problem = problem('ORDERS_WITHOUT_BINDING', { shop })
  return {
    list: () => { throw new SystemError('refused', why) },
    find: async (_entity, keys) => new Map(keys.map((key): [string, Found] => [key, { kind: 'unknown', problem: why }])),
    send: async ({ items }: WriteRequest) => new Map(items.map(({ key }): [string, Answer] => [key, { kind: 'refused', problem: why }])),
    facts: () => ({ binding: null }),
  }
}
