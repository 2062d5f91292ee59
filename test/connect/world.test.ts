import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { effectsOf, World, worldProblem } from '../../engine/connect/world/world.js'

interface Context {
  dir: string
  file: string
}
const test = suite<Context>('world')

test.before.each((context) => {
  context.dir = mkdtempSync(join(tmpdir(), 'samsyn-world-'))
  context.file = join(context.dir, 'shop.json')
})
test.after.each(({ dir }) => {
  rmSync(dir, { recursive: true, force: true })
})

test('keeps an effect on disk before it is answered', ({ file }) => {
  const world = World.create(file, { shopId: 'nordlys' }, { products: {} })
  world.effect('put', [['products', '4711', { name: 'Kopp' }]])
  assert.equal(new World(file).row('products', '4711'), { name: 'Kopp' })
  world.effect('remove', [['products', '4711', null]])
  assert.is(new World(file).row('products', '4711'), undefined)
  assert.equal(
    effectsOf(file).map(({ seq, what }) => [seq, what]),
    [
      [1, 'put'],
      [2, 'remove'],
    ],
  )
})

test('makes the folders that a new world is to lie in', ({ dir }) => {
  const file = join(dir, 'nordlys', 'world', 'shop.json')
  World.create(file, { shopId: 'nordlys' }, {})
  assert.is(new World(file).settings['shopId'], 'nordlys')
})

test('a world that is not there is told with the command that makes it', ({ file }) => {
  const problemOf = (): unknown => {
    try {
      return new World(file)
    } catch (error) {
      return worldProblem(error, file, 'shop')
    }
  }
  assert.equal(problemOf(), { code: 'WORLD_MISSING', facts: { file, kind: 'shop' } })
  writeFileSync(file, '{')
  assert.is((problemOf() as { code: string }).code, 'WORLD_UNREADABLE')
})

test('does not overwrite a world', ({ file }) => {
  World.create(file, {}, {})
  assert.throws(() => World.create(file, {}, {}), /exists already/)
})

test('sees what another process did', ({ file }) => {
  const one = World.create(file, {}, {})
  const other = new World(file)
  one.effect('put', [['products', 'A', { n: 1 }]])
  other.refresh()
  assert.equal(other.row('products', 'A'), { n: 1 })
  assert.is(other.effect('put', [['products', 'B', { n: 2 }]]).seq, 2)
  one.refresh()
  assert.equal(one.row('products', 'B'), { n: 2 })
})

test('takes in a hand edit of the file, and what was done since', ({ file }) => {
  const world = World.create(file, {}, { products: { A: { n: 1 } } })
  world.effect('put', [['products', 'B', { n: 2 }]])
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('"n": 1', '"n": 100'))
  world.refresh()
  assert.equal(world.tables['products'], { A: { n: 100 }, B: { n: 2 } })
})

test('says which file is not JSON', ({ file }) => {
  writeFileSync(file, '{')
  assert.throws(() => new World(file), /shop\.json is not JSON/)
})

test('a checkpoint holds everything, and the log is never cut', ({ file }) => {
  const world = World.create(file, {}, {})
  world.effect('put', [['products', 'A', { n: 1 }]])
  world.checkpoint()
  world.effect('put', [['products', 'B', { n: 2 }]])
  assert.is(effectsOf(file).length, 2)
  assert.equal(new World(file).tables['products'], { A: { n: 1 }, B: { n: 2 } })
  rmSync(world.log)
  assert.equal(new World(file).tables['products'], { A: { n: 1 } })
})

test('a line cut off at any byte harms neither what was before nor what comes after', ({
  file,
}) => {
  const line = `${JSON.stringify({ seq: 2, at: 'x', what: 'put', puts: [['products', 'B', { name: 'Åäö' }]] })}\n`
  const bytes = Buffer.byteLength(line)
  for (let cut = 0; cut < bytes; cut += 1) {
    const world = World.create(file, {}, {})
    world.effect('put', [['products', 'A', { n: 1 }]])
    const whole = readFileSync(world.log).length
    appendFileSync(world.log, line)
    truncateSync(world.log, whole + cut)
    const after = new World(file)
    after.effect('put', [['products', 'C', { n: 3 }]])
    const expected = cut === bytes - 1 ? ['A', 'B', 'C'] : ['A', 'C']
    assert.equal(Object.keys(new World(file).table('products')), expected, `cut after ${cut} bytes`)
    assert.equal(
      effectsOf(file).map(({ puts }) => puts[0]?.[1]),
      expected,
    )
    rmSync(file)
    rmSync(world.log)
  }
})

test('tells listeners of each put, and when everything is new', ({ file }) => {
  const world = World.create(file, {}, {})
  const heard: string[] = []
  world.watch((put) => {
    heard.push(put ? put[1] : 'all')
  })
  world.effect('put', [
    ['products', 'A', { n: 1 }],
    ['products', 'B', null],
  ])
  writeFileSync(file, readFileSync(file, 'utf8').replace('{', '{\n'))
  world.refresh()
  assert.equal(heard, ['A', 'B', 'all', 'A', 'B'])
})

test('keys that JavaScript objects inherit are ordinary keys', ({ file }) => {
  const world = World.create(file, {}, {})
  assert.is(world.row('products', 'constructor'), undefined)
  assert.is(world.row('products', 'toString'), undefined)
})

test('writes a checkpoint by itself when the log has grown', ({ file }) => {
  const world = World.create(file, {}, {})
  const before = readFileSync(file, 'utf8').length
  for (let n = 0; n < 5; n += 1)
    world.effect('put', [['products', String(n), { text: 'x'.repeat(1_000_000) }]])
  assert.ok(readFileSync(file, 'utf8').length > before + 4_000_000)
  assert.ok(existsSync(world.log))
})

test('a large world is written anew only when as much has happened as it holds', ({ file }) => {
  const text = 'x'.repeat(1_000_000)
  const world = World.create(file, {}, { products: Object.fromEntries([...'abcdefgh'].map((key) => [key, { text }])) })
  const before = statSync(file).mtimeMs
  for (let n = 0; n < 7; n += 1) world.effect('put', [['products', 'a', { text, n }]])
  assert.is(statSync(file).mtimeMs, before)
  for (let n = 7; n < 10; n += 1) world.effect('put', [['products', 'a', { text, n }]])
  assert.ok(statSync(file).mtimeMs > before)
  assert.is(new World(file).row('products', 'a')?.['n'], 9)
})

test.run()
