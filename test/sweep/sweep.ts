// The sweep: a road of acts is lived once undisturbed, and then again and again, stopped at each of its requests. What a new process
// makes of what is left must end as the undisturbed life did, and everything that cannot be taken back must have happened once.
import * as assert from 'uvu/assert'
import type { Desired } from '../../engine/core/stream.js'
import type { Passed } from '../../engine/run/pass.js'
import type { Crash } from '../kit/memory-disk.js'
import { Process, type Kind, type Stop, type When } from './process.js'
import { COMPANY, Town, type Snapshot } from './town.js'

/** What people do before the engine runs again. */
export type Act = (town: Town) => void

export interface Road {
  readonly name: string
  readonly desired: Desired
  readonly dir: string
  readonly acts: readonly Act[]
}

export interface Figures { runs: number; stops: number; readonly places: Record<string, number> }

interface Stage { readonly before: Snapshot; readonly asked: readonly Kind[]; readonly end: string; readonly held: string }
interface Lived { readonly town: Town; readonly stages: readonly Stage[]; readonly end: string }

export interface SweepOptions {
  /** Of the requests that only read, every so manieth. */
  readonly everyRead?: number
  /** How a second stop is spread over what the new process asks; left out, there is none. */
  readonly second?: { readonly everyFirst: number; readonly every: number }
  readonly crashes?: readonly Crash[]
  /** After how many requests of the new process a shop's late write happens. */
  readonly late?: readonly number[]
}

const RESTART_MS = 5_000
const SETTLE_MS = 9.5 * 60_000
/** What tells when, and not what. */
const MOMENTS = /^(at|modified|TIMESTAMP|DATE_OF_CHANGE|CREATED_.*)$/

export async function sweep(road: Road, options: SweepOptions, figures: Figures): Promise<void> {
  const lived = await undisturbed(road)
  for (const [nth, stage] of lived.stages.entries()) {
    for (const stop of stopsOf(stage, options, lived.town)) {
      for (const crash of crashesAt(stage.asked[stop.at - 1] as Kind, options)) {
        await stopped({ road, lived, nth, stop, crash, options, figures })
      }
    }
  }
}

/** What the acts come to when nothing goes wrong. */
async function undisturbed({ desired, dir, acts, name }: Road): Promise<Lived> {
  const town = new Town(desired, dir)
  const stages: Stage[] = []
  for (const act of acts) {
    act(town)
    const before = town.snapshot()
    const process = new Process()
    const passed = await town.live(process)
    assert.ok(passed, `${name}: undisturbed`)
    assert.equal(twice(town), [], `${name}: undisturbed`)
    stages.push({ before, asked: process.asked, end: businessOf(town), held: heldIn(passed) })
  }
  return { town, stages, end: businessOf(town) }
}

function stopsOf({ asked }: Stage, { everyRead = 1, late = [] }: SweepOptions, town: Town): Stop[] {
  return asked.flatMap((kind, nth): Stop[] => {
    const at = nth + 1
    if (kind.endsWith('read')) return at % everyRead === 0 ? [{ at, when: 'before' }] : []
    const whens: When[] = ['before', 'after']
    const lates = kind === 'shop write' ? late.map((after): When => ({ late: after, isDue: dueWithin(town) })) : []
    return [...whens, ...lates].map((when) => ({ at, when }))
  })
}

/** As late as a shop may still do what it was asked, and no later. */
function dueWithin(town: Town): () => boolean {
  let sentAtMs: number | undefined
  return () => {
    sentAtMs ??= town.clock.now() - RESTART_MS
    return town.clock.now() - sentAtMs >= SETTLE_MS
  }
}

function crashesAt(kind: Kind, { crashes = ['killed'] }: SweepOptions): readonly Crash[] {
  return kind.includes(' ') ? ['killed'] : crashes
}

interface Stopped {
  readonly road: Road; readonly lived: Lived; readonly nth: number; readonly stop: Stop; readonly crash: Crash
  readonly options: SweepOptions; readonly figures: Figures
}

async function stopped({ road, lived, nth, stop, crash, options, figures }: Stopped): Promise<void> {
  const { town, stages } = lived
  const stage = stages[nth] as Stage
  const { at, when } = stop
  const told = `${road.name}, act ${nth + 1}: ${crash} ${typeof when === 'object' ? `late by ${when.late}` : when} request ${at} of ${stage.asked.length}, ${stage.asked[at - 1]}`
  const place = `${typeof when === 'object' ? 'late' : when} ${stage.asked[at - 1]}`
  figures.places[place] = (figures.places[place] ?? 0) + 1
  town.restore(stage.before)
  const first = new Process(stop)
  assert.is(await town.live(first), undefined, `${told}: it was not stopped`)
  figures.stops++
  town.crash(crash)
  town.clock.advance(RESTART_MS)
  const left = options.second && figures.stops % options.second.everyFirst === 0 ? town.snapshot() : undefined
  const second = new Process(undefined, first.late)
  await endsAlike({ road, lived, nth, process: second, told, figures })
  if (!left || !options.second || typeof when === 'object') return
  for (let again = 1 + figures.stops % options.second.every; again <= second.asked.length; again += options.second.every) {
    const kind = second.asked[again - 1] as Kind
    for (const how of kind.endsWith('read') ? ['before'] as const : ['before', 'after'] as const) {
      town.restore(left)
      const toldAgain = `${told}, then ${how} request ${again}, ${kind}`
      assert.is(await town.live(new Process({ at: again, when: how })), undefined, `${toldAgain}: it was not stopped`)
      figures.stops++
      town.crash(crash)
      town.clock.advance(RESTART_MS)
      await endsAlike({ road, lived, nth, process: new Process(), told: toldAgain, figures })
    }
  }
}

interface Ending { readonly road: Road; readonly lived: Lived; readonly nth: number; readonly process: Process; readonly told: string; readonly figures: Figures }

/** The new process brings it to the same end, and so do the acts that follow. */
async function endsAlike({ road, lived, nth, process, told, figures }: Ending): Promise<void> {
  const { town, stages } = lived
  const stage = stages[nth] as Stage
  const passed = await town.live(process)
  await process.arrive()
  figures.runs++
  assert.ok(passed, told)
  assert.equal(twice(town), [], told)
  assert.is(businessOf(town), stage.end, told)
  assert.is(heldIn(passed), stage.held, told)
  assert.equal(passed.outcomes.map(({ change, fate }) => [change.id, fate]), [], `${told}: not quiet`)
  for (const [later, act] of road.acts.entries()) {
    if (later <= nth) continue
    act(town)
    await town.live(new Process())
  }
  assert.equal(twice(town), [], `${told}, and lived to the end`)
  assert.is(businessOf(town), lived.end, `${told}, and lived to the end`)
}

function heldIn({ document }: Passed): string {
  return JSON.stringify(document.streams.map(({ stream, held, counts }) => [stream, held.map(({ key, reason }) => [key, reason.code]), counts.held, counts.pending, counts.withheld]))
}

/** Everything that both systems say, but for the moments at which it was said. */
function businessOf(town: Town): string {
  return JSON.stringify(town.names.map((name) => [name, Object.entries(town.world(name).tables).filter(([, rows]) => Object.keys(rows).length > 0).sort()]), (key, value) => (MOMENTS.test(key) ? undefined : value))
}

/** What happened more than once though it cannot be taken back, by the systems' own logs. */
export function twice(town: Town): string[] {
  const counts = new Map<string, number>()
  const count = (what: string): void => { counts.set(what, (counts.get(what) ?? 0) + 1) }
  for (const name of town.names) {
    for (const { what, puts } of town.world(name).effects) {
      for (const [table, , row] of puts) {
        if (table === 'mails' || table === 'captures') count(`${name} ${table} ${row?.['order']} ${row?.['status'] ?? ''}`)
        if (table === 'CUSTOMER' && what.startsWith('AdkAdd')) count(`${name} customer ${row?.['EMAIL'] ?? row?.['NAME']}`)
        if (table.endsWith('_HEAD') && what.startsWith('AdkAdd')) count(`${name} document ${row?.['LOCAL_REMARK']}`)
      }
    }
  }
  return [...counts].filter(([, times]) => times > 1).map(([what, times]) => `${what}: ${times} times`)
}

export { COMPANY }
