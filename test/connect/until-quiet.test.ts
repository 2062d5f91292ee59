// A list in pages, each thing once, whatever the service makes of the page that it is asked for.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { untilQuiet } from '../../engine/connect/until-quiet.js'

const test = suite('connect: until quiet')
const THINGS = Array.from({ length: 13 }, (_, at) => `t${at}`)
const CALLS_MAX = 10

async function read(page: (at: number) => { items: readonly string[]; last: boolean }): Promise<{ found: string[]; calls: number }> {
  let calls = 0
  const found: string[] = []
  for await (const one of untilQuiet<string>({ keyOf: (thing) => thing, page: async (at) => { calls += 1; return page(at) } })) found.push(one)
  return { found, calls }
}

const part = (at: number, size: number): readonly string[] => THINGS.slice(at * size, (at + 1) * size)

test('a quiet list of one page that says it is the last costs one call', async () => {
  assert.equal(await read(() => ({ items: THINGS, last: true })), { found: THINGS, calls: 1 })
})

test('a service that says nothing of its last page is read to an empty one, and once more', async () => {
  const { found, calls } = await read((at) => ({ items: part(at, 5), last: part(at, 5).length === 0 }))
  assert.equal(found, THINGS)
  assert.is(calls, 8)
})

for (const [name, page] of [
  ['gives the same for every page', () => ({ items: THINGS, last: false })],
  ['gives its last page for every one beyond it', (at: number) => ({ items: part(Math.min(at, 2), 5), last: false })],
] as const) {
  test(`a service that ${name} is not followed for ever`, async () => {
    const { found, calls } = await read(page)
    assert.equal(found, THINGS)
    assert.ok(calls <= CALLS_MAX, `${calls} calls`)
  })
}

test('nor is one that gives the same in another order each time', async () => {
  let turn = 0
  const { found, calls } = await read(() => ({ items: [...THINGS.slice((turn += 1) % 7), ...THINGS.slice(0, turn % 7)], last: false }))
  assert.equal(found.sort(), [...THINGS].sort())
  assert.ok(calls <= CALLS_MAX, `${calls} calls`)
})

test('what slips to the page before while the list is read is seen in the next round', async () => {
  let gone = false
  const { found } = await read((at) => {
    const all = gone ? THINGS.slice(1) : THINGS
    const items = all.slice(at * 5, (at + 1) * 5)
    gone = true
    return { items, last: items.length === 0 }
  })
  assert.equal(found.sort(), [...THINGS].sort())
})

test.run()
