// Roads that are swept: what the files say, and what people do.
import { People } from '../../engine/connect/visma/simulator/people.js'
import { ORDER, orderScenario, type OrderScenario, type OrderScenarioOptions } from '../kit/order-scenario.js'
import type { OrderRow } from '../../engine/connect/jetshop/simulator/orders/order-rows.js'
import { COMPANY, orderStreams, type Town } from './town.js'
import type { Act, Road } from './sweep.js'

const EVENTS = `import: { when: [Betald], then: Överförd, cancelled: [Makulerad] }
feedback:
  - { event: delivered, status: Levererad, mail: true }
  - { event: invoiced, status: Debiteras }`

const place = (number: string, order: Partial<OrderRow> = {}): Act => (town) => {
  town.world('se').effect('a person', [['orders', number, { ...ORDER, id: Number(number), ...order }]])
}
const inShop = (number: string, change: Partial<OrderRow>): Act => (town) => {
  const world = town.world('se')
  world.effect('a person', [['orders', number, { ...world.row('orders', number), ...change }]])
}
const documentOf = (town: Town, mark: string): number => Number(Object.values(town.world(COMPANY).table('ORDER_HEAD')).find((row) => row['LOCAL_REMARK'] === `samsyn:${mark}`)?.['DOCUMENT_NUMBER'])
const people = (town: Town): People => new People(town.world(COMPANY))
const all = (...acts: readonly Act[]): Act => (town) => { for (const act of acts) act(town) }

interface Plan { readonly name: string; readonly scenario: OrderScenarioOptions; readonly acts: readonly Act[] }

const ON = 'streams: { order-status: on }'
const CARGO = { shipTo: { first: 'Bo', last: 'Ek', address: 'Byn 2', zip: '222 33', city: 'Lund', country: 'SE' } }

const REFUND = { id: 7, at: '2026-11-25T12:00:00', amount: '199', rows: [{ article: 'A', quantity: '1' }] }

/** From the shop to the shop: taken, delivered with a mail, billed with a capture. */
export const DELIVERED: Plan = {
  name: 'delivered', scenario: { mapping: EVENTS, integration: ON },
  acts: [place('1001'), (town) => { people(town).deliver(documentOf(town, 'se/1001')) }, (town) => { people(town).invoice(documentOf(town, 'se/1001')) }],
}

/** Two orders of one customer and one of another, in one go. */
export const THREE: Plan = {
  name: 'three orders', scenario: { mapping: EVENTS, integration: ON },
  acts: [
    all(place('1001'), place('1002', { placed: '2026-11-25T08:05:00' }), place('1003', { customer: { email: 'bo@example.se' }, ...CARGO })),
    (town) => { for (const mark of ['se/1001', 'se/1002', 'se/1003']) people(town).deliver(documentOf(town, mark)) },
  ],
}

/** An invoice at once. */
export const INVOICE: Plan = {
  name: 'invoice', scenario: { orders: 'as: invoice', mapping: EVENTS, integration: ON },
  acts: [place('1001')],
}

/** Cancelled in the shop when its document stands. */
export const CANCELLED: Plan = {
  name: 'cancelled', scenario: { mapping: EVENTS, integration: ON },
  acts: [place('1001'), inShop('1001', { statusId: 40 })],
}

/** A card that was put away is used again, and gets a new telephone number; a second order brings another. */
export const KNOWN: Plan = {
  name: 'a known card', scenario: {
    mapping: EVENTS, orders: 'customer: { update: [phone, invoiceAddress], onInactive: reactivate }',
    customers: { 501: { NUMBER: '501', NAME: 'Åsa Öberg', EMAIL: 'asa@example.se', TELEPHONE: '08-1', INACTIVE: true } },
  },
  acts: [place('1001'), place('1002', { placed: '2026-11-25T08:30:00', customer: { ...ORDER.customer, phone: '070-2' } })],
}

/** Two refunds that come to light at once, when the order is invoiced; then the rest. */
export const GIVEN_BACK: Plan = {
  name: 'given back', scenario: { erp: 'verifiedCredits: true' },
  acts: [
    place('1001', { rows: [{ article: 'A', quantity: '3', price: '199' }] }), (town) => { people(town).invoice(documentOf(town, 'se/1001')) },
    inShop('1001', { modified: '2026-11-25T12:30:00', refunds: [REFUND, { ...REFUND, id: 8 }] }),
    inShop('1001', { modified: '2026-11-25T13:30:00', refunds: [REFUND, { ...REFUND, id: 8 }, { id: 9, at: '2026-11-25T13:00:00', amount: '248' }] }),
  ],
}

export const ROADS: readonly Plan[] = [DELIVERED, THREE, INVOICE, CANCELLED, KNOWN, GIVEN_BACK]

/** The files written and read, and the worlds made. */
export async function roadOf({ name, scenario, acts }: Plan): Promise<Road & { readonly close: () => void }> {
  const made: OrderScenario = await orderScenario(scenario)
  return { name, acts, dir: made.dir, desired: await orderStreams(made), close: made.close }
}
