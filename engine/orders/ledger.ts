// What the ERP knows of what orders name: articles, VAT rates, currencies, booking years. Asked before a document is made, and
// believed for a while; nothing is guessed.
import type { Reader } from '../connect/connector.js'
import type { Clock } from '../run/parts.js'
import type { AccountingCode } from '../trade/order/new-articles.js'
import type { HeadRoom, KnownToLedger } from '../trade/order/types.js'
import { lockedMonthsOf } from '../trade/order/locked-months.js'
import { parseDecimal } from '../values/decimal.js'

/** levels: stock flows to the shops, so that an order for more than there is can be told. */
export interface LedgerParts { readonly reader: Reader; readonly clock: Clock; readonly levels: boolean }

type Lists = Omit<KnownToLedger, 'articles' | 'today'>
type Fields = Readonly<Record<string, unknown>>

const BELIEVED_MS = 5 * 60_000
const CODES = 'code-list'
const ARTICLE = 'product'
const STOCK = 'stock'
const PRICE_PLACES = 2
const UNLIMITED = Number.MAX_SAFE_INTEGER

export class Ledger {
  private lists: { readonly atMs: number; readonly lists: Promise<Lists> } | undefined

  constructor(private readonly parts: LedgerParts) {}

  /** Of these article numbers, and everything else that a document can name. Throws SystemError. */
  async known(numbers: readonly string[], today: string): Promise<KnownToLedger> {
    const lists = await this.codeLists()
    const articles: Record<string, KnownToLedger['articles'][string]> = {}
    const wanted = [...new Set(numbers)].filter((one) => one !== '')
    if (wanted.length > 0) {
      for (const [number, found] of await this.parts.reader.find(ARTICLE, wanted, { articles: 'all' })) {
        if (found.kind === 'found') articles[number] = articleOf(found.item.fields)
      }
      for (const [number, sellable] of await this.sellable(Object.keys(articles))) articles[number] = { ...articles[number], sellable }
    }
    return { ...lists, articles, today }
  }

  /** How long the texts of a document's head may be, and so of the card that the ERP fills it from. Throws SystemError. */
  async headRoom(): Promise<HeadRoom> {
    return (await this.codeLists()).limits.head
  }

  private async sellable(numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const sellable = new Map<string, string>()
    if (!this.parts.levels || numbers.length === 0) return sellable
    for (const [number, found] of await this.parts.reader.find(STOCK, numbers, {})) {
      const { disposable, stockItem } = found.kind === 'found' ? found.item.fields as Fields : {}
      const count = parseDecimal(disposable)
      if (stockItem !== false && count !== undefined) sellable.set(number, count)
    }
    return sellable
  }

  /** Which VAT rate an accounting code carries. Throws SystemError. */
  async accountingCodes(): Promise<readonly AccountingCode[]> {
    const rates = new Map((await this.codes('vat')).map(({ code, rate }) => [code, rate]))
    return (await this.codes('accounting-codes')).flatMap(({ code, vatCode }) => {
      // A code without a VAT code is of what is sold without VAT.
      const vatRate = vatCode === '0' || vatCode === '' || vatCode === null ? 0 : rates.get(vatCode)
      return typeof vatRate === 'number' ? [{ code: String(code), vatRate }] : []
    })
  }

  private codeLists(): Promise<Lists> {
    const nowMs = this.parts.clock.now()
    if (!this.lists || nowMs - this.lists.atMs >= BELIEVED_MS) {
      const lists = this.read()
      this.lists = { atMs: nowMs, lists }
      // What failed is asked for again.
      lists.catch(() => { this.lists = undefined })
    }
    return this.lists.lists
  }

  private async read(): Promise<Lists> {
    const [company = {}] = await this.codes('company')
    const [document = {}] = await this.codes('documents')
    const vat = await this.codes('vat')
    const currencies = await this.codes('currencies')
    const units = await this.codes('units')
    const years = await this.codes('booking-years')
    return {
      vatRates: vat.flatMap(({ rate }) => (typeof rate === 'number' ? [rate] : [])),
      currencies: Object.fromEntries(currencies.map(currencyOf)),
      currency: String(company['currency'] ?? ''),
      units: units.map(({ code }) => String(code)),
      years: years.map(({ starts, ends, locked }) => ({ starts: String(starts), ends: String(ends), locked: locked === true })),
      lockedMonths: years.flatMap(({ starts, ends, lockedMonth }) => lockedMonthsOf({ starts: String(starts), ends: String(ends), lockedMonth: String(lockedMonth ?? '') })),
      pricePlaces: numberOr(PRICE_PLACES, company['pricePlaces']),
      limits: {
        rows: numberOr(UNLIMITED, document['rows']), text: numberOr(UNLIMITED, document['textLength']), rates: numberOr(UNLIMITED, document['rates']),
        comment: Object.values((document['comment'] ?? {}) as Fields).map((length) => numberOr(UNLIMITED, length)),
        head: Object.fromEntries(Object.entries((document['head'] ?? {}) as Fields).map(([name, length]) => [name, numberOr(UNLIMITED, length)])),
      },
    }
  }

  private async codes(list: string): Promise<Fields[]> {
    const rows: Fields[] = []
    for await (const { items } of this.parts.reader.list(CODES, { list })) rows.push(...items.map(({ fields }) => fields))
    return rows
  }
}

function numberOr(otherwise: number, value: unknown): number {
  const number = value === undefined || value === null || value === '' ? Number.NaN : Number(value)
  return Number.isFinite(number) ? number : otherwise
}

function articleOf({ active, unit, vatRate }: Fields): KnownToLedger['articles'][string] {
  return {
    ...(typeof active === 'boolean' ? { active } : {}), ...(typeof unit === 'string' ? { unit } : {}),
    ...(typeof vatRate === 'number' ? { vatRate } : {}),
  }
}

function currencyOf({ code, sell, per }: Fields): [string, KnownToLedger['currencies'][string]] {
  const [rate, unit] = [parseDecimal(sell), parseDecimal(per)]
  return [String(code), { ...(rate === undefined ? {} : { rate }), ...(unit === undefined ? {} : { per: unit }) }]
}
