// A slice of the sweep over the order road; the whole of it is in sweep.long.ts.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ROADS, roadOf } from './roads.js'
import { figuresText, sweep, type Figures } from './sweep.js'

const test = suite('sweep over the order road')
const figures: Figures = { runs: 0, stops: 0, places: {} }

for (const plan of ROADS) {
  test(`stopped anywhere, and the end is the same: ${plan.name}`, async () => {
    const road = await roadOf(plan)
    await sweep(road, { everyRead: 12, everyMemory: 4, late: [0, 12], crashes: ['killed'], lasting: false }, figures)
    road.close()
  })
}

test('a status whose answer was lost and that comes late, and two stops meanwhile: one mail', async () => {
  const [plan] = ROADS
  assert.ok(plan)
  const road = await roadOf(plan)
  await sweep(road, { late: [1000], only: (place) => place.includes('lost'), second: { everyFirst: 1, every: 7 }, lasting: false }, figures)
  road.close()
})

test('the figures', () => {
  process.stdout.write(figuresText(figures))
  assert.ok(figures.runs > 200, `${figures.runs} runs`)
  for (const place of ['before shop write', 'after shop write', 'before erp write', 'after erp write', 'after intent', 'before memory', 'after memory', 'before outcome', 'after outcome'])
    assert.ok((figures.places[place] ?? 0) > 0, `never ${place}`)
})

test.run()
