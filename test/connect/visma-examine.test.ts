// What the driver of Visma Administration tells doctor: a sound company, and each thing that can be wrong with one, put into the
// simulated world by itself.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Check, Examination } from '../../engine/connect/connector.js'
import { drivers } from '../../engine/connect/registry.js'
import { CODE_REGISTERS } from '../../engine/connect/visma/examine/codes.js'
import { folderText } from '../../engine/connect/visma/examine/folders.js'
import { loginCheck } from '../../engine/connect/visma/examine/opening.js'
import { yearChecksOf } from '../../engine/connect/visma/examine/settings.js'
import { createErpWorld, type ErpWorldOptions } from '../../engine/connect/visma/simulator/make.js'
import { effectsOf, type Row } from '../../engine/connect/world/world.js'
import { loadSpecs } from '../../engine/load/specs.js'

const test = suite('visma examine')
const specs = loadSpecs()
const SYSTEM = 'visma-administration'
const PLACE = { file: 'samsyn.yaml', line: 7, column: 9 }
let dir = ''
test.before.each(() => { dir = mkdtempSync(join(tmpdir(), 'samsyn-examine-')) })
test.after.each(() => { rmSync(dir, { recursive: true, force: true }) })

const USUAL: Examination = { today: '2026-11-25', vat: specs.vat, reads: ['price', 'stock'], writes: { product: ['name', 'barcode'] }, codes: [] }

interface Case {
  readonly world?: ErpWorldOptions
  readonly yaml?: Readonly<Record<string, unknown>>
  readonly of?: Partial<Examination>
}

/** What came of it. Each check must be one that specs/checks.yaml knows, and say nothing that it does not name. */
async function examine({ world = {}, yaml = {}, of = {} }: Case = {}): Promise<Check[]> {
  createErpWorld(join(dir, 'erp.json'), world)
  const make = await drivers[SYSTEM]!()
  const connector = await make({
    name: 'visma', dir, settings: yaml, habits: { batchMax: 1, parallelMax: 1, pageMax: 10 }, tell: () => undefined, simulator: 'erp.json',
  })
  const checks: Check[] = []
  for await (const check of connector.examine!({ ...USUAL, ...of })) checks.push(check)
  await connector.reader.close()
  for (const { id, state, problem } of checks) {
    const known = specs.checks[SYSTEM]?.[id]
    assert.ok(known, `${id} is in specs/checks.yaml`)
    assert.is(problem === undefined, state === 'ok', `${id}: a problem in every state but ok`)
    if (problem && state !== 'unknown') assert.ok(known.says.includes(problem.code), `${id} names ${problem.code}`)
  }
  return checks
}

/** Booking years have a table of their own below: which of them a simulated company has is not this suite's concern. */
const OF_YEARS: ReadonlySet<string> = new Set(['booking-year', 'locked-months'])

function brief(checks: readonly Check[]): string[] {
  return checks.filter((one) => one.state !== 'ok' && !OF_YEARS.has(one.id)).map(({ id, state, problem, ends }) => `${id} ${state} ${problem?.code}${ends ? ', ends' : ''}`)
}

const WRITING = 'writing unknown VISMA_WRITING_NOT_TRIED'
type LedgerYear = readonly [start: string, end: string, lockedMonths: string, locked: boolean]

function faulty(rc: number): ErpWorldOptions {
  return { settings: { faults: [{ op: 'AdkOpen2', kind: 'code', rc, times: 1000 }] } }
}

function prm2(row: Row): ErpWorldOptions {
  return { tables: { PRM2: { PRM2: { VAT1: 25, VAT2: 12, VAT3: 6, VAT4: 0, DEFAULT_PRICELIST: 'A', ...row } } } }
}

const ENDING: readonly (readonly [name: string, given: Case, expected: string])[] = [
  ['edition 200', { world: { edition: 200 } }, 'edition failed VISMA_EDITION_UNFIT, ends'],
  ['Förening', { world: { settings: { edition: 'forening' } } }, 'edition failed VISMA_EDITION_UNFIT, ends'],
  ['another edition', { yaml: { edition: 2000 } }, 'edition failed VISMA_EDITION_DIFFERS, ends'],
  ['no API', { world: { settings: { licence: 'no-api' } } }, 'api failed VISMA_NO_API, ends'],
  ['no agreement', { world: { settings: { licence: 'no-agreement' } } }, 'agreement failed VISMA_NO_AGREEMENT, ends'],
  ['licence ran out', { world: { settings: { licence: 'expired' } } }, 'licence failed VISMA_LICENCE, ends'],
  ['wrong company', { world: { settings: { companyPath: 'C:\\A' } }, yaml: { company: 'C:\\B' } }, 'company failed VISMA_COMPANY_PATH, ends'],
  ['wrong common files', { world: { settings: { commonFiles: 'C:\\A' } }, yaml: { commonFiles: 'C:\\B' } }, 'common-files failed VISMA_COMMON_PATH, ends'],
  ['API older than the program', { world: { settings: { versionDiffers: true } } }, 'versions failed VISMA_VERSION, ends'],
  ['company to be upgraded', { world: { settings: { upgradeNeeded: true } } }, 'versions failed VISMA_VERSION, ends'],
  ['wrong password', { world: { settings: { users: { anna: 'right' } } }, yaml: { user: 'anna', password: 'wrong' } }, 'login failed VISMA_LOGIN, ends'],
  ['no seat', { world: { settings: { seats: 1, seatsTaken: 1 } } }, 'seat failed VISMA_NO_SEAT, ends'],
  ['no net licence', { world: faulty(128) }, 'seat failed VISMA_NO_SEAT, ends'],
  ['exclusive lock', { world: faulty(486) }, 'locks failed VISMA_LOCKED, ends'],
  ['journal', { world: faulty(560) }, 'locks failed VISMA_JOURNAL_RUNNING, ends'],
  ['invoices being sent', { world: faulty(540) }, 'locks failed VISMA_INVOICES_SENDING, ends'],
  ['internal error', { world: faulty(1) }, 'open failed VISMA_INTERNAL, ends'],
  ['a code that nobody knows', { world: faulty(9999) }, 'open failed VISMA_REFUSED, ends'],
]

for (const [name, given, expected] of ENDING) {
  test(`refused in advance: ${name}`, async () => {
    const checks = await examine(given)
    assert.equal(brief(checks).filter((one) => !one.startsWith('versions unknown')), [expected])
    assert.ok(checks.some((one) => one.id === 'library' && one.state === 'ok'), 'what needs no open company is told')
  })
}

test('a company that asks for a login is not tried without one', async () => {
  const checks = await examine({ world: { settings: { users: { anna: 'right' } } } })
  assert.match(brief(checks).filter((one) => !one.startsWith('versions')).join('; '), /^login failed VISMA_LOGIN(_NEEDED)?, ends$/)
})

test('a seat that the running engine holds is no failure', async () => {
  const engine = { pid: '42', host: 'server', owner: 'samsyn', since: '2026-11-25T06:00:00Z' }
  const checks = await examine({ world: { settings: { seats: 1, seatsTaken: 1 } }, of: { engine } })
  assert.equal(brief(checks), ['versions unknown VISMA_SEAT_OF_ENGINE', 'seat warning VISMA_SEAT_OF_ENGINE, ends'])
})

test('the seat is given back', async () => {
  await examine({ world: { settings: { seats: 1 } } })
  rmSync(join(dir, 'erp.json'))
  assert.not.ok(brief(await examine({ world: { settings: { seats: 1 } } })).some((one) => one.startsWith('seat')))
})

test('a sound company: everything ok but for what nobody can ask, and nothing is written', async () => {
  const checks = await examine({
    yaml: { edition: 1000 },
    of: { codes: [{ list: 'price-lists', code: 'AF', place: PLACE }, { list: 'units', code: 'st', place: PLACE }] },
  })
  assert.equal(brief(checks), [WRITING])
  assert.is(checks.find((one) => one.id === 'company')?.found, 'Övningsbolaget AB')
  assert.is(checks.find((one) => one.id === 'codes')?.found, 'all 2 that the files name')
  assert.equal(effectsOf(join(dir, 'erp.json')), [])
})

test('a sound company answers every check that specs/checks.yaml names', async () => {
  const checks = await examine()
  const asked = new Set(checks.map((one) => one.id))
  assert.equal(Object.keys(specs.checks[SYSTEM] ?? {}).filter((id) => !asked.has(id)), [])
})

const INSIDE: readonly (readonly [name: string, given: Case, expected: readonly string[]])[] = [
  ['no default price list', { world: prm2({ DEFAULT_PRICELIST: 'Z' }) }, ['price-list failed VISMA_DEFAULT_LIST_MISSING']],
  ['a default price list of another currency', { world: { tables: { CODE_OF_PRICE_LIST: { A: { CODE: 'A', CURRENCY_CODE: 'EUR' } } } } }, ['price-list failed CURRENCY_MISMATCH']],
  ['a rate that the law does not have', { world: prm2({ VAT4: 8 }) }, ['vat warning VISMA_VAT_RATE_OUTDATED']],
  ['a rate that the company does not have', { world: prm2({ VAT2: 25 }) }, ['vat warning VISMA_VAT_RATE_MISSING']],
  ['VAT on food changes in a month', { of: { today: '2026-03-01' } }, ['vat warning VISMA_VAT_CHANGES']],
  ['no bar codes', { world: { tables: { PRM: { PRM: { NAME: 'X', BARCODE_ACTIVATED: false } } } } }, ['barcodes warning VISMA_BARCODES_OFF']],
  ['no bar codes, and none are written', { world: { tables: { PRM: { PRM: { NAME: 'X', BARCODE_ACTIVATED: false } } } }, of: { writes: {} } }, []],
  ['a register that is missing', { world: { settings: { lacks: { registers: ['PRICE'] } } } }, ['reading failed VISMA_NOT_IN_EDITION']],
]

for (const [name, given, expected] of INSIDE) {
  test(`told of an open company: ${name}`, async () => {
    assert.equal(brief(await examine(given)), [...expected, WRITING].sort(byDeclared))
  })
}

function byDeclared(one: string, other: string): number {
  const order = Object.keys(specs.checks[SYSTEM] ?? {})
  return order.indexOf(one.split(' ')[0]!) - order.indexOf(other.split(' ')[0]!)
}

const LOGINS: readonly (readonly [activated: boolean | undefined, user: string, expected: string])[] = [
  [undefined, '', 'ok'], [false, '', 'ok'], [true, 'anna', 'ok'], [undefined, 'anna', 'ok'], [false, 'anna', 'VISMA_LOGIN_UNUSED'], [true, '', 'VISMA_LOGIN_NEEDED'],
]

test('login: what the company asks for against what the Erp document has', () => {
  for (const [activated, user, expected] of LOGINS) {
    const check = loginCheck({ version: '1', databaseVersion: '1', faults: [], ...(activated === undefined ? {} : { loginActivated: activated }) }, user)
    assert.is(check.problem?.code ?? check.state, expected, `${activated} ${user}`)
  }
})

const YEARS: readonly (readonly [name: string, year: LedgerYear, expected: readonly string[]])[] = [
  ['an open year', ['2026-01-01', '2026-12-31', '', false], []],
  ['its first day', ['2026-11-25', '2027-10-31', '', false], []],
  ['its last day', ['2025-12-01', '2026-11-25', '', false], []],
  ['another year', ['2025-01-01', '2025-12-31', '', false], ['booking-year warning VISMA_YEAR_MISSING', 'locked-months unknown VISMA_YEAR_MISSING']],
  ['a locked year', ['2026-01-01', '2026-12-31', '', true], ['booking-year warning VISMA_YEAR_LOCKED', 'locked-months unknown VISMA_YEAR_LOCKED']],
  ['locked months', ['2026-01-01', '2026-12-31', '10', false], ['locked-months assumed VISMA_MONTHS_LOCKED']],
]

for (const [name, year, expected] of YEARS) {
  test(`booking year: ${name}`, () => {
    const checks = yearChecksOf([['2020-01-01', '2020-12-31', '', true], year], USUAL)
    assert.equal(checks.filter((one) => one.state !== 'ok').map(({ id, state, problem }) => `${id} ${state} ${problem?.code}`), expected)
    for (const { id, problem } of checks) if (problem) assert.ok(specs.checks[SYSTEM]?.[id]?.says.includes(problem.code))
  })
}

test('without an open year an order could not be booked, and that is a failure', () => {
  const [year] = yearChecksOf([], { ...USUAL, writes: { order: ['number'] } })
  assert.equal([year?.state, year?.problem?.code], ['failed', 'VISMA_YEAR_MISSING'])
})

test('each code that is not there is told with its place and what there is', async () => {
  const checks = await examine({ of: { codes: [
    { list: 'price-lists', code: 'AG', place: PLACE }, { list: 'price-lists', code: 'A', place: PLACE }, { list: 'units', code: 'ST', place: PLACE },
    { list: 'currencies', code: 'SEK', place: PLACE },
  ] } })
  const missing = checks.filter((one) => one.id === 'codes')
  assert.equal(missing.map((one) => one.problem?.facts['code']), ['AG', 'ST'])
  assert.equal(missing[0]?.problem?.place, PLACE)
  assert.equal(missing[0]?.problem?.facts['known'], ['A', 'AF'])
})

test('a code that is only translated from is a warning, one that would be written a failure', async () => {
  const of = { codes: [{ list: 'units', code: 'stk', place: PLACE, field: 'unit' }] }
  assert.ok(brief(await examine({ of })).includes('codes warning VISMA_CODE_NOT_THERE'))
  rmSync(join(dir, 'erp.json'))
  assert.ok(brief(await examine({ of: { ...of, writes: { product: ['unit'] } } })).includes('codes failed VISMA_CODE_NOT_THERE'))
})

test('what this user sees where a folder should be', () => {
  writeFileSync(join(dir, 'file'), '')
  mkdirSync(join(dir, 'Företag'))
  assert.is(folderText(join(dir, 'Företag')), 'the folder is there, and this user may read it')
  assert.is(folderText(join(dir, 'file')), 'there is a file, not a folder')
  assert.is(folderText(join(dir, 'Foretag')), 'there is no such folder')
})

test('every code list of the ERP in specs/codes.yaml has its register', () => {
  const ofErp = Object.entries(specs.codes.lists).flatMap(([list, one]) => (one?.role === undefined ? [list] : []))
  assert.equal(ofErp.filter((list) => !CODE_REGISTERS[list]), [])
})

test.run()
