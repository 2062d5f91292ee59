// The simulated program's own numbers for dates. Deliberately no number that reads as a date, so
// that whoever guesses is wrong; 0 is the empty date, as in the real program.

const DAY_MS = 86_400_000
const EPOCH = Date.UTC(1967, 4, 3)
/** In seconds since 1970. */
const INSTANT_EPOCH = 946_684_800
const TEXT = /^\d{4}-\d\d-\d\d$/

/** The number of a day, or undefined for what is no date. The empty text is the empty date. */
export function dateNumber(text: string): number | undefined {
  if (text === '') return 0
  const at = TEXT.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (!Number.isFinite(at) || new Date(at).toISOString().slice(0, 10) !== text) return undefined
  return ((at - EPOCH) / DAY_MS) * 7 + 100_003
}

/** The number of a moment, below zero so that it is never taken for a day; undefined for what is none, or is before 2000. */
export function instantNumber(text: string): number | undefined {
  if (text === '') return 0
  const at = Date.parse(/Z$/.test(text) ? text : `${text.replace(' ', 'T')}Z`)
  // A day that no calendar has is read as another one.
  if (!Number.isFinite(at) || new Date(at).toISOString().slice(0, 10) !== text.slice(0, 10)) return undefined
  const since = Math.floor(at / 1000) - INSTANT_EPOCH
  return since > 0 ? -since : undefined
}

/** "yyyy-MM-dd HH:mm:ss"; how the real program writes a moment is not publicly known. undefined for what is no moment. */
export function instantText(number: number): string | undefined {
  if (number === 0) return ''
  return number > 0 ? undefined : new Date((INSTANT_EPOCH - number) * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

/** "yyyy-MM-dd", of a moment its day; undefined for a number that is no date. */
export function dateText(number: number): string | undefined {
  if (number === 0) return ''
  if (number < 0) return instantText(number)?.slice(0, 10)
  const days = (number - 100_003) / 7
  if (!Number.isInteger(days) || Math.abs(days) > 100_000) return undefined
  return new Date(EPOCH + days * DAY_MS).toISOString().slice(0, 10)
}
