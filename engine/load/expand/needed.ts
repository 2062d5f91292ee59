// What must be there, and how often: the Integration, the ERP, a shop, the first day of orders. Nothing is asked for that nothing needs.
import { problem, type Problem } from '../../core/problem.js'
import type { ModeStream } from '../../types/mode.js'
import type { Book } from './book.js'
import { idleInFlight } from './in-flight.js'
import type { Setup } from './setup.js'

/** There is one Integration, or it is told. */
export function integrationCount(book: Book): Problem[] {
  const count = book.names('Integration').length
  if (count === 0) return book.whole ? [problem('E201', { count })] : []
  return count === 1
    ? []
    : book
        .every('Integration')
        .slice(1)
        .map((one) => problem('E201', { count }, one.place(['kind'])))
}

/** Streams of the mode that are on in some shop, as far as the files say. */
export function wantedStreams({ book, integration, mode }: Setup): string[] {
  type Switches = Readonly<Record<string, unknown>>
  const common = (integration.body.spec.streams ?? {}) as Switches
  const shops = book.readable('Shop').map((one) => (one.body.spec.streams ?? {}) as Switches)
  const isOn = (id: string, { optional }: ModeStream): boolean =>
    (shops.length > 0 ? shops : [{} as Switches])
      .map((own) => own[id] ?? common[id])
      .some((said) => said === 'on' || said === true || (said === undefined && !optional))
  return (Object.entries(mode.streams) as [string, ModeStream][])
    .filter(([id, stream]) => isOn(id, stream))
    .map(([id]) => id)
}

/** Exactly one ERP, at least one shop, a first day for orders: each only where something needs it. */
export function systemCounts(setup: Setup): Problem[] {
  const { book, integration, specs } = setup
  const found: Problem[] = []
  const wanted = wantedStreams(setup)
  // A reconciliation stands by itself: it needs the ERP and no shop.
  const alone = book.names('PaymentReconciliation').length > 0
  const at = integration.place(['spec', 'mode'])
  if (book.whole && book.names('Shop').length === 0 && wanted.length > 0 && !alone)
    found.push(problem('E210', { streams: wanted }, at))
  const erps = book.names('Erp').length
  if (erps > 1)
    found.push(
      ...book
        .every('Erp')
        .slice(1)
        .map((one) => problem('E211', { count: erps, streams: wanted }, one.place(['kind']))),
    )
  if (book.whole && erps === 0 && (wanted.length > 0 || alone))
    found.push(
      problem('E211', { count: 0, streams: wanted.length > 0 ? wanted : ['the reconciliation'] }, at),
    )
  const orders = wanted.filter((id) => specs.entities[id]?.measure === 'ordersPerMonth')
  const hasShop = book.names('Shop').length > 0 || !alone
  if (orders.length > 0 && hasShop && integration.body.spec.ordersFrom === undefined)
    found.push(problem('E209', {}, integration.place(['spec'], 'key')))
  return [...found, ...idleInFlight(integration)]
}
