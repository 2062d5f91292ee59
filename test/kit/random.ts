// Random worlds for the laws: a handful of whole numbers, which shrink well, and what they mean.
import fc from 'fast-check'
import type { Value } from '../../engine/core/item.js'
import type { MapRule, Stream } from '../../engine/core/stream.js'
import { pass, type Passed } from '../../engine/run/pass.js'
import type { Parts } from '../../engine/run/parts.js'
import { recover } from '../../engine/run/recover.js'
import type { GuardLimits } from '../../engine/types/guards.js'
import type { FieldAbility } from '../../engine/types/system.js'
import type { TierSpec } from '../../engine/types/tier.js'
import type { PlanDocument } from '../../engine/types/plan.js'
import { testClock } from './clock.js'
import { Crash, MemoryIntents, MemoryStore, MemorySystem, Ports, type Fault, type MemoryOptions, type Row } from './memory.js'
import { desired, POLICIES, stream, systemRef, TIER } from './world.js'

/** What fast-check makes. Every number is read as a little record of choices. */
export interface Case {
  readonly settings: number
  readonly source: readonly number[]
  readonly target: readonly number[]
  readonly rounds: readonly (readonly number[])[]
  readonly faults: readonly number[]
}

const NUMBER = fc.nat(2 ** 20 - 1)

export interface Sizes { readonly items?: number; readonly rounds?: number; readonly edits?: number; readonly faults?: number }

export function cases({ items = 12, rounds = 3, edits = 4, faults = 0 }: Sizes = {}): fc.Arbitrary<Case> {
  const list = (max: number): fc.Arbitrary<number[]> => fc.array(NUMBER, { maxLength: max, size: 'max' })
  return fc.record({
    settings: NUMBER, source: list(items), target: list(Math.ceil(items / 2)),
    rounds: fc.array(list(edits), { minLength: 1, maxLength: rounds, size: 'max' }), faults: list(faults),
  })
}

/** Takes choices off a number, one after the other. */
function choices(from: number): (among: number) => number {
  let left = from
  return (among) => {
    const choice = left % among
    left = Math.floor(left / among)
    return choice
  }
}

export const KEYS = ['1001', '1002', '1003', '1004', '1005', '1006', '1007', '1008', 'TE-1', 'TE-2', 'KA-Å', 'ka-x']
const VALUES: Readonly<Record<string, readonly Value[]>> = {
  name: ['Kaffe', 'Te', ' Kakao', null], weight: ['1', '2.55', '0.5', null], note: ['mald', 'hel', null], secret: ['p', 'q', null],
  unit: ['st', 'kg'], active: [true, false],
}
const FIELDS = Object.keys(VALUES)
const FAULTS: readonly (Fault | undefined)[] = ['before', 'after', 'late', 'partial', 'retry', 'refused', undefined]
const READ_FAULTS: readonly (Fault | undefined)[] = ['broken', 'blind', 'down', undefined, undefined]
const RULE: MapRule = { to: 'name', from: ['name'], steps: [{ name: 'prefix', with: 'Äkta ' }], place: 'samsyn.yaml:9:3' }

const KEEPS: readonly MemoryOptions['keeps'][] = [
  undefined,
  (_field, value) => (typeof value === 'string' ? value.trim() : value),
  (field, value) => (field === 'name' && typeof value === 'string' ? value.toUpperCase() : value),
  (field, value) => (field === 'weight' && value === '2.55' ? '2.6' : value),
]

export interface Overrides {
  readonly policy?: string
  readonly guards?: GuardLimits
  readonly tier?: TierSpec
  readonly keeps?: number
  readonly patient?: boolean
  /** Deletions at the target are left out. */
  readonly keepTarget?: boolean
  readonly freeze?: boolean
  /** The target shows every field. */
  readonly showsAll?: boolean
}

/** One ERP, one shop, and an engine between them, made from a case. */
export class World {
  ports = new Ports()
  readonly clock = testClock()
  readonly erp: MemorySystem
  readonly shop: MemorySystem
  readonly store: MemoryStore
  readonly intents: MemoryIntents
  readonly patient: boolean
  policy: string
  private ruled: boolean
  private readonly made: (ruled: boolean) => Stream

  constructor(readonly from: Case, readonly overrides: Overrides = {}) {
    const choose = choices(from.settings)
    this.policy = overrides.policy ?? POLICIES[choose(4)] ?? 'mirror'
    const name: Record<string, string> = choose(3) === 0 ? { name: 'once' } : {}
    const sourceCovers = choose(3) === 0 ? 'subset' : 'whole'
    const targetCovers = choose(2) === 0 ? 'subset' : 'whole'
    const batchMax = 1 + choose(3)
    const keeps = KEEPS[overrides.keeps ?? choose(4)]
    this.ruled = choose(3) === 0
    this.patient = overrides.patient ?? choose(2) === 0
    const unlisted = choose(2) === 0 ? ['note', 'active'] : []
    const unshown = choose(2) === 0 && !overrides.showsAll ? ['secret'] : []
    const unit: Record<string, FieldAbility> = choose(2) === 0 ? { unit: { onlyAtCreate: true } } : {}
    const shows = { product: FIELDS }
    this.erp = new MemorySystem('visma', this.ports, { covers: sourceCovers, shows, hidesInactive: true })
    this.shop = new MemorySystem('se', this.ports, {
      covers: targetCovers, shows, unlisted, unshown, hidesInactive: true, ...(keeps ? { keeps } : {}),
    })
    this.store = new MemoryStore(this.ports, () => this.streams(), overrides.freeze)
    this.intents = new MemoryIntents(this.ports, this.clock)
    const target = systemRef('shop', { covers: targetCovers, fields: unit, habits: { batchMax, compareWithinHours: 24 } })
    this.made = (ruled) => stream({
      policy: this.policy, fieldPolicies: name, source: systemRef('erp', { covers: sourceCovers }), target, guards: overrides.guards ?? {},
      mapping: { rules: ruled ? [RULE] : [], plugins: [] }, mappingDigest: ruled ? 'm2' : 'm1',
    })
    for (const one of from.source) this.put(this.erp, one)
    for (const one of from.target) this.put(this.shop, one)
  }

  streams(): readonly Stream[] { return [this.made(this.ruled)] }

  private put(system: MemorySystem, number: number): void {
    const choose = choices(number)
    const key = KEYS[choose(KEYS.length)] as string
    const row: Row = {}
    for (const name of FIELDS) {
      const values = VALUES[name] as readonly Value[]
      row[name] = this.kept(system, name, values[choose(values.length)] as Value)
    }
    // Most articles are for sale.
    if (choose(3) > 0) row['active'] = true
    system.items.set(key, row)
  }

  private kept(system: MemorySystem, name: string, value: Value): Value {
    return value === null ? null : (system.options.keeps?.(name, value) ?? value)
  }

  /** Somebody edits one of the systems, or the consultant the YAML. Tells what was touched. */
  edit(number: number): { readonly system: string; readonly key: string; readonly field?: string } | undefined {
    const choose = choices(number)
    const kind = choose(12)
    const system = choose(5) < 3 ? this.erp : this.shop
    if (kind === 0) {
      this.ruled = !this.ruled
      return undefined
    }
    if (kind <= 2) {
      const rest = choose(2 ** 14)
      this.put(system, rest * 7 + rest)
      return { system: system.name, key: KEYS[(rest * 8) % KEYS.length] as string }
    }
    const keys = [...system.items.keys()]
    if (keys.length === 0) return undefined
    const key = keys[choose(keys.length)] as string
    if (kind <= 4) {
      if (system === this.erp || !this.overrides.keepTarget) this.remove(system, key)
      return { system: system.name, key }
    }
    const field = FIELDS[choose(FIELDS.length)] as string
    const values = VALUES[field] as readonly Value[]
    const row = system.items.get(key) as Row
    system.items.set(key, { ...row, [field]: this.kept(system, field, values[choose(values.length)] as Value) })
    return { system: system.name, key, field }
  }

  /** Nobody removes what the engine does not yet know whether it made: no memory could help it then. */
  private remove(system: MemorySystem, key: string): void {
    const entry = this.store.read('se/product').entries.get(key)
    const uncertain = this.intents.open().some((one) => one.items.some((item) => item.key === key))
    if (system === this.erp || (!uncertain && (entry?.target || !entry))) system.items.delete(key)
  }

  /** The faults of a case lie in wait at both systems. */
  spread(faults: readonly number[]): void {
    for (const number of faults) {
      const choose = choices(number)
      if (choose(2) === 0) this.shop.sendFaults.push(FAULTS[choose(FAULTS.length)])
      else (choose(2) === 0 ? this.erp : this.shop).readFaults.push(READ_FAULTS[choose(READ_FAULTS.length)])
    }
  }

  calm(): void {
    for (const system of [this.erp, this.shop]) system.sendFaults = system.readFaults = []
    this.ports.arrive()
  }

  parts(writing: boolean): Parts {
    const streams = this.streams()
    return {
      desired: desired(streams, this.overrides.tier ?? TIER), readers: new Map([['visma', this.erp], ['se', this.shop]]),
      ...(writing ? { writers: new Map([['se', this.shop], ['visma', this.erp]]), intents: this.intents } : {}),
      store: this.store, clock: this.clock, tell: () => {}, patient: this.patient,
    }
  }

  dry(): Promise<Passed> { return pass(this.streams(), this.parts(false)) }

  /** So much time goes by that the rolling compare has seen everything. */
  dayPasses(): void { this.clock.advance(25 * 3_600_000) }

  minutesPass(): void { this.clock.advance(600_000) }

  /** One pass with writers. Late effects have arrived before anybody does anything else. */
  async run(saved?: PlanDocument): Promise<Passed> {
    const passed = await pass(this.streams(), this.parts(true), saved)
    this.ports.arrive()
    return passed
  }

  /** A pass that may die on the way, and the restart after it. */
  async runOrDie(): Promise<Passed> {
    try {
      return await this.run()
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      this.ports.dieAt = -1
      this.calm()
      await recover(this.streams(), this.parts(true))
      return this.run()
    }
  }

  /** A person says yes to everything that waits. */
  async approveAll(): Promise<void> {
    const { document } = await this.dry()
    for (const one of document.streams.flatMap((each) => each.changes)) if (one.verdict === 'pending') this.store.approved.add(one.digest)
  }

  /** Creates in the effect log, by key. */
  creates(system: MemorySystem = this.shop): Map<string, number> {
    const counts = new Map<string, number>()
    for (const { key, action } of system.log) if (action === 'create') counts.set(key, (counts.get(key) ?? 0) + 1)
    return counts
  }
}

/** Changes that a plan would still make, or keeps waiting. */
export function planned(document: PlanDocument): number {
  const { create, update, retire, pending } = document.totals
  return create + update + retire + pending
}

let worlds = 0

const SEED = 20_261_125

/**
 * Holds a law against so many random worlds, or ten times as many with LAWS=full: the same ones every time, so that a change is
 * judged by what it changed. LAWS_SEED=random looks at worlds that nobody has seen yet, LAWS_SEED=N at those of a seed that was told.
 */
export async function law<T>(runs: number, arbitrary: fc.Arbitrary<T>, holds: (one: T) => Promise<void> | void): Promise<void> {
  const numRuns = process.env['LAWS'] === 'full' ? runs * 10 : runs
  const told = process.env['LAWS_SEED']
  await fc.assert(fc.asyncProperty(arbitrary, async (one) => { await holds(one) }), {
    numRuns, includeErrorInReport: true, ...(told === 'random' ? {} : { seed: Number(told ?? SEED) }),
  })
  worlds += numRuns
}

process.on('exit', () => { if (worlds > 0) process.stdout.write(`  ${worlds} random worlds\n`) })
