import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  categoryLinks,
  itemOf,
  itemOfStore,
  membersOf,
} from '../../engine/connect/jetshop/convert.js'
import { priceMembers } from '../../engine/connect/jetshop/list-prices.js'
import type { XmlNode } from '../../engine/connect/jetshop/xml.js'

const test = suite('jetshop convert')
const LIST = '5B1E0000-0000-4000-8000-000000000001'

function row(members: XmlNode): XmlNode {
  return {
    ArticleNumber: '4711',
    ProductId: '2068',
    Culture: 'sv-SE',
    PriceListIdOrName: LIST,
    ...members,
  }
}

test('reads prices excl. VAT as prices incl. VAT, exactly', () => {
  const table: readonly [price: string, vat: string, incVat: string | null][] = [
    ['98.4000', '0.25000000', '123.00'],
    ['16.0000', '0.25000000', '20.00'],
    ['177.6786', '0.12000000', '199.00'],
    ['187.7358', '0.06000000', '199.00'],
    ['199.0000', '0.00000000', '199.00'],
    ['0.0000', '0.25000000', '0.00'],
    ['-1.0000', '0.25000000', null],
    ['-0.8000', '0.25000000', null],
    ['99.9999', '0.25000000', '125.00'],
    ['0.0040', '0.25000000', '0.01'],
    ['79999.2000', '0.25000000', '99999.00'],
  ]
  for (const [Price, Vat, incVat] of table) {
    const { fields } = itemOf('price', row({ Price, Vat }), { priceList: LIST.toLowerCase() })
    assert.equal(
      fields,
      { sku: '4711', price: incVat, vatRate: Math.round(Number(Vat) * 10_000) },
      `${Price} ${Vat}`,
    )
  }
})

test('any whole price comes back as it was written', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000_000 }),
      fc.constantFrom(0, 600, 1200, 2500),
      (price, rate) => {
        const net = (price / (1 + rate / 10_000)).toFixed(4)
        const { fields } = itemOf('price', row({ Price: net, Vat: (rate / 10_000).toFixed(8) }), {})
        assert.is(fields['price'], `${price}.00`)
      },
    ),
  )
})

test('says nothing but the rate of a price in another list, and nothing of one with a rate it cannot read', () => {
  assert.not.ok(
    'price' in
      itemOf('price', row({ Price: '1.0000', Vat: '0.25' }), { priceList: 'another' }).fields,
  )
  assert.not.ok('price' in itemOf('price', row({ Price: '1.0000' }), {}).fields)
  assert.equal(
    itemOf('price-list', row({ Price: '1.0000', Vat: '0.25' }), { priceList: 'another' }).fields,
    { sku: '4711', vatRate: 2500 },
  )
})

test('reads a product; what is empty, nil or left out is none', () => {
  const { id, fields } = itemOf(
    'product',
    row({
      Name: 'Kopp',
      SubName: '',
      ShortDescription: null,
      EanCode: '0735000000001',
      Vat: '0.12000000',
      Weight: '0.1250',
      HideProduct: 'true',
    }),
    {},
  )
  assert.is(id, '2068')
  assert.equal(fields, {
    sku: '4711',
    name: 'Kopp',
    subName: null,
    shortDescription: null,
    description: null,
    barcode: '0735000000001',
    group: null,
    vatRate: 1200,
    weight: '0.125',
    active: false,
  })
})

test('reads stock and its status', () => {
  const stock = row({
    StockData: {
      DeliveryDate: '2026-03-29T00:00:00',
      NewStockCount: '-3',
      StockStatusId: '1',
      StockStatusWhenOutOfStock: '9',
    },
  })
  assert.equal(itemOf('stock', stock, {}).fields, { sku: '4711', quantity: -3 })
  assert.equal(itemOf('stock-status', stock, {}).fields, {
    sku: '4711',
    status: '1',
    comingOn: '2026-03-29',
    statusWhenOut: '9',
  })
  assert.equal(itemOf('stock', row({ StockData: null }), {}).fields, {
    sku: '4711',
    quantity: null,
  })
  assert.equal(itemOf('stock', row({}), {}).fields, { sku: '4711', quantity: null })
})

function linked(...links: readonly [id: string, order: string, canonical: string][]): XmlNode {
  return row({
    ProductInCategories: {
      ProductInCategoryData: links.map(([CategoryId, SortOrder, IsCanonical]) => ({
        CategoryId,
        SortOrder,
        IsCanonical,
      })),
    },
  })
}

test('the main category is the canonical one, else the first in order', () => {
  const table: readonly [row: XmlNode, group: string | null][] = [
    [linked(), null],
    [linked(['10', '0', 'false']), '10'],
    [linked(['10', '5', 'false'], ['11', '2', 'false']), '11'],
    [linked(['10', '0', 'false'], ['11', '9', 'true']), '11'],
    [row({ ProductInCategories: '' }), null],
  ]
  for (const [from, group] of table) assert.is(itemOf('product', from, {}).fields['group'], group)
})

function sentLinks(from: XmlNode | undefined, group: unknown): string[] {
  const made = categoryLinks(from, '4711', group)
  assert.not.ok(made.problem)
  const links =
    (
      made.members?.['ProductInCategories'] as
        | { ProductInCategoryData: Record<string, unknown>[] }
        | undefined
    )?.ProductInCategoryData ?? []
  return links.map(
    (link) =>
      `${link['ProductInCategoryState'] === 'DeleteConnection' ? '-' : '+'}${String(link['CategoryId'])}`,
  )
}

test('moves an article between categories by a new link and the end of the old one', () => {
  assert.equal(sentLinks(undefined, '10'), ['+10'])
  assert.equal(sentLinks(linked(['10', '0', 'false']), '11'), ['+11', '-10'])
  assert.equal(sentLinks(linked(['10', '0', 'false']), '10'), ['+10'])
  assert.equal(sentLinks(linked(['10', '0', 'true'], ['20', '0', 'false']), '11'), ['+11', '-10'])
  assert.equal(sentLinks(linked(['10', '0', 'false']), null), ['-10'])
  assert.equal(sentLinks(linked(), null), [])
})

test('among several categories, only being canonical makes one the main one', () => {
  const several = linked(['10', '0', 'false'], ['20', '0', 'false'])
  const links = categoryLinks(several, '4711', '11').members?.['ProductInCategories']
  const [first] = (links as { ProductInCategoryData: Record<string, unknown>[] })
    .ProductInCategoryData
  assert.equal([first?.['CategoryId'], first?.['IsCanonical']], ['11', true])
  assert.is(categoryLinks(several, '4711', null).problem?.code, 'JETSHOP_VALUE_UNFIT')
})

test('writes prices in whole units, and none as -1', () => {
  assert.equal(priceMembers('199.00'), { members: { PriceIncVat: '199' } })
  assert.equal(priceMembers('0.00'), { members: { PriceIncVat: '0' } })
  assert.equal(priceMembers(null), { members: { PriceIncVat: '-1' } })
  for (const [value, code] of [
    ['199.50', 'PRICE_NOT_WHOLE'],
    ['0.01', 'PRICE_NOT_WHOLE'],
    ['-1.00', 'JETSHOP_VALUE_UNFIT'],
    ['2147483648.00', 'JETSHOP_VALUE_UNFIT'],
    ['x', 'JETSHOP_VALUE_UNFIT'],
    [undefined, 'JETSHOP_VALUE_UNFIT'],
  ] as const)
    assert.is(priceMembers(value).problem?.code, code, String(value))
})

test('writes product fields as members, null as empty text', () => {
  assert.equal(
    membersOf('product', {
      sku: '4711',
      name: 'Kopp',
      subName: null,
      weight: '2.5',
      vatRate: 600,
      group: '10',
      active: true,
    }),
    {
      members: { Name: 'Kopp', SubName: '', Weight: '2.5000', Vat: '0.06000000' },
    },
  )
})

test('never sends what would make the service reject the whole request', () => {
  const table: readonly [entity: string, fields: Record<string, unknown>, code: string][] = [
    ['product', { weight: null }, 'JETSHOP_VALUE_UNFIT'],
    ['product', { vatRate: null }, 'JETSHOP_VALUE_UNFIT'],
    ['product', { name: 'a\0b' }, 'JETSHOP_VALUE_UNFIT'],
    ['product', { name: 7 }, 'JETSHOP_VALUE_UNFIT'],
    ['product', { stockItem: true }, 'JETSHOP_FIELD_READ_ONLY'],
    ['product', { parent: 'X' }, 'JETSHOP_FIELD_READ_ONLY'],
    ['stock', { quantity: null }, 'JETSHOP_VALUE_UNFIT'],
    ['stock', { quantity: 1.5 }, 'JETSHOP_VALUE_UNFIT'],
    ['stock', { quantity: -1 }, 'JETSHOP_VALUE_UNFIT'],
    ['stock', { quantity: 3_000_000_000 }, 'JETSHOP_VALUE_UNFIT'],
    ['stock-status', { status: '' }, 'JETSHOP_VALUE_UNFIT'],
    ['stock-status', { onHand: '1' }, 'JETSHOP_FIELD_READ_ONLY'],
  ]
  for (const [entity, fields, code] of table)
    assert.is(membersOf(entity, fields).problem?.code, code, JSON.stringify(fields))
})

test('writes stock and its status', () => {
  assert.equal(membersOf('stock', { sku: '4711', quantity: 12 }), {
    members: { NewStockCount: '12' },
  })
  assert.equal(membersOf('stock-status', { status: '10', statusWhenOut: '9' }), {
    members: { StockStatusId: '10', StockStatusWhenOutOfStock: '9' },
  })
  // The day on which the clocks change is a day like any other: it is the shop's own, and never converted.
  assert.equal(membersOf('stock-status', { status: '9', comingOn: '2026-10-25' }), {
    members: { StockStatusId: '9', DeliveryDate: '2026-10-25T00:00:00' },
  })
  assert.is(membersOf('stock-status', { comingOn: null }).problem?.code, 'JETSHOP_VALUE_UNFIT')
})

test('lists a variant under its own number, with its parent and no texts', () => {
  const variant = { articleNumber: '4711-RÖD', id: '1', barcode: '', parent: '4711' }
  assert.equal(itemOfStore('product', variant), {
    key: '4711-RÖD',
    partial: true,
    fields: { sku: '4711-RÖD', parent: '4711', barcode: null },
  })
  assert.equal(itemOfStore('stock', variant), {
    key: '4711-RÖD',
    partial: true,
    fields: { sku: '4711-RÖD' },
  })
})

test.run()
