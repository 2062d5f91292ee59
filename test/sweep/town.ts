// One shop and one company, both simulated in this process by the code that the programs themselves are simulated with, and the
// engine between them as the command opens it: real drivers, real files on a disk in memory. Every request is one of Process.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { checkProject } from '../../engine/cli/project.js'
import type { Connector } from '../../engine/connect/connector.js'
import { HttpDoor, type HttpAnswer, type Post } from '../../engine/connect/http.js'
import { JetshopApi } from '../../engine/connect/jetshop/api.js'
import { boundOrders } from '../../engine/connect/jetshop/orders/bound.js'
import { JetshopReader } from '../../engine/connect/jetshop/reader.js'
import { SeenRows } from '../../engine/connect/jetshop/seen-rows.js'
import { ShopServer } from '../../engine/connect/jetshop/simulator/server.js'
import { shopSettings } from '../../engine/connect/jetshop/simulator/shop-world.js'
import { JetshopWriter } from '../../engine/connect/jetshop/writer.js'
import { VismaApi } from '../../engine/connect/visma/api.js'
import { OwnProcessBridge } from '../../engine/connect/visma/bridge/client.js'
import { WRITES, type Bridge, type Reply, type Verb, type Verbs } from '../../engine/connect/visma/bridge/protocol.js'
import { VismaReader } from '../../engine/connect/visma/reader.js'
import { makeRegisters } from '../../engine/connect/visma/registers.js'
import { AdkSimulator } from '../../engine/connect/visma/simulator/simulator.js'
import { VismaWriter } from '../../engine/connect/visma/writer.js'
import { problem } from '../../engine/core/problem.js'
import type { Desired, SystemRef } from '../../engine/core/stream.js'
import { withOrders } from '../../engine/orders/with-orders.js'
import { pass, type Passed } from '../../engine/run/pass.js'
import type { Parts } from '../../engine/run/parts.js'
import { recover } from '../../engine/run/recover.js'
import { FileIntents } from '../../engine/store/intents.js'
import type { Intents, Store } from '../../engine/store/memory.js'
import { FileStore } from '../../engine/store/store.js'
import { testClock, type TestClock } from '../kit/clock.js'
import { MemoryDisk, type Crash } from '../kit/memory-disk.js'
import type { OrderScenario } from '../kit/order-scenario.js'
import { MemoryWorld, type WorldState } from './memory-world.js'
import type { Process } from './process.js'

/** The company's world, as the scenarios name it; a shop's goes by the shop's name. */
export const COMPANY = 'erp'
const DIR = '/kund'
const KEY = 'a'.repeat(64)
const HABITS = { batchMax: 1, parallelMax: 4, pageMax: 50 }
const URL_OF_SHOP = 'http://shop/Webservice20/v3.0/webservice.asmx'

export interface Snapshot { readonly disk: MemoryDisk; readonly nowMs: number; readonly worlds: ReadonlyMap<string, WorldState> }

/** The streams of orders alone: the sweep is over their road. */
export async function orderStreams(scenario: OrderScenario): Promise<Desired> {
  const { desired, problems } = await checkProject(scenario.dir)
  if (!desired) throw new Error(JSON.stringify(problems))
  return { ...desired, streams: desired.streams.filter(({ orders }) => orders !== undefined) }
}

export class Town {
  private disk = new MemoryDisk()
  readonly clock: TestClock = testClock('2026-11-25T12:00:00Z')
  private readonly worlds: ReadonlyMap<string, MemoryWorld>
  private fence = 0

  /** dir: where the worlds lie as they are at the beginning. */
  constructor(private readonly desired: Desired, dir: string) {
    const shops = desired.systems.filter(({ role }) => role === 'shop').map(({ name }) => name)
    this.worlds = new Map([COMPANY, ...shops].map((name) => [name, new MemoryWorld(join(dir, 'world', `${name}.json`))]))
  }

  get names(): readonly string[] {
    return [...this.worlds.keys()]
  }

  world(name: string): MemoryWorld {
    const world = this.worlds.get(name)
    if (!world) throw new Error(`no world ${name}`)
    return world
  }

  /** Opens everything anew on what is on the disk. Nothing of an earlier process is left but that. */
  open(process: Process): Parts {
    // Torn writes are a law of the disk's own; here a write is whole.
    this.disk.tornStep = Number.MAX_SAFE_INTEGER
    const { desired, clock, disk: { disk } } = this
    this.fence += 1
    const store = new FileStore({ dir: DIR, streams: desired.streams, now: clock.now, owns: () => true, disk })
    const intents = FileIntents.open({ dir: DIR, fence: this.fence, now: clock.now, owns: () => true, disk })
    const systems = new Map(desired.systems.map((system) => [system.name, this.connect(system, process)]))
    return withOrders<Parts>({
      desired, store: storeOf(store, process), intents: intentsOf(intents, process), clock, tell: () => {}, patient: false,
      readers: new Map([...systems].map(([name, { reader }]) => [name, reader])),
      writers: new Map([...systems].map(([name, { writer }]) => [name, writer])),
    }, () => KEY)
  }

  /** Recovers, and makes passes until one has nothing to do. Time goes by between them. The last pass; undefined: stopped. */
  async live(process: Process): Promise<Passed | undefined> {
    const ended = await Promise.race([this.untilQuiet(process), process.gone])
    return ended === 'stopped' ? undefined : ended
  }

  private async untilQuiet(process: Process): Promise<Passed> {
    const parts = this.open(process)
    const { streams } = this.desired
    await recover(streams, parts)
    for (let nth = 1; ; nth++) {
      const passed = await pass(streams, parts)
      if (nth >= PASSES_MAX || (passed.outcomes.length === 0 && parts.intents?.open().length === 0)) return passed
      this.clock.advance(BETWEEN_MS)
    }
  }

  /** What a killed process leaves, or one whose power failed. */
  crash(how: Crash): void {
    this.disk = this.disk.after(how)
  }

  snapshot(): Snapshot {
    return { disk: this.disk.after('killed'), nowMs: this.clock.now(), worlds: new Map([...this.worlds].map(([name, world]) => [name, world.state()])) }
  }

  restore({ disk, nowMs, worlds }: Snapshot): void {
    this.disk = disk.after('killed')
    this.clock.set(new Date(nowMs).toISOString())
    for (const [name, world] of this.worlds) world.reset(worlds.get(name) as WorldState)
  }

  private connect(system: SystemRef, process: Process): Connector {
    return system.role === 'erp' ? this.company(system, process) : this.shop(system, process)
  }

  private company({ settings }: SystemRef, process: Process): Connector {
    const simulator = new AdkSimulator(this.world(COMPANY))
    const api = new VismaApi({ bridge: new StoppedBridge(new OwnProcessBridge(() => simulator), process), open: { commonFiles: '', company: '', user: '', password: '' } })
    const registers = makeRegisters(api, 100, settings)
    return {
      reader: new VismaReader({ api, choice: 'all', pageMax: 100, simulated: true, registers: registers.readers }),
      writer: new VismaWriter({ api, choice: 'all', registers: registers.writers }),
    }
  }

  private shop({ name, orderBinding }: SystemRef, process: Process): Connector {
    if (!orderBinding) throw new Error(`the shop ${name} has no binding`)
    const world = this.world(name)
    const account = { ...shopSettings(world), url: URL_OF_SHOP }
    const door = new StoppedDoor(new ShopServer(world), process)
    const orders = boundOrders(orderBinding, { door, account, habits: HABITS, simulated: true, now: this.clock.now })
    const api = new JetshopApi(door, account)
    const settings = {} as ConstructorParameters<typeof JetshopWriter>[0]['settings']
    const seen = new SeenRows(this.clock.now)
    return {
      reader: new JetshopReader({ api, settings, articles: () => [], seen, habits: HABITS, orders, simulated: true, close: async () => {} }),
      writer: new JetshopWriter({ api, settings, seen, habits: HABITS, orders }),
    }
  }
}

/** Longer than a lost write may still arrive. */
const BETWEEN_MS = 4 * 60_000
const PASSES_MAX = 8

class StoppedBridge implements Bridge {
  constructor(private readonly real: Bridge, private readonly process: Process) {}

  call<V extends Verb>(verb: V, ask: Verbs[V]['ask']): Promise<Reply<V>> {
    return this.process.request(WRITES.has(verb) ? 'erp write' : 'erp read', () => this.real.call(verb, ask))
  }

  end(): Promise<void> {
    return this.real.end()
  }
}

const UNANSWERED: HttpAnswer = { kind: 'unknown', problem: problem('HTTP_NO_ANSWER', { url: URL_OF_SHOP }) }

/** To a shop in this process, without a network in between. */
class StoppedDoor extends HttpDoor {
  constructor(private readonly shop: ShopServer, private readonly process: Process) {
    super()
  }

  override post(post: Post): Promise<HttpAnswer> {
    return this.process.request(post.writes ? 'shop write' : 'shop read', () => this.answer(post), () => UNANSWERED)
  }

  private async answer({ url, headers, body, method }: Post): Promise<HttpAnswer> {
    const request = Object.assign(Readable.from(body === '' ? [] : [Buffer.from(body)]), { method: method ?? 'POST', url: new URL(url).pathname + new URL(url).search, headers: { host: 'shop', ...headers } })
    const reply = { status: 0, text: '' }
    const response = {
      destroyed: false, headersSent: false,
      writeHead: (status: number) => { reply.status = status },
      end: (text: string) => { reply.text = text },
    }
    await this.shop.take(request as unknown as IncomingMessage, response as unknown as ServerResponse)
    return { kind: 'reply', ...reply, headers: {} }
  }
}

function storeOf(real: Store, process: Process): Store {
  return {
    read: (stream) => real.read(stream),
    write: (stream, next) => process.request('memory', () => real.write(stream, next)),
    approvals: () => real.approvals(),
    spend: (digests) => real.spend(digests),
    born: (system, family, since) => real.born(system, family, since),
    streams: () => real.streams(),
    close: () => real.close(),
  }
}

function intentsOf(real: Intents, process: Process): Intents {
  return {
    begin: (intent) => process.request('intent', () => real.begin(intent)),
    end: (id, outcomes) => process.request('outcome', () => real.end(id, outcomes)),
    open: () => real.open(),
    doubted: () => real.doubted(),
    history: () => real.history(),
    close: () => real.close(),
  }
}

