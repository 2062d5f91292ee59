// One change among fifty thousand articles: how much has to be asked to find it, where the installation sorts by the time of change.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { AdkApi } from '../../engine/connect/visma/adk.js'
import { VismaApi } from '../../engine/connect/visma/api.js'
import { OwnProcessBridge } from '../../engine/connect/visma/bridge/client.js'
import { VismaReader } from '../../engine/connect/visma/reader.js'
import { createErpWorld } from '../../engine/connect/visma/simulator/make.js'
import { AdkSimulator } from '../../engine/connect/visma/simulator/simulator.js'
import type { World } from '../../engine/connect/world/world.js'

const test = suite('visma: changed since')
const ARTICLES = 50_000
const PAGE = 500
const LONG_AGO = '2026-01-01T08:00:00.000Z'
const CALLS_FOR_ONE_MAX = 120
let dir = ''
test.before(() => { dir = mkdtempSync(join(tmpdir(), 'samsyn-changed-')) })
test.after(() => { rmSync(dir, { recursive: true, force: true }) })

function worldOf(name: string, settings: Record<string, unknown> = {}): World {
  const rows = Array.from({ length: ARTICLES }, (_, at) => String(at).padStart(5, '0')).map((NUMBER) => [
    NUMBER, { NUMBER, NAME: `Artikel ${NUMBER}`, WEBSHOP: true, TIMESTAMP: LONG_AGO },
  ])
  return createErpWorld(join(dir, name), { settings, tables: { ARTICLE: Object.fromEntries(rows) } })
}

/** A reader over the world, and how often it has called the API. */
function readerOf(world: World): { reader: VismaReader; calls: () => number } {
  let calls = 0
  const api = new Proxy<AdkApi>(new AdkSimulator(world), {
    get: (target, name) => {
      const value = Reflect.get(target, name) as unknown
      return typeof value !== 'function' ? value : (...given: unknown[]) => { calls += 1; return value.apply(target, given) as unknown }
    },
  })
  const open = { commonFiles: '', company: '', user: '', password: '' }
  const visma = new VismaApi({ bridge: new OwnProcessBridge(() => api), open })
  return { reader: new VismaReader({ api: visma, choice: 'all', pageMax: PAGE, simulated: true, registers: [] }), calls: () => calls }
}

async function listed(reader: VismaReader, scope: Record<string, string>): Promise<{ keys: string[]; coverage: unknown }> {
  const keys: string[] = []
  let coverage: unknown
  for await (const page of reader.list('product', scope)) {
    keys.push(...page.items.map(({ key }) => key))
    coverage = page.coverage?.kind
  }
  return { keys, coverage }
}

test('one change is found with a handful of calls, however many articles there are', async () => {
  const world = worldOf('erp.json')
  const { reader, calls } = readerOf(world)
  await reader.identify()
  const before = calls()
  assert.equal(await listed(reader, { changedSince: '2026-06-01 00:00:00' }), { keys: [], coverage: 'subset' })
  world.effect('a person', [['ARTICLE', '31415', { ...world.row('ARTICLE', '31415'), NAME: 'Räksmörgås', TIMESTAMP: '2026-11-24T12:00:00.000Z' }]])
  const none = calls() - before
  assert.equal(await listed(reader, { changedSince: '2026-06-01 00:00:00' }), { keys: ['31415'], coverage: 'subset' })
  const one = calls() - before - none
  assert.equal((await listed(reader, {})).keys.length, ARTICLES)
  const all = calls() - before - none - one
  await reader.close()
  process.stdout.write(`  calls of the API: ${none} for no change, ${one} for one, ${all} for all ${ARTICLES} articles\n`)
  assert.ok(one < CALLS_FOR_ONE_MAX, `${one} calls`)
})

test('an installation that does not sort by the time of change is asked for everything', async () => {
  const { reader } = readerOf(worldOf('other.json', { lacks: { orders: [220] } }))
  const { keys, coverage } = await listed(reader, { changedSince: '2026-06-01 00:00:00' })
  assert.is(keys.length, ARTICLES)
  assert.is(coverage, 'whole')
  await reader.close()
})

test.run()
