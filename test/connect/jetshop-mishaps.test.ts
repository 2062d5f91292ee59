// The whole engine against a shop whose answers get lost, come late, or say no to a part: what is meant is there in the end, once,
// and nobody had to look.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Fault, FaultKind } from '../../engine/connect/jetshop/simulator/faults.js'
import { effectsOf } from '../../engine/connect/world/world.js'
import { shopHouse, type ShopHouse } from '../kit/shop-house.js'

const test = suite('jetshop mishaps')
const KINDS: readonly FaultKind[] = ['lostReplyBefore', 'lostReplyAfter', 'lateEffect', 'rowFailure', 'status500', 'html']
const WRITES = ['Product_AddUpdate', 'PriceList_UpdateArticleIncVAT'] as const
const LATE_MS = 40
const HOUR_MS = 3_600_000

function arm({ world }: ShopHouse, fault: Fault): void {
  world.refresh()
  world.settings['faults'] = [fault]
  world.checkpoint()
}

const late = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, LATE_MS * 2) })

/** A new article, another price and another level. */
function move({ erp, keys }: ShopHouse): void {
  const [first, second] = keys as [string, string]
  erp.items.set('NY-1', { ...erp.items.get(first), name: 'Ny vara', price: '49.00' })
  Object.assign(erp.items.get(first) as object, { price: '120.00' })
  Object.assign(erp.items.get(second) as object, { onHand: '33', disposable: '33' })
}

function shown({ row, keys }: ShopHouse): unknown {
  const [first, second] = keys as [string, string]
  return [row(first).price, row(second).stock?.count, row('NY-1').texts?.['sv-SE']?.['Name'], row('NY-1').price, row('NY-1').stock?.count ?? 0]
}

const MEANT = ['96.0000', 33, 'Ny vara', '39.2000', 0]

for (const op of WRITES) {
  for (const kind of KINDS) {
    test(`${op}: ${kind}`, async () => {
      const house = await shopHouse({ mode: 'erp-leads', articles: 12, served: true })
      await house.run()
      move(house)
      arm(house, { op, kind, times: 2, delayMs: LATE_MS })
      for (let pass = 0; pass < 4; pass++) {
        await house.run()
        await late()
        house.clock.advance(HOUR_MS)
      }
      assert.equal(shown(house), MEANT)
      const planned = await house.run()
      assert.equal([planned.document.totals.create, planned.document.totals.update, planned.document.totals.held], [0, 0, 0])
      assert.equal(house.intents.open(), [])
      const numbers = new Set(effectsOf(house.world.file).flatMap(({ puts }) => puts.flatMap(([table, key, row]) => (table === 'products' && key === 'NY-1' ? [row?.['id']] : []))))
      assert.is(numbers.size, 1, 'created twice')
      await house.close()
    })
  }
}

test('an old level that arrives after a newer one is put right within the day', async () => {
  const house = await shopHouse({ mode: 'erp-leads', articles: 12, served: true })
  await house.run()
  const key = house.keys[0] as string
  const level = (count: number): void => { Object.assign(house.erp.items.get(key) as object, { onHand: String(count), disposable: String(count) }) }
  level(7)
  arm(house, { op: 'Product_AddUpdate', kind: 'lateEffect', times: 1, delayMs: 300 })
  await house.run()
  level(8)
  await house.run()
  await new Promise((resolve) => { setTimeout(resolve, 400) })
  // The late one is seen, though it came from nowhere that any listing tells of.
  assert.is(house.row(key).stock?.count, 7)
  for (let hour = 0; hour < 25; hour++) {
    house.clock.advance(HOUR_MS)
    await house.run()
  }
  assert.is(house.row(key).stock?.count, 8)
  await house.close()
})

test.run()
