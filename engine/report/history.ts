// What was done, told run by run: what was meant to be written and what became of it, counted by stream.
import { STOCKHOLM, wallTime } from '../values/time.js'
import { countText } from './number-text.js'
import { aligned, oneLine } from './plain-text.js'
import { timeText } from './time-text.js'

/** One item that was to be written. outcome: open where nobody knows yet. */
export interface Written {
  readonly run: string
  /** ISO time. */
  readonly at: string
  readonly stream: string
  readonly action: 'create' | 'update' | 'retire'
  readonly outcome: 'done' | 'not done' | 'unknown' | 'open'
  readonly plan?: string
}

export interface StreamHistory { readonly stream: string; readonly created: number; readonly updated: number; readonly retired: number; readonly notDone: number; readonly unknown: number }

/** One run; of an engine that runs for weeks, one day of it. */
export interface RunHistory { readonly run: string; readonly day: string; readonly from: string; readonly to: string; readonly plans: readonly string[]; readonly streams: readonly StreamHistory[] }

/** Runs by their beginning, the latest last; at most so many of the latest. */
export function historyOf(written: readonly Written[], { runsMax = Infinity, zone = STOCKHOLM }: { readonly runsMax?: number; readonly zone?: string } = {}): RunHistory[] {
  const runs = new Map<string, Written[]>()
  for (const one of written) {
    const id = `${one.run} ${wallTime(Date.parse(one.at), zone).date}`
    const known = runs.get(id)
    if (known) known.push(one)
    else runs.set(id, [one])
  }
  const told = [...runs.values()].map((all) => runOf(all, zone)).sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))
  return runsMax < told.length ? told.slice(told.length - runsMax) : told
}

function runOf(all: readonly Written[], zone: string): RunHistory {
  const times = all.map(({ at }) => at).sort()
  const [from = '', to = from] = [times[0], times.at(-1)]
  const ids = [...new Set(all.map(({ stream }) => stream))].sort()
  return {
    run: all[0]?.run ?? '', day: wallTime(Date.parse(from), zone).date, from, to, plans: [...new Set(all.flatMap(({ plan }) => (plan === undefined ? [] : [plan])))],
    streams: ids.map((stream) => countsOf(stream, all.filter((one) => one.stream === stream))),
  }
}

function countsOf(stream: string, all: readonly Written[]): StreamHistory {
  const done = (action: Written['action']): number => all.filter((one) => one.outcome === 'done' && one.action === action).length
  return {
    stream, created: done('create'), updated: done('update'), retired: done('retire'),
    notDone: all.filter(({ outcome }) => outcome === 'not done').length, unknown: all.filter(({ outcome }) => outcome === 'unknown' || outcome === 'open').length,
  }
}

/** What "samsyn history" prints; hidden: how many earlier runs there are besides. doneOf: what a stream's created ones are called, where that is known. */
export function historyText(runs: readonly RunHistory[], hidden = 0, doneOf: (stream: string) => string | undefined = () => undefined): string {
  if (runs.length === 0) return 'nothing was written yet\n'
  const blocks = runs.map(({ run, from, to, plans, streams }) => {
    const times = timeText(from) === timeText(to) ? timeText(from) : `${timeText(from)} to ${timeText(to).slice('yyyy-mm-dd '.length)}`
    const of = plans.length === 0 ? '' : `  of plan ${plans.map(oneLine).join(', ')}`
    return [`${times}  run ${oneLine(run)}${of}`, ...aligned(streams.map((one) => ['', oneLine(one.stream), countsText(one, doneOf(one.stream))]))].join('\n')
  })
  const more = hidden === 0 ? [] : [`and ${countText(hidden)} earlier: --last ${runs.length + hidden}`]
  return `${[...blocks, ...more].join('\n\n')}\n`
}

function countsText({ created, updated, retired, notDone, unknown }: StreamHistory, done = 'created'): string {
  const parts: [number, string][] = [[created, done], [updated, 'updated'], [retired, 'retired'], [notDone, 'not done'], [unknown, 'of unknown outcome']]
  return parts.filter(([count]) => count > 0).map(([count, text]) => `${countText(count)} ${text}`).join(', ')
}
