// What somebody does to the two worlds while the demo runs: the everyday edits that a sync has to live with.
import { join } from 'node:path'
import { World, type Row } from '../../connect/world/world.js'
import { sellOneMore } from './orders.js'
import { nordlysRange } from './range.js'

interface Edit { readonly world: 'erp' | 'shop'; readonly text: string; readonly make: (world: World, nth: number, dir: string) => void }

const RANGE = nordlysRange()

function numberAt(nth: number): string {
  return RANGE[(nth * 7 + 3) % RANGE.length]?.number ?? ''
}

export const edits: readonly Edit[] = [
  {
    world: 'erp', text: 'the bookkeeper raises a price by 10 kr in the ERP',
    make: (world, nth) => editRow(world, 'PRICE', `A|${numberAt(nth)}|0`, (row) => ({ ...row, PRICE: Number(row['PRICE']) + 10 })),
  },
  {
    world: 'erp', text: 'the till sells three pieces',
    make: (world, nth) => editRow(world, 'ARTICLE', numberAt(nth), (row) => ({ ...row, QUANTITY_IN_STOCK: Math.max(0, Number(row['QUANTITY_IN_STOCK']) - 3) })),
  },
  {
    world: 'shop', text: 'a customer in Åre buys two mugs: an order in the ERP, and two less on the shelf of the shop',
    make: (_world, nth, dir) => sellOneMore(dir, nth),
  },
  {
    world: 'shop', text: 'the merchant renames an article in the shop; the ERP leads names here, so it is put back',
    make: (world, nth) => editRow(world, 'products', numberAt(nth), (row) => ({
      ...row, texts: { 'sv-SE': { ...(row['texts'] as { [culture: string]: Row })['sv-SE'], Name: 'Kampanj! Kampanj!' } },
    })),
  },
  {
    world: 'erp', text: 'a new article is registered in the ERP, with a price',
    make: (world, nth) => {
      const number = `NY-${nth}`
      world.effect('demo', [
        ['ARTICLE', number, { NUMBER: number, NAME: `Höstnyhet ${nth}, åkergrön`, GROUP: 'HEM', ACCOUNTING_CODE: '25', STOCK_GOODS: true, UNIT_CODE: 'st', QUANTITY_IN_STOCK: 12, QUANTITY_RESERVED: 0, WEBSHOP: true, INACTIVE: false }],
        ['PRICE', `A|${number}|0`, { PRICE_LIST: 'A', ARTICLE_NUMBER: number, QUANTITY: 0, PRICE: 199, BASE: true }],
      ])
    },
  },
  {
    world: 'erp', text: 'an article is set inactive in the ERP',
    make: (world, nth) => editRow(world, 'ARTICLE', numberAt(nth), (row) => ({ ...row, INACTIVE: true, WEBSHOP: false })),
  },
]

/** Makes the nth edit in its world's file, and says what it was. */
export function makeEdit(dir: string, nth: number): string {
  const edit = edits[nth % edits.length] as Edit
  edit.make(new World(join(dir, 'world', `${edit.world}.json`)), nth, dir)
  return edit.text
}

function editRow(world: World, table: string, key: string, change: (row: Row) => Row): void {
  const row = world.table(table)[key]
  if (row) world.effect('demo', [[table, key, change(row)]])
}
