// What the files say of the customers of orders, and whom a customer number of a shop can be.
import { problem } from '../../core/problem.js'
import type { CardRules } from '../../trade/order/types.js'
import { ordering } from './order-shops.js'
import { tellOnce } from './settings.js'
import type { Setup } from './setup.js'

/** A shop that does not give the ERP its numbers has numbers of its own, and the same one may be anybody's. */
const USUAL_MATCH = { shop: ['number', 'email', 'orgNo'], erp: ['email', 'orgNo'], bucket: ['number'] } as const
const NUMBER = 'number'

/** How an order's customer is found and its card made. */
export function cardRulesOf(setup: Setup): CardRules {
  const { customer = {} } = setup.integration.body.spec.orders ?? {}
  const { numberFrom = 'erp', bucket } = customer
  const several = numberFrom === 'shop' && ordering(setup).length > 1
  if (several) refuseNumbers(setup)
  return {
    numberFrom, ...(bucket === undefined ? {} : { bucket }),
    matchBy: customer.matchBy ?? USUAL_MATCH[numberFrom].filter((by) => !several || by !== NUMBER),
    onBadOrgNo: customer.onBadOrgNo ?? 'hold', onInactive: customer.onInactive ?? 'hold',
    update: customer.update ?? [], nameOrder: customer.nameOrder ?? 'given-first', priceListOf: (customer.priceListOf ?? {}) as Readonly<Record<string, string>>,
  }
}

/** Of several shops that give numbers, each has a customer 17 of its own, and the ERP has one card 17. */
function refuseNumbers(setup: Setup): void {
  const { integration } = setup
  const at = (integration.body.spec.orders?.customer?.matchBy ?? []).indexOf(NUMBER)
  if (at < 0) return
  const shops = ordering(setup).map(({ ref }) => ref.name)
  tellOnce(setup, problem('E253', { shops }, integration.place(['spec', 'orders', 'customer', 'matchBy', at])))
}
