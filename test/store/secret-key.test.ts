// The installation's key: with another one every customer and every order would look new.
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { StoreError } from '../../engine/store/memory.js'
import { installationKey } from '../../engine/store/secret-key.js'
import { bundled, gone, started, testFolder } from '../kit/program.js'
import { orderScenario } from '../kit/order-scenario.js'

const test = suite('installation key')
const fileIn = (dir: string): string => join(dir, '.samsyn', 'key')

test('it is made once, of 32 bytes, and is another one in another folder', () => {
  const [dir, other] = [testFolder(), testFolder()]
  const key = installationKey(dir)
  assert.match(key, /^[0-9a-f]{64}$/)
  assert.is(installationKey(dir), key)
  assert.is(readFileSync(fileIn(dir), 'utf8'), `${key}\n`)
  assert.is.not(installationKey(other), key)
  assert.equal(readdirSync(join(dir, '.samsyn')), ['key'])
})

test('only its owner may read it', () => {
  if (process.platform === 'win32') return
  const dir = testFolder()
  installationKey(dir)
  assert.is(statSync(fileIn(dir)).mode & 0o777, 0o600)
})

test('a damaged one is said, and never made anew', () => {
  for (const text of ['', 'x', 'f'.repeat(63), `${'f'.repeat(64)}0`, 'F'.repeat(64)]) {
    const dir = testFolder()
    mkdirSync(join(dir, '.samsyn'))
    writeFileSync(fileIn(dir), text)
    assert.throws(() => installationKey(dir), (error: unknown) => error instanceof StoreError && error.problem.code === 'KEY_UNREADABLE' && error.problem.facts['file'] === fileIn(dir))
    assert.is(readFileSync(fileIn(dir), 'utf8'), text)
  }
})

test('one that is gone while what it keyed is remembered is said, and never made anew: no second card', async () => {
  const dir = testFolder()
  assert.throws(() => installationKey(dir, () => true), (error: unknown) => error instanceof StoreError && error.problem.code === 'KEY_MISSING' && error.problem.facts['file'] === fileIn(dir))
  const s = await orderScenario()
  s.place('1001', {})
  await s.run()
  const key = readFileSync(fileIn(s.dir))
  rmSync(fileIn(s.dir))
  s.place('1002', {})
  for (const _ of [1, 2]) {
    const stopped = await s.run().then(() => undefined, (error: unknown) => error)
    assert.ok(stopped instanceof StoreError && stopped.problem.code === 'KEY_MISSING', String(stopped))
  }
  assert.equal([s.documents().length, s.customers().length], [1, 1])
  writeFileSync(fileIn(s.dir), key)
  await s.run()
  assert.equal([s.documents().length, s.customers().length], [2, 1])
  s.close()
})

test('one that cannot be read, or a folder that cannot be written, is said', () => {
  if (process.platform === 'win32' || process.getuid?.() === 0) return
  const dir = testFolder()
  mkdirSync(join(dir, '.samsyn'))
  chmodSync(join(dir, '.samsyn'), 0o500)
  assert.throws(() => installationKey(dir), (error: unknown) => error instanceof StoreError && error.problem.code === 'KEY_UNREADABLE')
  chmodSync(join(dir, '.samsyn'), 0o700)
})

test('processes that start at once agree on one', async () => {
  const program = await bundled('test/kit/key-program.ts')
  const dir = testFolder()
  const keys = await Promise.all(Array.from({ length: 6 }, async () => {
    const { child, lines } = started(program, [dir])
    let key = ''
    for await (const line of lines) key = line
    await gone(child)
    return key
  }))
  assert.match(keys[0] as string, /^[0-9a-f]{64}$/)
  assert.equal(new Set(keys).size, 1)
  assert.equal(readdirSync(join(dir, '.samsyn')), ['key'])
})

test('a plan makes it too, so that the next plan can be compared with it', async () => {
  const it = await orderScenario({ orders: 'customer: { numberFrom: erp }' })
  it.place('1001', {})
  const [first, second] = [await it.plan(), await it.plan()]
  const idsOf = ({ streams }: typeof first): string[] => streams.flatMap(({ changes }) => changes.map(({ id, digest }) => `${id} ${digest}`))
  assert.ok(idsOf(first).some((id) => id.includes('email:')), idsOf(first).join())
  assert.equal(idsOf(second), idsOf(first))
  assert.match(readFileSync(fileIn(it.dir), 'utf8'), /^[0-9a-f]{64}\n$/)
  it.close()
})

test.run()
