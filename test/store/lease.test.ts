import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { acquireLease, type Held, type Lease, leaseFolder, leaseHolder, type LeaseOptions } from '../../engine/store/lease.js'
import { lifeOf, startOf } from '../../engine/store/process.js'
import { StoreError } from '../../engine/store/memory.js'
import { testClock } from '../kit/clock.js'
import { bundled, gone, started, testFolder } from '../kit/program.js'

const test = suite('lease')
const KEY = 'visma:Nordlys'

const ask = (folder: string, more: Partial<LeaseOptions> = {}): Lease | Held =>
  acquireLease({ key: KEY, dir: '/kund/nordlys', owner: 'drift', now: testClock().now, folder, ...more })

function take(folder: string, more: Partial<LeaseOptions> = {}): Lease {
  const taken = ask(folder, more)
  if (!('fence' in taken)) throw new Error(`held by ${taken.heldBy.pid}`)
  return taken
}

/** The number of a process that is certainly gone. */
function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '0']).pid
}

test('S-011: one holds it, the next is told who, and gets it with a higher fence when it is released', () => {
  const folder = testFolder()
  const first = take(folder)
  const second = ask(folder)
  assert.ok('heldBy' in second)
  assert.is(second.heldBy.pid, process.pid)
  assert.is(second.heldBy.dir, '/kund/nordlys')
  assert.is(second.heldBy.since, '2026-11-25T06:30:00.000Z')
  first.release()
  const third = take(folder)
  assert.ok(third.fence > first.fence)
  assert.is(first.renew(), false)
})

test('who only looks is told who holds it, and changes nothing', () => {
  const folder = testFolder()
  const look = (): unknown => leaseHolder({ key: KEY, now: testClock().now, folder })
  assert.is(look(), undefined)
  assert.is(leaseHolder({ key: KEY, now: testClock().now, folder: join(folder, 'none') }), undefined)
  const lease = take(folder)
  const files = readdirSync(folder)
  assert.equal(look(), { pid: process.pid, host: hostname(), since: '2026-11-25T06:30:00.000Z', dir: '/kund/nordlys', owner: 'drift' })
  assert.equal(readdirSync(folder), files)
  lease.release()
  assert.is(look(), undefined)
  take(folder, { pid: deadPid() })
  assert.is(look(), undefined, 'a dead holder is none')
})

test('another company is another lease', () => {
  const folder = testFolder()
  take(folder)
  assert.ok('fence' in ask(folder, { key: 'visma:Sydlys' }))
})

test('a dead process on this machine is followed at once', () => {
  const folder = testFolder()
  const dead = take(folder, { pid: deadPid() })
  const next = take(folder)
  assert.ok(next.fence > dead.fence)
  assert.is(dead.renew(), false)
  dead.release()
  assert.is(next.renew(), true)
})

test('another process with the number of a dead one is not taken for it', () => {
  if (process.platform !== 'linux') return
  const folder = testFolder()
  take(folder)
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.1')).map((name) => join(folder, name))
  const record = { id: 'x', pid: process.pid, start: 'another boot 17', host: '', owner: '', dir: '', since: '' }
  writeFileSync(file!, JSON.stringify({ ...record, host: 'här' }))
  assert.ok('fence' in ask(folder, { host: 'här' }))
})

test('another machine is followed only after it fell silent', () => {
  const folder = testFolder()
  const clock = testClock()
  const there = take(folder, { host: 'server-1', pid: deadPid(), now: clock.now, ttlMs: 60_000 })
  const here = { host: 'server-2', now: clock.now, ttlMs: 60_000 }
  clock.advance(50_000)
  assert.ok('heldBy' in ask(folder, here))
  assert.is(there.renew(), true)
  clock.advance(50_000)
  const held = ask(folder, here)
  assert.ok('heldBy' in held)
  assert.is(held.ageMs, 50_000)
  clock.advance(11_000)
  const next = take(folder, here)
  assert.is(there.renew(), false)
  there.release()
  assert.is(next.renew(), true)
  assert.ok('heldBy' in ask(folder, { ...here, host: 'server-1' }))
})

test('a live process that is slow keeps its lease on a system that tells when it began', () => {
  if (process.platform !== 'linux') return
  const folder = testFolder()
  const clock = testClock()
  take(folder, { now: clock.now })
  clock.advance(3_600_000)
  assert.ok('heldBy' in ask(folder, { now: clock.now }))
})

test('fences rise even when somebody emptied the folder, and whoever held it is told', () => {
  const folder = testFolder()
  const clock = testClock()
  const first = take(folder, { now: clock.now })
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  assert.is(first.renew(), false)
  clock.advance(2000)
  assert.ok(take(folder, { now: clock.now }).fence > first.fence)
})

test('the folder stays small', () => {
  const folder = testFolder()
  for (let round = 0; round < 20; round++) take(folder).release()
  assert.is(readdirSync(folder).length, 2)
})

test('a file that is no lease is named, not taken', () => {
  const folder = testFolder()
  take(folder).release()
  const file = join(folder, readdirSync(folder).find((name) => name.endsWith('.1'))!)
  for (const text of ['', 'x', '{}']) {
    writeFileSync(file, text)
    try {
      ask(folder)
      assert.unreachable()
    } catch (error) {
      assert.instance(error, StoreError)
      assert.equal((error as StoreError).problem, { code: 'LEASE_UNUSABLE', facts: { file, reason: 'JSON' } })
    }
  }
})

test('the folder of the machine belongs to this user alone', () => {
  const before = process.env['SAMSYN_LEASES']
  process.env['SAMSYN_LEASES'] = '/särskild'
  assert.is(leaseFolder(), '/särskild')
  delete process.env['SAMSYN_LEASES']
  if (process.platform === 'linux') assert.is(statSync(leaseFolder()).mode & 0o077, 0)
  if (before !== undefined) process.env['SAMSYN_LEASES'] = before
})

test('a process knows when it began', () => {
  assert.is(lifeOf(deadPid(), undefined), 'dead')
  if (process.platform !== 'linux') return
  assert.is(lifeOf(process.pid, startOf(process.pid)), 'alive')
  assert.is(lifeOf(process.pid, 'another boot 17'), 'dead')
  assert.is(lifeOf(process.pid, undefined), 'likely')
  assert.is(startOf(deadPid()), undefined)
})

test('a killed process whose parent has not noticed is dead', async () => {
  if (process.platform !== 'linux') return
  const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const pid = Number(await new Promise((resolve) => { parent.stdout.once('data', (text) => resolve(String(text))) }))
  const start = startOf(pid)
  assert.is(lifeOf(pid, start), 'alive')
  for (let tries = 0; lifeOf(pid, start) === 'alive' && tries < 50; tries++) await sleep(20)
  assert.is(lifeOf(pid, start), 'dead')
  process.kill(pid, 0)
  parent.kill('SIGKILL')
  await gone(parent)
})

test('of three real processes that try at once, one wins; fifty times, on a free lease and on a dead holder’s', async () => {
  const program = await bundled('test/kit/lease-program.ts')
  const folder = testFolder()
  const programs = Array.from({ length: 3 }, () => started(program, [folder]))
  for (const { lines } of programs) assert.is((await lines.next()).value, 'ready')
  const dead = deadPid()
  for (let round = 0; round < 50; round++) {
    const key = `company-${round}`
    if (round % 2 === 1) take(folder, { key, pid: dead })
    const at = Date.now() + 8
    for (const { child } of programs) child.stdin!.write(`${key} ${at} hold\n`)
    const said = await Promise.all(programs.map(async ({ lines }) => String((await lines.next()).value)))
    const winners = said.filter((line) => line.startsWith('won'))
    assert.is(winners.length, 1, `round ${round}: ${said.join(', ')}`)
  }
  for (const { child } of programs) child.stdin!.end()
  await Promise.all(programs.map(({ child }) => gone(child)))
})

test('a killed process is followed at once, with a higher fence', async () => {
  const program = await bundled('test/kit/lease-program.ts')
  const folder = testFolder()
  let fence = 0
  for (let round = 0; round < 5; round++) {
    const { child, lines } = started(program, [folder])
    assert.is((await lines.next()).value, 'ready')
    child.stdin!.write(`${KEY} 0 hold\n`)
    const won = Number(String((await lines.next()).value).replace('won ', ''))
    assert.ok(won > fence)
    assert.ok('heldBy' in ask(folder))
    child.kill('SIGKILL')
    await gone(child)
    const taken = take(folder)
    assert.ok(taken.fence > won)
    fence = taken.fence
    taken.release()
  }
})

test('law: two that hand a lease to and fro never hold it together', async () => {
  const program = await bundled('test/kit/lease-program.ts')
  const folder = testFolder()
  const programs = Array.from({ length: 2 }, () => started(program, [folder]))
  for (const { lines } of programs) await lines.next()
  const fences: number[] = []
  for (let round = 0; round < 100; round++) {
    const at = Date.now() + 2
    for (const { child } of programs) child.stdin!.write(`${KEY} ${at} release\n`)
    for (const { lines } of programs) {
      const [what, number] = String((await lines.next()).value).split(' ')
      if (what === 'won') fences.push(Number(number))
    }
  }
  assert.is(new Set(fences).size, fences.length)
  assert.ok(fences.length >= 100)
  for (const { child } of programs) child.stdin!.end()
  await Promise.all(programs.map(({ child }) => gone(child)))
})

test.run()
