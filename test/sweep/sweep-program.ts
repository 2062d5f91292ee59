// One share of the whole sweep, so that several processes go through it side by side: NTH OF. Its last line is its figures.
import { ROADS, roadOf } from './roads.js'
import { sweep, type Figures } from './sweep.js'

const [nth = 0, of = 1] = process.argv.slice(2).map(Number)
const figures: Figures = { runs: 0, stops: 0, places: {} }
for (const plan of ROADS) {
  const road = await roadOf(plan)
  await sweep(road, { crashes: ['killed', 'only synced'], late: [0, 4, 12, 30, 1000], second: { everyFirst: 1, every: 8 }, share: { nth, of } }, figures)
  road.close()
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
