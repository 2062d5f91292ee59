import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { plan } from '../../engine/core/plan.js'
import { observe } from '../../engine/run/observe.js'
import { streamPlan } from '../../engine/run/stream-plan.js'
import { cases, law, World, type Case } from '../kit/random.js'
import { around, frozen } from '../kit/world.js'

const test = suite('law: purity and accounting')

/** A world with some history, and what it shows now. */
async function looked(one: Case): Promise<{ world: World; seen: Awaited<ReturnType<typeof observe>> }> {
  const world = new World(one)
  if (one.settings % 4 > 0) await world.run()
  for (const edits of one.rounds) for (const edit of edits) world.edit(edit)
  const [stream] = world.streams()
  const seen = await observe(stream as NonNullable<typeof stream>, world.store.read('se/product'), world.parts(false))
  return { world, seen }
}

test('the same pairs give the same plan, in whatever order they come, and nothing is written into them', async () => {
  await law(900, cases(), async (one) => {
    const { world, seen } = await looked(one)
    const [stream] = world.streams() as [NonNullable<ReturnType<World['streams']>[0]>]
    const pairs = frozen([...seen.pairs])
    const surroundings = around({ mappingDigest: world.store.read('se/product').mappingDigest })
    const first = plan(stream, pairs, surroundings)
    assert.equal(plan(stream, pairs, surroundings), first)
    assert.equal(streamPlan(plan(stream, [...pairs].reverse(), surroundings)), streamPlan(first))
  })
})

test('planning writes nothing: not to a system, not to the memory, not to the intents', async () => {
  await law(200, cases(), async (one) => {
    const world = new World(one)
    await world.run()
    for (const edits of one.rounds) for (const edit of edits) world.edit(edit)
    const before = JSON.stringify([world.store.writes, world.shop.count.writes, world.erp.count.writes, world.intents.open(), [...world.shop.items]])
    const { document } = await world.dry()
    assert.is((await world.dry()).document.id, document.id)
    assert.is(JSON.stringify([world.store.writes, world.shop.count.writes, world.erp.count.writes, world.intents.open(), [...world.shop.items]]), before)
  })
})

test('every key of either side and of the memory ends exactly once, and the whole is the sum of its parts', async () => {
  await law(900, cases(), async (one) => {
    const { world, seen } = await looked(one)
    const [stream] = world.streams() as [NonNullable<ReturnType<World['streams']>[0]>]
    const known = world.store.read('se/product')
    const surroundings = around({ mappingDigest: known.mappingDigest })
    const keys = new Set([...seen.pairs.map((pair) => pair.key)])
    assert.is(keys.size, seen.pairs.length)
    for (const key of [...world.shop.items.keys(), ...known.entries.keys()]) {
      const hidden = world.shop.options.covers === 'subset' && world.shop.items.get(key)?.['active'] === false
      assert.ok(keys.has(key) || hidden, `${key} is nowhere`)
    }
    const whole = streamPlan(plan(stream, seen.pairs, surroundings)).counts
    assert.is(whole.considered, seen.pairs.length)
    const sum: Record<string, number> = {}
    for (const pair of seen.pairs) {
      const { counts } = streamPlan(plan(stream, [pair], surroundings))
      const endings = Object.entries(counts).filter(([name, count]) => name !== 'considered' && count > 0)
      assert.equal(endings.map(([, count]) => count), [1], pair.key)
      for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count
    }
    if (seen.pairs.length > 0) assert.equal(sum, whole)
  })
})

test.run()
