// Which VAT regime each rate of an order belongs to: what the shop charged is carried, and only a rate of nothing has to have a reason.
import { percentOf } from '../../values/rate.js'
import { numbersOf, type Numbers } from '../customer/numbers.js'
import { held, isHeld, Remarks, type Held } from './finding.js'
import { own as ownOf } from './lookup.js'
import { chargedRates } from './charged-rates.js'
import { proofOf } from './proof.js'
import { territoryOf, type Territory } from './territories.js'
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

interface About { readonly order: ShopOrder; readonly rules: OrderRules; readonly remarks: Remarks; readonly numbers: Numbers }

/** rates: those with an amount on them. date: of the document. */
export function regimeOf(order: ShopOrder, rules: OrderRules, { rates, date, remarks }: {
  readonly rates: readonly number[]; readonly date: string; readonly remarks: Remarks
}): Regime | Held {
  const about = { order, rules, remarks, numbers: numbersOf(order, rules.ordersFrom) }
  const free = rates.every((rate) => rate === 0)
  const to = destinationOf(order)
  if (to === undefined && free && rates.length > 0) return held('DESTINATION_UNKNOWN')
  const classes: Record<string, RateClass> = {}
  for (const rate of rates) {
    const one = classOf(rate, about, { to, date, free })
    if (isHeld(one)) return one
    classes[String(rate)] = one
    if (one.kind !== 'domestic') remarks.note('regime', `${percentOf(rate)} %: ${nameOf(one.kind)} ${to?.name ?? one.country}`)
  }
  const { kind } = classes['0'] ?? DOMESTIC
  return { classes, export: free && kind === 'export', euSale: free && kind === 'reverse' }
}

/** Whether all of an order is sold without VAT to a company in another EU country: what its card may say, before there is a document. */
export function isEuSale(order: ShopOrder, rules: OrderRules): boolean {
  const [to, rates] = [destinationOf(order), chargedRates(order, rules.articles.giftCard)]
  if (to === undefined || rates.length === 0 || rates.some((rate) => rate !== 0)) return false
  const one = zeroClass({ order, rules, remarks: new Remarks(), numbers: numbersOf(order, rules.ordersFrom) }, to, true)
  return !isHeld(one) && one.kind === 'reverse'
}

/** Sales account of rows at a rate: by regime, country and rate, the closest first; else what the channel says; else the article's own. */
export function accountOf(rate: number | undefined, { classes }: Regime, rules: OrderRules, own: ForDocument): string | undefined {
  const one = classes[String(rate)] ?? DOMESTIC
  if (one.kind === 'domestic') return own.account
  const { accounts } = rules.regimes
  const name = nameOf(one.kind)
  return accounts[`${name} ${one.country} ${percentOf(rate ?? 0)}`] ?? accounts[`${name} ${one.country}`] ?? accounts[name] ?? own.account
}

function destinationOf(order: ShopOrder): Territory | undefined {
  return territoryOf(order.deliveryAddress) ?? territoryOf(order.invoiceAddress)
}

function classOf(rate: number, about: About, { to, date, free }: { readonly to: Territory | undefined; readonly date: string; readonly free: boolean }): RateClass | Held {
  if (to === undefined) return DOMESTIC
  return rate === 0 ? zeroClass(about, to, free) : taxedClass(rate, about, { to, date })
}

/** Nothing charged: export outside the VAT area (S-083, S-084), reverse charge with proof inside it (S-079), and at home free goods. */
function zeroClass({ order, rules: { regimes }, numbers, remarks }: About, to: Territory, free: boolean): RateClass | Held {
  if (to.country === regimes.home && to.area === 'EU') return DOMESTIC
  if (to.area === 'outside') return { kind: 'export', country: to.country }
  const proof = proofOf(order, numbers, regimes.home)
  if ('valid' in proof) {
    remarks.note('vatNo', proof.valid)
    return { kind: 'reverse', country: to.country }
  }
  // Next to goods with VAT it is what is free at home as well.
  return free || order.vatNo ? held('RC_WITHOUT_VALID_VAT', { country: to.country, missing: proof.missing }) : DOMESTIC
}

/**
 * With VAT, as the shop charged it. Where the seller is in the EU's one-stop shop, what is the buyer's country's VAT belongs to that
 * country (S-081), unless the buyer shows a VAT number and the rate is one at home as well: the one-stop shop is for consumers. A company
 * whose number was not found valid is charged as one (S-080). What is VAT of neither country is a slip of somebody's.
 */
function taxedClass(rate: number, { order, rules: { regimes }, numbers, remarks }: About, { to, date }: { readonly to: Territory; readonly date: string }): RateClass | Held {
  const isOss = to.area === 'EU' && to.country !== regimes.home && regimes.ossFrom !== undefined && date >= regimes.ossFrom
  if (!isOss) return DOMESTIC
  const isHome = ownOf(regimes.rates, regimes.home)?.includes(rate) ?? true
  const isTheirs = `OSS ${to.country} ${percentOf(rate)}` in regimes.accounts || (ownOf(regimes.rates, to.country)?.includes(rate) ?? true)
  const isCompany = numbers.vatCountry !== undefined
  if (isTheirs && !(isCompany && (isHome || 'valid' in proofOf(order, numbers, regimes.home)))) return { kind: 'oss', country: to.country }
  if (!isHome) return held('VAT_OF_NEITHER', { rate: `${percentOf(rate)} %`, country: to.country, home: regimes.home, buyer: isCompany ? 'a company' : 'a consumer' })
  remarks.note('regime', `${percentOf(rate)} %: VAT of ${regimes.home}, though it goes to ${to.name ?? to.country}`)
  return DOMESTIC
}

function nameOf(kind: AbroadKind): string {
  return Object.keys(NAMED).find((name) => NAMED[name] === kind) ?? kind
}
