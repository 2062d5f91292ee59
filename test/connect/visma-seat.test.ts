// A licence seat is taken for as long as it is needed: waiting for one, giving it back in the middle of a reading, and reading through
// an engine that has one.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { SystemError } from '../../engine/connect/connector.js'
import { ARTICLE, DB, ORDER } from '../../engine/connect/visma/adk.js'
import { VismaApi, type ApiOptions } from '../../engine/connect/visma/api.js'
import { OwnProcessBridge } from '../../engine/connect/visma/bridge/client.js'
import { BridgeLost, type Bridge, type ScanAsk, type Verb } from '../../engine/connect/visma/bridge/protocol.js'
import { GuestBridge, shareBridge } from '../../engine/connect/visma/bridge/share.js'
import { SeatWait } from '../../engine/connect/visma/seat.js'
import { createErpWorld } from '../../engine/connect/visma/simulator/make.js'
import { AdkSimulator } from '../../engine/connect/visma/simulator/simulator.js'
import type { World } from '../../engine/connect/world/world.js'
import { problem } from '../../engine/core/problem.js'

const test = suite('visma seats')
const WHO = { company: 'C:\\Företag\\Åkes', user: 'samsyn' }
const COMPANY = { commonFiles: '', ...WHO, password: '' }
const SCAN: ScanAsk = { register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, unique: ARTICLE.NUMBER, fields: [ARTICLE.NUMBER], chunk: 4 }
const NUMBERS = Array.from({ length: 19 }, (_, at) => `A${String(at).padStart(2, '0')}`)
let dir = ''
let apis: VismaApi[] = []
test.before.each(() => { dir = mkdtempSync(join(tmpdir(), 'samsyn-seat-')) })
test.after.each(async () => {
  await Promise.all(apis.map((api) => api.close()))
  apis = []
  rmSync(dir, { recursive: true, force: true })
})

function worldWith(settings: Record<string, unknown> = {}): World {
  return createErpWorld(join(dir, 'erp.json'), {
    settings, tables: { ARTICLE: Object.fromEntries(NUMBERS.map((NUMBER) => [NUMBER, { NUMBER, NAME: 'Räksmörgås' }])) },
  })
}

/** Writes down the verbs that go over it. */
class Listened implements Bridge {
  readonly verbs: Verb[] = []
  constructor(private readonly bridge: Bridge) {}
  call: Bridge['call'] = (verb, ask) => {
    this.verbs.push(verb)
    return this.bridge.call(verb, ask)
  }
  end(): Promise<void> { return this.bridge.end() }
}

function apiOf(world: World, more: Partial<ApiOptions> = {}): { api: VismaApi; bridge: Listened } {
  const bridge = new Listened(new OwnProcessBridge(() => new AdkSimulator(world)))
  const api = new VismaApi({ bridge, open: COMPANY, ...more })
  apis.push(api)
  return { api, bridge }
}

async function numbers(api: VismaApi, between: () => unknown = () => undefined): Promise<string[]> {
  const found: string[] = []
  for await (const rows of api.scan(SCAN)) {
    found.push(...rows.map(([number]) => String(number)))
    await between()
  }
  return found
}

function seats(): number {
  return readdirSync(dir).filter((name) => name.includes('.seat-')).length
}

function noSeat(): SystemError {
  return new SystemError('retry', problem('VISMA_NO_SEAT', { rc: 135, text: 'För många licenser' }))
}

/** A wait on a clock that only moves when somebody waits. */
function waiting(more: { alarmMs?: number } = {}) {
  let nowMs = 0
  const waits: number[] = []
  const told: unknown[] = []
  const wait = async (ms: number): Promise<void> => { waits.push(ms); nowMs += ms }
  const seat = new SeatWait(WHO, (message, fields) => { told.push([message, fields]) }, { now: () => nowMs, wait, ...more })
  return { seat, waits, told, pass: (ms: number) => { nowMs += ms } }
}

test('waits a little, tells who waits, and opens when a seat is free', async () => {
  const { seat, waits, told } = waiting()
  let tries = 0
  assert.is(await seat.until(async () => { if (++tries < 3) throw noSeat(); return 'open' }), 'open')
  assert.equal(waits, [1_000, 3_000])
  assert.equal(told, [['waits for a licence seat', { ...WHO, seconds: 0 }], ['waits for a licence seat', { ...WHO, seconds: 1 }]])
})

test('gives up for now after the last try, and asks for a person when it has lasted', async () => {
  const { seat, pass } = waiting({ alarmMs: 600_000 })
  const tried = async (): Promise<[string, unknown, unknown]> => {
    try {
      await seat.until(async () => { throw noSeat() })
      return assert.unreachable() as never
    } catch (error) {
      const { problem: { code, facts }, afterMs } = error as SystemError
      return [code, facts['minutes'], afterMs]
    }
  }
  assert.equal(await tried(), ['VISMA_NO_SEAT', 0, 60_000])
  pass(600_000)
  assert.equal(await tried(), ['VISMA_NO_SEAT_LONG', 10, 60_000])
  assert.is(await seat.until(async () => 'open'), 'open')
  assert.equal(await tried(), ['VISMA_NO_SEAT', 0, 60_000])
})

test('whatever else stops an opening is thrown at once', async () => {
  const { seat, waits } = waiting()
  const shut = new SystemError('refused', problem('VISMA_NO_API', { rc: 583, text: '' }))
  try {
    await seat.until(async () => { throw shut })
    assert.unreachable()
  } catch (error) {
    assert.is(error, shut)
  }
  assert.equal(waits, [])
})

test('a seat that somebody else holds is waited for, and then taken', async () => {
  const world = worldWith({ seats: 1 })
  const other = apiOf(world).api
  await other.company()
  const { api } = apiOf(world, { seat: { triesMs: [30], wait: async (ms) => { await other.close(); await sleep(ms) } } })
  assert.equal(await numbers(api), NUMBERS)
})

test('a session that has lasted is ended between two chunks, and the reading goes on where it was', async () => {
  const { api, bridge } = apiOf(worldWith({ seats: 1 }), { sessionMaxMs: 0 })
  assert.equal(await numbers(api), NUMBERS)
  assert.ok(bridge.verbs.filter((verb) => verb === 'open').length > 4, bridge.verbs.join(' '))
})

test('a reading that waits for somebody else gives its seat back meanwhile', async () => {
  const { api } = apiOf(worldWith({ seats: 1 }), { idleMs: 10 })
  const seen: number[] = []
  assert.equal(await numbers(api, async () => { await sleep(30); seen.push(seats()) }), NUMBERS)
  assert.equal(new Set(seen), new Set([0]))
})

test('a record that goes while nobody holds the company costs the reading none of the others', async () => {
  const world = worldWith()
  const { api } = apiOf(world, { sessionMaxMs: 0 })
  let chunks = 0
  const found = await numbers(api, () => { if (++chunks === 1) world.effect('a person', [['ARTICLE', 'A04', null]]) })
  assert.equal(found, NUMBERS.filter((number) => number !== 'A04'))
})

test('whoever leaves a reading in the middle leaves nothing open behind', async () => {
  const { api, bridge } = apiOf(worldWith())
  for await (const rows of api.scan(SCAN)) {
    assert.is(rows.length, 4)
    break
  }
  assert.is(bridge.verbs.at(-1), 'stop')
})

test('a guest reads through the engine that runs, and takes no seat of its own', async () => {
  const world = worldWith({ seats: 1 })
  const host = apiOf(world)
  const address = join(dir, 'host.sock')
  const shared = await shareBridge(address, (message) => host.api.answer(message))
  await host.api.company()
  const guest = apiOf(world)
  const bridge = new GuestBridge(address, guest.bridge)
  const api = new VismaApi({ bridge, open: COMPANY, seat: { triesMs: [] } })
  assert.equal(await Promise.all([numbers(api), numbers(host.api)]), [NUMBERS, NUMBERS])
  assert.is(await bridge.isGuest(), true)
  assert.equal(guest.bridge.verbs, [])
  assert.is(seats(), 1)
  await shared.close()
  await host.api.close()
  await api.close()
})

test("a guest's reading goes on when its host has opened the company anew in between", async () => {
  const world = worldWith()
  const host = apiOf(world)
  const address = join(dir, 'host.sock')
  const shared = await shareBridge(address, (message) => host.api.answer(message))
  const api = new VismaApi({ bridge: new GuestBridge(address, host.bridge), open: COMPANY })
  assert.equal(await numbers(api, () => host.api.close()), NUMBERS)
  await shared.close()
  await api.close()
})

test('a guest hears what its host hears: refusals, a lost bridge, and that it may only read', async () => {
  const world = worldWith({ faults: [{ op: 'AdkFind', kind: 'crash' }] })
  const host = apiOf(world)
  const address = join(dir, 'host.sock')
  const shared = await shareBridge(address, (message) => host.api.answer(message))
  const bridge = new GuestBridge(address, host.bridge)
  const api = new VismaApi({ bridge, open: COMPANY })
  apis.push(api)
  const ask = { register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, key: ARTICLE.NUMBER, keys: ['A01'], fields: [ARTICLE.NUMBER] }
  assert.is(await codeOf(api.read('find', ask)), 'VISMA_BRIDGE_LOST')
  assert.equal(await api.read('find', ask), [['A01']])
  const removed = bridge.call('remove', { place: { register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, key: { field: ARTICLE.NUMBER, value: 'A01' } } })
  assert.is(await codeOf(removed), 'VISMA_SHARED_READS_ONLY')
  assert.ok(world.row('ARTICLE', 'A01'))
  await shared.close()
})

test('a guest whose host ends takes a seat of its own at the next question', async () => {
  const world = worldWith()
  const host = apiOf(world)
  const address = join(dir, 'host.sock')
  const shared = await shareBridge(address, (message) => host.api.answer(message))
  const bridge = new GuestBridge(address, new OwnProcessBridge(() => new AdkSimulator(world)))
  const api = new VismaApi({ bridge, open: COMPANY })
  apis.push(api)
  await api.company()
  await shared.close()
  assert.is(await codeOf(numbers(api)), 'VISMA_BRIDGE_LOST')
  assert.equal(await numbers(api), NUMBERS)
  assert.is(await bridge.isGuest(), false)
})

test('where nobody listens any more, what a dead engine left behind is no obstacle', async () => {
  const address = join(dir, 'host.sock')
  const one = await shareBridge(address, async () => { throw new BridgeLost('open', 'died') })
  const two = await shareBridge(address, async () => ({ ok: null }))
  const guest = new GuestBridge(address, new OwnProcessBridge(() => { throw new Error('not asked') }))
  assert.equal(await guest.call('close', {}), { ok: null })
  await guest.end()
  await one.close()
  await two.close()
})

async function codeOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked
    return 'done'
  } catch (error) {
    if (error instanceof SystemError) return error.problem.code
    throw error
  }
}

test.run()
