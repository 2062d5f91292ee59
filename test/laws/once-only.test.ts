import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { cases, law, World, type Case } from '../kit/random.js'

const test = suite('law: once only')

/** Lives through the rounds with faults, and dies now and then at some call. */
async function live(world: World, { rounds, faults, settings }: Case): Promise<void> {
  for (const [round, edits] of rounds.entries()) {
    world.spread(faults)
    world.dayPasses()
    for (const edit of edits) world.edit(edit)
    await world.approveAll().catch(() => {})
    if ((settings + round) % 3 === 0) world.ports.dieAt = world.ports.calls + 1 + ((settings >> round) % 40)
    await world.runOrDie()
    world.ports.dieAt = -1
  }
}

function createdOnce(world: World): void {
  for (const [key, count] of world.creates()) assert.is(count, 1, `${key} was created ${count} times`)
}

test('append creates an item at most once in any life, whatever is deleted, lost or interrupted', async () => {
  await law(300, cases({ rounds: 6, faults: 6 }), async (one) => {
    const world = new World(one, { policy: 'append' })
    await live(world, one)
    world.calm()
    world.dayPasses()
    await world.run()
    // Everything leaves both systems, and comes back to the source.
    const articles = [...world.erp.items]
    const known = world.store.read('se/product').entries
    world.erp.items.clear()
    for (const key of [...world.shop.items.keys()]) if (known.get(key)?.target) world.shop.items.delete(key)
    world.dayPasses()
    await world.run()
    for (const [key, row] of articles) world.erp.items.set(key, row)
    await world.run()
    createdOnce(world)
  })
})

test('under every policy an article that nobody removes from the target is created at most once', async () => {
  await law(300, cases({ rounds: 5, faults: 6 }), async (one) => {
    const world = new World(one, { keepTarget: true })
    await live(world, one)
    createdOnce(world)
  })
})

test.run()
