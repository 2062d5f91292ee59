// samsyn doctor as its users have it: what it prints of sound and of sick installations, its exit codes, and that it writes nothing.
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { factsOf } from '../../engine/cli/commands/doctor.js'
import { leaseKey } from '../../engine/cli/lease-key.js'
import { checkProject, type Project } from '../../engine/cli/project.js'
import { World, effectsOf, type Row, type Tables } from '../../engine/connect/world/world.js'
import { doctorText, titleFits } from '../../engine/report/doctor-text.js'
import { loadSpecs } from '../../engine/load/specs.js'
import { acquireLease } from '../../engine/store/lease.js'
import { samsyn } from '../kit/cli.js'
import { compare } from '../kit/golden.js'
import { orderScenario, type OrderScenario } from '../kit/order-scenario.js'
import { testFolder } from '../kit/program.js'
import { RESELLERS } from '../kit/scenario.js'
import { projectRoot } from '../kit/specs.js'
import { newCustomer } from './customer.js'

const test = suite('cli: doctor')
const NOW_MS = Date.parse('2026-11-25T12:00:00Z')
const YEARS: Tables = { BOOKINGYEAR: { A: { ID: 'A', START: '2000-01-01', END: '2099-12-31', LOCKED_MONTH: '', YEAR_LOCKED: false } } }

/** Changes the simulated ERP as somebody would who edits its file. */
function erp(dir: string, settings: Row, tables: Tables = {}): void {
  const file = join(dir, 'world', 'erp.json')
  const world = JSON.parse(readFileSync(file, 'utf8')) as { settings: Row; tables: Tables }
  Object.assign(world.settings, settings)
  Object.assign(world.tables, tables)
  writeFileSync(file, JSON.stringify(world))
}

function customer(settings: Row = {}, tables: Tables = {}, documents = ''): string {
  const dir = newCustomer({ documents })
  erp(dir, settings, { ...YEARS, ...tables })
  return dir
}

const SICK_CODES = `apiVersion: samsyn/v1
kind: Channel
metadata: { name: b2b, shop: se }
spec:
  match: { channelId: 2 }
  orders: { priceList: AG }
---
apiVersion: samsyn/v1
kind: ValueMap
metadata: { name: units }
spec:
  entity: product
  field: unit
  pairs: [{ erp: stk, shop: Styck }, { erp: kg, shop: Kilo }]
`
const SICK_TABLES: Tables = {
  PRM: { PRM: { NAME: 'Kryddboden AB', CODE_OF_CURRENCY: 'SEK', BARCODE_ACTIVATED: false } },
  PRM2: { PRM2: { VAT1: 25, VAT2: 12, VAT3: 8, VAT4: 0, DEFAULT_PRICELIST: 'Z' } },
  BOOKINGYEAR: {},
}

async function projectOf(dir: string): Promise<Project> {
  const { desired, specs } = await checkProject(dir)
  assert.ok(desired, 'the files are right')
  return { dir, desired, specs }
}

/** The text as of a fixed day, without what differs from run to run. */
async function textOf(dir: string): Promise<string> {
  process.env['JETSHOP_STORE_TOKEN'] = 'simulated-token'
  const facts = await factsOf(await projectOf(dir), NOW_MS)
  assert.ok(facts)
  return doctorText(facts).replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT').replaceAll(new Date().toISOString().slice(0, 10), 'TODAY')
}

test('a sound installation', async () => {
  compare('doctor/sound', await textOf(customer()))
})

test('a company that opens, with much that is wrong', async () => {
  const text = await textOf(customer({}, SICK_TABLES, SICK_CODES))
  compare('doctor/sick', text)
  assert.match(text, 'Did you mean "st"?')
})

test('a company that cannot be opened: what can be told is told, the rest is unknown and says why', async () => {
  compare('doctor/closed', await textOf(customer({ seats: 1, seatsTaken: 1 })))
})

test('exit codes: sound 0, a person is needed 3, not usable at all 1, files wrong 1', async () => {
  const wrong = customer()
  writeFileSync(join(wrong, 'more.yaml'), 'apiVersion: samsyn/v1\nkind: Shopp\n')
  const dirs = [customer(), customer({}, SICK_TABLES, SICK_CODES), customer({ edition: 200 }), wrong]
  const ran = await Promise.all(dirs.map((dir) => samsyn(['doctor', dir])))
  assert.equal(ran.map((one) => one.code), [0, 3, 1, 1])
  assert.match(ran[1]!.out, '[VISMA_CODE_NOT_THERE]')
  assert.match(ran[2]!.out, '[VISMA_EDITION_UNFIT]')
  assert.match(ran[3]!.out, 'the systems were not asked')
})

test('as JSON the same facts, with both languages', async () => {
  const [sick, wrong] = [customer({}, SICK_TABLES, SICK_CODES), newCustomer()]
  writeFileSync(join(wrong, 'more.yaml'), 'apiVersion: samsyn/v1\nkind: Shopp\n')
  const [told, refused] = await Promise.all([samsyn(['doctor', sick, '--json']), samsyn(['doctor', wrong, '--json'])])
  type Told = { ok: boolean; systems: { checks: { id: string; state: string; code?: string; messageSwedish?: string; place?: string }[] }[]; counts: Row }
  const facts = JSON.parse(told.out) as Told
  assert.is(facts.ok, false)
  const code = facts.systems[0]!.checks.find((one) => one.id === 'codes')
  assert.equal([code?.state, code?.code, code?.messageSwedish], ['failed', 'VISMA_CODE_NOT_THERE', '"AG" saknas i Visma'])
  assert.match(code?.place ?? '', /^samsyn\.yaml:\d+:\d+$/)
  assert.is(facts.counts['failed'], 2)
  assert.equal((JSON.parse(refused.out) as Told).systems, [])
})

test('with faults in the files no system is asked', async () => {
  const dir = customer()
  rmSync(join(dir, 'world'), { recursive: true })
  writeFileSync(join(dir, 'more.yaml'), 'apiVersion: samsyn/v1\nkind: Shopp\n')
  const ran = await samsyn(['doctor', dir])
  assert.is(ran.code, 1)
  assert.not.match(ran.out, 'world/erp.json')
})

test('secrets that are not set are named, and the system is not asked', async () => {
  const dir = customer()
  const file = join(dir, 'samsyn.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('  simulator: world/shop.json\n', '  url: http://127.0.0.1:9/\n  user: env:NOT_SET_A\n  password: env:NOT_SET_B\n  shopId: x\n'))
  const ran = await samsyn(['doctor', dir])
  assert.is(ran.code, 1)
  for (const name of ['NOT_SET_A', 'NOT_SET_B']) assert.match(ran.out, name)
  assert.not.match(ran.out, 'HTTP_UNREACHABLE')
})

test('a world that is not there is told with the command that makes it', async () => {
  const dir = customer()
  rmSync(join(dir, 'world', 'erp.json'))
  const ran = await samsyn(['doctor', dir])
  assert.is(ran.code, 1)
  assert.match(ran.out, '[WORLD_MISSING]')
  assert.match(ran.out, 'samsyn simulate erp --create')
})

test('it reads only: no effect in either system, nothing new and nothing touched in the folder', async () => {
  const dir = customer({ seats: 2 })
  await samsyn(['apply', dir])
  const [before, effects] = [timesOf(dir), effectsIn(dir)]
  assert.ok(effects > 0)
  const ran = await samsyn(['doctor', dir])
  assert.is(ran.code, 0, ran.err)
  assert.is(effectsIn(dir), effects)
  assert.equal(timesOf(dir), before)
  const fresh = customer()
  await samsyn(['doctor', fresh])
  assert.not.ok(readdirSync(fresh).includes('.samsyn'), 'no memory begins')
})

test('a seat that the running engine holds is said, and is no failure', async () => {
  const dir = customer({ seats: 1, seatsTaken: 1 })
  const project = await projectOf(dir)
  const lease = acquireLease({ key: leaseKey(project), dir, now: () => Date.now() })
  assert.ok('release' in lease)
  try {
    const facts = await factsOf(project, Date.now())
    const seat = facts?.systems[0]?.checks.find((one) => one.id === 'seat')
    assert.equal([seat?.state, seat?.code], ['warning', 'VISMA_SEAT_OF_ENGINE'])
    assert.match(seat?.hint ?? '', `process ${process.pid}`)
    assert.is(facts?.systems[0]?.usable, true)
    assert.is(facts?.counts.failed, 0)
  } finally {
    lease.release()
  }
})

const UNKNOWN = 'SHOP_CODE_UNKNOWN'
const SHOP_WORDS = (faktura: string): string => `byPayment: { ${faktura}: invoice }\npay: { Klarna: authorised, Faktura: always, Vipps: paid }\nroundFor: [Faktura]`
const doubtful = (more: string): string[] => [
  `apiVersion: samsyn/v1\nkind: Channel\nmetadata: { name: b2b, shop: se }\nspec: { match: { channelId: ${more === '' ? 1 : 77} } }\n`,
  `apiVersion: samsyn/v1\nkind: PriceListBinding\nmetadata: { name: af }\nspec: { erp: { priceList: AF }, shop: { name: se, priceList: ${more === '' ? RESELLERS.toUpperCase() : '9c2f0000-0000-4000-8000-000000000009'} } }\n`,
]

/** What doctor finds wrong in the shops, as list, code and line. */
async function wrongIn(it: OrderScenario): Promise<string[]> {
  process.env['JETSHOP_STORE_TOKEN'] = 'simulated-token'
  const facts = await factsOf(await projectOf(it.dir), NOW_MS)
  return (facts?.systems ?? []).flatMap(({ name, checks }) => checks.filter(({ code }) => code === UNKNOWN).map(({ id, message }) => `${name} ${id}: ${message}`))
}

test('payment methods, channels and price lists of the files are held against the shop, as orders and calls name them', async () => {
  const sound = await orderScenario({ orders: SHOP_WORDS('Faktura').replace(', Vipps: paid', ''), documents: doubtful('') })
  assert.equal(await wrongIn(sound), [])
  const sick = await orderScenario({ orders: SHOP_WORDS('"2"').replace(', Vipps', ', Klana').replace('[Faktura]', '[Fakturaa]'), documents: doubtful('wrong') })
  assert.equal(await wrongIn(sick), [
    'se codes: the shop has no "2" in its list payment method', 'se codes: the shop has no "Klana" in its list payment method', 'se codes: the shop has no "Fakturaa" in its list payment method',
    'se codes: the shop has no "77" in its list channel', 'se codes: the shop has no "9c2f0000-0000-4000-8000-000000000009" in its list price list',
  ])
  const file = join(sick.dir, 'samsyn.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/defaultPriceList: \S+/, 'defaultPriceList: 9c2f0000-0000-4000-8000-000000000009'))
  assert.ok((await wrongIn(sick)).includes('se price-list: the shop has no "9c2f0000-0000-4000-8000-000000000009" in its list price list'))
  for (const it of [sound, sick]) it.close()
})

test('what is written for every shop is wrong only where no shop has it', async () => {
  const it = await orderScenario({ shops: ['se', 'no'], orders: SHOP_WORDS('Fakktura') })
  const world = it.world('no')
  world.table('paymentMethods')['3'] = { name: 'Vipps' }
  world.checkpoint()
  assert.equal(await wrongIn(it), ['se codes: the shop has no "Fakktura" in its list payment method', 'no codes: the shop has no "Fakktura" in its list payment method'])
  it.close()
})

/** Files that are right, with the worlds that they name. What an example breaks on purpose ends before the systems are asked. */
const examples = (readdirSync(join(projectRoot, 'examples'), { recursive: true, encoding: 'utf8' })).map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('/samsyn.yaml') && !/^(broken|demo|too-small-a-package)\//.test(name)).map(dirname)

test('the world of each example is as its files need it', async () => {
  assert.ok(examples.includes('orders') && examples.includes('three-modes/combo'))
  process.env['JETSHOP_STORE_TOKEN'] = 'simulated-token'
  const folder = testFolder()
  for (const name of examples) {
    const [top = name] = name.split('/')
    cpSync(join(projectRoot, 'examples', top), join(folder, top), { recursive: true })
    const facts = await factsOf(await projectOf(join(folder, name)), NOW_MS)
    const wrong = (facts?.systems ?? []).flatMap(({ checks }) => checks.filter(({ state }) => state === 'failed' || state === 'warning'))
    assert.equal(wrong.map(({ id, message }) => `${name} ${id}: ${message}`), [])
    const said = (facts?.systems ?? []).flatMap(({ name: system, checks }) => checks.map(({ id, state, code, message }) => [name, system, id, state, code, message].join(' ')).filter((one) => !one.includes(' ok ')))
    assert.equal(said.filter((one, at) => said.indexOf(one) !== at), [])
  }
})

test('no title pushes its column', () => {
  const titles = Object.values(loadSpecs().checks).flatMap((one) => Object.values(one ?? {})).map((one) => one?.title ?? '')
  assert.equal(titles.filter((title) => !titleFits(title)), [])
})

function timesOf(dir: string): string[] {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort()
  // The simulated program keeps its seats as files beside its world while they are taken.
  return names.filter((name) => name !== 'world').map((name) => `${name} ${statSync(join(dir, name)).mtimeMs}`)
}

function effectsIn(dir: string): number {
  return ['erp', 'shop'].reduce((sum, name) => sum + effectsOf(new World(join(dir, 'world', `${name}.json`)).file).length, 0)
}

test.run()
