// Which VAT regime each rate of an order belongs to: what the shop charged is carried, and only a rate of nothing has to have a reason.
import { percentOf } from '../../values/rate.js'
import { instantMs } from './dates.js'
import { held, type Held, type Remarks } from './finding.js'
import { countryOfVatNumber, territoryOf, type Territory } from './territories.js'
import type { ForDocument, OrderRules, ShopOrder } from './types.js'

/** domestic: VAT of the home country, also where the goods go abroad and the shop charged it. */
export type RateClass = { readonly kind: 'domestic' } | { readonly kind: AbroadKind; readonly country: string }
type AbroadKind = 'oss' | 'reverse' | 'export'

/** As the rules' accounts name them. */
const NAMED: Readonly<Record<string, AbroadKind>> = { OSS: 'oss', EU_RC: 'reverse', EXPORT: 'export' }

export interface Regime {
  /** By rate in basis points. */
  readonly classes: Readonly<Record<string, RateClass>>
  /** Everything on the document is export, or is sold to a company in another EU country; a ledger then counts no VAT on it at all. */
  readonly export: boolean
  readonly euSale: boolean
}

const DOMESTIC: RateClass = { kind: 'domestic' }

/** rates: those with an amount on them. date: of the document. */
export function regimeOf(order: ShopOrder, rules: OrderRules, { rates, date, remarks }: {
  readonly rates: readonly number[]; readonly date: string; readonly remarks: Remarks
}): Regime | Held {
  const free = rates.every((rate) => rate === 0)
  const to = territoryOf(order.deliveryAddress) ?? territoryOf(order.invoiceAddress)
  if (to === undefined && free && rates.length > 0) return held('DESTINATION_UNKNOWN')
  const zero = rates.includes(0) && to !== undefined ? zeroClass(order, rules, to, { free, remarks }) : DOMESTIC
  if ('problem' in zero) return zero
  const classes = Object.fromEntries(rates.map((rate) => [String(rate), rate === 0 ? zero : taxedClass(rules, to, date)]))
  for (const [rate, one] of Object.entries(classes)) remarkOn(one, Number(rate), to, remarks)
  return { classes, export: free && zero.kind === 'export', euSale: free && zero.kind === 'reverse' }
}

/** Sales account of rows at a rate: by regime, country and rate, the closest first; else what the channel says; else the article's own. */
export function accountOf(rate: number | undefined, { classes }: Regime, rules: OrderRules, own: ForDocument): string | undefined {
  const one = classes[String(rate)] ?? DOMESTIC
  if (one.kind === 'domestic') return own.account
  const { accounts } = rules.regimes
  const name = nameOf(one.kind)
  return accounts[`${name} ${one.country} ${percentOf(rate ?? 0)}`] ?? accounts[`${name} ${one.country}`] ?? accounts[name] ?? own.account
}

/** Nothing charged: export outside the VAT area (S-083, S-084), reverse charge with proof inside it (S-079), and at home free goods. */
function zeroClass(
  order: ShopOrder, { regimes }: OrderRules, to: Territory, { free, remarks }: { readonly free: boolean; readonly remarks: Remarks },
): RateClass | Held {
  if (to.country === regimes.home && to.area === 'EU') return DOMESTIC
  if (to.area === 'outside') return { kind: 'export', country: to.country }
  const of = countryOfVatNumber(order.vatNo)
  const isProven = of !== undefined && of !== regimes.home && instantMs(order.vatNoValidAt) !== undefined
  if (isProven) {
    remarks.note('vatNo', `${order.vatNo}, found valid at ${order.vatNoValidAt}`)
    return { kind: 'reverse', country: to.country }
  }
  // Next to goods with VAT it is what is free at home as well, such as a gift card that is sold.
  return free || order.vatNo ? held('RC_WITHOUT_VALID_VAT', { country: to.country, missing: order.vatNo ? 'the proof' : 'the number' }) : DOMESTIC
}

/** With VAT, as the shop charged it: the buyer's country's where the seller is in the EU's one-stop shop (S-081), else the home country's (S-080). */
function taxedClass({ regimes }: OrderRules, to: Territory | undefined, date: string): RateClass {
  const isAbroad = to !== undefined && to.area === 'EU' && to.country !== regimes.home
  return isAbroad && regimes.ossFrom !== undefined && date >= regimes.ossFrom ? { kind: 'oss', country: to.country } : DOMESTIC
}

function remarkOn(one: RateClass, rate: number, to: Territory | undefined, remarks: Remarks): void {
  if (one.kind !== 'domestic') remarks.note('regime', `${percentOf(rate)} %: ${nameOf(one.kind)} ${to?.name ?? one.country}`)
}

function nameOf(kind: AbroadKind): string {
  return Object.keys(NAMED).find((name) => NAMED[name] === kind) ?? kind
}
