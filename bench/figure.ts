// One figure of the bench, in a process of its own: figure.ts NAME COUNT. Prints one line of JSON. Never judges.
import deepDiff from 'deep-diff'
import { isDeepStrictEqual } from 'node:util'
import type { Page } from '../engine/connect/connector.js'
import { approve } from '../engine/core/approve.js'
import { guard } from '../engine/core/guard.js'
import { normaliser, type Item, type RawItem } from '../engine/core/item.js'
import { measure } from '../engine/core/measures.js'
import { pair, type Seen } from '../engine/core/pair.js'
import { permit } from '../engine/core/permit.js'
import { plan } from '../engine/core/plan.js'
import { pass } from '../engine/run/pass.js'
import { streamPlan } from '../engine/run/stream-plan.js'
import { testClock } from '../test/kit/clock.js'
import { MemoryIntents, MemoryStore, MemorySystem, Ports } from '../test/kit/memory.js'
import { around, desired, seen, side, TIER } from '../test/kit/world.js'
import { ENTITY, FIELD_NAMES, known, memory, snapshot, STREAM } from './data.js'

const ROUNDS = 9
const PAGE_MAX = 500

/** Milliseconds of each, in turns, so that both see the same weather; the middle of the rounds. */
function inTurns(acts: Readonly<Record<string, () => unknown>>, rounds = ROUNDS): Record<string, number> {
  const times: Record<string, number[]> = {}
  for (let round = -2; round < rounds; round++) {
    for (const [name, act] of Object.entries(acts)) {
      const start = performance.now()
      act()
      if (round >= 0) (times[name] ??= []).push(performance.now() - start)
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]))
}

function median(list: number[]): number {
  return list.sort((one, other) => one - other)[list.length >> 1] as number
}

function normal(list: readonly RawItem[]): Item[] {
  const normalise = normaliser(ENTITY)
  return list.map(normalise)
}

/** pair, drift, plan, permit, measure, guard, approve, count, over items that are normal already. */
function core(both: Seen, base: ReturnType<typeof memory>): number {
  const pairs = pair(STREAM, both, base)
  const draft = measure(permit(plan(STREAM, pairs, around())), { uniqueProducts: 0, ordersPerMonth: 0, products: new Set() }, TIER)
  const view = { known: base.size, seenBefore: both.source.items.size, seenNow: both.source.items.size, window: [] }
  return streamPlan(approve(guard(draft, view).draft, new Set())).counts.considered
}

const FIGURES: Record<string, (count: number) => Promise<object> | object> = {
  core(count) {
    const texts = [JSON.stringify(snapshot(count, true)), JSON.stringify(snapshot(count))] as const
    const both = seen(side(normal(JSON.parse(texts[0]))), side(normal(JSON.parse(texts[1]))))
    const base = memory(count)
    return inTurns({ core: () => core(both, base), floor: () => texts.map((text) => JSON.parse(text) as unknown) })
  },
  quiet(count) {
    const texts = [JSON.stringify(snapshot(count)), JSON.stringify(snapshot(count))] as const
    const raw = texts.map((text) => JSON.parse(text)) as [RawItem[], RawItem[]]
    const base = memory(count)
    return inTurns({ quiet: () => core(seen(side(normal(raw[0])), side(normal(raw[1]))), base), floor: () => texts.map((text) => JSON.parse(text) as unknown) })
  },
  async cycle(count) {
    const world = systems(count, false)
    const texts = [JSON.stringify(snapshot(count)), JSON.stringify(snapshot(count))] as const
    const times: number[] = []
    const floors: number[] = []
    for (let round = -1; round < ROUNDS; round++) {
      let start = performance.now()
      await world.run()
      if (round >= 0) times.push(performance.now() - start)
      start = performance.now()
      for (const text of texts) JSON.parse(text)
      if (round >= 0) floors.push(performance.now() - start)
    }
    return { cycle: median(times), floor: median(floors) }
  },
  async calls(count) {
    const world = systems(count, false)
    await world.run()
    const quiet = { pages: world.shop.count.pages + world.erp.count.pages, finds: world.shop.count.finds + world.erp.count.finds, writes: world.shop.count.writes }
    const busy = systems(count, true)
    await busy.run()
    return { quiet, changes: Math.ceil(count / 100), writes: busy.shop.count.writes, batchMax: STREAM.target.spec.habits.batchMax }
  },
  async memory(count) {
    const before = process.memoryUsage().rss
    const world = systems(count, true)
    await world.run()
    return { peakMb: Math.round(process.resourceUsage().maxRSS / 1024), startMb: Math.round(before / 1_048_576) }
  },
  peers(count) {
    const [one, other, base] = [normal(snapshot(count, true)), normal(snapshot(count)), memory(count)]
    const both = seen(side(one), side(other))
    const each = (differs: (a: unknown, b: unknown) => boolean) => () => one.reduce((sum, item, at) => sum + (differs(item.fields, other[at]?.fields) ? 1 : 0), 0)
    return inTurns({
      core: () => core(both, base),
      'deep-diff per record': each((a, b) => deepDiff.diff(a, b) !== undefined),
      'JSON.stringify compare': each((a, b) => JSON.stringify(a) !== JSON.stringify(b)),
      isDeepStrictEqual: each((a, b) => !isDeepStrictEqual(a, b)),
    }, 5)
  },
}

/** A system whose pages are ready, so that making them is not what is measured. */
class Prepared extends MemorySystem {
  private readonly pages: Page[] = []

  constructor(name: string, ports: Ports, rows: readonly RawItem[]) {
    super(name, ports, { shows: { product: FIELD_NAMES } })
    const pages = Math.ceil(rows.length / PAGE_MAX)
    for (let page = 0; page < pages; page++) {
      const items = rows.slice(page * PAGE_MAX, (page + 1) * PAGE_MAX)
      this.pages.push(page === pages - 1 ? { items, coverage: { kind: 'whole', pages } } : { items })
    }
    for (const one of rows) this.items.set(one.key, one.fields as never)
  }

  override async *list(): AsyncIterable<Page> {
    this.count.pages += this.pages.length
    yield* this.pages
  }
}

/** Two systems in memory that agreed lately, and a run between them. */
function systems(count: number, moved: boolean) {
  const ports = new Ports()
  const erp = new Prepared('visma', ports, snapshot(count, moved))
  const shop = new Prepared('se', ports, snapshot(count))
  const store = new MemoryStore(ports, () => [STREAM], false)
  store.states.set(STREAM.id, known(count))
  const clock = testClock()
  const both: [string, MemorySystem][] = [['visma', erp], ['se', shop]]
  const parts = {
    desired: desired([STREAM]), readers: new Map(both), writers: new Map(both), intents: new MemoryIntents(ports, clock), store, clock, tell: () => {}, patient: false,
  }
  return { erp, shop, run: () => pass([STREAM], parts) }
}

const [name = '', count = '50000'] = process.argv.slice(2)
const figure = FIGURES[name]
if (!figure) throw new Error(`no figure "${name}"; there are ${Object.keys(FIGURES).join(', ')}`)
process.stdout.write(`${JSON.stringify(await figure(Number(count)))}\n`)
