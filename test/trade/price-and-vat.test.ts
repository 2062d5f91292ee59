import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { roundPrice } from '../../engine/trade/price.js'
import { rateOn, ratesByCountry } from '../../engine/trade/vat.js'
import type { Rounding } from '../../engine/values/decimal.js'
import type { VatSpec } from '../../engine/types/vat.js'

const test = suite('prices and VAT')

const PRICES: [string, Rounding, number, string | undefined][] = [
  ['199.50', 'half-up', 0, '200.00'], ['199.49', 'half-up', 0, '199.00'], ['199.01', 'up', 0, '200.00'],
  ['199.99', 'down', 0, '199.00'], ['199.995', 'half-up', 2, '200.00'], ['199.00', 'down', 0, '199.00'],
  ['0.40', 'half-up', 0, undefined], ['0.40', 'up', 0, '1.00'], ['0.00', 'down', 0, '0.00'], ['gratis', 'up', 0, undefined],
]
for (const [price, to, places, expected] of PRICES) {
  test(`${price} ${to} to ${places} places`, () => { assert.is(roundPrice(price, { to, places }), expected) })
}

const VAT: VatSpec = {
  country: 'SE', abroad: { DE: [1900, 700] },
  classes: [
    { id: 'goods', title: 'Goods', rates: [{ from: '1990-07-01', basisPoints: 2500 }] },
    // Written in the wrong order on purpose.
    { id: 'food', title: 'Food', rates: [
      { from: '2028-01-01', basisPoints: 1200 }, { from: '1996-01-01', basisPoints: 1200 },
      { from: '2026-04-01', basisPoints: 600 },
    ] },
  ],
}

const RATES: [string, string, number | undefined][] = [
  ['goods', '2026-11-25', 2500], ['food', '2026-03-31', 1200], ['food', '2026-04-01', 600], ['food', '2027-12-31', 600],
  ['food', '2028-01-01', 1200], ['food', '1995-12-31', undefined], ['boats', '2026-11-25', undefined],
]
for (const [vatClass, date, expected] of RATES) {
  test(`${vatClass} on ${date}`, () => { assert.is(rateOn(VAT, vatClass, date), expected) })
}

test('whose rate a rate is: of every class at home whatever the day, and of other countries', () => {
  const { SE, DE } = ratesByCountry(VAT)
  assert.equal([[...SE ?? []].sort(), DE], [[...new Set(VAT.classes.flatMap(({ rates }) => rates.map(({ basisPoints }) => basisPoints)))].filter((one) => one > 0).sort(), [1900, 700]])
})

test.run()
