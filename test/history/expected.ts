// What should become of every order, by plain rules and whole pennies, written without a line of the engine. Where more than one thing
// is wrong with an order, all are told: the engine may name any of them. Where nobody knows where the goods went, the VAT that was
// charged is carried as any other: only an order without VAT must say its country.
import { chargedOn } from './charged.js'
import { countryOf } from './countries.js'
import { MISSING } from './erp-world.js'
import type { HistoryOrder } from './orders.js'
import type { METHODS } from './shop-world.js'

/** Why an order becomes no document, the weightiest first. */
export const REASONS = ['below zero', 'comes to nothing', 'too many rows', 'unknown article'] as const
export type Reason = (typeof REASONS)[number]

/** An order that comes to nothing is passed by, everything else waits for a person. */
export type Ending = 'order' | 'invoice' | 'held' | 'skipped'

export interface Expected {
  readonly number: string
  readonly ending: Ending
  /** Empty: it becomes a document. */
  readonly reasons: readonly Reason[]
  readonly currency: string
  /** Pennies, with VAT; and the VAT of it as a ledger counts it: rounded itself. */
  readonly gross: bigint
  readonly vat: bigint
  /** As the shop counts it: what is left when the net is rounded. Where both would end in half a penny they are a penny apart. */
  readonly shopVat: bigint
}

/** The rows that a document takes. */
const ROWS_MAX = 200

export function expectedOf(order: HistoryOrder): Expected {
  const gross = order.rows.reduce((sum, { quantity, price }) => sum + BigInt(quantity) * pennies(price), 0n)
  const wrong: Readonly<Record<Reason, boolean>> = {
    'below zero': gross < 0n,
    'comes to nothing': gross === 0n,
    'too many rows': order.rows.length > ROWS_MAX,
    'unknown article': order.rows.some(({ sku }) => MISSING.has(sku)),
  }
  const reasons = REASONS.filter((reason) => wrong[reason])
  const { rate } = chargedOn(order)
  return {
    number: order.number, ending: endingOf(order, reasons), reasons, currency: order.currency, gross,
    vat: share(gross, BigInt(rate), 10_000n + BigInt(rate)), shopVat: gross - share(gross, 10_000n, 10_000n + BigInt(rate)),
  }
}

/** How often each, by the ending or the weightiest reason, and what they come to in pennies. */
export function totals(all: readonly Expected[]): Readonly<Record<string, { readonly orders: number; readonly gross: bigint }>> {
  const made: Record<string, { orders: number; gross: bigint }> = {}
  for (const { ending, reasons: [reason], gross } of all) {
    const name = reason ?? ending
    const before = made[name] ?? { orders: 0, gross: 0n }
    made[name] = { orders: before.orders + 1, gross: before.gross + gross }
  }
  return made
}

/** "-12.30" of -1230. */
export function pounds(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, '0')
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Pennies of "2.55", "2.5", "2" or "2.5500"; throws for what is finer. */
export function pennies(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{0,2})0*)?$/.exec(text)
  if (!match) throw new Error(`${text} is no amount in whole pennies`)
  const [, sign, whole = '', part = ''] = match
  return BigInt(`${sign}${whole}${part.padEnd(2, '0')}`)
}

function endingOf({ country }: HistoryOrder, [reason]: readonly Reason[]): Ending {
  if (reason !== undefined) return reason === 'comes to nothing' ? 'skipped' : 'held'
  return DOCUMENT_OF[countryOf(country).vat === 'home' ? 'card' : 'invoice']
}

const DOCUMENT_OF: Readonly<Record<keyof typeof METHODS, 'order' | 'invoice'>> = { card: 'order', invoice: 'invoice' }

/** So many of so many parts of an amount, a half rounded away from zero. */
function share(amount: bigint, parts: bigint, of: bigint): bigint {
  const size = amount < 0n ? -amount : amount
  const rounded = (2n * size * parts + of) / (2n * of)
  return amount < 0n ? -rounded : rounded
}
