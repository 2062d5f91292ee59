// Two systems, a store and an intents file in memory: frozen inputs, faults on order, an effect log, and a crash at any call.
import { SystemError, type Answer, type Found, type Page, type Reader, type WriteItem, type WriteRequest, type Writer } from '../../engine/connect/connector.js'
import type { RawItem, Value } from '../../engine/core/item.js'
import { problem } from '../../engine/core/problem.js'
import type { Stream } from '../../engine/core/stream.js'
import type { Intent, IntentOutcome, Intents, Known, Store } from '../../engine/store/memory.js'
import { frozen } from './world.js'

/** The process dies here. Whatever is on disk or in a system stays. */
export class Crash extends Error {}

/** Counts every call to the outside, and dies at one of them. */
export class Ports {
  calls = 0
  dieAt = -1
  private late: { at: number; effect: () => void }[] = []

  tick(): void {
    this.calls++
    const due = this.late.filter((one) => one.at <= this.calls)
    this.late = this.late.filter((one) => one.at > this.calls)
    for (const one of due) one.effect()
    if (this.calls === this.dieAt) throw new Crash(`died at call ${this.calls}`)
  }

  later(calls: number, effect: () => void): void {
    this.late.push({ at: this.calls + calls, effect })
  }

  /** Whatever is still on its way arrives now. */
  arrive(): void {
    const due = this.late
    this.late = []
    for (const one of due) one.effect()
  }
}

/**
 * before: no effect, no answer. after: effect, no answer. late: no answer, the effect comes after some calls. partial: the first half is
 * done, of the rest nobody knows. retry, refused: said by the system. broken: a listing ends early. blind: a look cannot tell. down: no read.
 */
export type Fault = 'before' | 'after' | 'late' | 'partial' | 'retry' | 'refused' | 'broken' | 'blind' | 'down'

export interface Effect { readonly key: string; readonly action: 'create' | 'update' | 'retire'; readonly fields: Readonly<Record<string, unknown>> }

export type Row = Record<string, Value>

export interface MemoryOptions {
  readonly covers?: 'whole' | 'subset'
  readonly pageMax?: number
  /** Fields that only a look shows, and fields that nothing shows. */
  readonly unlisted?: readonly string[]
  readonly unshown?: readonly string[]
  /** Items whose field active is false are not in a listing that is a subset. */
  readonly hidesInactive?: boolean
  /** What a new item has where nothing was said. */
  readonly defaults?: Row
  /** How the system keeps a value. */
  readonly keeps?: (field: string, value: Value) => Value
  /** The fields of each entity. */
  readonly shows: Readonly<Record<string, readonly string[]>>
}

const LATE_CALLS = 3

export class MemorySystem implements Reader, Writer {
  readonly items = new Map<string, Row>()
  readonly log: Effect[] = []
  /** Taken one by one: undefined goes well. */
  sendFaults: (Fault | undefined)[] = []
  readFaults: (Fault | undefined)[] = []
  /** Called before a look is answered: somebody edits the item at that very moment. */
  onFind: (() => void) | undefined
  readonly count = { pages: 0, finds: 0, writes: 0 }

  constructor(readonly name: string, readonly ports: Ports, readonly options: MemoryOptions) {}

  async *list(entity: string): AsyncIterable<Page> {
    const fault = this.readFaults.shift()
    if (fault === 'down') throw this.down()
    const { covers = 'whole', hidesInactive, pageMax = 4, unlisted = [] } = this.options
    const shown = [...this.items].filter(([, row]) => !(hidesInactive && covers === 'subset' && row['active'] === false))
    const pages = Math.max(1, Math.ceil(shown.length / pageMax))
    for (let page = 0; page < pages; page++) {
      this.ports.tick()
      this.count.pages++
      if (fault === 'broken' && page === pages >> 1) return
      const items = shown.slice(page * pageMax, (page + 1) * pageMax).map(([key, row]) => this.shown(entity, key, row, unlisted))
      yield frozen(page === pages - 1 ? { items, coverage: { kind: covers, pages } } : { items })
    }
  }

  async find(entity: string, keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const fault = this.readFaults.shift()
    this.ports.tick()
    this.count.finds++
    this.onFind?.()
    if (fault === 'down') throw this.down()
    return new Map(keys.map((key): [string, Found] => {
      const row = this.items.get(key)
      if (fault === 'blind') return [key, { kind: 'unknown', problem: problem('NO_ANSWER', { system: this.name }) }]
      return [key, row ? { kind: 'found', item: frozen(this.shown(entity, key, row, [])) } : { kind: 'absent' }]
    }))
  }

  async identify(): Promise<{ title: string; facts: Record<string, unknown> }> { return { title: this.name, facts: {} } }
  async close(): Promise<void> {}

  async send(request: WriteRequest): Promise<ReadonlyMap<string, Answer>> {
    frozen(request)
    this.count.writes++
    const fault = this.sendFaults.shift()
    this.ports.tick()
    const answers = this.answers(request, fault)
    this.ports.tick()
    return answers
  }

  private answers(request: WriteRequest, fault: Fault | undefined): Map<string, Answer> {
    const half = Math.ceil(request.items.length / 2)
    const unknown: Answer = { kind: 'unknown', problem: problem('NO_ANSWER', { system: this.name }) }
    if (fault === 'late') this.ports.later(LATE_CALLS, () => { for (const one of request.items) this.effect(request, one) })
    return new Map(request.items.map((one, at): [string, Answer] => {
      switch (fault) {
        case 'before': case 'late': return [one.key, unknown]
        case 'after': this.effect(request, one); return [one.key, unknown]
        case 'partial': return [one.key, at < half ? this.effect(request, one) : unknown]
        case 'retry': return [one.key, { kind: 'retry', problem: problem('BUSY', { system: this.name }) }]
        case 'refused': return [one.key, { kind: 'refused', problem: problem('REFUSED', { system: this.name }) }]
        default: return [one.key, this.effect(request, one)]
      }
    }))
  }

  private effect({ action, entity }: WriteRequest, { key, fields }: WriteItem): Answer {
    const row = this.items.get(key)
    if (action === 'create' ? row !== undefined : row === undefined) return { kind: 'refused', problem: problem('REFUSED', { key }) }
    const next: Row = { ...(row ?? this.options.defaults) }
    for (const name of this.options.shows[entity] ?? []) if (fields[name] !== undefined) next[name] = this.kept(name, fields[name] as Value)
    this.items.set(key, next)
    this.log.push({ key, action, fields })
    return { kind: 'done' }
  }

  private kept(name: string, value: Value): Value {
    return value === null ? null : (this.options.keeps?.(name, value) ?? value)
  }

  private shown(entity: string, key: string, row: Row, without: readonly string[]): RawItem {
    const fields: Record<string, unknown> = {}
    const names = this.options.shows[entity] ?? []
    for (const name of names) {
      if (!without.includes(name) && !this.options.unshown?.includes(name)) fields[name] = row[name] ?? null
    }
    return without.some((name) => names.includes(name)) ? { key, fields, partial: true } : { key, fields }
  }

  private down(): SystemError {
    return new SystemError('retry', problem('NO_ANSWER', { system: this.name }))
  }
}

/** What would be on disk. Outlives a crash. */
export class MemoryStore implements Store {
  readonly approved = new Set<string>()
  readonly states = new Map<string, Known>()
  writes = 0

  constructor(readonly ports: Ports, readonly known: () => readonly Stream[], readonly freeze = true) {}

  streams(): readonly string[] { return [...this.states.keys()] }

  read(stream: string): Known { return this.states.get(stream) ?? blank(stream) }

  async write(stream: string, next: Known): Promise<void> {
    this.ports.tick()
    this.writes++
    if (this.freeze) for (const entry of next.entries.values()) frozen(entry)
    this.states.set(stream, next)
    this.ports.tick()
  }

  approvals(): ReadonlySet<string> { return this.approved }

  async spend(digests: readonly string[]): Promise<void> {
    if (!digests.some((one) => this.approved.has(one))) return
    this.ports.tick()
    for (const one of digests) this.approved.delete(one)
    this.ports.tick()
  }

  born(system: string, family: string, since = ''): ReadonlySet<string> {
    const keys = new Set<string>()
    for (const one of this.known()) {
      if (one.target.name !== system || one.entity.of !== family) continue
      for (const [key, entry] of this.read(one.id).entries) if (entry.born === 'target' && (entry.bornAt ?? '') >= since) keys.add(entry.targetKey ?? key)
    }
    return keys
  }

  async close(): Promise<void> {}
}

function blank(stream: string): Known {
  return {
    formatVersion: 1, stream, fingerprints: { source: '', target: '' }, mappingDigest: '', entries: new Map(),
    run: { seen: { source: -1, target: -1 }, window: [], condition: { type: 'Working', reason: 'NothingYet', message: '', since: '2026-11-25T00:00:00.000Z' } },
  }
}

/** Intents that outlive a crash. An item of unknown outcome stays open. */
export class MemoryIntents implements Intents {
  private readonly lines: { intent: Intent; outcomes: Record<string, IntentOutcome> }[] = []

  constructor(readonly ports: Ports, readonly clock: { now(): number }) {}

  async begin(intent: Omit<Intent, 'id' | 'at' | 'run' | 'fence'>): Promise<string> {
    this.ports.tick()
    const id = `i${this.lines.length + 1}`
    this.lines.push({ intent: frozen({ ...intent, id, run: 'r1', fence: 1, at: new Date(this.clock.now()).toISOString() }), outcomes: {} })
    this.ports.tick()
    return id
  }

  async end(id: string, outcomes: Readonly<Record<string, IntentOutcome>>): Promise<void> {
    this.ports.tick()
    Object.assign(this.lines.find((one) => one.intent.id === id)?.outcomes ?? {}, outcomes)
    this.ports.tick()
  }

  open(): readonly Intent[] {
    return this.lines.filter(({ intent, outcomes }) => intent.items.some((one) => (outcomes[one.change] ?? 'unknown') === 'unknown')).map((one) => one.intent)
  }

  doubted(): readonly Intent[] {
    return this.lines.filter(({ intent, outcomes }) => intent.since && Object.values(outcomes).includes('not done')).map((one) => one.intent)
  }

  async *history(): AsyncIterable<{ intent: Intent; outcomes: Readonly<Record<string, IntentOutcome>> }> { yield* this.lines }
  async close(): Promise<void> {}
}
