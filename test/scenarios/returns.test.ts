// Scenarios of what is given back, as far as it shows on the road: credits that the bookkeeper makes, and what the shop hears of them.
// What a refund of a shop becomes is decided by engine/trade/order/credits.ts; no driver shows refunds yet.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { People } from '../../engine/connect/visma/simulator/people.js'
import { orderScenario, type OrderScenario } from '../kit/order-scenario.js'

const test = suite('scenarios: returns')

const [BILLED, GIVEN_BACK] = [30, 40]

/** Three pieces, delivered, invoiced and captured. */
async function sold(): Promise<{ s: OrderScenario; people: People; invoice: number }> {
  const s = await orderScenario({
    integration: 'streams: { order-status: on }',
    mapping: 'import: { when: [Betald], then: Överförd }\nfeedback: [{ event: invoiced, status: Levererad, capture: true }, { event: credited, status: Makulerad, mail: true }]',
  })
  s.place('1001', { rows: [{ article: 'A', quantity: '3', price: '100' }], discounts: [{ text: 'Rabatt', amount: '10' }], freight: { amount: '0' } })
  await s.run()
  const people = new People(s.world('erp'))
  const { invoice } = people.invoice(1)
  await s.run()
  return { s, people, invoice }
}

/** Whether the order had a status, how many mails and captures there were, and whether a second run wrote nothing. */
async function after(s: OrderScenario): Promise<readonly unknown[]> {
  await s.run()
  s.shopLog(); s.erpLog()
  await s.run()
  const had = (status: number): boolean => s.order('1001').history?.some(({ statusId }) => statusId === status) === true
  return [had(BILLED), had(GIVEN_BACK), s.puts('mails'), s.puts('captures'), [...s.shopLog(), ...s.erpLog()]]
}

test('S-113: a credit of one of three changes neither the status nor the capture', async () => {
  const { s, people, invoice } = await sold()
  assert.equal(await after(s), [true, false, 0, 1, []])
  const credit = people.credit(invoice, { 1: 1 })
  const { TOTAL_AMOUNT: total, VAT_AMOUNT: vat } = s.world('erp').row('INVOICE_HEAD', String(credit)) ?? {}
  assert.equal([total, vat], [96.67, 19.33])
  assert.equal(await after(s), [true, false, 0, 1, []])
  s.close()
})

test('S-114: a second credit is the bookkeeper\'s too; when all is credited the shop hears it once', async () => {
  const { s, people, invoice } = await sold()
  people.credit(invoice, { 1: 1 })
  await s.run()
  people.credit(invoice, { 1: 2 })
  assert.equal(await after(s), [true, true, 1, 1, []])
  s.close()
})

test('S-116: given back before there is an invoice: the order that the shop cancelled is cancelled in the company, and nothing is credited', async () => {
  const s = await orderScenario({ mapping: 'import: { when: [Betald], then: Överförd, cancelled: [Makulerad] }' })
  s.place('1001', {})
  await s.run()
  s.place('1001', { ...s.order('1001'), statusId: GIVEN_BACK, payment: { methodId: 1, state: 'Credited' } })
  await s.run()
  assert.equal(s.documents().map((one) => one['DOCUMENT_CANCELLED']), [true])
  s.erpLog()
  await s.run()
  assert.equal(s.erpLog(), [])
  s.close()
})

test.run()
