// What holds for a lane besides its fields: when it runs, its safety limits.
import { placeText, problem } from '../../core/problem.js'
import type { Rhythm } from '../../core/stream.js'
import { lacking } from '../../core/entitle.js'
import { isZone, STOCKHOLM } from '../../values/time.js'
import type { GuardLimits } from '../../types/guards.js'
import type { CustomerDocument } from '../files.js'
import type { Lane } from './lanes.js'
import type { Setup } from './setup.js'

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 }
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
/** With a scheduler: as good as at once. */
const OFTEN: Rhythm = { everySeconds: 300, windows: [], days: [], blackouts: [], timeZone: STOCKHOLM }
/** Without one: once a night. Half a day apart, so that a window of three hours holds one run and no night is missed. */
const NIGHTLY: Rhythm = {
  everySeconds: 43_200,
  windows: ['02:00-05:00'],
  days: [],
  blackouts: [],
  timeZone: STOCKHOLM,
}

/** When a lane runs: as the nearest Schedule says, else as the package does. */
export function rhythmOf(setup: Setup, lane: Lane): Rhythm {
  const { book, tier } = setup
  const usual = lacking(['scheduler'], tier) === undefined ? OFTEN : NIGHTLY
  const fits = book
    .of('Schedule')
    .filter(
      ({ body: { spec } }) =>
        (spec.shop === undefined || spec.shop === lane.shop.ref.name) && named(spec.streams, lane),
    )
  for (const one of fits) book.used.add(one)
  const reach = (one: CustomerDocument<'Schedule'>): number =>
    (one.body.spec.streams ? 2 : 0) + (one.body.spec.shop === undefined ? 0 : 1)
  const [nearest, next] = [...fits].sort((one, other) => reach(other) - reach(one))
  if (!nearest) return usual
  if (next && reach(next) === reach(nearest)) {
    tellOnce(
      setup,
      problem(
        'E215',
        { what: `the rhythm of ${lane.id}`, first: placeText(nearest.place(['kind'])) },
        next.place(['kind']),
      ),
    )
  }
  const { every, windows, days, blackout, timeZone = STOCKHOLM } = nearest.body.spec
  if (!isZone(timeZone))
    tellOnce(
      setup,
      problem(
        'E108',
        { value: timeZone, what: 'timeZone', expected: 'a time zone, as in Europe/Stockholm' },
        nearest.place(['spec', 'timeZone']),
      ),
    )
  return {
    everySeconds:
      every === undefined
        ? usual.everySeconds
        : Number(every.slice(0, -1)) * (SECONDS[every.slice(-1)] ?? 60),
    windows: windows ?? (every === undefined ? usual.windows : []),
    days: (days ?? []).map((day) => DAYS.indexOf(day) + 1),
    blackouts: blackout ?? [],
    timeZone,
  }
}

/** The limits of a lane: the defaults, its register's, then each Guard, those of narrow reach last. */
export function guardsOf(setup: Setup, lane: Lane): GuardLimits {
  const { specs, book } = setup
  const fits = book
    .of('Guard')
    .filter(
      ({ body: { metadata, spec } }) =>
        (metadata.shop === undefined || metadata.shop === lane.shop.ref.name) &&
        named(spec.streams, lane) &&
        (spec.entities === undefined || (spec.entities as readonly string[]).includes(lane.entity.id)),
    )
  for (const one of fits) book.used.add(one)
  const reach = ({ body: { metadata, spec } }: CustomerDocument<'Guard'>): number =>
    (spec.streams ? 4 : 0) + (spec.entities ? 2 : 0) + (metadata.shop === undefined ? 0 : 1)
  const ordered = [...fits].sort((one, other) => reach(one) - reach(other))
  for (const [at, one] of ordered.entries())
    for (const before of ordered.slice(0, at)) if (reach(before) === reach(one)) tellSameLimits(setup, lane, before, one)
  const limits = ordered.map((one) => one.body.spec.limits as GuardLimits)
  return Object.assign({}, specs.guards.default, specs.guards.entities[lane.entity.id], ...limits)
}

/** Two Guards of the same reach may set different limits, and never the same one. */
function tellSameLimits(setup: Setup, lane: Lane, before: CustomerDocument<'Guard'>, one: CustomerDocument<'Guard'>): void {
  const at = (name: string): readonly string[] => ['spec', 'limits', name]
  for (const name of Object.keys(one.body.spec.limits)) {
    if (!Object.hasOwn(before.body.spec.limits, name)) continue
    const facts = { what: `${name} of ${lane.id}`, first: placeText(before.place(at(name), 'key')) }
    tellOnce(setup, problem('E215', facts, one.place(at(name), 'key')))
  }
}

/** A register, a shop's register and one binding of it each name a lane: se/stock, se/price-list/resellers. Left out, every lane is meant. */
function named(names: readonly string[] | undefined, lane: Lane): boolean {
  return (
    names === undefined ||
    names.some((name) => name === lane.entity.id || name === lane.stream || name === lane.id || lane.id.startsWith(`${name}/`))
  )
}

/** Several lanes find the same fault; it is one. */
export function tellOnce({ problems }: Pick<Setup, 'problems'>, found: Setup['problems'][number]): void {
  const id = (one: typeof found): string => `${one.code} ${one.place ? placeText(one.place) : ''}`
  if (!problems.some((one) => id(one) === id(found))) problems.push(found)
}
