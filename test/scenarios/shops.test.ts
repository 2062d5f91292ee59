// Scenarios of several shops on one company that are not about orders.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { scenario, sold, streamOf } from '../kit/scenario.js'

const test = suite('scenarios: shops')

test('S-177: while the second shop is down the first runs to its end, and the second catches up when it is back', async () => {
  const it = scenario({ shops: ['se', 'no'], articles: { '4711': { prices: { A: 179 }, stock: 4 } }, products: { '4711': sold('Artikel 4711', 100) } })
  it.settings('no', { faults: [{ op: '*', kind: 'status503', delayMs: 0 }] })
  const { document } = await it.approve()
  assert.equal([it.product('4711', 'se')?.price, it.product('4711', 'se')?.stock?.count], ['143.2000', 4])
  assert.equal([it.product('4711', 'no')?.price, it.shopLog('no')], ['80.0000', []])
  assert.equal(['se/price', 'no/price'].map((one) => streamOf(document, one).failed?.code), [undefined, 'HTTP_MAINTENANCE'])
  it.shopLog('se')
  it.settings('no', { faults: [] })
  await it.approve()
  assert.equal([it.product('4711', 'no')?.price, it.product('4711', 'no')?.stock?.count], ['143.2000', 4])
  assert.equal(it.shopLog('se'), [])
  it.close()
})

test('S-179: the third flow in package 200 is refused before any call, and names 400', async () => {
  const it = scenario({ mode: 'combo', package: 200, articles: { '4711': { prices: { A: 179 } } }, products: { '4711': sold('Artikel 4711', 100) } })
  const problems = await it.problems()
  assert.equal(problems.map(({ code, facts }) => [code, facts['mode'], facts['first']]), [['E205', 'combo', '400']])
  assert.equal([it.shopLog(), it.erpLog()], [[], []])
  it.rewrite({ package: 400 })
  assert.equal(await it.faults(), [])
  it.close()
})

test.run()
