// Seeing without a listing: a shop whose articles nothing lists, and what it is asked. Calls are counted; no time is measured.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { SeenRows } from '../../engine/connect/jetshop/seen-rows.js'
import { oldestLook } from '../../engine/core/compare.js'
import { hoursOf } from '../kit/shop-day.js'
import { shopHouse } from '../kit/shop-house.js'

const test = suite('jetshop seeing')
const ARTICLES = 960
const DAY = 24

test('a day without changes: every article is seen, and no hour asks more than its share', async () => {
  const house = await shopHouse({ mode: 'erp-leads', articles: ARTICLES })
  await house.run()
  await hoursOf(house, 2)
  house.door.clear()
  const calls = await hoursOf(house, DAY)
  assert.equal(Object.keys(house.door.calls), ['Product_Get'])
  assert.is(house.door.read.size, ARTICLES)
  // Three streams read the same rows, and each row is asked for once.
  assert.ok(Math.max(...calls) <= Math.ceil(ARTICLES / 23) + 4, `${calls}`)
  assert.ok(house.door.total() <= ARTICLES * 1.1, `${house.door.total()}`)
  await house.close()
})

test('what somebody does in the shop is found within the day, though nothing lists it', async () => {
  const house = await shopHouse({ mode: 'erp-leads', articles: ARTICLES })
  await house.run()
  await hoursOf(house, 5)
  const [early, late] = [house.keys[3] as string, house.keys[ARTICLES - 3] as string]
  for (const key of [early, late]) house.world.effect('by hand', [['products', key, { ...house.row(key), price: '76.0000', stock: { count: 999 } }]])
  assert.equal([early, late].map((key) => house.row(key).price), ['76.0000', '76.0000'])
  await hoursOf(house, DAY)
  assert.equal([early, late].map((key) => [house.row(key).price, house.row(key).stock?.count]), [['80.0000', 3], ['80.0000', (ARTICLES - 3) % 50]])
  await house.close()
})

test('a budget that is too small is kept to all the same, and the oldest look tells', async () => {
  const house = await shopHouse({ mode: 'erp-leads', articles: ARTICLES, shop: 'looksPerHour: 30' })
  await house.run()
  house.clock.advance(2 * 3_600_000)
  house.door.clear()
  const first = await hoursOf(house, DAY)
  assert.ok(Math.max(...first) <= 30, `${first}`)
  assert.ok(house.door.read.size < ARTICLES)
  // A week's stop does not burst: an hour's worth at once, and no more.
  house.clock.advance(7 * 24 * 3_600_000)
  assert.ok(Math.max(...(await hoursOf(house, 60))) <= 60)
  const { compare } = house.store.read('se/price').run
  const ageHours = (house.clock.now() - Date.parse(oldestLook(compare ?? assert.unreachable() as never))) / 3_600_000
  assert.ok(ageHours > 24, `${ageHours}`)
  await house.close()
})

test('a shop reads as often as its own document says', async () => {
  const house = await shopHouse({ mode: 'erp-leads', articles: 48, shop: 'compareWithinHours: 6' })
  await house.run()
  house.clock.advance(2 * 3_600_000)
  house.door.clear()
  await hoursOf(house, 6)
  assert.is(house.door.read.size, 48)
  await house.close()
})

test('a thousand changed stock levels: one look for the plan, one before the write, one after it', async () => {
  const moved = 1_000
  const house = await shopHouse({ mode: 'erp-leads', articles: 1_200 })
  await house.run()
  house.door.clear()
  house.clock.advance(60_000)
  for (const key of house.keys.slice(0, moved)) Object.assign(house.erp.items.get(key) as object, { onHand: '77', disposable: '77' })
  const { outcomes } = await house.run()
  assert.is(outcomes.filter((one) => one.fate.kind === 'done').length, moved)
  const { batchMax } = house.desired.systems.find(({ role }) => role === 'shop')?.spec.habits ?? { batchMax: 0 }
  assert.is(house.door.calls['Product_AddUpdate'], Math.ceil(moved / batchMax))
  assert.ok((house.door.calls['Product_Get'] ?? 0) <= 3 * moved + 10, JSON.stringify(house.door.calls))
  assert.is(house.keys.slice(0, moved).filter((key) => house.row(key).stock?.count !== 77).length, 0)
  house.door.clear()
  await house.run()
  assert.is(house.door.total(), 0)
  await house.close()
})

test('a row serves another stream while nothing was written to the article', () => {
  let now = 0
  const seen = new SeenRows(() => now)
  const rows = [{ ArticleNumber: 'A' }]
  seen.keep('sv-SE', 'A', { rows, begun: seen.begin() })
  now = 1000
  assert.is(seen.within('sv-SE', 'A', 1000), rows)
  assert.is(seen.within('sv-SE', 'A', 999), undefined)
  assert.is(seen.within('nb-NO', 'A', 1000), undefined)
  const begun = seen.begin()
  seen.forget(['A'])
  assert.is(seen.within('sv-SE', 'A', 1000), undefined)
  // An answer that was under way while somebody wrote may be older than the write.
  seen.keep('sv-SE', 'A', { rows, begun })
  assert.is(seen.within('sv-SE', 'A', 1000), undefined)
})

test.run()
