// An order of the shop as a document of the ERP: the bridge between the fields of an item and what a merchant knows of orders.
import { documentOf } from '../trade/order/document.js'
import { miscounted } from '../trade/order/recount.js'
import type { KnownToLedger, MadeDocument, OrderRules, ShopOrder } from '../trade/order/types.js'
import type { Fields, Value } from './item.js'
import { problem, problemOf, type Problem } from './problem.js'
import { pick } from './same.js'
import type { Mapped } from './stream.js'

/** The customer's card may have a discount of its own, or say that all is export; the shop has taken off what is to be taken off, and charged VAT or not. */
const NONE_OF_THE_CARD = { invoiceDiscount: '0', export: false }
const ROWS = 'rows'
/** Its note is the proof that the number was valid. */
const PERSONAL = 'vatNo'

/** A function that makes the fields of a document; what the ERP knows of it stands in the field known. */
export function documentMaker(rules: OrderRules, keeps: readonly string[]): (source: Fields) => Mapped {
  return (source) => {
    const known = knownIn(source['known'])
    if (!known) return { fields: {}, problem: problem('LEDGER_NOT_ASKED') }
    const made = documentOf(source as unknown as ShopOrder, rules, known, known.today)
    if ('problem' in made) return { fields: {}, problem: problemOf(made.problem) }
    const fields = { ...NONE_OF_THE_CARD, ...(made.document as unknown as Record<string, Value>), ...pick(source, keeps) }
    const notes = notesOn(made.notes, fields)
    const left = Object.fromEntries(made.warnings.map(({ code, facts }, at) => [`${code} ${at}`, problem(code, facts)]))
    return {
      fields, ...(Object.keys(notes).length > 0 ? { notes } : {}), ...(made.warnings.length > 0 ? { left } : {}),
    }
  }
}

/** Does what is about to be sent still come to the öre? A hold where it does not. */
export function unproven(sent: Fields): Problem | undefined {
  const found = miscounted(sent as unknown as MadeDocument)
  return found && problem('DOCUMENT_MISCOUNTED', { ...found })
}

/** A note stands beside its field. What is of no field that is written stands beside the rows; what is personal keeps to its own. */
function notesOn(notes: Readonly<Record<string, string>>, fields: Readonly<Record<string, unknown>>): Record<string, string> {
  const own = Object.entries(notes).filter(([name]) => fields[name] !== undefined)
  const others = Object.entries(notes).filter(([name]) => fields[name] === undefined && name !== PERSONAL).map(([name, text]) => `${name}: ${text}`)
  const rows = [...own.flatMap(([name, text]) => (name === ROWS ? [text] : [])), ...others]
  return { ...Object.fromEntries(own), ...(rows.length > 0 ? { [ROWS]: rows.join('; ') } : {}) }
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
