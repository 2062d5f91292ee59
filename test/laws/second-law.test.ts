import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { mapper } from '../../engine/core/map.js'
import { cases, law, planned, World, type Case } from '../kit/random.js'

const test = suite('law: stable and right once faults stop')
const ROUNDS_UNTIL_STABLE = 4
const QUIET_ROUNDS = 3

/** In a world that is led by the source, whatever is neither held nor the target's own says what the source says. */
async function agrees(world: World): Promise<void> {
  const { document } = await world.dry()
  const [stream] = world.streams()
  const open = new Set(document.streams.flatMap((one) => [...one.held, ...one.skipped]).map((one) => one.key))
  const map = mapper(stream as NonNullable<typeof stream>)
  for (const [key, row] of world.erp.items) {
    // What no listing shows and the target never had, as it was refused or lost on the way, is nobody's to write.
    const unseen = world.erp.options.covers === 'subset' && row['active'] === false && !world.store.read('se/product').entries.get(key)?.target
    if (open.has(key) || unseen) continue
    const shown = world.shop.items.get(key)
    assert.ok(shown, `${key} is missing`)
    const led = ['weight', 'note', 'active', ...(stream?.fieldPolicies['name'] ? [] : ['name'])]
    for (const name of led) {
      const meant = map(row, key).fields[name] ?? null
      const kept = meant === null ? null : (world.shop.options.keeps?.(name, meant) ?? meant)
      assert.equal(shown[name] ?? null, kept, `${key} ${name}`)
    }
  }
}

async function calmsDown(one: Case): Promise<void> {
  const world = new World(one)
  for (const edits of one.rounds) {
    world.spread(one.faults)
    world.minutesPass()
    for (const edit of edits) world.edit(edit)
    await world.run()
    await world.approveAll()
    await world.run()
  }
  world.calm()
  for (let round = 0; round < ROUNDS_UNTIL_STABLE; round++) {
    world.dayPasses()
    await world.approveAll()
    await world.run()
  }
  const written = world.shop.log.length
  for (let round = 0; round < QUIET_ROUNDS; round++) {
    world.dayPasses()
    const { document } = await world.run()
    assert.is(planned(document), 0, JSON.stringify(document.streams[0]?.changes))
  }
  assert.is(world.shop.log.length, written)
  if (world.policy === 'mirror') await agrees(world)
}

test('after faults of every kind a few passes are enough, and then nothing is written any more', async () => {
  await law(200, cases({ faults: 8 }), calmsDown)
})

test('a mapping that goes back to what it was before all items followed it is followed by all', async () => {
  await calmsDown({ settings: 51_152, source: [8112, 24_038, 69_145], target: [], rounds: [[], [0], [0]], faults: [6, 182_242, 786_429] })
})

test('an item that was taken for missing and is there is compared in what its create would not have said', async () => {
  await calmsDown({ settings: 428_896, source: [0, 1], target: [], rounds: [[], [509_045]], faults: [448_699, 322_427] })
})

test('where nobody edits anything, faults alone leave nothing held and nothing out', async () => {
  await law(200, cases({ faults: 8 }), async (one) => {
    const world = new World({ ...one, target: [] }, { policy: one.settings % 2 === 0 ? 'append' : 'mirror' })
    world.spread(one.faults)
    for (let round = 0; round < ROUNDS_UNTIL_STABLE; round++) {
      world.dayPasses()
      await world.run()
    }
    world.calm()
    world.dayPasses()
    await world.run()
    const { document } = await world.dry()
    assert.is(planned(document) + document.totals.held, 0, JSON.stringify([document.streams[0]?.held, document.streams[0]?.changes]))
    for (const [key, row] of world.erp.items) if (row['active'] !== false) assert.ok(world.shop.items.has(key), `${key} is missing`)
  })
})

test.run()
