// What a writer knows just before a write stands in the intent, and whoever looks afterwards starts from it.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { SystemError, type Found, type LookFacts, type WriteRequest } from '../../engine/connect/connector.js'
import { problem } from '../../engine/core/problem.js'
import { recover } from '../../engine/run/recover.js'
import { house } from '../kit/house.js'
import { Crash, MemorySystem } from '../kit/memory.js'

const test = suite('run: looking from where a write began')
const TEA = { name: 'Te', active: true }

/** A system that numbers what it adds, and is asked for the highest number before. */
class Numbered extends MemorySystem {
  readonly looks: (LookFacts | undefined)[] = []
  prepared = 0
  shut = false

  async prepare({ action }: WriteRequest): Promise<LookFacts | undefined> {
    this.prepared += 1
    if (this.shut) throw new SystemError('retry', problem('VISMA_LOCKED', {}))
    return action === 'create' ? { article: this.items.size } : undefined
  }

  override find(entity: string, keys: readonly string[], _scope?: unknown, since?: LookFacts): Promise<ReadonlyMap<string, Found>> {
    this.looks.push(since)
    return super.find(entity, keys)
  }
}

function numbered(rows: Record<string, typeof TEA>): ReturnType<typeof house> & { target: Numbered } {
  const all = house(rows)
  const target = new Numbered('se', all.ports, all.shop.options)
  const parts: typeof all.parts = (writing, more = {}) => all.parts(writing, {
    readers: new Map([['visma', all.erp], ['se', target]]), ...(writing ? { writers: new Map([['se', target]]) } : {}), ...more,
  })
  return { ...all, parts, target, run: (more = {}) => all.run({ ...parts(true), ...more }) }
}

test('asks before the first write, and looks from there when nobody knows what became of it', async () => {
  const all = numbered({ 1: TEA })
  all.target.sendFaults = ['after']
  await all.run()
  assert.equal([...all.target.items.keys()], ['1'])
  assert.is(all.target.prepared, 1)
  // The look before the write, and the one that settles it.
  assert.equal(all.target.looks, [undefined, { article: 0 }])
})

test('a second write of the same is looked for from before the first', async () => {
  const all = numbered({ 1: TEA })
  all.target.sendFaults = ['before', 'after']
  await all.run()
  assert.is(all.target.prepared, 1)
  assert.equal(all.target.looks, [undefined, { article: 0 }, { article: 0 }])
})

test('after a stop the next start looks from what the intent remembers', async () => {
  let died = 0
  for (let call = 1; ; call++) {
    const each = numbered({ 1: TEA })
    each.ports.dieAt = call
    const ended = await each.run().then(() => true, (error: unknown) => {
      if (!(error instanceof Crash)) throw error
      return false
    })
    if (ended) break
    each.ports.dieAt = -1
    const open = each.intents.open()
    each.target.looks.length = 0
    await recover(each.streams, each.parts(true))
    if (open.length > 0) {
      died += 1
      assert.equal(open.map(({ since }) => since), [{ article: 0 }])
      assert.equal(each.target.looks, [{ article: 0 }])
    }
  }
  assert.ok(died > 0)
})

test('where even the question cannot be asked nothing is written', async () => {
  const all = numbered({ 1: TEA })
  all.target.shut = true
  const { outcomes } = await all.run()
  assert.equal(outcomes.map(({ fate }) => [fate.kind, 'problem' in fate ? fate.problem.code : undefined]), [['retry', 'VISMA_LOCKED']])
  assert.is(all.target.items.size, 0)
  assert.equal(all.intents.open(), [])
})

test.run()
