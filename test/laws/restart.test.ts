import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { cases, law, planned, World, type Case } from '../kit/random.js'

const test = suite('law: restart')
let deaths = 0

/** A settled world in which somebody then edits a few things. */
async function prepared({ rounds, ...one }: Case, policy?: string): Promise<World> {
  const world = new World({ rounds, ...one }, { ...(policy ? { policy } : {}), patient: false })
  await world.approveAll()
  await world.run()
  world.dayPasses()
  for (const edits of rounds) for (const edit of edits) world.edit(edit)
  await world.approveAll()
  return world
}

function endOf(world: World): string {
  return JSON.stringify([...world.shop.items].sort())
}

/** One death at every call of a pass, and the same end each time. */
async function diesEverywhere(one: Case): Promise<void> {
  const whole = await prepared(one)
  const before = whole.ports.calls
  await whole.run()
  const calls = whole.ports.calls - before
  for (let at = 1; at <= calls; at++) {
    deaths++
    const world = await prepared(one)
    world.ports.dieAt = world.ports.calls + at
    const created = world.shop.log.length
    await world.runOrDie()
    await world.approveAll()
    await world.run()
    const { document } = await world.dry()
    assert.is(endOf(world), endOf(whole), `another end after dying at call ${at} of ${calls}`)
    assert.is(planned(document), 0, `not settled after dying at call ${at}: ${JSON.stringify(document.streams[0]?.changes)}`)
    assert.is(document.totals.held, (await whole.dry()).document.totals.held, `held after dying at call ${at}`)
    const creates = world.shop.log.slice(created).filter((effect) => effect.action === 'create').map((effect) => effect.key)
    assert.is(new Set(creates).size, creates.length, `created twice after dying at call ${at}`)
  }
}

test('whichever call it dies at, after a restart nothing is created twice and the end is the same', async () => {
  await law(25, cases({ items: 5, rounds: 2, edits: 3 }), diesEverywhere)
  console.log(`  ${deaths} deaths`)
})

test('what an item said that was deleted and created anew is not remembered of the new one', async () => {
  await diesEverywhere({ settings: 0, source: [0], target: [], rounds: [[106_419, 640_265]], faults: [] })
})

test.run()
