// A day without changes over twenty thousand articles that nothing lists: the calls of each hour, and that every article is seen.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { hoursOf } from '../kit/shop-day.js'
import { shopHouse } from '../kit/shop-house.js'

const test = suite('jetshop day')
const ARTICLES = 20_000
const HOURS = 24

test('twenty thousand articles are seen in a day, within the calls of each hour, and drift is found', async () => {
  const house = await shopHouse({ mode: 'erp-leads', articles: ARTICLES })
  await house.run()
  await hoursOf(house, 2)
  house.door.clear()
  const edited = house.keys.filter((_, at) => at % 4_999 === 0)
  for (const key of edited) house.world.effect('by hand', [['products', key, { ...house.row(key), price: '76.0000' }]])
  const calls = await hoursOf(house, HOURS)
  const budget = house.desired.systems.find(({ role }) => role === 'shop')?.spec.habits.looksPerHour ?? 0
  assert.ok(calls.every((one) => one <= budget), `${calls}`)
  assert.is(house.door.read.size, ARTICLES)
  assert.equal([...new Set(edited.map((key) => house.row(key).price))], ['80.0000'])
  const least = ARTICLES / HOURS
  console.log(`  calls in an hour: ${Math.min(...calls)} to ${Math.max(...calls)}; least possible ${Math.ceil(least)}; allowed ${budget}`)
  await house.close()
})

test.run()
