import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { RC } from '../../engine/connect/visma/adk.js'
import { REFUSAL_CODES, refusalOf } from '../../engine/connect/visma/refusals.js'
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

test('every problem is explained in the catalogue', () => {
  const catalogue = readFileSync(join(projectRoot, 'specs', 'problems.yaml'), 'utf8')
  for (const code of REFUSAL_CODES) assert.ok(catalogue.includes(`\n${code}:\n`), code)
})

test('tells what the program said, and which field it meant', () => {
  const { problem } = refusalOf({ rc: 180, dbTable: 187, field: 1, function: 89, programPart: 0, text: 'För många tecken' }, { key: '4711' })
  assert.equal(problem.facts, { key: '4711', rc: 180, text: 'För många tecken', fieldId: 1 })
})

test.run()
