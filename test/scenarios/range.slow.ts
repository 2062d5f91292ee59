// A whole range through the simulators: long, and therefore not at every run.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { scenario, sold, streamOf } from '../kit/scenario.js'

const test = suite('scenarios: a whole range')
const ARTICLES = 12_000

test('S-139: of 12 000 articles of which nothing changed nothing is written', async () => {
  const numbers = Array.from({ length: ARTICLES }, (_, at) => `A-${10_000 + at}`)
  const it = scenario({
    articles: Object.fromEntries(numbers.map((one, at) => [one, { prices: { A: 100 + (at % 50) }, stock: at % 7 }])),
    products: Object.fromEntries(numbers.map((one, at) => [one, sold(`Artikel ${one}`, 100 + (at % 50), { stock: { count: at % 7 } })])),
  })
  const first = (await it.run()).document
  assert.equal([first.totals.adopted, first.totals.create, first.totals.update], [3 * ARTICLES, 0, 0])
  const { document } = await it.run()
  assert.is(streamOf(document, 'se/product').counts.unchanged, ARTICLES)
  assert.equal([document.totals.create, document.totals.update, document.totals.retire, document.totals.pending], [0, 0, 0, 0])
  assert.equal([it.shopLog(), it.erpLog()], [[], []])
  it.close()
})

test.run()
