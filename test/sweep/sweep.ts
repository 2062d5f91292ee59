// The sweep: a road of acts is lived once undisturbed, and then again and again, stopped at each of its requests. What a new process
// makes of what is left must end as the undisturbed life did, and everything that cannot be taken back must have happened once.
import * as assert from 'uvu/assert'
import type { Desired } from '../../engine/core/stream.js'
import type { Passed } from '../../engine/run/pass.js'
import type { Crash } from '../kit/memory-disk.js'
import { Process, type Kind, type Late, type Lost, type Stop } from './process.js'
import { Town, type Snapshot } from './town.js'

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
  /** Of the requests that only read, every so manieth; and of what is remembered. */
  readonly everyRead?: number
  readonly everyMemory?: number
  /** How a second stop is spread over what the new process asks; left out, there is none. */
  readonly second?: { readonly everyFirst: number; readonly every: number }
  readonly crashes?: readonly Crash[]
  /** Which places; left out, all. */
  readonly only?: (place: string) => boolean
  /** false: the acts that follow are not lived after each. */
  readonly lasting?: boolean
  /** Of all the first blows, one share of so many: the others are another process's. */
  readonly share?: { readonly nth: number; readonly of: number }
  /** After how many requests of the new process a shop's late write happens. */
  readonly late?: readonly number[]
}

/** For people: how many, and where. */
export function figuresText({ runs, stops, places }: Figures): string {
  return `  ${runs} runs with ${stops} stops: ${Object.entries(places).sort().map(([place, count]) => `${place} ${count}`).join(', ')}\n`
}

export function sum(all: readonly Figures[]): Figures {
  const figures: Figures = { runs: 0, stops: 0, places: {} }
  for (const { runs, stops, places } of all) {
    figures.runs += runs
    figures.stops += stops
    for (const [place, count] of Object.entries(places)) figures.places[place] = (figures.places[place] ?? 0) + count
  }
  return figures
}

const RESTART_MS = 5_000
const SETTLE_MS = 9.5 * 60_000
/** What tells when, and not what. */
const MOMENTS = /^(at|modified|TIMESTAMP|DATE_OF_CHANGE|CREATED_.*)$/
const UNORDERED: ReadonlySet<string> = new Set(['mails', 'captures'])

export async function sweep(road: Road, options: SweepOptions, figures: Figures): Promise<void> {
  const lived = await undisturbed(road)
  for (const [nth, stage] of lived.stages.entries()) {
    for (const [count, blow] of blowsOf(stage, options, lived.town).filter(({ place }) => options.only?.(place) ?? true).entries()) {
      const { second, share = { nth: 0, of: 1 } } = options
      if (count % share.of !== share.nth) continue
      const asked = await play({ road, lived, nth, blow, stops: [], figures, lasting: options.lasting ?? true })
      if (!second || count % second.everyFirst !== 0) continue
      for (const stop of secondStops(asked, blow, second.every, count)) await play({ road, lived, nth, blow, stops: [stop], figures, lasting: false })
    }
  }
}

/** Of what the next process asks every so manieth, from another one each time; after a lost answer, of the same process. */
function secondStops(asked: readonly Kind[], { lost }: Blow, every: number, count: number): Stop[] {
  const first = (lost?.at ?? 0) + 1
  return asked.flatMap((kind, nth): Stop[] => {
    const at = nth + 1
    if (at < first || (at + count) % every !== 0) return []
    return kind.endsWith('read') ? [{ at, when: 'before' }] : [{ at, when: 'before' }, { at, when: 'after' }]
  })
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

/** Every first blow of a stage. */
function blowsOf({ asked }: Stage, { everyRead = 1, everyMemory = 1, late = [], crashes = ['killed'] }: SweepOptions, town: Town): Blow[] {
  return asked.flatMap((kind, nth): Blow[] => {
    const at = nth + 1
    if (kind.endsWith('read')) return at % everyRead === 0 ? [{ place: `before ${kind}`, crash: 'killed', stop: { at, when: 'before' } }] : []
    if (kind === 'memory' && at % everyMemory !== 0) return []
    const blows = (['before', 'after'] as const).flatMap((when) => (kind.includes(' ') ? ['killed'] as const : crashes).map((crash): Blow => ({ place: `${when} ${kind}`, crash, stop: { at, when } })))
    if (kind !== 'shop write') return blows
    const isDue = (): (() => boolean) => dueWithin(town)
    return [...blows, ...late.flatMap((after): Blow[] => [
      { place: `before ${kind}, which comes late by ${after}`, crash: 'killed', stop: { at, when: { late: after, isDue: isDue() } } },
      { place: `after the answer to ${kind} was lost, which comes late by ${after}`, crash: 'killed', lost: { at, after, isDue: isDue() } },
    ])]
  })
}

/** As late as a shop may still do what it was asked, and no later. */
function dueWithin(town: Town): () => boolean {
  let firstMs: number | undefined
  return () => {
    firstMs ??= town.clock.now()
    return town.clock.now() - firstMs >= SETTLE_MS
  }
}

/** What befalls the first process. Without a stop it lives on. */
interface Blow { readonly place: string; readonly crash: Crash; readonly stop?: Stop; readonly lost?: Lost }
interface Played { readonly road: Road; readonly lived: Lived; readonly nth: number; readonly blow: Blow; readonly stops: readonly Stop[]; readonly figures: Figures; readonly lasting: boolean }

/** Plays one stage with its blow and the stops after it, and to its end. What its last process asked. */
async function play({ road, lived: { town, stages, end }, nth, blow, stops, figures, lasting }: Played): Promise<readonly Kind[]> {
  const stage = stages[nth] as Stage
  const told = [`${road.name}, act ${nth + 1}: ${blow.crash} ${blow.place}`, ...[...(blow.stop ? [blow.stop] : []), ...stops].map(({ at, when }) => `${typeof when === 'object' ? 'late' : when} request ${at}`)].join(', ')
  town.restore(stage.before)
  let left: Late | undefined
  for (const [times, stop] of [...(blow.stop ? [blow.stop] : []), ...stops].entries()) {
    const process = new Process(stop, left, times === 0 ? blow.lost : undefined)
    assert.is(await town.live(process), undefined, `${told}: it was not stopped`)
    figures.stops++
    left = process.left
    town.crash(blow.crash)
    town.clock.advance(RESTART_MS)
  }
  const last = new Process(undefined, left, blow.stop || stops.length > 0 ? undefined : blow.lost)
  await endsAlike({ town, stage, process: last, told })
  // What is remembered must be as good as what is seen: the acts that follow tell.
  if (lasting) await livesOn({ town, acts: road.acts.slice(nth + 1), end, told: `${told}, and lived to the end` })
  figures.runs++
  const place = blow.place.replace(/ by .*/, '')
  figures.places[place] = (figures.places[place] ?? 0) + 1
  return last.asked
}

interface Ending { readonly town: Town; readonly stage: Stage; readonly process: Process; readonly told: string }

/** The new process brings it to the same end. */
async function endsAlike({ town, stage, process, told }: Ending): Promise<void> {
  const passed = await town.live(process)
  await process.arrive()
  assert.ok(passed, told)
  assert.equal(twice(town), [], told)
  assert.is(businessOf(town), stage.end, told)
  assert.is(heldIn(passed), stage.held, told)
  assert.equal(passed.outcomes.map(({ change, fate }) => [change.id, fate]), [], `${told}: not quiet`)
}

async function livesOn({ town, acts, end, told }: { readonly town: Town; readonly acts: readonly Act[]; readonly end: string; readonly told: string }): Promise<void> {
  for (const act of acts) {
    act(town)
    await town.live(new Process())
  }
  assert.equal(twice(town), [], told)
  assert.is(businessOf(town), end, told)
}

function heldIn({ document }: Passed): string {
  return JSON.stringify(document.streams.map(({ stream, held, counts }) => [stream, held.map(({ key, reason }) => [key, reason.code]), counts.held, counts.pending, counts.withheld]))
}

/** Everything that both systems say, but for the moments at which it was said, and in which order the mails went out. */
function businessOf(town: Town): string {
  return JSON.stringify(town.names.map((name) => [name, Object.entries(town.world(name).tables).map(saidBy).filter((said) => said !== '').sort()]))
}

function saidBy([table, rows]: [string, Readonly<Record<string, unknown>>]): string {
  const said = ([key, row]: [string, unknown]): string => `${UNORDERED.has(table) ? '' : key} ${JSON.stringify(row, (name, value) => (MOMENTS.test(name) ? undefined : value))}`
  return Object.keys(rows).length === 0 ? '' : `${table}: ${Object.entries(rows).map(said).sort().join('\n')}`
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
