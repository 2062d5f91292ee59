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
import { effectsOf, World, worldProblem, type Row, type Tables } from '../../engine/connect/world/world.js'

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

/** As a person does it: the file as it lies there, changed and saved. */
function edit(file: string, change: (tables: Tables) => void): void {
  const data = JSON.parse(readFileSync(file, 'utf8')) as { tables: Tables }
  change(data.tables)
  writeFileSync(file, JSON.stringify(data))
}

/** What everybody holds the table to be: who has had the world open, and who opens it now. */
function held(world: World): { [key: string]: Row } {
  world.refresh()
  assert.equal(new World(world.file).table('products'), world.table('products'))
  return world.table('products')
}

test('a row that a person edits after an effect keeps the edit and the effect', ({ file }) => {
  const world = World.create(file, {}, { products: { A: { n: 1, name: 'Kopp', texts: { sv: 'Kopp', en: 'Cup' } } } })
  world.effect('put', [['products', 'A', { n: 2, name: 'Kopp', texts: { sv: 'Mugg', en: 'Cup' } }]])
  edit(file, (tables) => { tables['products'] = { A: { n: 1, name: 'Fat', texts: { sv: 'Kopp', en: 'Mug' } } } })
  assert.equal(held(world), { A: { n: 2, name: 'Fat', texts: { sv: 'Mugg', en: 'Mug' } } })
  edit(file, (tables) => { tables['products'] = { A: { n: 7, name: 'Fat', texts: { sv: 'Kopp', en: 'Mug' } } } })
  assert.equal(held(world)['A'], { n: 7, name: 'Fat', texts: { sv: 'Mugg', en: 'Mug' } })
})

test('an effect that comes after an edit has the last word', ({ file }) => {
  const world = World.create(file, {}, { products: { A: { n: 1, m: 1 } } })
  world.effect('put', [['products', 'A', { n: 2, m: 1 }]])
  edit(file, (tables) => { tables['products'] = { A: { n: 50, m: 60 } } })
  world.refresh()
  world.effect('put', [['products', 'A', { ...world.row('products', 'A'), n: 3 }]])
  assert.equal(held(world), { A: { n: 3, m: 60 } })
  world.checkpoint()
  assert.equal(held(world), { A: { n: 3, m: 60 } })
})

test('an edit of a file that was opened before the newest checkpoint loses nothing of either', ({ file }) => {
  const world = World.create(file, {}, { products: { A: { n: 1, name: 'Kopp' } } })
  const opened = readFileSync(file, 'utf8')
  world.effect('put', [['products', 'A', { n: 2, name: 'Kopp' }], ['products', 'B', { n: 1 }]])
  world.checkpoint()
  world.effect('put', [['products', 'A', { n: 3, name: 'Kopp' }]])
  writeFileSync(file, opened.replace('Kopp', 'Mugg'))
  assert.equal(held(world), { A: { n: 3, name: 'Mugg' }, B: { n: 1 } })
})

test('a row that a person removes stays away until an effect makes it anew; a removed one comes back only as an edit', ({ file }) => {
  const world = World.create(file, {}, { products: { A: { n: 1 }, B: { n: 1 }, C: { n: 1 } } })
  world.effect('put', [['products', 'A', { n: 2 }], ['products', 'B', null], ['products', 'C', null]])
  edit(file, (tables) => { tables['products'] = { B: { n: 1 }, C: { n: 9 }, D: { n: 4 } } })
  assert.equal(held(world), { C: { n: 9 }, D: { n: 4 } })
  world.effect('put', [['products', 'A', { n: 5 }], ['products', 'D', { n: 6 }]])
  assert.equal(held(world), { A: { n: 5 }, C: { n: 9 }, D: { n: 6 } })
})

test('an effect may put a row twice, add a field and take one away', ({ file }) => {
  const world = World.create(file, {}, { products: { A: { n: 1, old: true } } })
  world.effect('put', [['products', 'A', { n: 2, old: true }], ['products', 'A', { n: 3, young: true }]])
  assert.equal(held(world), { A: { n: 3, young: true } })
  edit(file, (tables) => { tables['products'] = { A: { n: 1, old: 'very' } } })
  assert.equal(held(world), { A: { n: 3, young: true, old: 'very' } })
})

test('a log that does not tell what was before puts whole rows', ({ file }) => {
  const world = World.create(file, {}, { products: { A: { n: 1, m: 1 } } })
  appendFileSync(world.log, `${JSON.stringify({ seq: 1, at: 'x', what: 'put', puts: [['products', 'A', { n: 2, m: 1 }]] })}\n`)
  edit(file, (tables) => { tables['products'] = { A: { n: 1, m: 9 } } })
  assert.equal(held(world), { A: { n: 2, m: 1 } })
})

test('who is done with a world leaves a file that shows what it holds, so that the old value counts as an edit too', ({ file }) => {
  const world = World.create(file, {}, { products: { A: { n: 1 } } })
  world.effect('put', [['products', 'A', { n: 2 }]])
  world.fold()
  assert.match(readFileSync(file, 'utf8'), /"n": 2/)
  edit(file, (tables) => { tables['products'] = { A: { n: 1 } } })
  assert.equal(held(world), { A: { n: 1 } })
  const before = readFileSync(file, 'utf8')
  world.fold()
  assert.is(readFileSync(file, 'utf8'), before)
  assert.is(effectsOf(file).length, 1)
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
