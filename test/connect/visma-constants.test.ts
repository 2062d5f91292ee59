// Every number that the API is spoken to with, held against the vendor's own list, where that list is there.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as adk from '../../engine/connect/visma/adk.js'
import * as fields from '../../engine/connect/visma/adk-fields.js'
import { projectRoot } from '../kit/specs.js'

const test = suite('visma constants')
const LIST = join(projectRoot, '..', 'shared', 'reference', 'adk-constants.csv')

/** What a register is called in the list, where it is not by our own name. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  DELIVERY_ADDRESS: ['DELIVERY'], COUNTRY: ['CODE_OF_COUNTRY_CODE'], BOOKING_HEAD: ['BOOKING'], CUSTOMER_PAYMENT: ['CUSTOMERPAYMENT'],
  YOUR_REF_CUSTOMER: ['CODE_OF_YOUR_REF_CUSTOMER', 'CODE_OF_YOUR_REF'],
}
const REGISTERS: Readonly<Record<string, string>> = { COUNTRY: 'CODE_OF_COUNTRY_CODE', DISCOUNT: 'CODE_OF_DISCOUNT_CODE', CUSTOMER_PAYMENT: 'CUSTOMERPAYMENT' }
/** Whose names are ours: here only the numbers can be held against the list. */
const BY_NUMBER: Readonly<Record<string, string>> = {
  ORDER: 'ADK_SORT_ORDER', RC: 'ERROR', FUNCTION: 'ERROR', WARNING: 'WARNING', TYPE: 'ADK_FIELD_TYPE', TEXT_OF: 'ADK_ERROR_TEXT_TYPE',
  VARIANT: 'ADKI_PRODUCT', BAR_CODE: 'ADK_BAR_CODE_TYPE',
}
const OWN: ReadonlySet<string> = new Set(['OK'])

interface Line { readonly group: string; readonly name: string; readonly value: number }

function list(): readonly Line[] {
  return readFileSync(LIST, 'utf8').split('\n').slice(1).filter((line) => line !== '').map((line) => {
    const [group = '', name = '', value = ''] = line.split(',')
    return { group, name, value: Number(value) }
  })
}

function namesOf(table: string, field: string): readonly string[] {
  if (table === 'DB') return [field, `CODE_OF_${field}`, REGISTERS[field] ?? field].map((name) => `ADK_DB_${name}`)
  const families = FAMILIES[table] ?? [table, `CODE_OF_${table}`]
  return families.map((family) => `ADK_${family}_${field}`)
}

if (!existsSync(LIST)) {
  process.stdout.write('  the list of constants is not here; nothing to hold them against\n')
} else {
  const lines = list()
  const values = new Map(lines.map(({ name, value }) => [name, value]))
  const all: Readonly<Record<string, object>> = { ...adk, ...fields }
  const tables = Object.entries(all).filter(([table, constants]) => typeof constants === 'object' && !OWN.has(table))
  for (const [table, constants] of tables) {
    test(`${table} says what the list says`, () => {
      const group = BY_NUMBER[table]
      const known = new Set(lines.filter((line) => line.group === group).map((line) => line.value))
      const wrong = Object.entries(constants as Record<string, number>).filter(([field, value]) => {
        return group ? !known.has(value) : !namesOf(table, field).some((name) => values.get(name) === value)
      })
      assert.equal(wrong, [])
    })
  }
}

test.run()
