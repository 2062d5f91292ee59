import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { callsIn, changesIn, heldIn, scenario, sold } from '../kit/scenario.js'
const test = suite('scenarios: prices')
test('S-146: try', async () => {
  const it = scenario({ articles: { '4711': { prices: { A: 179, AF: 95.2 }, stock: 3 } }, products: { '4711': sold('Artikel 4711', 100) } })
  console.log(await it.faults())
  const t = Date.now()
  const { document } = await it.approve()
  console.log(Date.now() - t, document.streams.map((s) => [s.stream, s.counts, s.failed]))
  console.log(it.product('4711'), it.shopLog().map((e) => e.what), changesIn(document, 'se/price'), heldIn(document, 'se/price'))
  it.close()
})
test.run()
