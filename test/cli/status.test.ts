// samsyn status tells the truth also where nothing runs: who holds the company, what is overdue, and which writes nobody knows about.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { leaseKey } from '../../engine/cli/lease-key.js'
import { checkProject, type Project } from '../../engine/cli/project.js'
import { statusFacts } from '../../engine/cli/status-facts.js'
import type { StatusFacts } from '../../engine/report/status.js'
import { FileIntents } from '../../engine/store/intents.js'
import { acquireLease } from '../../engine/store/lease.js'
import { FileStore } from '../../engine/store/store.js'
import { testFolder } from '../kit/program.js'
import { newCustomer } from './customer.js'

const test = suite('cli: status')
const HOUR_MS = 3_600_000
const STREAM = 'se/product'
const LAST = '2026-11-22T08:00:00.000Z'
const LAST_MS = Date.parse(LAST)

async function projectOf(): Promise<Project> {
  process.env['SAMSYN_LEASES'] = testFolder()
  const { desired, ...checked } = await checkProject(newCustomer())
  if (!desired) throw new Error(`the customer is wrong: ${checked.problems.map((one) => one.code).join()}`)
  const project = { ...checked, desired }
  const store = storeOf(project, true)
  const known = store.read(STREAM)
  const condition = { type: 'Ready' as const, reason: 'InSync', message: 'in sync', since: LAST, lastRunAt: LAST }
  await store.write(STREAM, { ...known, run: { ...known.run, condition } })
  return project
}

function storeOf({ dir, desired }: Project, owner = false): FileStore {
  return new FileStore({ dir, streams: desired.streams, now: () => LAST_MS, owns: () => owner })
}

const factsAt = (project: Project, nowMs: number): StatusFacts => statusFacts(project, storeOf(project), nowMs)
const streamOf = (facts: StatusFacts): StatusFacts['streams'][number] | undefined => facts.streams.find((one) => one.stream === STREAM)

test('three days dead is not in sync', async () => {
  const facts = factsAt(await projectOf(), LAST_MS + 72 * HOUR_MS)
  assert.equal(facts.engine, { running: null, lastRunAt: LAST })
  const stream = streamOf(facts)
  assert.equal([stream?.type, stream?.reason, stream?.nextRunAt], ['Stalled', 'NoRun', undefined])
  assert.match(stream?.text ?? '', 'no run since 2026-11-22 09:00')
})

test('a stream whose memory is damaged hides none of the others', async () => {
  const project = await projectOf()
  writeFileSync(join(project.dir, '.samsyn', 'state', 'se.product.json'), '{')
  const facts = factsAt(project, LAST_MS + 60_000)
  assert.is(streamOf(facts)?.type, 'Stalled')
  assert.is.not(facts.streams.find((one) => one.stream === 'se/price')?.type, 'Stalled')
})

test('just run, by nobody who runs on: ready, and no next run is promised', async () => {
  const stream = streamOf(factsAt(await projectOf(), LAST_MS + 60_000))
  assert.equal([stream?.type, stream?.nextRunAt], ['Ready', undefined])
})

test('an engine that runs is told, with its next turn', async () => {
  const project = await projectOf()
  const lease = acquireLease({ key: leaseKey(project), dir: project.dir, now: () => LAST_MS })
  const facts = factsAt(project, LAST_MS + 60_000)
  assert.is(facts.engine?.running?.pid, process.pid)
  assert.is(facts.engine?.running?.since, LAST)
  assert.ok((streamOf(facts)?.nextRunAt ?? '') > LAST)
  if ('fence' in lease) lease.release()
})

test('writes that nobody knows the outcome of are counted, unless they are only under way', async () => {
  const project = await projectOf()
  const intents = FileIntents.open({ dir: project.dir, fence: 1, now: () => LAST_MS, owns: () => true })
  const items = ['K-1', 'K-2'].map((key) => ({ change: `${STREAM}:update:${key}`, key, after: { name: 'Kanel' }, before: null }))
  await intents.begin({ stream: STREAM, entity: 'product', action: 'update', system: 'se', scope: {}, items })
  await intents.close()
  assert.is(factsAt(project, LAST_MS + 60_000).openWrites, 2)
  const lease = acquireLease({ key: leaseKey(project), dir: project.dir, now: () => LAST_MS })
  assert.is(factsAt(project, LAST_MS + 60_000).openWrites, undefined)
  assert.is(factsAt(project, LAST_MS + HOUR_MS).openWrites, 2)
  if ('fence' in lease) lease.release()
})

test.run()
