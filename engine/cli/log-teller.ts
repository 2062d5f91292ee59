// Who is told what happens: a progress bar where a person looks, log lines on stderr where SAMSYN_LOG asks for them.
import type { Log, LogFields } from '../report/log.js'
import type { Tell } from '../run/parts.js'

export interface Teller { readonly tell: Tell; close(): void }

/** SAMSYN_LOG=debug|info|warn turns log lines on, an empty one off. Where there are none as a rule, a terminal gets progress bars. */
export async function logTeller(always?: 'info'): Promise<Teller> {
  const level = process.env['SAMSYN_LOG'] ?? always
  if (level !== undefined && level !== '') {
    const { makeLog } = await import('../report/log.js')
    return { tell: tellTo(makeLog({ level })), close: () => undefined }
  }
  const isWatched = process.stdout.isTTY === true && process.stderr.isTTY === true
  if (always !== undefined || !isWatched) return { tell: () => undefined, close: () => undefined }
  const { progressTeller } = await import('./terminal.js')
  return progressTeller()
}

const TROUBLE: ReadonlySet<string> = new Set(['not written', 'warned', 'stream failed', 'order found late'])
const NEWS: ReadonlySet<string> = new Set(['recovered'])

/** Tells a log. For years on end: trouble is a warning, a pass is told where it is news, and every step only to whoever debugs. */
export function tellTo(log: Log): Tell {
  const last = new Map<string, string>()
  const isNews = (fields: LogFields): boolean => {
    const streams = JSON.stringify(fields['streams'])
    const waits = waitsText(fields)
    const before = last.get(streams) ?? NOTHING
    last.set(streams, waits)
    return Number(fields['written'] ?? 0) > 0 || waits !== before
  }
  const held = new Map<string, string>()
  /** Something was done, or not the same is held and left undone as the last time. */
  const isNewsOfOrders = ({ stream, held: holds = {}, notDone = [], ...done }: LogFields): boolean => {
    const id = String(stream)
    const now = JSON.stringify([holds, notDone])
    const before = held.get(id) ?? JSON.stringify([{}, []])
    held.set(id, now)
    return Object.keys(done).length > 0 || now !== before
  }
  return (event, fields = {}) => {
    const isTold = NEWS.has(event) || (event === 'pass' && isNews(fields)) || (event === 'orders' && isNewsOfOrders(fields))
    const level = TROUBLE.has(event) ? 'warn' : isTold ? 'info' : 'debug'
    log[level](fields, event)
  }
}

const WAITING = ['held', 'pending', 'withheld', 'skipped'] as const
const NOTHING = JSON.stringify([0, 0, 0, 0, 0])

/** What a pass left undone. The same as after the pass before is no news. */
function waitsText({ totals, failed }: LogFields): string {
  const counts = (totals ?? {}) as Readonly<Record<string, number | undefined>>
  return JSON.stringify([...WAITING.map((name) => counts[name] ?? 0), Number(failed ?? 0)])
}
