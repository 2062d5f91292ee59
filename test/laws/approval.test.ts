import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { applicable, approveGroup } from '../../engine/core/approve.js'
import type { GuardLimits } from '../../engine/types/guards.js'
import type { Change, PlanDocument } from '../../engine/types/plan.js'
import { cases, law, World, type Case } from '../kit/random.js'

const test = suite('law: approval and people')
const GUARDS: GuardLimits = { itemsMin: 0, windowHours: 24, createCountMax: 3, updateCountMax: 2, retireCountMax: 0 }

/** A plan of a world with some history, some of its groups approved. */
async function reviewed(one: Case, guards: GuardLimits): Promise<{ world: World; saved: PlanDocument }> {
  const world = new World(one, { guards, patient: false })
  await world.approveAll()
  await world.run()
  world.dayPasses()
  for (const edit of one.rounds[0] ?? []) world.edit(edit)
  let { document } = await world.dry()
  for (const [at, group] of document.groups.entries()) {
    if ((one.settings >> at) % 2 === 0) document = approveGroup(document, group.id, { name: 'Anna', at: '2026-11-25T06:30:00.000Z' })
  }
  return { world, saved: document }
}

function allowed(list: readonly Change[]): Map<string, Change> {
  return new Map(list.map((one) => [`${one.action} ${one.targetKey ?? one.key}`, one]))
}

function within(world: World, from: number, changes: readonly Change[]): void {
  const reviewedChanges = allowed(changes)
  for (const { action, key, fields } of world.shop.log.slice(from)) {
    const change = reviewedChanges.get(`${action} ${key}`)
    assert.ok(change, `${action} ${key} was never reviewed`)
    for (const [name, value] of Object.entries(fields)) assert.equal(value, change.fields[name]?.after, `${key} ${name}`)
  }
}

test('applying a plan does what is in it and approved, and nothing else', async () => {
  await law(300, cases({ rounds: 2 }), async (one) => {
    const { world, saved } = await reviewed(one, GUARDS)
    for (const edit of one.rounds[1] ?? []) world.edit(edit)
    const from = world.shop.log.length
    const passed = await world.run(saved)
    within(world, from, applicable(saved))
    const outcomes = passed.outcomes.length + passed.stale.length + passed.settled.length
    assert.is(outcomes, applicable(saved).length, 'every change of the plan is applied, stale or settled')
  })
})

test('the loop does what is ready or was approved, and nothing else', async () => {
  await law(250, cases({ rounds: 4 }), async (one) => {
    const world = new World(one, { guards: GUARDS })
    for (const edits of one.rounds) {
      world.dayPasses()
      for (const edit of edits) world.edit(edit)
      if (one.settings % 3 === 0) await world.approveAll()
      const from = world.shop.log.length
      const approved = new Set(world.store.approved)
      const { document } = await world.run()
      within(world, from, (document.streams[0]?.changes ?? []).filter((change) => change.verdict === 'ready'))
      for (const change of document.streams[0]?.changes ?? []) {
        if (change.verdict === 'ready' && change.why) assert.ok(approved.has(change.digest), change.id)
      }
    }
  })
})

test('an edit at the target between plan and apply is never overwritten, and an untouched change is never refused', async () => {
  await law(400, fc.tuple(cases({ rounds: 1 }), fc.array(fc.nat(2 ** 20 - 1), { maxLength: 3 }), fc.boolean()), async ([one, edits, late]) => {
    const { world, saved } = await reviewed(one, {})
    const byHand = new Map<string, string>()
    const editTarget = (): void => {
      for (const edit of edits) {
        const [key, row] = [...world.shop.items][edit % Math.max(1, world.shop.items.size)] ?? []
        if (key === undefined) continue
        byHand.set(key, `Ändrat ${edit % 7}`)
        world.shop.items.set(key, { ...row, name: `Ändrat ${edit % 7}` })
      }
    }
    // Either before anything is looked at, or at the very look before the first write.
    if (!late) editTarget()
    else world.shop.onFind = () => {
      world.shop.onFind = undefined
      editTarget()
    }
    const passed = await world.run(saved)
    for (const [key, name] of byHand) assert.is(world.shop.items.get(key)?.['name'], name, `the edit of ${key} was overwritten`)
    const done = new Set(passed.outcomes.filter(({ fate }) => fate.kind === 'done').map(({ change }) => change.id))
    for (const change of applicable(saved)) {
      if (!byHand.has(change.targetKey ?? change.key)) assert.ok(done.has(change.id), `${change.id} was refused without a reason`)
    }
  })
})

test.run()
