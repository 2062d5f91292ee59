// Scenarios of prices, played from the company's lists to the lists of the shop.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { ListRow } from '../../engine/connect/jetshop/simulator/shop-world.js'
import type { ErpWorldOptions } from '../../engine/connect/visma/simulator/make.js'
import { loadSpecs } from '../../engine/load/specs.js'
import { rateOn } from '../../engine/trade/vat.js'
import { grossOf, netOf } from '../../engine/values/money.js'
import type { PlanDocument } from '../../engine/types/plan.js'
import { doc } from '../kit/customer.js'
import { callsIn, changesIn, heldIn, RESELLERS, scenario, sold, STANDARD, streamOf, type Article, type Scenario } from '../kit/scenario.js'

const test = suite('scenarios: prices')

const LISTS_ON = 'stock: { inFlight: ignore }\nstreams: { price-list: on, stock: off }'
const list = (CODE: string, CURRENCY_CODE = 'SEK', INCLUDING_VAT = true) => ({ CODE, TEXT: CODE, CURRENCY_CODE, INCLUDING_VAT })
/** A is the shop's own list; AF is without VAT; KAMP holds campaigns. */
const COMPANY: ErpWorldOptions = {
  tables: { CODE_OF_PRICE_LIST: { A: list('A'), AF: list('AF', 'SEK', false), KAMP: list('KAMP'), NO: list('NO', 'NOK') } },
}
const binding = (name: string, erp: string, { to = RESELLERS, more = '' } = {}): string =>
  doc('PriceListBinding', name, `erp: { ${erp} }\nshop: { name: se, priceList: ${to} }\n${more}`)
const resellers = binding('resellers', 'priceList: AF')
const december = binding('december', 'priceList: KAMP', { to: STANDARD, more: 'campaign: { from: 2026-12-01, to: 2026-12-07 }' })

function withLists(articles: Readonly<Record<string, Article>>, documents: readonly string[], more = LISTS_ON, extra: ErpWorldOptions['tables'] = {}): Scenario {
  const products = Object.fromEntries(Object.keys(articles).map((number) => [number, sold(`Artikel ${number}`, 500)]))
  return scenario({ articles, products, documents, more, company: { tables: { ...COMPANY.tables, ...extra } } })
}

/** What a visitor of the shop's default list pays on a day, as the shop counts: in kronor. */
function paidOn(it: Scenario, number: string, day: string): number {
  const row = it.product(number)
  const { useSpan, from = '', to = '' }: ListRow = it.inList(number, STANDARD) ?? {}
  const campaign = Number(row?.discountedPrice ?? -1)
  const runs = campaign >= 0 && (useSpan !== true || (from.slice(0, 10) <= day && day <= to.slice(0, 10)))
  return Math.round((runs ? campaign : Number(row?.price)) * 1.25 * 100) / 100
}

test('S-146: a price of a list incl. VAT reaches the shop as it is', async () => {
  const it = withLists({ '4711': { prices: { A: 179 } } }, [], 'stock: { inFlight: ignore }\nstreams: { stock: off }')
  await it.approve()
  assert.equal([it.product('4711')?.price, paidOn(it, '4711', '2026-11-25')], ['143.2000', 179])
  assert.equal(callsIn(it.shopLog()), { PriceList_UpdateArticleIncVAT: 1 })
  assert.equal((await it.plan()).totals.update, 0)
  it.close()
})

const FOOD: [places: string, fourDecimals: boolean, net: number, april: string][] = [
  ['kept as 89.2857, the net of 100.00 as exact as the company keeps it', true, 89.2857, '94.64'],
  ['kept as 89.29, a net that was rounded to öre', false, 89.29, '94.65'],
]
for (const [kept, fourDecimals, net, april] of FOOD) {
  test(`S-147: food of 100.00 ${kept}, is ${april} from the first of April`, async () => {
    const { vat } = loadSpecs()
    assert.equal(['2026-03-31', '2026-04-01'].map((day) => rateOn(vat, 'reduced-food', day)), [1200, 600])
    assert.is(grossOf(netOf('100.00', 1200, fourDecimals ? 4 : 2), 600, 2), april)
    const it = scenario({
      erp: 'priceList: AF', more: 'stock: { inFlight: ignore }\nstreams: { stock: off }', company: { ...COMPANY, fourDecimals },
      articles: { TE: { prices: { AF: net }, row: { ACCOUNTING_CODE: '12' } } }, products: { TE: sold('Artikel TE', 0, { vat: '0.12000000', price: '89.2857' }) },
    })
    assert.is(streamOf(await it.plan(), 'se/price').counts.adopted, 1)
    await it.run()
    it.inErp('ARTICLE', 'TE', { ACCOUNTING_CODE: '6' })
    assert.equal(heldIn((await it.run()).document, 'se/price'), ['TE PRICE_NOT_WHOLE'])
    it.rewrite({ shop: 'priceRounding: half-up' })
    assert.equal(heldIn((await it.run()).document, 'se/price'), ['TE FIELD_MUST_AGREE'])
    it.rewrite({})
    it.inShop('TE', { vat: '0.06000000' })
    const [held] = streamOf((await it.run()).document, 'se/price').held
    assert.equal([held?.reason.code, held?.reason.facts?.['value']], ['PRICE_NOT_WHOLE', april])
    it.rewrite({ shop: 'priceRounding: half-up' })
    await it.approve()
    assert.is(it.product('TE')?.price, '89.6226')
    it.close()
  })
}

test('S-149: a price row that is removed clears the price in both lists of the shop, and is no price of zero', async () => {
  const it = withLists({ '4711': { prices: { A: 179, AF: 95.2 } } }, [resellers])
  await it.approve()
  assert.equal([it.product('4711')?.price, it.inList('4711', RESELLERS)?.incVat], ['143.2000', 119])
  it.inErp('PRICE', 'A|4711|0', null)
  it.inErp('PRICE', 'AF|4711|0', null)
  await it.approve()
  assert.equal([it.product('4711')?.price, it.inList('4711', RESELLERS)?.incVat], ['-0.8000', -1])
  assert.is((await it.plan()).totals.update, 0)
  it.close()
})

test('S-150: a campaign is set with its days before it starts, ends by them, and is cleared with its list', async () => {
  const it = withLists({ '4711': { prices: { A: 179, KAMP: 149 } } }, [december])
  await it.approve()
  assert.equal(['2026-11-30', '2026-12-01', '2026-12-07', '2026-12-08'].map((day) => paidOn(it, '4711', day)), [179, 149, 149, 179])
  it.shopLog()
  it.at('2026-12-08T06:00:00Z')
  assert.is((await it.run()).document.totals.update, 0)
  assert.equal(it.shopLog(), [])
  it.inErp('PRICE', 'KAMP|4711|0', null)
  await it.approve()
  assert.equal([it.product('4711')?.discountedPrice, it.inList('4711', STANDARD)?.useSpan, it.product('4711')?.price], ['-0.8000', false, '143.2000'])
  it.close()
})

test('S-152: a campaign price that is not below the ordinary one is held; corrected, it is written', async () => {
  const it = withLists({ '4711': { prices: { A: 179, KAMP: 199 } }, '4712': { prices: { A: 179, KAMP: 179 } }, '4713': { prices: { A: 179, KAMP: 149 } } }, [december])
  await it.approve()
  const { document } = await it.approve()
  assert.equal(heldIn(document, 'se/price-list/december'), ['4711 CAMPAIGN_NOT_LOWER', '4712 CAMPAIGN_NOT_LOWER'])
  assert.equal(['4711', '4712', '4713'].map((one) => it.product(one)?.discountedPrice), [undefined, undefined, '119.2000'])
  it.inErp('PRICE', 'KAMP|4711|0', { PRICE: 159 })
  await it.approve()
  assert.is(it.product('4711')?.discountedPrice, '127.2000')
  it.close()
})

test('S-152: a campaign in the list of resellers is held against their own ordinary price, which the shop does not show', async () => {
  const articles = { '4711': { prices: { A: 500, AF: 95.2, KAMP: 149 } }, '4712': { prices: { A: 500, AF: 95.2, KAMP: 99 } } }
  const it = withLists(articles, [resellers, binding('december', 'priceList: KAMP', { more: 'campaign: { from: 2026-12-01, to: 2026-12-07 }' })])
  const { document } = await it.approve()
  const [held] = streamOf(document, 'se/price-list/december').held
  assert.equal([held?.key, held?.reason.facts], ['4711', { campaign: '149.00', ordinary: '119.00' }])
  assert.equal(['4711', '4712'].map((one) => [it.inList(one, RESELLERS)?.incVat, it.inList(one, RESELLERS)?.discountedIncVat]), [[119, undefined], [119, 99]])
  it.close()
})

test('S-152: a running campaign that the ordinary price falls to is held, and stays said until one of the two is corrected', async () => {
  const it = withLists({ '4711': { prices: { A: 179, KAMP: 149 } } }, [december])
  await it.approve()
  it.inErp('PRICE', 'A|4711|0', { PRICE: 129 })
  await it.approve()
  for (const day of ['2026-12-01T06:00:00Z', '2026-12-05T06:00:00Z']) {
    it.at(day)
    const [held] = streamOf((await it.run()).document, 'se/price-list/december').held
    assert.equal([held?.key, held?.reason.code, held?.reason.facts], ['4711', 'CAMPAIGN_NOT_LOWER', { campaign: '149.00', ordinary: '129.00' }])
  }
  it.inErp('PRICE', 'KAMP|4711|0', { PRICE: 119 })
  await it.approve()
  assert.equal([it.product('4711')?.price, it.product('4711')?.discountedPrice], ['103.2000', '95.2000'])
  assert.equal(heldIn(await it.plan(), 'se/price-list/december'), [])
  it.close()
})

test('a price of a list, and of a campaign, is held where the two sides count with two VAT rates, as the base price is; it may end', async () => {
  const articles = { '4711': { prices: { A: 179, AF: 100, KAMP: 149 }, row: { ACCOUNTING_CODE: '12' } } }
  const it = withLists(articles, [resellers, december])
  const held = (document: PlanDocument): string[] => ['se/price', 'se/price-list/resellers', 'se/price-list/december'].flatMap((stream) => heldIn(document, stream))
  assert.equal(held((await it.approve()).document), ['4711 FIELD_MUST_AGREE', '4711 FIELD_MUST_AGREE', '4711 FIELD_MUST_AGREE'])
  assert.equal([it.inList('4711', RESELLERS)?.incVat, it.product('4711')?.discountedPrice], [undefined, undefined])
  it.inErp('ARTICLE', '4711', { ACCOUNTING_CODE: '25' })
  await it.approve()
  assert.equal([it.inList('4711', RESELLERS)?.incVat, it.product('4711')?.discountedPrice], [125, '119.2000'])
  it.inErp('ARTICLE', '4711', { ACCOUNTING_CODE: '12' })
  it.inErp('PRICE', 'KAMP|4711|0', null)
  await it.approve()
  assert.equal([it.inList('4711', RESELLERS)?.incVat, it.product('4711')?.discountedPrice], [125, '-0.8000'])
  it.close()
})

test('a campaign whose binding is taken away is named until it is ended: with days until they are over, without for ever', async () => {
  const left = (document: PlanDocument): unknown[] => document.off.filter(({ code }) => code === 'CAMPAIGN_LEFT').map(({ stream, facts }) => [stream, facts?.['count']])
  const forEver = binding('rea', 'priceList: KAMP', { more: 'campaign: { membersOnly: false }' })
  const it = withLists({ '4711': { prices: { A: 179, AF: 160, KAMP: 149 } } }, [resellers, december, forEver])
  await it.approve()
  assert.is(it.inList('4711', RESELLERS)?.discountedIncVat, 149)
  it.rewrite({ documents: [] })
  assert.equal(left((await it.run()).document), [['se/price-list/december', 1], ['se/price-list/rea', 1]])
  it.at('2026-12-08T06:00:00Z')
  assert.equal(left((await it.run()).document), [['se/price-list/rea', 1]])
  it.inErp('PRICE', 'KAMP|4711|0', null)
  it.rewrite({ documents: [forEver] })
  await it.approve()
  it.rewrite({ documents: [] })
  assert.equal(left((await it.run()).document), [])
  it.close()
})

test('S-153: those who see the list of resellers see 119.00, all others 179.00', async () => {
  const it = withLists({ '4711': { prices: { A: 179, AF: 95.2 } } }, [resellers])
  await it.approve()
  assert.equal([it.inList('4711', RESELLERS)?.incVat, paidOn(it, '4711', '2026-11-25')], [119, 179])
  it.close()
})

test('S-154: a list of resellers in package 200 is refused by name; without it base prices flow, and no list is called', async () => {
  const it = withLists({ '4711': { prices: { A: 179, AF: 95.2 } } }, [resellers], 'stock: { inFlight: ignore }')
  it.rewrite({ package: 200 })
  assert.equal(await it.faults(), ['E207'])
  assert.equal([it.shopLog(), it.erpLog()], [[], []])
  it.rewrite({ package: 200, documents: [] })
  const { document } = await it.approve()
  assert.equal(document.off.filter(({ stream }) => stream === 'se/price-list').map(({ code, facts }) => [code, facts['first']]), [['STREAM_NEEDS_PACKAGE', '400']])
  assert.equal([it.product('4711')?.price, it.inList('4711', RESELLERS)], ['143.2000', undefined])
  it.close()
})

test('S-155: the shop has one price whatever the quantity: the base is carried, the breaks are said, and breaks without a base are held', async () => {
  const it = withLists({ '4711': { prices: { AF: 95.2, 'AF@10': 80, 'AF@100': 64 } }, '4712': { prices: { 'AF@10': 80 } }, '4713': { prices: { AF: 80 } } }, [resellers])
  await it.approve()
  const plan = streamOf((await it.run()).document, 'se/price-list/resellers')
  assert.equal(plan.warnings, [{ code: 'PRICE_BREAKS_NOT_CARRIED', facts: { field: 'quantity breaks', list: 'AF', count: 1, keys: ['4711'] } }])
  assert.equal(plan.held.map(({ key, reason }) => `${key} ${reason.code}`), ['4712 PRICE_BREAK_WITHOUT_BASE'])
  assert.equal(['4711', '4712', '4713'].map((one) => it.inList(one, RESELLERS)?.incVat), [119, undefined, 100])
  it.close()
})

test('S-156: a list in Norwegian kronor is not written into one in Swedish', async () => {
  const it = withLists({ '4711': { prices: { A: 179, NO: 199 } } }, [binding('norge', 'priceList: "NO"')])
  const { document } = await it.approve()
  assert.equal(streamOf(document, 'se/price-list/norge').failed, { code: 'CURRENCY_MISMATCH', facts: { list: 'NO', has: 'NOK', wants: 'SEK' } })
  assert.equal([it.inList('4711', RESELLERS), it.product('4711')?.price], [undefined, '143.2000'])
  it.rewrite({ documents: [binding('norge', 'priceList: "NO"', { more: 'currency: NOK' })] })
  await it.approve()
  assert.is(it.inList('4711', RESELLERS)?.incVat, 199)
  it.close()
})

const AGREEMENTS: ErpWorldOptions['tables'] = {
  CUSTOMER: { '1001': { NUMBER: '1001', NAME: 'Grossisten AB', DISCOUNT_AGREEMENT: 'GR' }, '1002': { NUMBER: '1002', NAME: 'Osloboden', DISCOUNT_AGREEMENT: 'GR', CODE_OF_CURRENCY: 'NOK' } },
  DISCOUNT_AGREEMENT: { GR: { CODE: 'GR', TEXT: 'Grossist', PRICE_LIST: 'A', INVOICE_DISCOUNT: 0, ROW_DISCOUNT: 0 } },
  CUSTOMER_DISCOUNT_ROW: { 'GR|1': { CODE: 'GR', ARTICLE_GROUP_FLAG: true, ARTICLE_GROUP: 'KLÄD', ARTICLE_NUMBER: '', PRICELIST: 'A', ROW_DISCOUNT: 12 } },
}

test('S-158: what an agreement gives a customer becomes a list of the shop, as the program itself counts it', async () => {
  const articles = { TROJA: { prices: { A: 200 }, row: { GROUP: 'KLÄD' } }, BOK: { prices: { A: 200 }, row: { GROUP: 'BOK' } }, UDDA: { prices: { A: 179 }, row: { GROUP: 'KLÄD' } }, UTAN: {} }
  const it = withLists(articles, [binding('grossisten', 'customerNumber: "1001"')], LISTS_ON, AGREEMENTS)
  const { document } = await it.approve()
  assert.equal(['TROJA', 'BOK', 'UDDA', 'UTAN'].map((one) => it.inList(one, RESELLERS)?.incVat), [176, 200, undefined, undefined])
  const [held] = streamOf(document, 'se/price-list/grossisten').held
  assert.equal([held?.key, held?.reason.code, held?.reason.facts?.['value']], ['UDDA', 'PRICE_NOT_WHOLE', '157.52'])
  it.inErp('CUSTOMER_DISCOUNT_ROW', 'GR|1', { ROW_DISCOUNT: 20 })
  await it.approve()
  assert.is(it.inList('TROJA', RESELLERS)?.incVat, 160)
  it.close()
})

test('S-158: prices of a customer in another currency are held, a customer who is not there stops the list, and two sources are one too many', async () => {
  const oslo = withLists({ TROJA: { prices: { A: 200 }, row: { GROUP: 'KLÄD' } } }, [binding('oslo', 'customerNumber: "1002"')], LISTS_ON, AGREEMENTS)
  assert.equal(heldIn((await oslo.run()).document, 'se/price-list/oslo'), ['TROJA CURRENCY_MISMATCH'])
  oslo.rewrite({ documents: [binding('oslo', 'customerNumber: "9999"')] })
  assert.is(streamOf((await oslo.run()).document, 'se/price-list/oslo').failed?.code, 'VISMA_CUSTOMER_UNKNOWN')
  oslo.rewrite({ documents: [binding('oslo', 'customerNumber: "1002", priceList: A')] })
  assert.equal(await oslo.faults(), ['E224'])
  oslo.close()
})

for (const [policy, expected, changes] of [['overlay', '143.2000', ['4711 update']], ['once', '100.0000', []]] as const) {
  test(`S-159: a price that the merchant edits is ${policy === 'overlay' ? 'put back, and the plan says so' : 'kept where the policy says once'}`, async () => {
    const it = withLists({ '4711': { prices: { A: 179 } } }, [], `stock: { inFlight: ignore }\npolicies: { price: ${policy} }\nstreams: { stock: off }`)
    it.inShop('4711', { price: '143.2000' })
    await it.run()
    it.inShop('4711', { price: '100.0000' })
    it.at('2026-11-27T12:00:00Z')
    const { document } = await it.run()
    assert.equal(changesIn(document, 'se/price'), changes)
    assert.equal(streamOf(document, 'se/price').changes.map(({ reason }) => reason.code), changes.map(() => 'PUT_BACK'))
    assert.is(it.product('4711')?.price, expected)
    it.close()
  })
}

test.run()
