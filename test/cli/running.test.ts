// samsyn run as a service lives: its rhythm, one engine for a company, a clean stop, approvals while it runs, and a start that is recovery.
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChildProcess } from 'node:child_process'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { effectsOf, World } from '../../engine/connect/world/world.js'
import { FileIntents } from '../../engine/store/intents.js'
import { samsyn, startSamsyn } from '../kit/cli.js'
import { nameIn, newCustomer, rename } from './customer.js'

const test = suite('cli: run')
const OFTEN = 'apiVersion: samsyn/v1\nkind: Schedule\nmetadata: { name: often }\nspec: { streams: [product, price, stock], every: 1s }\n'
const PATIENCE_MS = 15_000

interface Engine { readonly child: ChildProcess; readonly said: () => string; readonly out: () => string; ended(): Promise<number | null> }

/** Starts the loop and waits until it says that it runs. */
async function start(dir: string, ...more: readonly string[]): Promise<Engine> {
  const child = startSamsyn(['run', dir, ...more])
  let said = ''
  let out = ''
  child.stderr!.setEncoding('utf8').on('data', (piece: string) => { said += piece })
  child.stdout!.setEncoding('utf8').on('data', (piece: string) => { out += piece })
  const end = once(child, 'close') as Promise<[number | null]>
  await Promise.race([until(() => said.includes('samsyn runs')), end])
  return { child, said: () => said, out: () => out, ended: async () => (await end)[0] }
}

async function until(isTrue: () => boolean): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS
  while (!isTrue()) {
    if (performance.now() > endMs) throw new Error('waited in vain')
    await sleep(20)
  }
}

test('where the company has one licence seat, a plan reads through the engine that runs', async () => {
  const dir = newCustomer({ documents: OFTEN })
  const world = new World(join(dir, 'world', 'erp.json'))
  world.settings['seats'] = 1
  world.checkpoint()
  const engine = await start(dir)
  try {
    await until(() => nameIn(dir, 'shop', 'K-111') === 'Muskot')
    for (let nth = 0; nth < 3; nth++) {
      const planned = await samsyn(['plan', dir])
      assert.is(planned.code, 0, planned.out + planned.err)
      assert.not.match(planned.err, 'waits for a licence seat')
    }
  } finally {
    engine.child.kill('SIGTERM')
  }
  assert.is(await engine.ended(), 0, engine.said())
  assert.not.match(engine.said(), 'licence seat')
  assert.is((await samsyn(['plan', dir])).code, 0, 'and by itself where none runs')
})

test('it keeps both sides saying the same, shows how it goes, keeps others out, and stops cleanly', async () => {
  const dir = newCustomer({ documents: OFTEN })
  const engine = await start(dir)
  try {
    await until(() => nameIn(dir, 'shop', 'K-111') === 'Muskot')
    rename(dir, 'erp', 'K-111', 'Muskotnöt')
    await until(() => nameIn(dir, 'shop', 'K-111') === 'Muskotnöt')
    const page = /http:\/\/127\.0\.0\.1:\d+\//.exec(engine.said())?.[0] ?? ''
    const [html, json, elsewhere] = await Promise.all([fetch(page), fetch(`${page}status.json`), fetch(`${page}other`)])
    assert.match(await html.text(), 'se/product')
    assert.type(((await json.json()) as { streams: unknown[] }).streams.length, 'number')
    assert.is(elsewhere.status, 404)
    const [second, applied, planned, status] = await Promise.all([
      samsyn(['run', dir, '--for', '5']), samsyn(['apply', dir]), samsyn(['plan', dir]), samsyn(['status', dir, '--json']),
    ])
    for (const refused of [second, applied]) {
      assert.is(refused.code, 1)
      assert.match(refused.err, 'LEASE_HELD')
      assert.match(refused.err, String(engine.child.pid), 'the owner is named')
      assert.match(refused.err, /\d+ s|seconds?/, 'and its age')
      assert.match(refused.err, `folder ${dir}`)
    }
    assert.is(planned.code, 0, 'reading is for everybody')
    assert.is(status.code, 0, status.err)
  } finally {
    engine.child.kill('SIGTERM')
  }
  assert.is(await engine.ended(), 0, engine.said())
  assert.equal(FileIntents.read({ dir }).open(), [])
  const next = await samsyn(['apply', dir])
  assert.is(next.code, 0, 'the company is free again')
})

test('--for ends by itself; what it logs is on stderr', async () => {
  const dir = newCustomer({ documents: OFTEN })
  const startedMs = performance.now()
  const engine = await start(dir, '--for', '2', '--port', '-1')
  assert.is(await engine.ended(), 0, engine.said())
  assert.ok(performance.now() - startedMs < PATIENCE_MS)
  assert.is(engine.out(), '')
  assert.is(nameIn(dir, 'shop', 'K-111'), 'Muskot')
})

test('a group is approved while the engine runs', async () => {
  const dir = newCustomer({ documents: OFTEN, ownNames: true })
  const file = join(dir, 'plan.json')
  await samsyn(['plan', dir, '--out', file])
  const engine = await start(dir, '--port', '-1')
  try {
    await until(() => nameIn(dir, 'shop', 'K-111') === 'Muskot')
    assert.is(nameIn(dir, 'shop', 'K-100'), 'Kardemumma egen')
    const approved = await samsyn(['approve', file, '--group', 'se/product:first-sync', '--dir', dir])
    assert.is(approved.code, 0, approved.err)
    await until(() => nameIn(dir, 'shop', 'K-100') === 'Kardemumma')
  } finally {
    engine.child.kill('SIGTERM')
  }
  assert.is(await engine.ended(), 0, engine.said())
})

test('killed in the middle of its work, the next start clears up and nothing happens twice', async () => {
  const dir = newCustomer({ follower: [] })
  const shop = join(dir, 'world', 'shop.json')
  const engine = await start(dir, '--port', '-1')
  await until(() => effectsOf(shop).length > 0)
  engine.child.kill('SIGKILL')
  await engine.ended()
  const applied = await samsyn(['apply', dir])
  assert.is(applied.code, 0, applied.out + applied.err)
  assert.equal(FileIntents.read({ dir }).open(), [])
  const created = effectsOf(shop).flatMap(({ puts }) => (puts.some(([table]) => table === 'counters') ? puts.map(([, key]) => key) : [])).filter((key) => key !== 'ProductId')
  assert.is(new Set(created).size, 12)
  assert.is(created.length, 12)
})

test.run()
