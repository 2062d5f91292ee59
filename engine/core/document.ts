// An order of the shop as a document of the ERP: the bridge between the fields of an item and what a merchant knows of orders.
import { documentOf } from '../trade/order/document.js'
import type { KnownToLedger, OrderRules, ShopOrder } from '../trade/order/types.js'
import type { Fields, Value } from './item.js'
import { problem } from './problem.js'
import { pick } from './same.js'
import type { Mapped } from './stream.js'

/** The customer's card may have a discount of its own; the shop has taken off what is to be taken off. */
const NONE_OF_THE_CARD = { invoiceDiscount: '0' }

/** A function that makes the fields of a document; what the ERP knows of it stands in the field known. */
export function documentMaker(rules: OrderRules, keeps: readonly string[]): (source: Fields) => Mapped {
  return (source) => {
    const known = knownIn(source['known'])
    if (!known) return { fields: {}, problem: problem('LEDGER_NOT_ASKED') }
    const made = documentOf(source as unknown as ShopOrder, rules, known, known.today)
    if ('problem' in made) return { fields: {}, problem: problem(made.problem.code, made.problem.facts) }
    const left = Object.fromEntries(made.warnings.map(({ code, facts }, at) => [`${code} ${at}`, problem(code, facts)]))
    return {
      fields: { ...(made.document as unknown as Record<string, Value>), ...pick(source, keeps), ...NONE_OF_THE_CARD },
      ...(Object.keys(made.notes).length > 0 ? { notes: made.notes } : {}), ...(made.warnings.length > 0 ? { left } : {}),
    }
  }
}

/** What was put into a field of an item, with its lists as lists again: in normal form each is a map. */
function knownIn(value: Value | undefined): KnownToLedger | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const known = value as unknown as KnownToLedger
  const { vatRates, units, years, lockedMonths, limits } = known
  return {
    ...known, vatRates: Object.values(vatRates), units: Object.values(units), years: Object.values(years), lockedMonths: Object.values(lockedMonths),
    limits: { ...limits, comment: Object.values(limits.comment) },
  }
}
