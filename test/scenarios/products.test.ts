// Scenarios of articles, played from the files to the two systems and back.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { ProductRow } from '../../engine/connect/jetshop/simulator/shop-world.js'
import { doc } from '../kit/customer.js'
import { callsIn, changesIn, heldIn, scenario, sold, streamOf, type Article } from '../kit/scenario.js'

const test = suite('scenarios: products')

const LONG_NAME = 'Kaffebryggare i borstat rostfritt stål med termoskanna och timer, tolv koppar vit'
const nameOf = (row: ProductRow | undefined, culture = 'sv-SE'): string | undefined => row?.texts?.[culture]?.['Name']

test('S-122: a name that the merchant wrote in the shop stays, whatever else the company changes', async () => {
  const it = scenario({ articles: { '4711': { name: 'KAFFEBRYGGARE ROSTFRI 12 KOPP', prices: { A: 799 }, stock: 4 } } })
  await it.run()
  assert.is(nameOf(it.product('4711')), 'KAFFEBRYGGARE ROSTFRI 12 KOPP')
  it.inShop('4711', { texts: { 'sv-SE': { Name: LONG_NAME } } })
  it.inErp('ARTICLE', '4711', { NAME: 'KAFFEBRYGGARE ROSTFRI', BAR_CODE: '7310865004703', INACTIVE: false })
  await it.approve()
  assert.equal([nameOf(it.product('4711')), it.product('4711')?.ean], [LONG_NAME, '7310865004703'])
  it.close()
})

test('S-123: a long name of the shop is broken between words over the two fields, and the plan says that it was shortened', async () => {
  const it = scenario({ mode: 'shop-leads', more: '', products: { 'KB-12': sold(LONG_NAME, 799) } })
  const planned = streamOf(await it.plan(), 'se/product').changes[0]
  assert.is(planned?.fields['name']?.note, 'shortened')
  await it.run()
  assert.equal([it.article('KB-12')?.['NAME'], it.article('KB-12')?.['NAME_X']], ['Kaffebryggare i borstat', 'rostfritt stål med termoskanna'])
  it.close()
})

test('S-125: a price reaches the variant that has the number, and the article above it is left alone', async () => {
  const it = scenario({
    articles: { 'TS-M': { prices: { A: 199 } } },
    products: { TS: sold('T-shirt', 249), 'TS-M': sold('T-shirt M', 249, { parent: 'TS' }), 'TS-L': sold('T-shirt L', 249, { parent: 'TS' }) },
  })
  await it.approve()
  assert.equal(['TS', 'TS-M', 'TS-L'].map((one) => it.product(one)?.price), ['199.2000', '159.2000', '199.2000'])
  assert.is(it.product('TS-M')?.parent, 'TS')
  assert.equal([...new Set(it.shopLog().flatMap(({ puts }) => puts.map(([, key]) => key)))], ['TS-M'])
  it.close()
})

test('S-126: a number of seventeen characters is held, not cut', async () => {
  const it = scenario({ mode: 'shop-leads', more: '', products: { 'ABCDEFGHIJ-123456': sold('Lång', 100), 'ABCDEFGHIJ-12345': sold('Lagom', 100) } })
  const { document } = await it.run()
  assert.equal(heldIn(document, 'se/product'), ['ABCDEFGHIJ-123456 SKU_TOO_LONG'])
  assert.equal([it.article('ABCDEFGHIJ-12345')?.['NAME'], it.article('ABCDEFGHIJ-1234'), it.article('ABCDEFGHIJ-123456')], ['Lagom', undefined, undefined])
  it.close()
})

test('S-126: a table of pairs carries the long number to a short one', async () => {
  const pairs = doc('Pairs', 'numbers', 'entity: product\npairs:\n  - { shop: ABCDEFGHIJ-123456, erp: KORT-1 }', 'shop: se')
  const it = scenario({ mode: 'shop-leads', more: '', documents: [pairs], products: { 'ABCDEFGHIJ-123456': sold('Lång', 100) }, articles: { 'KORT-1': { name: 'Kort' } } })
  const { document } = await it.approve()
  assert.equal([heldIn(document, 'se/product'), it.article('KORT-1')?.['NAME']], [[], 'Lång'])
  it.close()
})

test('S-128: numbers that differ by their zeros are two articles', async () => {
  const it = scenario({ articles: { '00123': { name: 'Nollor' }, '123': { name: 'Utan' } } })
  await it.run()
  assert.equal(['00123', '123'].map((one) => nameOf(it.product(one))), ['Nollor', 'Utan'])
  it.close()
})

test('S-129: signs in numbers come whole through both systems', async () => {
  const odd = ['1/4"-UNC', 'Å-12', 'A&B']
  const there = scenario({ articles: Object.fromEntries(odd.map((one) => [one, { name: `Nr ${one}`, prices: { A: 10 } }])) })
  await there.approve()
  assert.equal(odd.map((one) => [nameOf(there.product(one)), there.product(one)?.price]), odd.map((one) => [`Nr ${one}`, '8.0000']))
  there.close()
  const back = scenario({ mode: 'shop-leads', more: '', products: Object.fromEntries(odd.map((one) => [one, sold(`Nr ${one}`, 10)])) })
  await back.run()
  assert.equal(odd.map((one) => back.article(one)?.['NAME']), odd.map((one) => `Nr ${one}`))
  back.close()
})

test('S-131: a changed number is a new article and one that ended, never another name for the old one', async () => {
  const it = scenario({ articles: { 'GAMMAL': { name: 'Skål', prices: { A: 90 } } } })
  await it.run()
  it.inErp('ARTICLE', 'GAMMAL', { INACTIVE: true, WEBSHOP: false })
  it.inErp('ARTICLE', 'NY', { ...it.article('GAMMAL'), NUMBER: 'NY', INACTIVE: false, WEBSHOP: true })
  await it.approve()
  assert.equal([nameOf(it.product('NY')), isHidden(it.product('NY'))], ['Skål', false])
  assert.equal([nameOf(it.product('GAMMAL')), isHidden(it.product('GAMMAL'))], ['Skål', true])
  it.close()
})

test('S-132: an article that is set inactive is hidden in the shop, and shown again when it is active', async () => {
  const it = scenario({ articles: { '4711': { prices: { A: 90 }, stock: 2 } } })
  await it.approve()
  assert.is(isHidden(it.product('4711')), false)
  it.inErp('ARTICLE', '4711', { INACTIVE: true, WEBSHOP: false })
  await it.approve()
  assert.is(isHidden(it.product('4711')), true)
  it.inErp('ARTICLE', '4711', { INACTIVE: false, WEBSHOP: true })
  await it.approve()
  assert.is(isHidden(it.product('4711')), false)
  it.close()
})

test('S-134: a bar code with a wrong check digit is left out, and the article goes on without it', async () => {
  const it = scenario({ articles: { '4711': { name: 'Skål', row: { BAR_CODE: '7310865004704' } } } })
  const { document } = await it.run()
  assert.equal(streamOf(document, 'se/product').warnings, [{ code: 'CHECK_DIGIT_WRONG', facts: { field: 'barcode', value: '7310865004704', count: 1, keys: ['4711'] } }])
  assert.equal([nameOf(it.product('4711')), it.product('4711')?.ean ?? ''], ['Skål', ''])
  it.close()
})

test('S-135: a unit that the company does not have is refused by name, and no article is made', async () => {
  const mapping = doc('FieldMapping', 'units', 'entity: product\nto: erp\nfields:\n  unit: { from: subName }')
  const row = sold('Te', 100)
  const it = scenario({
    mode: 'shop-leads', more: '', documents: [mapping], company: { tables: { UNIT: { st: { CODE: 'st', TEXT: 'styck', DOMESTIC: true } } } },
    products: { TE: { ...row, texts: { 'sv-SE': { Name: 'Te', SubName: 'frp' } } }, KAFFE: { ...row, texts: { 'sv-SE': { Name: 'Kaffe', SubName: 'st' } } } },
  })
  const { outcomes } = await it.run()
  const refused = outcomes.filter(({ fate }) => fate.kind === 'refused').map(({ change, fate }) => [change.key, fate.kind === 'refused' && fate.problem.code])
  assert.equal(refused, [['TE', 'VISMA_UNIT_UNKNOWN']])
  assert.equal([it.article('TE'), it.article('KAFFE')?.['UNIT_CODE']], [undefined, 'st'])
  it.close()
})

test('S-135: a unit that the table of units does not have is held before anything is written', async () => {
  const map = doc('ValueMap', 'units', 'entity: product\nfield: { shop: subName, erp: unit }\npairs: [{ shop: styck, erp: st }]')
  const named = (Name: string, SubName: string): ProductRow => sold(Name, 100, { texts: { 'sv-SE': { Name, SubName } } })
  const it = scenario({ mode: 'shop-leads', more: '', documents: [map], products: { TE: named('Te', 'frp'), KAFFE: named('Kaffe', 'styck') } })
  assert.equal(heldIn((await it.run()).document, 'se/product'), ['TE VALUE_UNMAPPED'])
  assert.equal([it.article('TE'), it.article('KAFFE')?.['UNIT_CODE']], [undefined, 'st'])
  it.close()
})

for (const [clear, expected] of [[true, ''], [false, 'Kvar']] as const) {
  test(`S-137: a value that is not there is ${clear ? 'cleared where the file says clear' : 'left untouched without it'}`, async () => {
    const map = doc('ValueMap', 'seasons', 'entity: product\nfield: group\notherwise: keep\npairs: [{ erp: SKOR, shop: Höst }]')
    const mapping = doc('FieldMapping', 'seasons-of', `entity: product\nto: shop\nfields:\n  subName: { from: group, steps: [{ name: lookup, map: seasons }]${clear ? ', clear: true' : ''} }`)
    const it = scenario({
      documents: [map, mapping], articles: { '4711': { name: 'Skål' } },
      products: { '4711': sold('Skål', 10, { texts: { 'sv-SE': { Name: 'Skål', SubName: 'Kvar' } } }) },
    })
    await it.approve()
    assert.is(it.product('4711')?.texts?.['sv-SE']?.['SubName'] ?? '', expected)
    it.close()
  })
}

test('S-138: one of fifty rows fails inside a good answer: 49 are done, one failed, all are counted', async () => {
  const it = scenario({
    articles: range(50), shopSettings: { faults: [{ op: 'Product_AddUpdate', kind: 'rowFailure', article: 'A-1017' }] },
    more: 'stock: { inFlight: ignore }\nstreams: { stock: off, price: off }',
  })
  const { outcomes, document } = await it.run()
  const count = (kind: string): number => outcomes.filter(({ fate }) => fate.kind === kind).length
  assert.equal([document.totals.create, count('done'), outcomes.length - count('done')], [50, 49, 1])
  assert.is(outcomes.find(({ fate }) => fate.kind !== 'done')?.change.key, 'A-1017')
  assert.equal([nameOf(it.product('A-1016')), it.product('A-1017')], ['Artikel A-1016', undefined])
  it.close()
})

const PACKAGE = { row: { PARCEL: true, STOCK_GOODS: false } }
const line = (NR: string, ROWNR: number, ARTICLE_NR: string, QUANTITY: number) => [`${NR}|${ROWNR}`, { NR, ROWNR, ARTICLE_NR, QUANTITY }] as const

test('S-140: of a package the shop shows as many as the scarcest thing in it is enough for, and no stock is written to the company', async () => {
  const articles = {
    KOPP: { stock: 9 }, FAT: { stock: 5 }, INSLAGNING: { row: { STOCK_GOODS: false } }, KORT: { row: { STOCK_GOODS: false } },
    FIKA: PACKAGE, TJÄNST: PACKAGE, LÅDA: PACKAGE,
  }
  const contents = Object.fromEntries([
    line('FIKA', 1, 'KOPP', 2), line('FIKA', 2, 'FAT', 2), line('FIKA', 3, 'INSLAGNING', 1), line('TJÄNST', 1, 'KORT', 1), line('LÅDA', 1, 'FIKA', 1),
  ])
  const products = Object.fromEntries(Object.keys(articles).map((number) => [number, sold(`Artikel ${number}`, 100, { stock: { count: 7 } })]))
  const it = scenario({ mode: 'combo', package: 400, articles, products, company: { tables: { ARTICLE_PARCEL: contents } } })
  await it.approve()
  const counts = (): unknown => ['KOPP', 'FAT', 'FIKA', 'TJÄNST', 'LÅDA'].map((one) => it.product(one)?.stock?.count)
  // Of a package in a package nobody can tell, and a service has no stock: both are left alone.
  assert.equal(counts(), [9, 5, 2, 7, 7])
  it.inErp('ARTICLE', 'FAT', { QUANTITY_IN_STOCK: 1 })
  await it.run()
  assert.equal(counts(), [9, 1, 0, 7, 7])
  assert.equal(it.erpLog(), [])
  it.close()
})

test('S-141: a Swedish text that changes leaves the Norwegian one untouched', async () => {
  const it = scenario({
    shop: 'cultures: [sv-SE]', more: 'stock: { inFlight: ignore }\npolicies: { product.name: mirror }', articles: { '4711': { name: 'Skål' } },
    products: { '4711': sold('Skål', 10, { texts: { 'sv-SE': { Name: 'Skål' }, 'nb-NO': { Name: 'Bolle' } } }), '4712': sold('Kopp', 10) },
  })
  await it.approve()
  it.inErp('ARTICLE', '4711', { NAME: 'Skål blå' })
  await it.approve()
  assert.equal([nameOf(it.product('4711')), nameOf(it.product('4711'), 'nb-NO')], ['Skål blå', 'Bolle'])
  assert.is(nameOf(it.product('4712'), 'nb-NO'), undefined)
  it.close()
})

test('S-143: a first load links the forty numbers that the shop has already, and makes the rest', async () => {
  const articles = range(100)
  const known = Object.fromEntries(Object.keys(articles).slice(0, 40).map((one) => [one, sold(`Artikel ${one}`, 100)]))
  const it = scenario({ articles, products: known, more: 'stock: { inFlight: ignore }\nstreams: { stock: off, price: off }' })
  const planned = streamOf(await it.plan(), 'se/product')
  assert.equal([planned.counts.create, planned.counts.adopted], [60, 40])
  await it.run()
  const log = it.shopLog()
  const made = log.flatMap(({ puts }) => puts.map(([, key]) => key)).filter((key) => key in known)
  assert.equal(made, [])
  assert.is(streamOf(await it.plan(), 'se/product').counts.unchanged, 100)
  it.close()
})

test('S-144: of 1 050 articles the smallest package makes 1 000, holds 50, and goes on updating', async () => {
  const it = scenario({ package: 100, mode: 'shop-leads', more: '', products: Object.fromEntries(Object.keys(range(1050)).map((one) => [one, sold(`Artikel ${one}`, 100)])) })
  const { document } = await it.run()
  const held = heldIn(document, 'se/product')
  assert.equal([document.totals.create, held.length, new Set(held.map((one) => one.split(' ')[1])).size], [1000, 50, 1])
  assert.is(held[0], 'A-2000 PRODUCT_LIMIT')
  assert.equal(callsIn(it.erpLog()), { 'AdkAdd ARTICLE': 1000 })
  it.inShop('A-1003', { texts: { 'sv-SE': { Name: 'Nytt namn' } } })
  const again = await it.run()
  assert.equal([changesIn(again.document, 'se/product'), it.article('A-1003')?.['NAME']], [['A-1003 update'], 'Nytt namn'])
  it.close()
})

function range(count: number): Record<string, Article> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`A-${1000 + at}`, {}]))
}

function isHidden(row: ProductRow | undefined): boolean {
  return Object.values(row?.priceLists ?? {}).some(({ hidden }) => hidden === true)
}

test.run()
