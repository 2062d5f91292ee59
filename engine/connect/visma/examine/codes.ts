// Which register of the program each code list of specs/codes.yaml is, and which codes of the files
// are not in theirs.
import { problem } from '../../../core/problem.js'
import { SystemError, type Check, type Examination, type NamedCode } from '../../connector.js'
import { DB, ORDER } from '../adk.js'
import { ACCOUNT, CUSTOMER } from '../adk-fields.js'
import type { VismaApi } from '../api.js'
import { LISTS } from '../codes.js'
import { currencyCode } from '../company.js'

interface CodeRegister {
  readonly register: number
  readonly field: number
  /** Of a register too large to be read whole: the order that finds one record by the field. */
  readonly findBy?: number
}

/** By the name of the list in specs/codes.yaml: the code lists that the driver reads anyway, and two registers. */
export const CODE_REGISTERS: Readonly<Record<string, CodeRegister>> = {
  ...Object.fromEntries(LISTS.map(({ entity, register, unique }) => [entity, { register, field: unique }])),
  accounts: { register: DB.ACCOUNT, field: ACCOUNT.NUMBER },
  customers: { register: DB.CUSTOMER, field: CUSTOMER.NUMBER, findBy: ORDER.CUSTOMER_NUMBER },
}
/** Codes told beside one that is not there. */
const KNOWN_MAX = 50
/** These registers have no field that names a record by itself, so they are read in one chunk. */
const IN_ONE_GO = 10_000_000

/** One check for each code that is not there; one in all where nothing is missing. */
export async function codeChecks(api: VismaApi, { codes: named, writes }: Examination): Promise<Check[]> {
  const written = new Set(Object.values(writes).flat())
  const checks: Check[] = []
  for (const list of new Set(named.map((one) => one.list))) {
    checks.push(...await listChecks(api, list, { named: named.filter((one) => one.list === list), written }))
  }
  if (checks.length > 0) return checks
  const count = new Set(named.map(({ list, code }) => `${list} ${code}`)).size
  return [{ id: 'codes', state: 'ok', found: count === 0 ? 'the files name none' : `all ${count} that the files name` }]
}

interface Named { readonly named: readonly NamedCode[]; readonly written: ReadonlySet<string> }

async function listChecks(api: VismaApi, list: string, { named, written }: Named): Promise<Check[]> {
  const register = CODE_REGISTERS[list]
  if (!register) return []
  try {
    const known = await knownCodes(api, register, named)
    return named.filter((one) => !known.has(one.code)).map(({ code, place, field }): Check => ({
      // A table that only translates what the company says has a line too many, and nothing is refused for it.
      id: 'codes', state: field === undefined || written.has(field) ? 'failed' : 'warning',
      problem: problem('VISMA_CODE_NOT_THERE', { list, code, known: [...known].slice(0, KNOWN_MAX) }, place),
    }))
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    return [{ id: 'codes', state: 'unknown', wanted: list, problem: error.problem }]
  }
}

async function knownCodes(api: VismaApi, from: CodeRegister, named: readonly NamedCode[]): Promise<ReadonlySet<string>> {
  const { register, field, findBy } = from
  if (findBy !== undefined) {
    const keys = [...new Set(named.map((one) => one.code))]
    const rows = await api.read('find', { register, order: findBy, key: field, keys, fields: [field] })
    return new Set(keys.filter((_, at) => rows[at] !== null))
  }
  // The register of currencies is of foreign ones; whether the company's own stands in it differs.
  const own = register === DB.CURRENCY ? [(await api.company()).currency] : []
  if (named.every((one) => own.includes(one.code))) return new Set(own)
  const codes = new Set<string>(own)
  for await (const rows of api.scan({ register, fields: [field], chunk: IN_ONE_GO })) {
    for (const [code] of rows) codes.add(register === DB.CURRENCY ? currencyCode(code) : String(code))
  }
  return codes
}
