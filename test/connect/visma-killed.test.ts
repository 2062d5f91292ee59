// The bridge dies, or hangs and is taken down, at every single call of an order's way into the company: afterwards there is one
// document, or none and a next try that makes one. Counted in the company itself, over every order there is.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { DB, type AdkApi } from '../../engine/connect/visma/adk.js'
import { OOI_HEAD } from '../../engine/connect/visma/adk-fields.js'
import { VismaApi } from '../../engine/connect/visma/api.js'
import { OwnProcessBridge } from '../../engine/connect/visma/bridge/client.js'
import { VismaReader } from '../../engine/connect/visma/reader.js'
import { makeRegisters } from '../../engine/connect/visma/registers.js'
import { ProcessGone } from '../../engine/connect/visma/simulator/faults.js'
import { createErpWorld } from '../../engine/connect/visma/simulator/make.js'
import { AdkSimulator } from '../../engine/connect/visma/simulator/simulator.js'
import { VismaWriter } from '../../engine/connect/visma/writer.js'
import type { World } from '../../engine/connect/world/world.js'
import { apply } from '../../engine/run/apply.js'
import type { Parts } from '../../engine/run/parts.js'
import type { Fate } from '../../engine/core/step.js'
import type { Change } from '../../engine/types/plan.js'
import { change } from '../kit/change.js'
import { testClock } from '../kit/clock.js'
import { MemoryIntents, MemoryStore, Ports } from '../kit/memory.js'
import { TRADING } from '../kit/erp-tables.js'
import { entitySpec, systemSpec } from '../kit/specs.js'
import { desired, stream } from '../kit/world.js'

const test = suite('visma: killed at every call of an order')
const HOWS = ['died', 'deadline'] as const
const WHENS = ['before', 'after'] as const
/** Called when the bridge goes down by itself, or before anything of ours. */
const NEVER = new Set(['close', 'setWarningFunction'])
const SYSTEM = systemSpec('visma-administration')
const STREAM = stream({
  id: 'se/order', entity: { ...entitySpec('order'), built: true }, from: 'shop', policy: 'append',
  target: { role: 'erp', name: 'visma', spec: SYSTEM, settings: {}, fingerprint: 'erp' },
})
const FIELDS: Readonly<Record<string, unknown>> = {
  number: '1001', document: 'order', pricesWithVat: true, customerNumber: 'K1', documentDate: '2026-11-25', customerName: 'Åsa Öberg',
  rows: { 1: { sku: 'KOPP', quantity: '2', price: '100.00', vatRate: 2500 }, 2: { text: 'Ring först' } },
  charges: { freight: { amount: '49.00', vatRate: 2500 } },
}
const ORDER: Change = change({
  id: 'se/order:create:1001', stream: 'se/order', entity: 'order', key: '1001', action: 'create', side: 'erp', drift: 'created/absent',
  system: 'visma', fields: Object.fromEntries(Object.entries(FIELDS).map(([name, after]) => [name, { before: null, after, moved: 'shop' }])) as Change['fields'],
})

interface Death { readonly at: number; readonly when: (typeof WHENS)[number]; readonly how: (typeof HOWS)[number] }

/** The API, counting the calls since it was armed, and gone at one of them. */
class Killer {
  calls = 0
  private death: Death | undefined

  constructor(private readonly real: AdkApi) {}

  arm(death?: Death): void {
    this.calls = 0
    this.death = death
  }

  readonly api: AdkApi = new Proxy({} as AdkApi, {
    get: (_target, name) => {
      const call = Reflect.get(this.real, name) as (...args: readonly unknown[]) => unknown
      return NEVER.has(String(name)) ? call.bind(this.real) : (...args: readonly unknown[]) => this.around(() => call.apply(this.real, [...args]))
    },
  })

  private around(call: () => unknown): unknown {
    this.calls += 1
    const dying = this.death?.at === this.calls ? this.death : undefined
    if (dying?.when === 'before') throw new ProcessGone(dying.how)
    const result = call()
    if (dying) throw new ProcessGone(dying.how)
    return result
  }
}

interface Office { readonly killer: Killer; readonly api: VismaApi; readonly parts: Parts; readonly intents: MemoryIntents }

function office(world: World): Office {
  const killer = new Killer(new AdkSimulator(world))
  const api = new VismaApi({
    bridge: new OwnProcessBridge(() => killer.api), open: { commonFiles: '', company: '', user: '', password: '' },
  })
  const registers = makeRegisters(api, 100, {})
  const reader = new VismaReader({ api, choice: 'all', pageMax: 100, simulated: true, registers: registers.readers })
  const writer = new VismaWriter({ api, choice: 'all', registers: registers.writers })
  const ports = new Ports()
  const clock = testClock()
  const intents = new MemoryIntents(ports, clock)
  const parts: Parts = {
    desired: desired([STREAM]), readers: new Map([['visma', reader]]), writers: new Map([['visma', writer]]),
    store: new MemoryStore(ports, () => [STREAM]), intents, clock, tell: () => undefined, patient: false,
  }
  return { killer, api, parts, intents }
}

async function inOffice<Result>(run: (office: Office) => Promise<Result>): Promise<Result> {
  const dir = mkdtempSync(join(tmpdir(), 'samsyn-killed-'))
  const one = office(createErpWorld(join(dir, 'erp.json'), { tables: TRADING }))
  try {
    const writer = one.parts.writers?.get('visma')
    for (const [entity, key, fields] of [
      ['product', 'KOPP', { name: 'Kopp', unit: 'st', group: 'ÖVR', accountingCode: '25', stockItem: true, active: true }],
      ['customer', 'K1', { name: 'Åsa Öberg' }],
    ] as const) {
      const made = await writer?.send({ entity, action: 'create', scope: {}, items: [{ key, fields }] })
      assert.is(made?.get(key)?.kind, 'done', JSON.stringify(made?.get(key)))
    }
    return await run(one)
  } finally {
    await one.api.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function send({ parts, intents }: Office): Promise<Fate | undefined> {
  const applied = await apply(STREAM, [[ORDER]], parts)
  await applied.close()
  assert.equal(intents.open(), [], 'an intent is left open')
  return applied.outcomes[0]?.fate
}

/** Every order of the company, ours or not. */
async function orders({ api }: Office): Promise<number> {
  let count = 0
  for await (const rows of api.scan({ register: DB.ORDER_HEAD, order: 9, heads: true, fields: [OOI_HEAD.DOCUMENT_NUMBER], chunk: 1000 })) count += rows.length
  return count
}

/** What the installation says of its fields is asked once and kept, so that only the order's own calls are left. */
async function warm({ parts }: Office): Promise<void> {
  const reader = parts.readers.get('visma')
  const writer = parts.writers?.get('visma')
  await reader?.find('order', ['9999'], {})
  await writer?.send({ entity: 'order', action: 'create', scope: {}, items: [{ key: '9999', fields: { rows: { 1: { sku: 'KOPP', vatRate: 9900 } } } }] })
}

test('goes through undisturbed, and only once', async () => {
  await inOffice(async (one) => {
    const fate = await send(one)
    assert.is(fate?.kind, 'done', JSON.stringify(fate))
    assert.is(await orders(one), 1)
    const again = await send(one)
    assert.ok(again?.kind === 'stale' || (again?.kind === 'done' && again.already), JSON.stringify(again))
    assert.is(await orders(one), 1)
  })
})

for (const how of HOWS) {
  for (const when of WHENS) {
    test(`one document, or none and a next try that makes one: ${how} ${when} each call`, async () => {
      let places = 0
      const seen = new Map<string, number>()
      for (let at = 1; ; at += 1) {
        const ended = await inOffice(async (one) => {
          await warm(one)
          one.killer.arm({ at, when, how })
          const fate = await send(one)
          if (one.killer.calls < at) return true
          one.killer.arm()
          const first = await orders(one)
          const told = `${how} ${when} call ${at}: ${JSON.stringify(fate)}, ${first} orders`
          assert.is.not(fate?.kind, 'unknown', told)
          assert.ok(first <= 1, told)
          // What the engine takes for done is there; what it would do again is not.
          if (fate?.kind === 'done') assert.is(first, 1, told)
          if (fate?.kind === 'retry' && !fate.written) assert.is(first, 0, told)
          const second = fate?.kind === 'done' ? fate : await send(one)
          assert.is(await orders(one), 1, `${told}; then ${JSON.stringify(second)}`)
          const kind = `${String(fate?.kind)}, ${first} there at first`
          seen.set(kind, (seen.get(kind) ?? 0) + 1)
          return false
        })
        if (ended) break
        places += 1
      }
      assert.ok(places > 50, `${places} places`)
      process.stdout.write(`  killed at ${places} places (${how} ${when}): ${[...seen].map(([kind, count]) => `${kind}: ${count}`).join('; ')}\n`)
    })
  }
}

test.run()
