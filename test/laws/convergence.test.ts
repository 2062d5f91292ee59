import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { cases, law, planned, World, type Case } from '../kit/random.js'

const test = suite('law: convergence')

async function settlesAtOnce(world: World, rounds: Case['rounds']): Promise<void> {
  for (const edits of [[], ...rounds]) {
    for (const edit of edits) world.edit(edit)
    world.dayPasses()
    await world.approveAll()
    await world.run()
    const { document } = await world.dry()
    assert.is(planned(document), 0, `planned again: ${JSON.stringify(document.streams[0]?.changes)}`)
    assert.is(document.totals.adopted, 0, 'adopted again')
    assert.is(document.totals.forgotten, 0, 'forgotten again')
    const written = world.shop.log.length
    const { entries } = world.store.read('se/product')
    world.minutesPass()
    await world.run()
    assert.is(world.shop.log.length, written, 'written again')
    assert.is(world.store.read('se/product').entries, entries, 'remembered again')
  }
}

test('what was done is not planned again, and a pass without news writes nothing anywhere', async () => {
  await law(300, cases(), async (one) => settlesAtOnce(new World(one), one.rounds))
})

test('a value that the target keeps otherwise than it was written is never a change', async () => {
  await law(80, cases({ items: 6 }), async (one) => {
    for (const keeps of [1, 2, 3]) await settlesAtOnce(new World(one, { keeps, policy: 'mirror' }), one.rounds.slice(0, 1))
  })
})

test.run()
