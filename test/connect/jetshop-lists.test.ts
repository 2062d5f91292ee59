// Price lists of the shop: what is written is what is read, no difference is eternal, and a channel's list is its own.
import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { effectsOf } from '../../engine/connect/world/world.js'
import { itemOf } from '../../engine/connect/jetshop/convert.js'
import { listMembers } from '../../engine/connect/jetshop/list-prices.js'
import { productData } from '../../engine/connect/jetshop/simulator/product-data.js'
import { priceListUpdate } from '../../engine/connect/jetshop/simulator/price-rows.js'
import { createShopWorld, productIn, type ProductRow } from '../../engine/connect/jetshop/simulator/shop-world.js'
import { readEnvelope, requestEnvelope, responseEnvelope, asNode, listIn } from '../../engine/connect/jetshop/xml.js'
import { join } from 'node:path'
import { brief, doc, erp, errors, integration, load, shop } from '../kit/customer.js'
import { temporaryFolder } from '../kit/folder.js'
import { LIST, shopHouse, type ShopHouse } from '../kit/shop-house.js'

const test = suite('jetshop lists')
const RESELLERS = '7c2f0000-0000-4000-8000-000000000002'
const binding = (name: string, more: string, list = RESELLERS): string =>
  doc('PriceListBinding', name, `erp: { priceList: AF }\nshop: { name: se, priceList: ${list} }\n${more}`)

/** A run, and another after a person has said yes to everything. */
async function approved(house: ShopHouse): Promise<void> {
  const { document } = await house.run()
  for (const { changes } of document.streams) for (const one of changes) if (one.verdict === 'pending') house.store.approved.add(one.digest)
  await house.run()
}

test('whatever is written to the default list is read back equal, at any rate', () => {
  const { folder, remove } = temporaryFolder()
  const world = createShopWorld(join(folder, 'shop.json'))
  const amount = fc.option(fc.nat(200_000).map((kronor) => `${kronor}.00`), { nil: null })
  const day = fc.option(fc.tuple(fc.constantFrom('2026-03-29', '2026-10-25', '2026-11-27'), fc.constantFrom('2026-10-25', '2026-12-01')), { nil: null })
  fc.assert(fc.property(fc.record({ price: amount, campaignPrice: amount, day, membersOnly: fc.boolean(), visible: fc.boolean(), rate: fc.constantFrom('0.25', '0.12', '0.06', '0', '0.255') }),
    ({ day: days, rate, ...given }) => {
      world.tables = { ...world.tables, products: { A: { vat: rate } } }
      const fields = { ...given, campaignFrom: days?.[0] ?? null, campaignTo: days?.[1] ?? null }
      const { members } = listMembers(fields)
      assert.ok(members)
      const sent = requestEnvelope('PriceList_UpdateArticleIncVAT', { articlePriceLists: { ArticlePriceListIncVat: [{ ArticleNumber: 'A', PriceListId: LIST, ...members }] } })
      priceListUpdate({ world, operation: 'x', content: readEnvelope(sent).content, fails: () => false })
      const text = responseEnvelope('Product_Get', { ProductData: [productData(world, { articleNumber: 'A', row: productIn(world, 'A') ?? {}, culture: 'sv-SE' })] })
      const [row] = listIn(asNode(asNode(readEnvelope(text).content)['Product_GetResult']), 'ProductData')
      const { sku, vatRate, ...read } = itemOf('price-list', asNode(row), { priceList: LIST }).fields
      assert.equal([sku, vatRate, read], ['A', Number(rate) * 10_000, fields])
    }), { numRuns: 300 })
  remove()
})

test('of another list nothing is read but the rate of its article, and what no list can hold is refused', () => {
  assert.equal(itemOf('price-list', { ArticleNumber: 'A', PriceListIdOrName: LIST, Price: '80.0000', Vat: '0.25' }, { priceList: RESELLERS }).fields, { sku: 'A', vatRate: 2500 })
  for (const [field, value] of [['campaignPrice', '9.50'], ['campaignPrice', '-2.00'], ['campaignFrom', '27/11'], ['visible', 'ja'], ['membersOnly', null], ['quantity', 3]] as const)
    assert.ok(listMembers({ [field]: value }).problem, `${field} ${value}`)
})

test('a campaign is priced by a list of the ERP, and ends where the list ends', async () => {
  const house = await shopHouse({
    mode: 'erp-leads', articles: 12, more: 'streams: { price-list: on, price: off }',
    documents: [binding('black-week', 'campaign: { from: 2026-11-27, to: 2026-12-01, membersOnly: true }', LIST)],
  })
  const stream = house.desired.streams.find(({ id }) => id === 'se/price-list/black-week')
  assert.equal(stream?.writes, ['campaignPrice', 'campaignFrom', 'campaignTo', 'membersOnly'])
  for (const row of house.erp.items.values()) row['price'] = '75.00'
  await approved(house)
  const [key] = house.keys as [string]
  const campaign = { membersOnly: true, useSpan: true, from: '2026-11-27T00:00:00', to: '2026-12-01T23:59:59' }
  assert.equal([house.row(key).discountedPrice, house.row(key).priceLists], ['60.0000', { [LIST]: campaign }])
  assert.is((await house.run()).document.totals.update, 0)
  Object.assign(house.erp.items.get(key) as object, { price: null })
  await approved(house)
  assert.equal([house.row(key).discountedPrice, house.row(key).priceLists?.[LIST]?.useSpan], ['-0.8000', false])
  const { totals } = (await house.run()).document
  assert.equal([totals.update, totals.pending], [0, 0])
  await house.close()
})

test('a channel has prices and a range of its own, in its own list', async () => {
  const channel = doc('Channel', 'finland', `match: { channelId: 2 }\nprices: { erp: FI, shop: ${RESELLERS}, currency: EUR, hideOthers: true }`, 'shop: se')
  const { desired, problems } = await load(integration('erp-leads', 1600, 'streams: { price-list: on }'), erp, shop('se', `templateId: 1\ndefaultPriceList: ${LIST}`), channel)
  assert.ok(desired, JSON.stringify(problems))
  const stream = desired?.streams.find(({ id }) => id === 'se/price-list/channel-finland')
  assert.equal([stream?.writes, stream?.scope.source['priceList'], stream?.scope.target['priceList'], stream?.currency], [['price', 'visible'], 'FI', RESELLERS, 'EUR'])
})

test('two lists for one list of the shop are two masters, and half a campaign is told', async () => {
  const both = await load(integration('erp-leads', 1600, 'streams: { price-list: on }'), erp, shop(), binding('one', ''), binding('two', ''))
  assert.equal(errors(both), ['E203'])
  const half = await load(integration('erp-leads', 1600, 'streams: { price-list: on }'), erp, shop(), binding('one', 'campaign: { from: 2026-11-27 }'))
  assert.equal(errors(half), ['E104'])
  const turned = await load(integration('erp-leads', 1600, 'streams: { price-list: on }'), erp, shop(), binding('one', 'campaign: { from: 2026-11-27, to: 2026-11-01 }'))
  assert.equal(errors(turned), ['E108'])
})

test('a stock profile for a channel is refused, with the reason', async () => {
  const loaded = await load(integration('erp-leads', 1600, 'stock: { inFlight: ignore }'), erp, shop(), doc('StockProfile', 'fi', 'buffer: 3', 'shop: se, channel: finland'))
  assert.equal(brief(loaded).filter((one) => one.startsWith('E')).map((one) => one.slice(0, 4)), ['E222'])
})

test('a shop that leads and that nothing lists is warned about, unless the numbers are given', async () => {
  const codes = async (more: string): Promise<string[]> => (await load(integration('combo', 400), erp, shop('se', more))).problems.map(({ code }) => code)
  assert.equal(await codes(''), ['W306'])
  assert.equal(await codes('articles: ["4711"]'), [])
  assert.equal(await codes('articlesFile: none.txt'), ['E223'])
})

test('a list of resellers is written once, and not again', async () => {
  const house = await shopHouse({ mode: 'erp-leads', articles: 12, more: 'streams: { price-list: on }', documents: [binding('resellers', 'hideOthers: true')] })
  await approved(house)
  const writes = effectsOf(house.world.file).length
  const [key] = house.keys as [string]
  const inList = (): unknown => (house.row(key) as ProductRow).priceLists?.[RESELLERS]
  assert.equal(inList(), { incVat: 100, hidden: false })
  await house.run()
  assert.is(effectsOf(house.world.file).length, writes)
  Object.assign(house.erp.items.get(key) as object, { price: null })
  await approved(house)
  assert.equal(inList(), { incVat: -1, hidden: true })
  await house.close()
})

test.run()
