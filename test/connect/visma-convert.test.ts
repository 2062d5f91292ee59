import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ARTICLE, BAR_CODE } from '../../engine/connect/visma/adk.js'
import {
  activeValues, articleValues, barCodeType, isActive, joinLines, priceItem, productItem, shownPrice, splitLines, stockItem, stockStatusItem,
  storedPrice, vatRateOf, type Figures, type ListFacts,
} from '../../engine/connect/visma/convert.js'

const test = suite('visma convert')
const FIGURES: Figures = { choice: 'webshop', weightPlaces: 4, nameLines: [30, 30] }
const GROSS: ListFacts = { code: 'A', includingVat: true, currency: 'SEK', places: 2 }
const NET: ListFacts = { code: 'AF', includingVat: false, currency: 'SEK', places: 2 }
const NET4: ListFacts = { ...NET, places: 4 }

function valueOf(fields: Record<string, unknown>, id: number): unknown {
  return articleValues(fields, FIGURES).values.find(({ field }) => field === id)?.value
}

test('splits a name between words, and reads it as it was', () => {
  const cases: readonly [name: string, lines: readonly [string, string] | undefined][] = [
    ['Kopp', ['Kopp', '']],
    ['', ['', '']],
    ['x'.repeat(30), ['x'.repeat(30), '']],
    [`${'x'.repeat(30)} y`, ['x'.repeat(30), 'y']],
    [`${'x'.repeat(29)} yy`, ['x'.repeat(29), 'yy']],
    ['Räksmörgåstallrik i stengods, blå och vit', ['Räksmörgåstallrik i stengods,', 'blå och vit']],
    ['x'.repeat(31), undefined],
    [`${'x'.repeat(30)} ${'y'.repeat(30)}`, ['x'.repeat(30), 'y'.repeat(30)]],
    [`${'x'.repeat(30)} ${'y'.repeat(31)}`, undefined],
    [`${'x'.repeat(20)} ${'y'.repeat(31)}`, undefined],
  ]
  for (const [name, lines] of cases) {
    assert.equal(splitLines(name, FIGURES.nameLines), lines, name)
    if (lines) assert.is(joinLines(...lines) ?? '', name)
  }
})

test('law: what fits on two lines is read back to the letter', () => {
  const word = fc.stringMatching(/^[a-zåäöA-ZÅÄÖ0-9&"/-]{1,20}$/)
  fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
    const name = words.join(' ')
    const lines = splitLines(name, [30, 30])
    if (!lines) return name.length > 30
    assert.ok(lines.every((line) => line.length <= 30 && line.trim() === line))
    return joinLines(...lines) === name
  }))
})

test('law: a name of short words fits wherever it can', () => {
  fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-zåäö]{1,10}$/), { minLength: 1, maxLength: 9 }), (words) => {
    const name = words.join(' ')
    // Two lines of at least 30 - 10 characters each are always full enough for this.
    return name.length > 41 || splitLines(name, [30, 30]) !== undefined
  }))
})

test('reads an article', () => {
  const row = ['4711', 'Räksmörgåstallrik i stengods,', 'blå och vit', '', 'st', 'KLÄD', '25', 0.1 + 0.2, false, true, true, 25]
  assert.equal(productItem(row, FIGURES), {
    key: '4711',
    fields: {
      sku: '4711', name: 'Räksmörgåstallrik i stengods, blå och vit', barcode: null, unit: 'st', group: 'KLÄD', accountingCode: '25',
      vatRate: 2500, weight: '0.3', active: true, stockItem: true,
    },
  })
  const bare = ['A', '', '', '735', '', '', '', 0, true, false, false, null]
  assert.equal(productItem(bare, FIGURES).fields, {
    sku: 'A', name: null, barcode: '735', unit: null, group: null, accountingCode: null, vatRate: null, weight: '0', active: false, stockItem: false,
  })
})

test('an article is for sale by its marks and by what the YAML asks for', () => {
  const cases: readonly [inactive: boolean, webShop: boolean, webshop: boolean, all: boolean][] = [
    [false, true, true, true], [false, false, false, true], [true, false, false, false], [true, true, false, false],
  ]
  for (const [inactive, mark, webshop, all] of cases) {
    assert.is(isActive(inactive, mark, 'webshop'), webshop)
    assert.is(isActive(inactive, mark, 'all'), all)
  }
  const { INACTIVE, WEBSHOP } = ARTICLE
  assert.equal(activeValues(false, 'all'), [{ field: WEBSHOP, value: false }, { field: INACTIVE, value: true }])
  assert.equal(activeValues(true, 'webshop'), [{ field: INACTIVE, value: false }, { field: WEBSHOP, value: true }])
  assert.equal(activeValues(true, 'new'), [{ field: INACTIVE, value: false }, { field: WEBSHOP, value: true }])
  assert.equal(activeValues(true, 'all'), [{ field: INACTIVE, value: false }])
})

test('reads stock figures without the dust of doubles', () => {
  const row = ['4711', 0.1 + 0.2, 1.005, 1e6, -2, true, false, true]
  assert.equal(stockItem(row).fields, { sku: '4711', onHand: '0.3', reserved: '1.005', disposable: '1000000', onOrder: '-2', stockItem: true })
  assert.equal(Object.keys(stockStatusItem(row).fields), ['sku', 'onHand', 'disposable', 'onOrder', 'stockItem'])
})

test('shows prices incl. VAT, whatever the list holds', () => {
  const cases: readonly [stored: number | undefined, rate: number | null, list: ListFacts, shown: string | null | undefined][] = [
    [199, 2500, GROSS, '199.00'], [19.99, 2500, GROSS, '19.99'], [1.005, 2500, GROSS, '1.01'], [0.1 + 0.2, null, GROSS, '0.30'],
    [159.2, 2500, NET, '199.00'], [15.99, 2500, NET, '19.99'], [100, 1200, NET, '112.00'], [100, 600, NET, '106.00'], [100, 0, NET, '100.00'],
    [79.996, 2500, NET4, '100.00'], [0.01, 2500, NET, '0.01'], [100, null, NET, undefined], [undefined, null, NET, null], [undefined, 2500, GROSS, null], [Number.NaN, 2500, GROSS, null],
  ]
  for (const [stored, rate, list, shown] of cases) assert.is(shownPrice(stored, rate, list), shown, `${stored} ${rate}`)
  assert.equal(priceItem('4711', { stored: 199, percent: 25 }, GROSS), { key: '4711', fields: { sku: '4711', price: '199.00', vatRate: 2500 } })
})

test('a price that cannot be told is a problem, never "no price"', () => {
  assert.equal(priceItem('4711', { stored: 100, percent: null }, NET), {
    key: '4711', fields: { sku: '4711', vatRate: null }, problem: { code: 'VISMA_NO_VAT_RATE', facts: { key: '4711', list: 'AF' } },
  })
  assert.equal(priceItem('4711', { stored: undefined, percent: null }, NET), { key: '4711', fields: { sku: '4711', price: null, vatRate: null } })
  assert.equal(priceItem('4711', { stored: 100, percent: null }, GROSS), { key: '4711', fields: { sku: '4711', price: '100.00', vatRate: null } })
})

test('stores prices so that they show as they were asked for, or says why it cannot', () => {
  const cases: readonly [price: string, rate: number | null, list: ListFacts, stored: number | string][] = [
    ['199.00', 2500, GROSS, 199], ['19.99', 2500, GROSS, 19.99], ['1.05', 2500, GROSS, 1.05], ['1.005', 2500, GROSS, 'VISMA_PRICE_NOT_EXACT'],
    ['199.00', 2500, NET, 159.2], ['19.99', 2500, NET, 15.99], ['0.02', 2500, NET, 'VISMA_PRICE_NOT_EXACT'], ['0.02', 2500, NET4, 0.016],
    ['99.00', null, NET, 'VISMA_NO_VAT_RATE'], ['99.00', null, GROSS, 99], ['gratis', 2500, GROSS, 'VISMA_PRICE_UNREADABLE'],
  ]
  for (const [price, rate, list, stored] of cases) {
    const counted = storedPrice(price, rate, list)
    assert.is('value' in counted ? counted.value : counted.problem.code, stored, `${price} ${rate}`)
  }
})

test('law: a price is stored exactly or not at all', () => {
  const lists = fc.constantFrom(GROSS, NET, NET4)
  fc.assert(fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.constantFrom(2500, 1200, 600, 0), lists, (ore, rate, list) => {
    const price = `${Math.floor(ore / 100)}.${String(ore % 100).padStart(2, '0')}`
    const counted = storedPrice(price, rate, list)
    if ('value' in counted) return shownPrice(counted.value, rate, list) === price
    return list === NET && rate > 0
  }))
})

test('reads VAT rates as basis points', () => {
  for (const [percent, rate] of [[25, 2500], [12, 1200], [6, 600], [0, 0], [12.5, 1250], [null, null], ['25', null]] as const) {
    assert.is(vatRateOf(percent), rate, String(percent))
  }
})

test('writes only the fields it is given, null as empty', () => {
  assert.equal(articleValues({}, FIGURES).values, [])
  assert.equal(articleValues({ unit: null, weight: null, barcode: null }, FIGURES).values, [
    { field: ARTICLE.UNIT_CODE, value: '' }, { field: ARTICLE.BAR_CODE_TYPE, value: BAR_CODE.EMPTY }, { field: ARTICLE.BAR_CODE, value: '' },
    { field: ARTICLE.WEIGHT, value: 0 },
  ])
  assert.is(valueOf({ weight: '0.3' }, ARTICLE.WEIGHT), 0.3)
  assert.is(valueOf({ stockItem: true }, ARTICLE.STOCK_GOODS), true)
})

test('writes names in the letters of Windows-1252, and says which it changed', () => {
  const cases: readonly [name: string, written: string, changed: string | undefined][] = [
    ['Smörgås', 'Smörgås', undefined], ['Smo\u0308rga\u030as', 'Smörgås', undefined], ['Ćevapčići', 'Cevapcici', 'Ć č ć'],
    ['Fin 😀 kopp 😀', 'Fin kopp', '😀'], ['Kopp\r\n stor', 'Kopp stor', 'line break'], ['€ ”Š” – ™', '€ ”Š” – ™', undefined], ['Łódź', 'Lódz', 'Ł ź'],
  ]
  for (const [name, text, changed] of cases) {
    const written = articleValues({ name }, FIGURES)
    assert.is(written.values[0]?.value, text, name)
    assert.is(written.warnings[0]?.facts['characters'], changed, name)
    assert.is(written.warnings[0]?.code, changed === undefined ? undefined : 'VISMA_RESPELT')
  }
  assert.is(articleValues({ name: 'x'.repeat(31) }, FIGURES).problem?.code, 'VISMA_NAME_TOO_LONG')
})

test('knows the kind of a bar code by its digits', () => {
  const cases: readonly [barCode: string, type: number][] = [
    ['', BAR_CODE.EMPTY], ['7350000000016', BAR_CODE.EAN_13], ['7350000000017', BAR_CODE.CODE_128], ['96385074', BAR_CODE.EAN_8],
    ['036000291452', BAR_CODE.UPC_A], ['ABC-1', BAR_CODE.CODE_128], ['17350000000013', BAR_CODE.CODE_128],
  ]
  for (const [barCode, type] of cases) assert.is(barCodeType(barCode), type, barCode)
})

test.run()
