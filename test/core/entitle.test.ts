import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { entitle, firstWith, lack, lacking } from '../../engine/core/entitle.js'
import type { TierSpec } from '../../engine/types/tier.js'

const test = suite('entitle')
const tier = (id: string, rank: number, features: TierSpec['features']): TierSpec =>
  ({ id, rank, features, limits: { ordersPerMonth: null, uniqueProducts: null }, pricePerMonth: 0 })
const small = tier('small', 1, ['products'])
const large = tier('large', 3, ['products', 'stock', 'multishop'])
const middle = tier('middle', 2, ['products', 'stock'])
const tiers = [large, small, middle]
const place = { file: 'samsyn.yaml', line: 9, column: 5 }

test('a want that the package fulfils is no problem', () => {
  assert.equal(entitle([{ what: 'stream "lager"', feature: 'stock', place }], middle, tiers), [])
})

test('a want that it lacks names the feature, the package held and the first that has it', () => {
  assert.equal(entitle([{ what: 'stream "lager"', feature: 'stock', place }], small, tiers), [
    { code: 'E207', facts: { what: 'stream "lager"', feature: 'stock', tier: 'small', first: 'middle' }, place },
  ])
})

test('the first package is the lowest by rank, whatever their order', () => {
  assert.is(firstWith(['stock', 'products'], tiers)?.id, 'middle')
  assert.is(firstWith(['multishop'], tiers)?.id, 'large')
  assert.is(firstWith([], tiers)?.id, 'small')
  assert.is(firstWith(['plugin'], tiers), undefined)
  assert.equal(lack('plugin', small, tiers), { feature: 'plugin', tier: 'small', first: 'none' })
})

test('the first feature that is lacking', () => {
  assert.is(lacking(['products', 'stock', 'multishop'], middle), 'multishop')
  assert.is(lacking(['products'], middle), undefined)
  assert.is(lacking(undefined, small), undefined)
})

test.run()
