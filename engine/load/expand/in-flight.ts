// From which day on orders before the first day count as sold.
import { warning, type Problem } from '../../core/problem.js'
import type { CustomerDocument } from '../files.js'

type Integration = CustomerDocument<'Integration'>

/** Only where the files say so, and where anything is counted. */
export function inFlightFrom({ body: { spec: { ordersFrom = '', stock: { inFlight, inFlightFrom: from } = {} } } }: Integration): string | undefined {
  return inFlight !== 'ignore' && from !== undefined && from < ordersFrom ? from : undefined
}

/** A day that counts nothing is said. */
export function idleInFlight(integration: Integration): readonly Problem[] {
  const { ordersFrom, stock: { inFlightFrom: from } = {} } = integration.body.spec
  if (from === undefined || ordersFrom === undefined || inFlightFrom(integration) !== undefined) return []
  return [warning('W322', { from, ordersFrom }, integration.place(['spec', 'stock', 'inFlightFrom']))]
}
