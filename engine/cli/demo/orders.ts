// Customers of the demo's shop and what they buy, and what the shop and the company then show of it.
import { join } from 'node:path'
import { wallNow } from '../../connect/jetshop/simulator/clock.js'
import type { OrderRow } from '../../connect/jetshop/simulator/orders/order-rows.js'
import { effectsOf, World, type Row } from '../../connect/world/world.js'
import { People } from '../../connect/visma/simulator/people.js'
import { withPlaces } from '../../values/decimal.js'
import { nordlysRange } from './range.js'

/** An order, and what there is to see in it. */
interface Sale { readonly number: string; readonly who: string; readonly shows: string; readonly order: Partial<OrderRow> }
type Who = NonNullable<OrderRow['shipTo']>

const BOUGHT: OrderRow = { channel: 1, statusId: 20, payment: { methodId: 1, state: 'Reserved' }, delivery: { methodId: 1 } }
const PRICES = new Map(nordlysRange().map((one) => [one.number, one]))

export const SALES: readonly Sale[] = [
  {
    number: '1001', who: 'Åsa Öberg, Älmhult', shows: 'cups at 25 % VAT and coffee at 6 %: the freight has both',
    order: { ...to('Åsa', 'Öberg', 'Storgatan 1', '343 30', 'Älmhult'), rows: [piece('KOPP-1-02', '2'), piece('KAFF-1-02', '3')], freight: { amount: '49', vat: 'shared' } },
  },
  {
    number: '1002', who: 'Jörgen Ångström, Växjö', shows: '10 % off the row, and 100 kr off the order',
    order: {
      ...to('Jörgen', 'Ångström', 'Kungsgatan 8', '352 31', 'Växjö'), rows: [{ ...piece('PLAD-1-01', '1'), discount: '10' }, piece('VAS-1-02', '1')],
      discounts: [{ text: 'Höstkampanj', amount: '100' }],
    },
  },
  { number: '1003', who: 'Märta Sjöö, Åmål', shows: 'a new guest', order: { ...to('Märta', 'Sjöö', 'Hamngatan 3', '662 30', 'Åmål'), rows: [piece('HAND-1-02', '4')], freight: { amount: '49' } } },
  { number: '1004', who: 'Märta Sjöö, Åmål', shows: 'the same guest buys again: one customer card, two orders', order: { ...to('Märta', 'Sjöö', 'Hamngatan 3', '662 30', 'Åmål'), rows: [piece('SKAL-1-02', '2')], freight: { amount: '49' } } },
  {
    number: '1005', who: 'Café Ängsö AB, Västerås', shows: 'a company that pays by invoice: it gets one at once',
    order: {
      ...to('Lovisa', 'Åkerlund', 'Slottsvägen 2', '725 92', 'Västerås', 'Café Ängsö AB'), rows: [piece('KOPP-1-02', '12')], freight: { amount: '99' }, reference: 'Lovisa Åkerlund',
      customer: { orgNo: '556737-0431', email: 'inkop@angso.example' }, payment: { methodId: 2, state: 'Pending' },
    },
  },
  { number: '1006', who: 'Börje Häggström, Örebro', shows: 'an article that the company does not have', order: { ...to('Börje', 'Häggström', 'Järntorget 5', '702 10', 'Örebro'), rows: [{ article: 'RESTPARTI-7', name: 'Restparti, ljusstakar', quantity: '1', price: '250' }] } },
  { number: '1007', who: 'Åke Öhman, Hjälteby', shows: 'the money is not reserved yet', order: { ...to('Åke', 'Öhman', 'Ängsvägen 9', '471 41', 'Hjälteby'), rows: [piece('BOK-1-01', '1')], payment: { methodId: 1, state: 'Pending' } } },
]

/** A status that starts no transfer. */
const NEW = 10

/** Orders that are delivered, and those of them that are invoiced too. */
const DELIVERED = ['1001', '1003']
const INVOICED = ['1003']
/** Whose money is reserved a little later, and what the company has no article for. */
const RESERVED = '1007'
const HELD = '1006'

/** The company's own preparation: an article for freight that has two rates. */
export function prepareCompany(dir: string): void {
  worldOf(dir, 'erp').effect('demo', [['ARTICLE', 'FRAKT', {
    NUMBER: 'FRAKT', NAME: 'Frakt', GROUP: 'ÖVR', ACCOUNTING_CODE: '25', STOCK_GOODS: false, UNIT_CODE: 'st', WEBSHOP: false, INACTIVE: false,
  }]])
}

/** Everybody buys. */
export function sell(dir: string): void {
  for (const sale of SALES) place(dir, sale.number, sale.order)
}

/** The same as a shop's table of its own, and one that nobody has paid yet: for a world by itself. */
export function ordersTable(): { [number: string]: Row } {
  const unpaid = { ...to('Signe', 'Ågren', 'Strandvägen 4', '451 50', 'Uddevalla'), rows: [piece('MUGG-1-03', '1')], statusId: NEW }
  return Object.fromEntries([...SALES.map(({ number, order }) => [number, order] as const), ['1008', unpaid] as const].map(([number, order]) => [number, placed(number, order)]))
}

/** One more order, while the engine runs. */
export function sellOneMore(dir: string, nth: number): void {
  place(dir, String(2000 + nth), { ...to('Örjan', 'Åström', 'Fjällvägen 4', '837 52', 'Åre'), rows: [piece('MUGG-1-03', '2')], freight: { amount: '49' } })
}

/** What stands in the company of the orders: a line for each document, and the rows of the first. */
export function documentLines(dir: string): readonly string[] {
  const world = worldOf(dir, 'erp')
  return KINDS.flatMap(({ table, title }) => Object.values(world.table(table)).flatMap((row, at) => [
    `${orderOf(row) ?? ''} → ${title} ${String(row['DOCUMENT_NUMBER'])}  ${cardText(world, row)}, ${kronor(row['TOTAL_AMOUNT'])}`,
    ...(table === 'ORDER_HEAD' && at === 0 ? rowLines(world, row) : []),
  ]))
}

/** A morning: the bookkeeper works, and a payment provider says yes. What was done. */
export function morning(dir: string): readonly string[] {
  const world = worldOf(dir, 'erp')
  const people = new People(world)
  const numberOf = (order: string): number => Number(Object.values(world.table('ORDER_HEAD')).find((row) => orderOf(row) === order)?.['DOCUMENT_NUMBER'])
  place(dir, RESERVED, { ...SALES.find(({ number }) => number === RESERVED)?.order, payment: { methodId: 1, state: 'Reserved' } })
  return [
    ...DELIVERED.map((order) => { people.deliver(numberOf(order)); return `${order}: order ${numberOf(order)} is delivered` }),
    ...INVOICED.map((order) => `${order}: order ${numberOf(order)} is invoiced, as invoice ${people.invoice(numberOf(order)).invoice}`),
    `${RESERVED}: Klarna has reserved the money`,
  ]
}

/** The statuses that the shop shows, by order. */
export function statusLines(dir: string): readonly string[] {
  const world = worldOf(dir, 'shop')
  return SALES.map(({ number, who }) => `${number}  ${statusOf(world, number).padEnd(10)}  ${who}${mailText(mailed(dir, number))}`)
}

/** What is not as it should be in the end: the demo's own checks. */
export function faultsOf(dir: string): readonly string[] {
  const [erp, shop] = [worldOf(dir, 'erp'), worldOf(dir, 'shop')]
  const documents = KINDS.flatMap(({ table }) => Object.values(erp.table(table)))
  const expected: [string, unknown, unknown][] = [
    ...SALES.map(({ number }): [string, unknown, unknown] => [`documents of order ${number}`, documents.filter((row) => orderOf(row) === number).length, number === HELD ? 0 : 1]),
    ...DELIVERED.map((number): [string, unknown, unknown] => [`mails of order ${number}`, mailed(dir, number), 1]),
    ['status of order 1001', statusOf(shop, '1001'), 'Levererad'], ['status of order 1003', statusOf(shop, '1003'), 'Fakturerad'],
    ['customer cards', Object.keys(erp.table('CUSTOMER')).length, 6],
  ]
  return expected.filter(([, is, wanted]) => is !== wanted).map(([what, is, wanted]) => `${what}: ${String(is)}, not ${String(wanted)}`)
}

const KINDS = [{ table: 'ORDER_HEAD', title: 'order' }, { table: 'INVOICE_HEAD', title: 'invoice' }] as const

function worldOf(dir: string, name: 'erp' | 'shop'): World {
  return new World(join(dir, 'world', `${name}.json`))
}

function place(dir: string, number: string, order: Partial<OrderRow>): void {
  worldOf(dir, 'shop').effect('a customer', [['orders', number, placed(number, order)]])
}

function placed(number: string, order: Partial<OrderRow>): Row {
  return { ...BOUGHT, id: Number(number), placed: wallNow(), ...order } as Row
}

function to(first: string, last: string, address: string, zip: string, city: string, company?: string): Pick<OrderRow, 'shipTo' | 'customer'> {
  const who: Who = { first, last, address, zip, city, country: 'SE', ...(company === undefined ? {} : { company }) }
  return { shipTo: who, customer: { email: `${plain(first)}.${plain(last)}@example.se`, phone: '070-174 06 05' } }
}

function piece(article: string, quantity: string): NonNullable<OrderRow['rows']>[number] {
  const one = PRICES.get(article)
  if (!one) throw new Error(`the range has no ${article}`)
  return { article, name: one.name, quantity, price: one.price, vat: `0.${String(one.vatPercent).padStart(2, '0')}` }
}

function plain(name: string): string {
  return name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
}

/** The shop's order that a document is of. */
function orderOf(row: Row): string | undefined {
  return /samsyn:se\/(\S+)/.exec(String(row['LOCAL_REMARK'] ?? ''))?.[1]
}

function cardText(world: World, row: Row): string {
  const number = String(row['CUSTOMER_NUMBER'])
  return `${String(world.row('CUSTOMER', number)?.['NAME'] ?? '')} (customer ${number})`
}

function statusOf(world: World, number: string): string {
  const id = (world.row('orders', number) as OrderRow | undefined)?.statusId
  return String(world.row('orderStatuses', String(id))?.['name'] ?? id)
}

function mailed(dir: string, number: string): number {
  return effectsOf(join(dir, 'world', 'shop.json')).flatMap(({ puts }) => puts).filter(([table, , row]) => table === 'mails' && row?.['order'] === number).length
}

function mailText(mails: number): string {
  return mails === 0 ? '' : mails === 1 ? ', has one mail' : `, has ${mails} mails`
}

function rowLines(world: World, row: Row): string[] {
  const rates = world.row('PRM2', 'PRM2') ?? {}
  return ((row['ROWS'] ?? []) as readonly Row[]).map((one) =>
    `       ${String(one['QUANTITY2'])} × ${String(one['ARTICLE_NUMBER']).padEnd(9)}  à ${kronor(one['PRICE_EACH_CURRENT_CURRENCY']).padStart(9)}  ${String(rates[`VAT${String(one['VAT_CODE'])}`])} % VAT`)
}

function kronor(amount: unknown): string {
  return `${withPlaces(String(amount ?? 0), { places: 2 })} kr`
}
