// Which group of the shop goes with a card, and which list with a group.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { groupFor, listFor, type GroupPrices } from '../../engine/trade/customer/register.js'
import type { LedgerCustomer } from '../../engine/trade/customer/words.js'

const test = suite('the register of customers')
const GROUPS: readonly GroupPrices[] = [
  { group: 'ÅF', priceList: 'AF' }, { group: 'Guld', priceList: 'G' }, { group: 'Guld', priceList: 'G-EUR' }, { group: 'Norr', priceList: 'N' }, { group: 'Syd', priceList: 'N' },
  { group: 'Storkund', customerNumber: '900' },
]

const WANTED: readonly (readonly [what: string, current: string | null, card: Partial<LedgerCustomer>, wanted: string | null | 'unclear'])[] = [
  ['in none, with a list', null, { priceList: 'AF' }, 'ÅF'],
  ['in the right one', 'ÅF', { priceList: 'AF' }, 'ÅF'],
  ['in another of ours', 'Guld', { priceList: 'AF' }, 'ÅF'],
  ['in one of ours, and the card has no list', 'ÅF', { priceList: null }, null],
  ['in one of ours, and the list is bound to none', 'ÅF', { priceList: 'X' }, null],
  ['in one that no binding names', 'Personal', { priceList: 'AF' }, 'Personal'],
  ['in several', 'Guld, ÅF', { priceList: 'AF' }, 'Guld, ÅF'],
  ['in none, with no list', null, {}, null],
  ['with prices of their own, whatever the list is', null, { number: '900', priceList: 'AF' }, 'Storkund'],
  ['two groups see the list', null, { priceList: 'N' }, 'unclear'],
  ['two groups see the list, and the customer is in one', 'Syd', { priceList: 'N' }, 'Syd'],
]
for (const [what, current, card, wanted] of WANTED) {
  test(`group: ${what}`, () => {
    const found = groupFor(current, { number: '1', ...card }, GROUPS)
    assert.is('problem' in found ? 'unclear' : found.group, wanted)
  })
}

for (const [group, list] of [['ÅF', 'AF'], ['Guld', undefined], ['Storkund', undefined], ['Personal', undefined], [null, undefined]] as const) {
  test(`list of ${group ?? 'no group'}`, () => assert.is(listFor(group, GROUPS), list))
}

test.run()
