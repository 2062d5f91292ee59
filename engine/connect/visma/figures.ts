// Figures that the program works out when it is asked: what a customer pays for an article, and what
// has been ordered from suppliers, with the day on which it is expected.
import { SystemError, type Found, type Page } from '../connector.js'
import type { RawItem } from '../../core/item.js'
import { add, compare, fromDouble, parseDecimal, subtract } from '../../values/decimal.js'
import { parseMoney } from '../../values/money.js'
import { problem } from '../../core/problem.js'
import type { Scope } from '../../core/stream.js'
import { DB, ORDER, type PriceQuestion } from './adk.js'
import { BOOKING_HEAD, OOI_ROW } from './adk-fields.js'
import type { DocumentCells } from './bridge/protocol.js'
import { cellsOf, type OurFields } from './columns.js'
import type { PartContext, PartReader } from './part.js'

const PRICE_PLACES = 4
const QUANTITY_PLACES = 3
/** In the customer's own currency. */
const CUSTOMERS_CURRENCY = 0

/** The customer's price of articles, incl. VAT; the scope names the customer, and a quantity other than one. */
export class CustomerPriceReader implements PartReader {
  readonly entities = ['customer-price']

  constructor(private readonly parts: PartContext) {}

  /** There are as many as articles and customers together: they are asked for, never listed. */
  async *list(): AsyncIterable<Page> {
    yield { items: [], coverage: { kind: 'subset', pages: 1 } }
  }

  async find(_entity: string, keys: readonly string[], scope: Scope): Promise<ReadonlyMap<string, Found>> {
    const customer = scope['customer']
    const quantity = parseDecimal(scope['quantity'] ?? '1')
    if (customer === undefined || quantity === undefined) throw new SystemError('refused', problem('VISMA_PRICE_QUESTION', { ...scope }))
    const question: Omit<PriceQuestion, 'article'> = {
      customer, quantity: Number(quantity), invoiceDiscount: true, rowDiscount: true, includingVat: true, currencyChoice: CUSTOMERS_CURRENCY,
    }
    const found = new Map<string, Found>()
    for (let at = 0; at < keys.length; at += this.parts.pageMax) {
      const batch = keys.slice(at, at + this.parts.pageMax)
      const prices = await this.parts.api.read('customerPrice', { questions: batch.map((article) => ({ ...question, article })) })
      batch.forEach((sku, index) => {
        const price = prices[index]
        found.set(sku, price ? { kind: 'found', item: priceItem(sku, price.price, { customer, quantity, currency: price.currency }) } : { kind: 'absent' })
      })
    }
    return found
  }
}

function priceItem(sku: string, price: number, facts: OurFields): RawItem {
  return { key: sku, fields: { sku, price: parseMoney(fromDouble(price, PRICE_PLACES)) ?? null, ...facts } }
}

const BOOKING_FIELDS: readonly number[] = [BOOKING_HEAD.DOCUMENT_NUMBER, BOOKING_HEAD.DELIVERY_DATE, BOOKING_HEAD.CANCELLED, BOOKING_HEAD.DELIVERED]
const BOOKING_ROW_FIELDS: readonly number[] = [OOI_ROW.ARTICLE_NUMBER, OOI_ROW.QUANTITY1, OOI_ROW.QUANTITY2]

/** What purchase orders that are not delivered will bring, by article. */
export class IncomingReader implements PartReader {
  readonly entities = ['incoming-stock']

  constructor(private readonly parts: PartContext) {}

  async *list(): AsyncIterable<Page> {
    const incoming = await this.incoming()
    yield { items: [...incoming].map(([sku, orders]) => incomingItem(sku, orders)), coverage: { kind: 'whole', pages: 1 } }
  }

  async find(_entity: string, keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const incoming = await this.incoming()
    return new Map(keys.map((sku) => {
      const orders = incoming.get(sku)
      return [sku, orders ? { kind: 'found', item: incomingItem(sku, orders) } : { kind: 'absent' }]
    }))
  }

  private async incoming(): Promise<ReadonlyMap<string, readonly Incoming[]>> {
    const { api, pageMax } = this.parts
    const order = ORDER.BOOKING_NOT_DELIVERED
    const number = BOOKING_HEAD.DOCUMENT_NUMBER
    const all = new Map<string, Incoming[]>()
    for await (const heads of api.scan({ register: DB.BOOKING_HEAD, order, heads: true, unique: number, fields: [number], chunk: pageMax })) {
      const documents = await api.read('documents', {
        register: DB.BOOKING_HEAD, order, key: number, keys: heads.map(([one]) => one ?? 0), fields: BOOKING_FIELDS, rowFields: BOOKING_ROW_FIELDS,
      })
      for (const document of documents) if (document) putIncoming(all, document)
    }
    return all
  }
}

interface Incoming { readonly number: string; readonly date: string | null; readonly quantity: string }

/** The order shows only what is not delivered; that it does is not taken on trust. */
function putIncoming(all: Map<string, Incoming[]>, { head, rows }: DocumentCells): void {
  const [number, date, cancelled, delivered] = head
  if (cancelled === true || delivered === true) return
  for (const row of rows) {
    const cells = cellsOf(BOOKING_ROW_FIELDS, row)
    const figure = (field: number) => fromDouble(Number(cells(field) ?? 0), QUANTITY_PLACES) ?? '0'
    const open = subtract(figure(OOI_ROW.QUANTITY2), figure(OOI_ROW.QUANTITY1))
    const sku = String(cells(OOI_ROW.ARTICLE_NUMBER) ?? '')
    if (sku === '' || compare(open, '0') <= 0) continue
    all.set(sku, [...all.get(sku) ?? [], { number: String(number), date: date === null || date === undefined ? null : String(date), quantity: open }])
  }
}

function incomingItem(sku: string, orders: readonly Incoming[]): RawItem {
  const dates = orders.map(({ date }) => date).filter((date) => date !== null).sort()
  return {
    key: sku,
    fields: {
      sku, onOrder: orders.reduce((sum, { quantity }) => add(sum, quantity), '0'), expected: dates[0] ?? null,
      orders: Object.fromEntries(orders.map(({ number, date, quantity }) => [number, { date, quantity }])),
    },
  }
}
