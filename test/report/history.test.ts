// What was done, run by run.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { historyOf, historyText, type Written } from '../../engine/report/history.js'

const test = suite('history')

const item = (given: Partial<Written> = {}): Written => ({ run: 'r1', at: '2026-11-25T10:29:11.000Z', stream: 'se/order', action: 'create', outcome: 'done', ...given })

test('each outcome is counted once, by stream', () => {
  const [only] = historyOf([
    item(), item(), item({ action: 'update' }), item({ action: 'retire' }), item({ outcome: 'not done' }), item({ outcome: 'unknown' }), item({ outcome: 'open' }), item({ stream: 'se/price', action: 'update' }),
  ])
  assert.equal(only?.streams, [
    { stream: 'se/order', created: 2, updated: 1, retired: 1, notDone: 1, unknown: 2 }, { stream: 'se/price', created: 0, updated: 1, retired: 0, notDone: 0, unknown: 0 },
  ])
})

test('an engine that runs for days is told day by day, by the local date', () => {
  const days = historyOf([item({ at: '2026-11-24T22:30:00.000Z' }), item({ at: '2026-11-24T23:30:00.000Z' }), item({ run: 'r0', at: '2026-11-20T08:00:00.000Z' })])
  assert.equal(days.map(({ run, day }) => `${run} ${day}`), ['r0 2026-11-20', 'r1 2026-11-24', 'r1 2026-11-25'])
})

test('the latest runs only, where so many are asked for', () => {
  const written = [1, 2, 3].map((day) => item({ run: `r${day}`, at: `2026-11-0${day}T08:00:00.000Z` }))
  assert.equal(historyOf(written, { runsMax: 2 }).map(({ run }) => run), ['r2', 'r3'])
  assert.equal(historyOf(written, { runsMax: 9 }).length, 3)
})

test('as text', () => {
  const runs = historyOf([item(), item({ at: '2026-11-25T10:45:00.000Z', outcome: 'not done' }), item({ stream: 'se/price', action: 'update', plan: '3008ab31' })])
  assert.is(historyText(runs, 3), `2026-11-25 11:29 to 11:45  run r1  of plan 3008ab31
  se/order  1 created, 1 not done
  se/price  1 updated

and 3 earlier: --last 4
`)
  assert.is(historyText([]), 'nothing was written yet\n')
})

test.run()
