import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { RC } from '../../engine/connect/visma/adk.js'
import { REFUSAL_CODES, refusalOf, remarkOf } from '../../engine/connect/visma/refusals.js'
import { projectRoot } from '../kit/specs.js'

const test = suite('visma refusals')

function kindAndCode(rc: number): string {
  const { kind, problem } = refusalOf({ rc, dbTable: 187, field: 188, function: 81, programPart: 0, text: 'Fel' })
  return `${kind} ${problem.code}`
}

test('sorts result codes by what helps', () => {
  const cases: readonly [rc: number, expected: string][] = [
    [486, 'retry VISMA_LOCKED'], [540, 'retry VISMA_INVOICES_SENDING'], [560, 'retry VISMA_JOURNAL_RUNNING'], [128, 'retry VISMA_NO_SEAT'],
    [135, 'retry VISMA_NO_SEAT'], [80, 'retry VISMA_NOT_OPEN'], [1, 'unknown VISMA_INTERNAL'], [223, 'refused VISMA_VERSION'],
    [116, 'refused VISMA_COMPANY_PATH'], [131, 'refused VISMA_COMMON_PATH'], [583, 'refused VISMA_NO_API'], [602, 'refused VISMA_LICENCE'],
    [674, 'refused VISMA_LOGIN'], [676, 'refused VISMA_LOGIN'], [214, 'refused VISMA_NUMBER_TAKEN'], [180, 'refused VISMA_TOO_LONG'],
    [45, 'refused VISMA_GROUP_UNKNOWN'], [46, 'refused VISMA_ACCOUNTING_CODE_UNKNOWN'], [47, 'refused VISMA_UNIT_UNKNOWN'],
    [35, 'refused VISMA_PRICE_LIST_UNKNOWN'], [453, 'refused VISMA_NEEDS_BASE_PRICE'], [33, 'refused VISMA_PACKAGE_NOT_STOCK'],
    [136, 'refused VISMA_NUMBER_FIXED'], [206, 'refused VISMA_NUMBER_FIXED'], [457, 'refused VISMA_PERIOD_LOCKED'],
    [9999, 'refused VISMA_REFUSED'],
  ]
  for (const [rc, expected] of cases) assert.is(kindAndCode(rc), expected, String(rc))
})

test('has a line for every code that the driver calls by its name', () => {
  const named = Object.entries(RC).filter(([name]) => !['OK', 'NO_DB_INVOLVED', 'NO_FIELD_INVOLVED', 'NO_TIMESTAMP'].includes(name))
  for (const [name, rc] of named) assert.is.not(kindAndCode(rc), 'refused VISMA_REFUSED', name)
})

/** The register or the function that an answer is about; never the answer itself. */
const FUNCTIONS: ReadonlySet<string> = new Set([
  'ADD', 'FIND', 'FIRST', 'NEXT', 'UPDATE', 'SET_LONG', 'SET_BOOL', 'SET_DOUBLE', 'SET_STRING', 'SET_DATA', 'SET_DATE', 'GET_STRING', 'GET_LONG',
  'GET_BOOL', 'GET_DOUBLE', 'GET_DATE', 'GET_TYPE', 'GET_DATA', 'GET_DATA_ROW', 'OPEN', 'DELETE_STRUCT', 'DELETE', 'DELETE_ROW', 'GET_LENGTH',
  'GET_DECIMALS', 'GET_FIELD_NAME', 'PREVIOUS', 'LAST', 'GETADMSIZE', 'OPENEX', 'RESET_STRUCT', 'FIRSTEX', 'NEXTEX', 'FINDEX', 'PREVIOUSEX',
  'LASTEX', 'GET_VATPERCENT_ON_ARTICLE', 'GET_CUSTOMER_PRICE_ON_ARTICLE', 'GETVARIANT', 'GET_SIE', 'FIND2', 'LONG_TO_DATETIME', 'DATETIME_TO_LONG',
  'GET_BOOKINGYEAR_ID', 'GET_TIMESTAMP_FIELD', 'GETCOMPANYNAME', 'GETCOMPANYNAMEEX', 'GET_CUSTOMER_PRICE_ON_ARTICLE2', 'GETCOMPANYSETTING',
  'GET_LAST_FIELD_ID', 'GET_NROWS_FIELD_ID', 'GET_ROWS_FIELD_ID', 'GET_ROW_DB_ID', 'OPEN2', 'OPENEX2', 'ISLOGINACTIVATED', 'ADDEX', 'UPDATEEX',
  'SETFILTER', 'ISFILTERABLE', 'CLEARFILTERS', 'NO_DB_INVOLVED', 'NO_FIELD_INVOLVED',
])
/** Registers that the driver neither reads nor writes: their answers cannot reach us. */
const NOT_FOR_US: readonly (readonly [why: string, names: RegExp])[] = [
  ['suppliers and what is bought', /SUPPLIER|SUPPIER|DELIVERY_NOTE|DELNOTE|BOOKROW|BST$|FLJ|PURCHASE_PRICE|INCOMING_ORDER|RECIEVER|BG_|SWIFT|EUR_SEK|CODE_OF_FEE|UPDATE_ROW_INCORRECT/],
  ['electronic documents', /EDI_|_EDI$/],
  ['agreements', /AGREEMENT/],
  ['associations', /MEMBER|FAMILY|FREE_CATEGORY|GENDER/],
  ['contacts', /CONTACT|PERIODI|REF_EXIST|REF_SIGN|REFXXX/],
  ['periodic adjustments', /PERIOD|START_DATE|NUMBER_OF_MONTHS/],
  ['files of the bookkeeping', /SIE|DESTINATION|OPEN_FILE|RECOPY_COMPANY/],
  ['keeping code lists and accounts', /DELETE_CODE|DELETE_CURRENCY|DELETE_ACCOUNT|CODE_OF_UNIT/],
]

const constants = join(projectRoot, '..', 'shared', 'reference', 'adk-constants.csv')

test('every error and warning of the API is classed, or is none of ours', () => {
  if (!existsSync(constants)) return
  const rows = readFileSync(constants, 'utf8').split('\n').map((line) => line.split(','))
  const codes = rows.filter(([group]) => group === 'ERROR' || group === 'WARNING')
    .map(([, name, value]) => ({ name: String(name).replace(/^ADK[EW]?_/, ''), rc: Number(value) }))
  assert.ok(codes.length > 690, `${codes.length} codes`)
  const unclassed = codes.filter(({ name, rc }) => rc !== 0 && kindAndCode(rc) === 'refused VISMA_REFUSED'
    && !FUNCTIONS.has(name) && !name.startsWith('DBTABLE_') && !NOT_FOR_US.some(([, names]) => names.test(name)))
  assert.equal(unclassed.map(({ name, rc }) => `${rc} ${name}`), [])
})

test('a warning that comes instead of an answer is looked into, and beside one it is kept', () => {
  const said = { rc: 238, dbTable: 187, field: 188, function: 81, programPart: 0, text: 'Kreditgränsen överskrids' }
  assert.is(refusalOf(said).kind, 'unknown')
  assert.equal(remarkOf(said, { key: '1001' }), {
    code: 'VISMA_CREDIT_LIMIT', facts: { key: '1001', rc: 238, text: 'Kreditgränsen överskrids' }, level: 'warning',
  })
  assert.is(remarkOf({ ...said, rc: 9999 }, {}).code, 'VISMA_REMARK')
})

test('every problem is explained in the catalogue', () => {
  const catalogue = readFileSync(join(projectRoot, 'specs', 'problems.yaml'), 'utf8')
  for (const code of REFUSAL_CODES) assert.ok(catalogue.includes(`\n${code}:\n`), code)
})

test('tells what the program said, and which field it meant', () => {
  const { problem } = refusalOf({ rc: 180, dbTable: 187, field: 1, function: 89, programPart: 0, text: 'För många tecken' }, { key: '4711' })
  assert.equal(problem.facts, { key: '4711', rc: 180, text: 'För många tecken', fieldId: 1 })
})

test.run()
