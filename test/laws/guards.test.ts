import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { effectOf } from '../../engine/core/guard.js'
import type { GuardLimits } from '../../engine/types/guards.js'
import { cases, law, World } from '../kit/random.js'
import { PRODUCT, TIER } from '../kit/world.js'

const test = suite('law: guards and limits')

const LIMITS: fc.Arbitrary<GuardLimits> = fc.record({
  windowHours: fc.constant(24), itemsMin: fc.nat(4), createCountMax: fc.option(fc.nat(5)), updateCountMax: fc.option(fc.nat(5)),
  retireCountMax: fc.option(fc.nat(5)), sourceShrinkPercentMax: fc.option(fc.constantFrom(10, 30)),
})

test('a source that is suddenly empty, or broke off, retires nothing until a person says yes', async () => {
  await law(200, cases({ rounds: 2 }), async (one) => {
    const world = new World(one)
    await world.approveAll()
    await world.run()
    for (const edit of one.rounds[0] ?? []) world.edit(edit)
    await world.run()
    for (let day = 0; day < 3; day++) {
      world.dayPasses()
      if ((one.settings + day) % 2 === 0) world.erp.readFaults = ['broken']
      else world.erp.items.clear()
      const shown = world.erp.items.size
      const written = world.shop.log.length
      await world.run()
      if (shown === 0) assert.not.ok(world.shop.log.slice(written).some((effect) => effect.action === 'retire'), `retired on day ${day}`)
    }
    world.erp.items.clear()
    world.dayPasses()
    await world.run()
    assert.not.ok(world.shop.log.some((effect) => effect.action === 'retire' && !one.rounds[0]?.length), 'retired without a word')
  })
})

test('a source that shrinks beyond its limit in one run retires nothing', async () => {
  await law(150, fc.tuple(cases({ rounds: 1, edits: 1 }), fc.nat(11)), async ([one, left]) => {
    const world = new World(one, { policy: 'mirror', guards: { sourceShrinkPercentMax: 20, itemsMin: 4 } })
    await world.approveAll()
    await world.run()
    const before = world.store.read('se/product').run.seen.source
    for (const key of [...world.erp.items.keys()].slice(left)) world.erp.items.delete(key)
    const listed = [...world.erp.items.values()].filter((row) => world.erp.options.covers === 'whole' || row['active'] !== false).length
    world.dayPasses()
    await world.run()
    const known = world.store.read('se/product').entries.size
    const shrunk = before >= 4 && ((before - listed) * 100) / before > 20
    const retired = world.shop.log.filter((effect) => effect.action === 'retire').length
    if (shrunk) assert.is(retired, 0, `${before} before, ${listed} now, ${known} known`)
  })
})

test('limits hold over the runs of a window, over restarts and lost answers', async () => {
  await law(250, fc.tuple(cases({ rounds: 6, edits: 4, faults: 3 }), LIMITS), async ([one, guards]) => {
    // Filling in what a lost create left out is no change of anybody's value, and not counted: here nothing is left out.
    const world = new World(one, { guards, keeps: 0, showsAll: true })
    // A first load has nothing to be held against.
    await world.run()
    // A second sending of the same change is no second change.
    const written = new Set<string>()
    for (const [round, edits] of one.rounds.entries()) {
      const from = world.shop.log.length
      world.minutesPass()
      for (const edit of edits) world.edit(edit)
      world.spread(one.faults)
      if ((one.settings + round) % 3 === 0) world.ports.dieAt = world.ports.calls + 1 + ((one.settings >> round) % 40)
      await world.runOrDie()
      world.ports.dieAt = -1
      for (const { action, key, fields } of world.shop.log.slice(from)) written.add(`${effectOf(action, fields, PRODUCT)} ${round} ${key}`)
      for (const action of ['create', 'update', 'retire'] as const) {
        const max = guards[`${action}CountMax`]
        const count = [...written].filter((one) => one.startsWith(action)).length
        if (typeof max === 'number') assert.ok(count <= max, `${count} ${action}s within the window, at most ${max} allowed`)
      }
    }
  })
})

test('above the limit of the package nothing is created, and what is linked goes on', async () => {
  await law(200, fc.tuple(cases({ rounds: 3 }), fc.nat(10)), async ([one, limit]) => {
    const world = new World(one, { policy: 'mirror', tier: { ...TIER, limits: { ...TIER.limits, uniqueProducts: limit } } })
    for (const edits of one.rounds) {
      world.dayPasses()
      for (const edit of edits) world.edit(edit)
      const linked = new Set([...world.store.read('se/product').entries].filter(([, { source, target }]) => source && target).map(([key, { targetKey }]) => targetKey ?? key))
      const before = linked.size
      await world.approveAll()
      const created = world.shop.log.length
      const { document } = await world.run()
      // One that is made anew is counted already.
      const creates = world.shop.log.slice(created).filter(({ action, key }) => action === 'create' && !linked.has(key)).length
      assert.ok(creates <= Math.max(0, limit - before), `${creates} created with ${before} linked of ${limit}`)
      for (const one of document.streams[0]?.changes ?? []) if (one.action === 'update') assert.is(one.verdict, 'ready', one.key)
    }
  })
})

test.run()
