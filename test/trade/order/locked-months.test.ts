import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { lockedMonthsOf } from '../../../engine/trade/order/locked-months.js'

const test = suite('order: locked months')
const CALENDAR = { starts: '2026-01-01', ends: '2026-12-31' }
const BROKEN = { starts: '2026-07-01', ends: '2027-06-30' }
const FIRST_THREE = ['2026-01', '2026-02', '2026-03']

const CASES: readonly [what: string, year: typeof CALENDAR, lockedMonth: string | undefined, expected: readonly string[]][] = [
  ['none', CALENDAR, undefined, []], ['empty', CALENDAR, ' ', []], ['year and month', CALENDAR, '2026-03', FIRST_THREE],
  ['without a dash', CALENDAR, '202603', FIRST_THREE], ['a day', CALENDAR, '2026-03-31', FIRST_THREE], ['its number', CALENDAR, '3', FIRST_THREE],
  ['its number in two digits', CALENDAR, '03', FIRST_THREE], ['the last of the year before', CALENDAR, '2025-12', []], ['no month', CALENDAR, '13', []],
  ['nought', CALENDAR, '0', []], ['a word', CALENDAR, 'mars', []],
  ['a broken year, by year and month', BROKEN, '2026-08', ['2026-07', '2026-08']],
  ['a broken year, by a number: the later of the second month and February', BROKEN, '2', ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02']],
  ['a broken year, by a number: the later of the eighth month and August', BROKEN, '8', ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02']],
]
for (const [what, year, lockedMonth, expected] of CASES) test(what, () => {
  assert.equal(lockedMonthsOf({ ...year, ...(lockedMonth === undefined ? {} : { lockedMonth }) }), expected)
})

test('a whole year, and one of eighteen months', () => {
  assert.is(lockedMonthsOf({ ...CALENDAR, lockedMonth: '12' }).length, 12)
  assert.is(lockedMonthsOf({ starts: '2026-07-01', ends: '2027-12-31', lockedMonth: '2027-12' }).length, 18)
})

test.run()
