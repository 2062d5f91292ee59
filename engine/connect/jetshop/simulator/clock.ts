// The shop's clock: local time on a Swedish wall, without a zone, as the service shows and takes
// it.
import { STOCKHOLM, wallTime } from '../../../values/time.js'

/** Now, with up to three fraction digits and no trailing zeros: "2026-11-25T08:30:00.5". */
export function wallNow(): string {
  const now = Date.now()
  const { date, minute, second } = wallTime(now, STOCKHOLM)
  const time = [Math.floor(minute / 60), minute % 60, second]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
  const fraction = String(now % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return `${date}T${time}${fraction === '' ? '' : `.${fraction}`}`
}
