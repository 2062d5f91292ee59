import fc from 'fast-check'
import {
  chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, truncateSync,
  unlinkSync, writeFileSync,
} from 'node:fs'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Disk } from '../../engine/store/disk.js'
import { type Known, StoreError } from '../../engine/store/memory.js'
import { FileStore, type StreamPlace } from '../../engine/store/store.js'
import type { BaseEntry } from '../../engine/types/state.js'
import { testClock } from '../kit/clock.js'
import { testFolder } from '../kit/program.js'

const test = suite('store')
const { now } = testClock()
const STREAM = 'se/product'

const open = (dir: string, disk?: Disk): FileStore =>
  new FileStore({ dir, now, owns: () => true, ...(disk ? { disk } : {}) })
const stateFile = (dir: string, name = 'se.product.json'): string => join(dir, '.samsyn', 'state', name)

const entries = (...keys: string[]): ReadonlyMap<string, BaseEntry> =>
  new Map(keys.map((key) => [key, { source: { name: `Mössa ${key}` }, target: null }]))
const seen = (known: Known, source: number): Known => ({ ...known, run: { ...known.run, seen: { source, target: 2 } } })

async function written(dir: string, keys: string[] = ['Å-12', '00123', '123', '__proto__']): Promise<Known> {
  const store = open(dir)
  await store.write(STREAM, { ...seen(store.read(STREAM), 4), mappingDigest: 'm1', entries: entries(...keys) })
  return store.read(STREAM)
}

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof StoreError) return error.problem.code
    throw error
  }
  return 'fine'
}

async function codeOfAsync(act: () => Promise<unknown>): Promise<string> {
  return act().then(() => 'fine', (error: unknown) => codeOf(() => { throw error }))
}

test('before the first cycle the memory is blank, and reading leaves nothing behind', () => {
  const dir = testFolder()
  const known = open(dir).read(STREAM)
  assert.is(known.entries.size, 0)
  assert.equal(known.run.seen, { source: -1, target: -1 })
  assert.is(known.run.condition.type, 'Working')
  assert.equal(readdirSync(dir), [])
})

test('what was written is read, in its order and with its odd keys', async () => {
  const dir = testFolder()
  const known = await written(dir)
  const again = open(dir).read(STREAM)
  assert.equal([...again.entries], [...known.entries])
  assert.equal([...again.entries.keys()], ['Å-12', '00123', '123', '__proto__'])
  assert.equal(again.run, known.run)
  assert.is(again.mappingDigest, 'm1')
})

test('the file is plain JSON with an entry a line, and can be formatted otherwise', async () => {
  const dir = testFolder()
  const known = await written(dir)
  const text = readFileSync(stateFile(dir), 'utf8')
  assert.is(text.split('\n').length, 4 + 3)
  writeFileSync(stateFile(dir), JSON.stringify(JSON.parse(text), undefined, 2))
  const again = open(dir).read(STREAM)
  assert.equal(new Map([...again.entries].sort()), new Map([...known.entries].sort()))
  assert.is(open(dir).heads()[0]!.stream, STREAM)
})

test('a cycle without changes writes nothing, and one that only looked writes the small file', async () => {
  const dir = testFolder()
  await written(dir)
  const store = open(dir)
  const stamp = (): string => `${statSync(stateFile(dir)).ino} ${statSync(stateFile(dir)).mtimeMs}`
  const before = stamp()
  const known = store.read(STREAM)
  await store.write(STREAM, { ...known, entries: new Map(structuredClone([...known.entries])) })
  assert.not.ok(existsSync(stateFile(dir, 'se.product.run')))
  await store.write(STREAM, seen(known, 5))
  assert.is(stamp(), before)
  assert.ok(statSync(stateFile(dir, 'se.product.run')).size < 1000)
  assert.is(open(dir).read(STREAM).run.seen.source, 5)
  assert.is(open(dir).heads()[0]!.run.seen.source, 5)
})

test('whoever wrote the entries writes only the small file the next time too', async () => {
  const dir = testFolder()
  const store = open(dir)
  await store.write(STREAM, { ...store.read(STREAM), entries: entries('TS-M') })
  const before = statSync(stateFile(dir)).ino
  for (const source of [1, 2]) await store.write(STREAM, seen(store.read(STREAM), source))
  assert.is(statSync(stateFile(dir)).ino, before)
  assert.is(open(dir).read(STREAM).run.seen.source, 2)
})

test('the small file is passed over when the entries are others than those it belongs to', async () => {
  const dir = testFolder()
  await written(dir)
  const store = open(dir)
  await store.write(STREAM, seen(store.read(STREAM), 5))
  await store.write(STREAM, { ...seen(store.read(STREAM), 6), entries: entries('TS-M') })
  assert.is(open(dir).read(STREAM).run.seen.source, 6)
  // Somebody puts the backup back: the counts that belong to it come back too.
  copyFileSync(`${stateFile(dir)}.bak`, stateFile(dir))
  assert.is(open(dir).read(STREAM).run.seen.source, 5)
})

test('what another process wrote is seen', async () => {
  const dir = testFolder()
  const reading = open(dir)
  assert.is(reading.read(STREAM).entries.size, 0)
  await written(dir)
  assert.is(reading.read(STREAM).entries.size, 4)
})

test('who does not hold the lease writes nothing', async () => {
  const dir = testFolder()
  for (const owns of [undefined, () => false]) {
    const store = new FileStore({ dir, now, ...(owns ? { owns } : {}) })
    let code = 'fine'
    await store.write(STREAM, { ...store.read(STREAM), entries: entries('TS-M') })
      .catch((error: unknown) => { code = (error as StoreError).problem.code })
    assert.is(code, 'STATE_NOT_OWNER')
  }
  assert.equal(readdirSync(dir), [])
})

test('streams never share a file', async () => {
  const dir = testFolder()
  const store = open(dir)
  const names = ['se/product', 'se/price-list/run', 'se/price-list', 'SE/product', 'se/a.b', 'se/a/b', 'se/å']
  for (const name of names) await store.write(name, { ...store.read(name), entries: entries(name) })
  const again = open(dir)
  for (const name of names) assert.equal([...again.read(name).entries.keys()], [name])
  assert.equal(again.heads().map(({ stream }) => stream).sort(), [...names].sort())
})

const BROKEN: [string, (file: string) => void, string][] = [
  ['empty', (file) => writeFileSync(file, ''), 'STATE_CUT'],
  ['half', (file) => truncateSync(file, Math.floor(statSync(file).size / 2)), 'STATE_CUT'],
  ['a note', (file) => writeFileSync(file, 'handla mjölk }'), 'STATE_FOREIGN'],
  ['a list', (file) => writeFileSync(file, '[]'), 'STATE_FOREIGN'],
  ['null', (file) => writeFileSync(file, 'null'), 'STATE_FOREIGN'],
  ['other JSON', (file) => writeFileSync(file, '{"name":"samsyn"}'), 'STATE_FOREIGN'],
  ['another stream', (file) => replaceIn(file, '"se/product"', '"se/stock"'), 'STATE_FOREIGN'],
  ['an entry that is null', (file) => replaceEntry(file, 'null'), 'STATE_FOREIGN'],
  ['an empty entry', (file) => replaceEntry(file, '{}'), 'STATE_FOREIGN'],
  ['an entry that is a number', (file) => replaceEntry(file, '7'), 'STATE_FOREIGN'],
  ['an entry with one side', (file) => replaceEntry(file, '{"source":{}}'), 'STATE_FOREIGN'],
  ['a side that is a text', (file) => replaceEntry(file, '{"source":{},"target":"Mössa"}'), 'STATE_FOREIGN'],
  ['an entry born elsewhere', (file) => replaceEntry(file, '{"source":{},"target":{},"born":"source"}'), 'STATE_FOREIGN'],
  ['a window that is missing', (file) => replaceIn(file, '"window"', '"widow"'), 'STATE_FOREIGN'],
  ['a count that is none', (file) => replaceIn(file, '"seen":{"source":4', '"seen":{"source":"4"'), 'STATE_FOREIGN'],
  ['no condition', (file) => replaceIn(file, '"condition"', '"conditions"'), 'STATE_FOREIGN'],
  ['no entries', (file) => replaceIn(file, '"entries"', '"entires"'), 'STATE_FOREIGN'],
  ['a newer format', (file) => replaceIn(file, '"formatVersion":1', '"formatVersion":2'), 'STATE_NEWER'],
  ['gone', (file) => unlinkSync(file), 'STATE_MISSING'],
  ['a folder', (file) => { unlinkSync(file); mkdirSync(file) }, 'STATE_UNREADABLE'],
]
for (const [name, breakIt, code] of BROKEN) {
  test(`a memory file that is ${name} is refused by name`, async () => {
    const dir = testFolder()
    await written(dir)
    await written(dir, ['TS-M'])
    breakIt(stateFile(dir))
    const store = open(dir)
    assert.is(codeOf(() => store.read(STREAM)), code)
    try {
      store.read(STREAM)
    } catch (error) {
      const { facts } = (error as StoreError).problem
      assert.is(facts['file'], stateFile(dir))
      if (code !== 'STATE_NEWER' && code !== 'STATE_UNREADABLE') assert.is(facts['backup'], `${stateFile(dir)}.bak`)
    }
    let wrote = true
    const blank = open(testFolder()).read(STREAM)
    await store.write(STREAM, { ...blank, entries: entries('x') }).catch(() => { wrote = false })
    assert.not.ok(wrote, 'a file that cannot be understood is not written over')
  })
}

test('the backup put back is the memory before', async () => {
  const dir = testFolder()
  await written(dir)
  await written(dir, ['TS-M'])
  truncateSync(stateFile(dir), 40)
  renameSync(`${stateFile(dir)}.bak`, stateFile(dir))
  assert.is(open(dir).read(STREAM).entries.size, 4)
})

test('cut at any byte, the file is refused or whole', async () => {
  const dir = testFolder()
  const known = await written(dir)
  const text = readFileSync(stateFile(dir))
  for (let size = 0; size < text.length; size += 3) {
    writeFileSync(stateFile(dir), text.subarray(0, size))
    const code = codeOf(() => assert.equal(open(dir).read(STREAM).entries, known.entries))
    assert.ok(['STATE_CUT', 'STATE_FOREIGN'].includes(code) || size === text.length - 1, `${size}: ${code}`)
  }
})

test('a full disk leaves the old memory and says so', async () => {
  const dir = testFolder()
  await written(dir)
  const full: Disk = { ...fs, writeSync: () => { throw Object.assign(new Error('full'), { code: 'ENOSPC' }) } }
  const store = open(dir, full)
  let reason: unknown
  await store.write(STREAM, { ...store.read(STREAM), entries: entries('TS-M') })
    .catch((error: unknown) => { reason = (error as StoreError).problem.facts['reason'] })
  assert.is(reason, 'ENOSPC')
  assert.is(store.read(STREAM).entries.size, 4)
  assert.is(open(dir).read(STREAM).entries.size, 4)
  assert.equal(readdirSync(join(dir, '.samsyn', 'state')).filter((name) => name.endsWith('.tmp')), [])
})

test('a system that takes a few bytes at a time gets all of them', async () => {
  const dir = testFolder()
  const slow = { ...fs, writeSync: (handle: number, bytes: Buffer, offset: number, length: number, at: number | null) =>
    fs.writeSync(handle, bytes, offset, Math.min(7, length), at) } as unknown as Disk
  const store = open(dir, slow)
  await store.write(STREAM, { ...store.read(STREAM), entries: entries('Räksmörgås', 'TS-M') })
  assert.equal(open(dir).read(STREAM).entries, entries('Räksmörgås', 'TS-M'))
})

test('a folder that cannot be used is named', async () => {
  const dir = testFolder()
  writeFileSync(join(dir, '.samsyn'), 'not a folder')
  assert.is(codeOf(() => open(dir).read(STREAM)), 'STATE_UNREADABLE')
  if (process.getuid?.() === 0) return
  const locked = testFolder()
  await written(locked)
  chmodSync(stateFile(locked), 0)
  assert.is(codeOf(() => open(locked).read(STREAM)), 'STATE_UNREADABLE')
})

test('what a killed process left under a temporary name is cleared away', async () => {
  const dir = testFolder()
  await written(dir)
  const left = stateFile(dir, 'se.product.json.4711.abc.tmp')
  writeFileSync(left, 'half')
  const store = open(dir)
  store.read(STREAM)
  assert.ok(existsSync(left))
  await store.write(STREAM, seen(store.read(STREAM), 9))
  assert.not.ok(existsSync(left))
})

test('approvals add up, and a running engine sees those of another process', () => {
  const dir = testFolder()
  const running = open(dir)
  assert.is(running.approvals().size, 0)
  const approval = { group: 'se/price:price-jump', by: 'Anna', at: '2026-11-25T06:30:00Z' }
  open(dir).addApproval({ ...approval, changes: ['a', 'b'] })
  open(dir).addApproval({ ...approval, changes: ['c'] })
  open(dir).addApproval({ ...approval, changes: ['c'] })
  assert.equal([...running.approvals()].sort(), ['a', 'b', 'c'])
  assert.is(readdirSync(join(dir, '.samsyn', 'approvals')).length, 2)
  open(dir).addApproval({ ...approval, changes: ['c'], at: '2026-11-25T06:31:00Z' })
  assert.is(readdirSync(join(dir, '.samsyn', 'approvals')).length, 3)
  writeFileSync(join(dir, '.samsyn', 'approvals', 'x.json'), '{}')
  assert.is(codeOf(() => running.approvals()), 'STATE_FOREIGN')
  for (const text of ['', '{"changes":"abc"}', '{"changes":[7]}']) {
    writeFileSync(join(dir, '.samsyn', 'approvals', 'x.json'), text)
    assert.is(codeOf(() => running.approvals()), 'STATE_FOREIGN', text)
  }
})

test('what was done is no longer approved, and may be approved anew', async () => {
  const dir = testFolder()
  const [engine, person] = [open(dir), open(dir)]
  const approval = { group: 'se/price:price-jump', by: 'Anna', at: '2026-11-25T06:30:00Z' }
  person.addApproval({ ...approval, changes: ['a', 'b'] })
  person.addApproval({ ...approval, group: 'se/stock:zero', changes: ['a', 'c'] })
  await engine.spend(['a', 'never approved'])
  assert.equal([...open(dir).approvals()].sort(), ['b', 'c'])
  assert.equal([...engine.approvals()].sort(), ['b', 'c'])
  await engine.spend(['b', 'c'])
  assert.equal(readdirSync(join(dir, '.samsyn', 'approvals')), [])
  person.addApproval({ ...approval, changes: ['a', 'b'] })
  assert.equal([...engine.approvals()].sort(), ['a', 'b'])
  await engine.spend([])
  assert.is(engine.approvals().size, 2)
})

test('only the owner of the lease ends an approval, and a full disk leaves it whole', async () => {
  const dir = testFolder()
  const approval = { group: 'se/price:price-jump', by: 'Anna', at: '2026-11-25T06:30:00Z', changes: ['a', 'b'] }
  open(dir).addApproval(approval)
  const lost = new FileStore({ dir, now, owns: () => false })
  assert.is(await codeOfAsync(() => lost.spend(['a'])), 'STATE_NOT_OWNER')
  const full = open(dir, { ...fs, writeSync: () => { throw Object.assign(new Error('full'), { code: 'ENOSPC' }) } } as unknown as Disk)
  assert.is(await codeOfAsync(() => full.spend(['a'])), 'STATE_UNWRITABLE')
  assert.equal([...open(dir).approvals()].sort(), ['a', 'b'])
})

test('a plan is started once, also when a crash cut its file', () => {
  const dir = testFolder()
  const store = open(dir)
  assert.is(store.planState('p1'), 'new')
  assert.is(store.startPlan('p1'), true)
  assert.is(open(dir).startPlan('p1'), false)
  assert.is(open(dir).planState('p1'), 'started')
  store.finishPlan('p1')
  assert.is(open(dir).planState('p1'), 'finished')
  assert.is(open(dir).startPlan('p1'), false)
  assert.is(store.startPlan('p2'), true)
  truncateSync(join(dir, '.samsyn', 'plans', 'p2.json'), 0)
  assert.is(open(dir).planState('p2'), 'started')
  assert.is(open(dir).startPlan('p2'), false)
})

test('what the engine created in a system is told over all streams of the family', async () => {
  const dir = testFolder()
  const place = (id: string, name: string, of: string): StreamPlace => ({ id, target: { name }, entity: { of } })
  const streams = [
    place('se/product', 'visma', 'product'), place('se/stock', 'visma', 'product'), place('no/product', 'no', 'product'),
    place('se/customer', 'visma', 'customer'),
  ]
  const store = new FileStore({ dir, now, owns: () => true, streams })
  for (const { id } of streams) {
    await store.write(id, { ...store.read(id), entries: new Map<string, BaseEntry>([
      [`${id}-a`, { source: null, target: {}, born: 'target', ...(id === 'se/stock' ? { targetKey: 'T-1' } : {}) }],
      [`${id}-b`, { source: {}, target: {} }],
    ]) })
  }
  assert.equal([...store.born('visma', 'product')].sort(), ['T-1', 'se/product-a'])
  assert.equal([...store.born('no', 'product')], ['no/product-a'])
  assert.is(store.born('se', 'product').size, 0)
})

test('law: any memory is read as it was written', async () => {
  const fields = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)))
  const entry: fc.Arbitrary<BaseEntry> = fc.record({ source: fc.option(fields), target: fc.option(fields) })
  await fc.assert(fc.asyncProperty(fc.dictionary(fc.string(), entry), async (all) => {
    const dir = testFolder()
    const store = open(dir)
    const plain = JSON.parse(JSON.stringify(Object.entries(all))) as [string, BaseEntry][]
    await store.write(STREAM, { ...store.read(STREAM), mappingDigest: 'x', entries: new Map(plain) })
    assert.equal([...open(dir).read(STREAM).entries], plain)
  }), { numRuns: 40 })
})

function replaceEntry(file: string, put: string): void {
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace(/^"TS-M":.*$/m, `"TS-M":${put}`))
  assert.is.not(readFileSync(file, 'utf8'), text)
}

function replaceIn(file: string, find: string, put: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(find, put))
}

test.run()
