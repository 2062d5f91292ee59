// Which months of a booking year a ledger says are locked: all up to the one that it names. In which form it names it is assumed, so
// every form that can mean a month is read; whatever cannot is no month.
export interface BookingYear { readonly starts: string; readonly ends: string; readonly lockedMonth?: string }

const YEAR_AND_MONTH = /^(\d{4})-?(0[1-9]|1[0-2])(?:-?\d\d)?$/
const MONTH = /^(0?[1-9]|1[0-2])$/
const MONTHS = 12

/** As "2026-10", from the year's first month on. A mere number in a year that does not begin in January means the later of two months. */
export function lockedMonthsOf({ starts, ends, lockedMonth = '' }: BookingYear): readonly string[] {
  const months = monthsOf(starts, ends)
  const text = lockedMonth.trim()
  const named = YEAR_AND_MONTH.exec(text)
  if (named) return months.filter((month) => month <= `${named[1]}-${named[2]}`)
  const count = MONTH.test(text) ? Number(text) : 0
  const last = Math.max(count, months.findIndex((month) => Number(month.slice(5)) === count) + 1)
  return count === 0 ? [] : months.slice(0, last)
}

function monthsOf(starts: string, ends: string): readonly string[] {
  const months: string[] = []
  const [year = 0, month = 0] = starts.split('-').map(Number)
  for (let at = 0; at < 2 * MONTHS; at++) {
    const ordinal = month - 1 + at
    const one = `${year + Math.floor(ordinal / MONTHS)}-${String((ordinal % MONTHS) + 1).padStart(2, '0')}`
    if (one > ends.slice(0, 7)) break
    months.push(one)
  }
  return months
}
