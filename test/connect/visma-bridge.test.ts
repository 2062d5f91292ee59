import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { SystemError } from '../../engine/connect/connector.js'
import { ARTICLE, DB, ORDER, RC } from '../../engine/connect/visma/adk.js'
import { VismaApi } from '../../engine/connect/visma/api.js'
import { ChildBridge, HttpBridge, OwnProcessBridge } from '../../engine/connect/visma/bridge/client.js'
import { BridgeLost, type Bridge, type Reply, type Row } from '../../engine/connect/visma/bridge/protocol.js'
import { createErpWorld } from '../../engine/connect/visma/simulator/make.js'
import { serveErpSimulator } from '../../engine/connect/visma/simulator/serve.js'
import { AdkSimulator } from '../../engine/connect/visma/simulator/simulator.js'
import { effectsOf, type World } from '../../engine/connect/world/world.js'

const test = suite('visma bridge')
const OPEN = { sysPath: '', companyPath: '', user: '', password: '' }
const READ = { fields: [ARTICLE.NUMBER, ARTICLE.NAME] }
const DEADLINE_MS = 1_500
let dir = ''
let open: Bridge[] = []
test.before.each(() => { dir = mkdtempSync(join(tmpdir(), 'samsyn-bridge-')) })
test.after.each(async () => {
  await Promise.all(open.map((bridge) => bridge.end()))
  open = []
  rmSync(dir, { recursive: true, force: true })
})

function worldWith(settings: Record<string, unknown> = {}, articles = 0): World {
  const rows = Array.from({ length: articles }, (_, at) => String(at).padStart(4, '0')).map((NUMBER) => [NUMBER, { NUMBER, NAME: `Artikel ${NUMBER}` }])
  return createErpWorld(join(dir, 'erp.json'), { settings, tables: { ARTICLE: Object.fromEntries(rows) } })
}

function child(world: World, deadlineMs = 20_000): ChildBridge {
  const bridge = new ChildBridge({ args: ['--world', world.file], deadlineMs })
  open.push(bridge)
  return bridge
}

function inProcess(world: World): OwnProcessBridge {
  const bridge = new OwnProcessBridge(() => new AdkSimulator(world))
  open.push(bridge)
  return bridge
}

function ok<Answer>(reply: { ok: Answer } | { fault: unknown }): Answer {
  assert.ok('ok' in reply, JSON.stringify(reply))
  return (reply as { ok: Answer }).ok
}

function add(bridge: Bridge, number: string): Promise<Reply<'add'>> {
  return bridge.call('add', {
    register: DB.ARTICLE, values: [{ field: ARTICLE.NUMBER, value: number }, { field: ARTICLE.NAME, value: 'Räksmörgås' }], read: READ,
  })
}

function find(bridge: Bridge, keys: string[]): Promise<Reply<'find'>> {
  return bridge.call('find', { register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, key: ARTICLE.NUMBER, keys, ...READ })
}

async function lost(call: Promise<unknown>): Promise<BridgeLost> {
  try {
    await call
  } catch (error) {
    assert.instance(error, BridgeLost)
    return error as BridgeLost
  }
  throw new Error('the bridge was not lost')
}

test('says of an installation what needs no open company, and takes no seat for it', async () => {
  const world = worldWith({ seats: 0, edition: 500, licence: 'no-api' })
  const survey = ok(await child(world).call('survey', { sysPath: '', companyPath: '' }))
  assert.equal(survey.program, { variant: 3, text: 'Visma Administration 500', hasApi: false })
  assert.is(survey.company?.name, 'Övningsbolaget AB')
  assert.is(survey.version, '2026.1')
  // A part that could not be told is missing with its fault, and hides no other.
  assert.is(survey.loginActivated === undefined, survey.faults.some(({ part }) => part === 'loginActivated'))
})

test('carries every kind of value through a child process', async () => {
  const bridge = child(worldWith())
  ok(await bridge.call('open', OPEN))
  assert.equal(ok(await add(bridge, 'Å-1/4"')), ['Å-1/4"', 'Räksmörgås'])
  const fields = [ARTICLE.NAME, ARTICLE.WEIGHT, ARTICLE.WEBSHOP, ARTICLE.TIMESTAMP]
  const [row] = ok(await bridge.call('find', { register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, key: ARTICLE.NUMBER, keys: ['Å-1/4"'], fields, vatOf: ARTICLE.NUMBER }))
  assert.equal(row, ['Räksmörgås', 0, false, new Date().toISOString().slice(0, 10), null])
})

test('answers faults with what the program says', async () => {
  const bridge = inProcess(worldWith({ licence: 'no-api' }))
  const reply = await bridge.call('open', OPEN)
  assert.is('fault' in reply && reply.fault.rc, RC.LICENCE_NO_API)
  assert.match('fault' in reply ? reply.fault.text : '', /Licensen/)
  const later = await add(bridge, '1')
  assert.is('fault' in later && later.fault.rc, RC.NO_DB_OPEN)
})

test('says which field a value was refused for', async () => {
  const bridge = inProcess(worldWith())
  ok(await bridge.call('open', OPEN))
  const reply = await bridge.call('add', { register: DB.ARTICLE, values: [{ field: ARTICLE.NAME, value: 'x'.repeat(31) }], read: READ })
  assert.equal('fault' in reply && [reply.fault.rc, reply.fault.field], [RC.TOO_MANY_SIGNS, ARTICLE.NAME])
})

test('describes fields, also those that are not there', async () => {
  const bridge = inProcess(worldWith())
  ok(await bridge.call('open', OPEN))
  const facts = ok(await bridge.call('describe', { register: DB.ARTICLE, fields: [ARTICLE.NAME, ARTICLE.WEIGHT, ARTICLE.TYPE, 199] }))
  assert.equal(facts.map(({ length, decimals, missing }) => [length, decimals, missing]), [
    [30, 0, undefined], [0, 4, undefined], [0, 0, RC.FIELD_NOT_IN_EDITION], [0, 0, RC.UNKNOWN_FIELD],
  ])
})

test('scans in chunks, and finds its place again when somebody else moved in between', async () => {
  const world = worldWith({}, 25)
  const bridge = inProcess(world)
  ok(await bridge.call('open', OPEN))
  const ask = { register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, unique: ARTICLE.NUMBER, fields: [ARTICLE.NUMBER], chunk: 10 }
  let chunk = ok(await bridge.call('scan', ask))
  const rows: Row[] = [...chunk.rows]
  assert.is(rows.length, 10)
  while (chunk.cursor !== undefined) {
    ok(await find(bridge, ['0024', '0001', 'X']))
    chunk = ok(await bridge.call('more', { cursor: chunk.cursor }))
    rows.push(...chunk.rows)
  }
  assert.equal(rows.map(([number]) => number), Object.keys(world.table('ARTICLE')).sort())
})

test('goes on after the record that comes next was removed', async () => {
  const world = worldWith({}, 5)
  const bridge = inProcess(world)
  ok(await bridge.call('open', OPEN))
  const first = ok(await bridge.call('scan', { register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, unique: ARTICLE.NUMBER, fields: [ARTICLE.NUMBER], chunk: 2 }))
  world.effect('removed by hand', [['ARTICLE', '0002', null]])
  ok(await find(bridge, ['0004']))
  const rest = ok(await bridge.call('more', { cursor: first.cursor! }))
  assert.equal(rest.rows.map(([number]) => number), ['0003', '0004'])
})

test('scans only what begins with a key, and what a filter shows', async () => {
  const world = worldWith({}, 12)
  const bridge = inProcess(world)
  ok(await bridge.call('open', OPEN))
  const only = async (more: object): Promise<unknown[]> => {
    const chunk = ok(await bridge.call('scan', { register: DB.ARTICLE, fields: [ARTICLE.NUMBER], chunk: 100, ...more }))
    return chunk.rows.map(([number]) => number)
  }
  assert.equal(await only({ order: ORDER.ARTICLE_NUMBER, from: { field: ARTICLE.NUMBER, value: '0003' } }), ['0003'])
  assert.equal(await only({ order: ORDER.ARTICLE_NUMBER, from: { field: ARTICLE.NUMBER, value: 'X' } }), [])
  assert.equal(await only({ filters: [{ field: ARTICLE.NAME, expression: '*l 001*' }] }), ['0010', '0011'])
})

test('takes a key that no record can have for one that is not there', async () => {
  const bridge = inProcess(worldWith({}, 1))
  ok(await bridge.call('open', OPEN))
  assert.equal(ok(await find(bridge, ['x'.repeat(99), 'Ć', '0000', 'x'])), [null, null, ['0000', 'Artikel 0000'], null])
})

test('forgets a scan that is stopped', async () => {
  const bridge = inProcess(worldWith({}, 5))
  ok(await bridge.call('open', OPEN))
  const { cursor } = ok(await bridge.call('scan', { register: DB.ARTICLE, fields: [ARTICLE.NUMBER], chunk: 2 }))
  ok(await bridge.call('stop', { cursor: cursor! }))
  assert.ok('fault' in await bridge.call('more', { cursor: cursor! }))
})

test('says that the bridge died when its process is killed, and starts a new one', async () => {
  const world = worldWith({ faults: [{ op: 'AdkAdd', kind: 'crash', when: 'after' }] })
  const bridge = child(world)
  ok(await bridge.call('open', OPEN))
  const before = bridge.pid
  assert.equal([(await lost(add(bridge, '1'))).how, effectsOf(world.file).length], ['died', 1])
  ok(await bridge.call('open', OPEN))
  assert.is.not(bridge.pid, before)
  assert.equal(ok(await find(bridge, ['1'])), [['1', 'Räksmörgås']])
})

test('takes a silent process down at the deadline', async () => {
  const world = worldWith({ faults: [{ op: 'AdkAdd', kind: 'hang', when: 'before' }] })
  const bridge = child(world, DEADLINE_MS)
  ok(await bridge.call('open', OPEN))
  const { pid } = bridge
  assert.is((await lost(add(bridge, '1'))).how, 'deadline')
  assert.throws(() => process.kill(pid!, 0), undefined, 'the process is still there')
  ok(await bridge.call('open', OPEN))
  assert.equal(ok(await find(bridge, ['1'])), [null])
})

test('waits for a slow call that keeps the deadline', async () => {
  const bridge = child(worldWith({ faults: [{ op: 'AdkAdd', kind: 'slow', delayMs: 80 }] }))
  ok(await bridge.call('open', OPEN))
  assert.equal(ok(await add(bridge, '1')), ['1', 'Räksmörgås'])
})

test('serves calls that come at once one after the other', async () => {
  const bridge = child(worldWith())
  const [opened, ...added] = await Promise.all([bridge.call('open', OPEN), ...['1', '2', '3'].map((number) => add(bridge, number))])
  ok(opened)
  assert.equal(added.map((reply) => ok(reply)[0]), ['1', '2', '3'])
})

test('is not there for a world that is not', async () => {
  const bridge = new ChildBridge({ args: ['--world', join(dir, 'nothing.json')], deadlineMs: 20_000 })
  open.push(bridge)
  for (let tries = 0; tries < 2; tries += 1) {
    const error = await bridge.call('open', OPEN).then(() => undefined, (one: unknown) => one)
    assert.instance(error, SystemError)
    assert.is((error as SystemError).problem.code, 'WORLD_MISSING')
  }
})

test('a child closes its company and goes when the parent is gone', async () => {
  const world = worldWith({ seats: 1 })
  const own = fileURLToPath(import.meta.url)
  const client = own.replace(/test[\\/]connect[\\/]visma-bridge\.test\.([jt]s)$/, 'engine/connect/visma/bridge/client.$1')
  const script = join(dir, 'parent.mjs')
  writeFileSync(script, `
    const { ChildBridge } = await import(${JSON.stringify(client)})
    const bridge = new ChildBridge({ args: ['--world', ${JSON.stringify(world.file)}] })
    await bridge.call('open', ${JSON.stringify(OPEN)})
    process.stdout.write(String(bridge.pid))
    process.kill(process.pid, 'SIGKILL')
  `)
  const parent = spawn(process.execPath, [...process.execArgv, script], { stdio: ['ignore', 'pipe', 'inherit'] })
  let pid = ''
  parent.stdout.on('data', (text: Buffer) => { pid += String(text) })
  await new Promise((resolve) => parent.once('close', resolve))
  assert.ok(Number(pid) > 0)
  const seats = (): number => readdirSync(dir).filter((name) => name.includes('.seat-')).length
  for (let tries = 0; tries < 100 && seats() > 0; tries += 1) await new Promise((resolve) => { setTimeout(resolve, 20) })
  assert.is(seats(), 0)
})

test('reaches a simulator that runs by itself, each client with its own company', async () => {
  const world = worldWith({ seats: 1 })
  const server = await serveErpSimulator({ world })
  try {
    const [first, second] = [0, 1].map(() => new HttpBridge({ url: `${server.url}/` })) as [HttpBridge, HttpBridge]
    ok(await first.call('open', OPEN))
    const refused = await second.call('open', OPEN)
    assert.is('fault' in refused && refused.fault.rc, RC.TOO_MANY_LICENCES)
    await first.end()
    ok(await second.call('open', OPEN))
    ok(await add(second, '1'))
    assert.equal(ok(await find(second, ['1'])), [['1', 'Räksmörgås']])
    assert.is((await fetch(`${server.url}/`)).status, 404)
  } finally {
    await server.close()
  }
})

test('a simulator that nobody runs cannot be reached, so nothing happened there', async () => {
  const server = await serveErpSimulator({ world: worldWith() })
  await server.close()
  assert.is((await lost(add(new HttpBridge({ url: server.url }), '1'))).how, 'unreachable')
})

test('over HTTP a hang ends at the deadline, with the call of unknown outcome', async () => {
  const world = worldWith({ faults: [{ op: 'AdkAdd', kind: 'hang', when: 'after' }] })
  const server = await serveErpSimulator({ world })
  try {
    const bridge = new HttpBridge({ url: server.url, deadlineMs: 200 })
    ok(await bridge.call('open', OPEN))
    assert.is((await lost(add(bridge, '1'))).how, 'deadline')
    ok(await bridge.call('open', OPEN))
    assert.equal(ok(await find(bridge, ['1'])), [['1', 'Räksmörgås']])
  } finally {
    await server.close()
  }
})

test('gives the licence seat back when nobody asks anything', async () => {
  const world = worldWith({ seats: 1 })
  const api = new VismaApi({
    bridge: inProcess(world), idleMs: 20, open: { commonFiles: '', company: '', user: '', password: '' },
  })
  await api.company()
  assert.ok(readdirSync(dir).some((name) => name.includes('.seat-')))
  await new Promise((resolve) => { setTimeout(resolve, 60) })
  assert.not(readdirSync(dir).some((name) => name.includes('.seat-')))
  await api.company()
  assert.ok(existsSync(world.file))
  await api.close()
})

test.run()
