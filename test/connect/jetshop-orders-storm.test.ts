// Every write of the order side under a storm of accidents, driven by the engine's own step: look, write, look again. The judge
// is the shop's log: each customer mailed once, each payment taken once, each status set once, and nobody was asked to help.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Connector } from '../../engine/connect/connector.js'
import { normaliser, type Value } from '../../engine/core/item.js'
import { begin, next, type Fate, type Look, type Said, type StepReply, type StepRequest } from '../../engine/core/step.js'
import type { Change } from '../../engine/types/plan.js'
import { effectsOf } from '../../engine/connect/world/world.js'
import { change } from '../kit/change.js'
import { assumedBinding, orderShop, type OrderShop } from '../kit/orders.js'
import { entitySpec } from '../kit/specs.js'

const test = suite('order writes under accidents (assumed binding)')
const ORDERS = 4
const PASSES_MAX = 40
const LATE_MS = 100
/** Longer than a late effect takes, in minutes. */
const SETTLE_MINUTES = 0.005
const KINDS = ['lostReplyBefore', 'lostReplyAfter', 'lateEffect', 'status429', 'status503', 'html', 'rowFailure'] as const

interface Write { readonly entity: string; readonly operation: string; readonly action: 'create' | 'update'; readonly key: (number: string) => string; readonly fields: (number: string) => Readonly<Record<string, Value>> }

const WRITES: Readonly<Record<string, Write>> = {
  status: { entity: 'order-status', operation: 'Order_SetStatus', action: 'update', key: (number) => number, fields: () => ({ status: 'Levererad', mail: true }) },
  parcel: { entity: 'shipment', operation: 'Order_AddTracking', action: 'create', key: (number) => `${number}/P-1`, fields: (number) => ({ orderNumber: number, parcels: { 'P-1': { carrier: 'PostNord' } } }) },
  capture: { entity: 'capture', operation: 'Order_SetStatus', action: 'create', key: (number) => number, fields: (number) => ({ orderNumber: number, amount: '379.00' }) },
  exported: { entity: 'order', operation: 'Order_SetExported', action: 'update', key: (number) => number, fields: () => ({ exported: true }) },
}

/** One pass of the engine over one change. */
async function pass(connector: Connector, entity: string, one: Change): Promise<Fate> {
  const normalise = normaliser(entitySpec(entity))
  let { state, request } = next(begin([one], 0))
  while (request) {
    const reply = await replyTo(connector, entity, request, normalise)
    ;({ state, request } = next(state, reply))
  }
  return state.items[0]?.fate as Fate
}

async function replyTo(connector: Connector, entity: string, request: StepRequest, normalise: ReturnType<typeof normaliser>): Promise<StepReply> {
  if (request.kind === 'wait') {
    await pause(request.ms / 10)
    return { kind: 'waited' }
  }
  if (request.kind === 'find') {
    const found = await connector.reader.find(entity, request.keys, {})
    const looks = [...found].map(([key, look]): [string, Look] => [key, look.kind === 'found' ? { kind: 'found', item: normalise(look.item) } : look.kind === 'ambiguous' ? { kind: 'absent' } : look])
    return { kind: 'looks', looks: new Map(looks) }
  }
  const items = request.items.map(({ targetKey, after }) => ({ key: targetKey, fields: after }))
  const action = request.items[0]?.change.action === 'create' ? 'create' : 'update'
  const answers = await connector.writer.send({ entity, action, scope: {}, items })
  return { kind: 'said', said: new Map([...answers].map(([key, answer]): [string, Said] => [key, answer.kind === 'done' ? { kind: 'done' } : answer])) }
}

function changeOf(write: Write, number: string): Change {
  const fields = Object.fromEntries(Object.entries(write.fields(number)).map(([name, after]) => [name, { before: null, after }]))
  return change({ key: write.key(number), action: write.action, fields, reliedOn: write.action === 'create' ? { absent: true } : {} } as never)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

async function settled(it: OrderShop, connector: Connector, write: Write, numbers: readonly string[]): Promise<void> {
  await Promise.all(numbers.map(async (number) => {
    for (let passes = 1; ; passes += 1) {
      const fate = await pass(connector, write.entity, changeOf(write, number))
      // What was there before the pass is done as well: the engine then finds its ground moved.
      if (fate.kind === 'done' || fate.kind === 'stale') return
      assert.ok(passes < PASSES_MAX, `${number}: ${JSON.stringify(fate)}`)
      await pause(60)
    }
  }))
  await pause(LATE_MS * 2)
  it.world.refresh()
}

for (const [name, write] of Object.entries(WRITES)) {
  for (const kind of KINDS) {
    test(`${name}: ${kind} at every second call`, async () => {
      const it = orderShop()
      try {
        const connector = await it.connect(await it.confirmed({ ...assumedBinding(), settleMinutes: SETTLE_MINUTES }))
        const numbers = Array.from({ length: ORDERS }, () => it.place({}))
        it.arm([{ op: write.operation, kind, everyNth: 2, times: 3, delayMs: kind === 'lateEffect' ? LATE_MS : 0 }])
        await settled(it, connector, write, numbers)
        for (const number of numbers) {
          const sets = effectsOf(it.world.file).filter(({ what, puts }) => what === write.operation && puts.some(([table, key]) => table === 'orders' && key === number))
          assert.is(sets.length, 1, `${number}: ${sets.length} times`)
          assert.is(it.puts('mails', number), name === 'status' ? 1 : 0)
          assert.is(it.puts('captures', number), name === 'capture' ? 1 : 0)
        }
      } finally {
        await it.close()
      }
    })
  }
}

test.run()
