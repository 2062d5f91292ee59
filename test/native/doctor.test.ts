// What doctor is told through the native bridge: the small library answers instead of the program.
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Check } from '../../engine/connect/connector.js'
import { drivers } from '../../engine/connect/registry.js'
import { loadSpecs } from '../../engine/load/specs.js'
import { testLibrary } from './build.js'
import { company, type CompanyOptions } from './company.js'

const test = suite('native: doctor')
const library = testLibrary()

interface Case extends CompanyOptions { readonly yaml?: Readonly<Record<string, unknown>> }

/** What came of it, and whether the licence seat is still taken afterwards. */
async function examine({ yaml = {}, ...options }: Case = {}): Promise<{ readonly checks: readonly Check[]; readonly seatTaken: boolean }> {
  const { folder, gone, seatTaken } = company({ articles: 2, ...options })
  const make = await drivers['visma-administration']!()
  const { reader, examine: ask } = await make({
    name: 'visma', dir: folder, habits: { batchMax: 1, parallelMax: 1, pageMax: 10 }, tell: () => undefined,
    settings: { library, commonFiles: folder, company: folder, ...yaml },
  })
  const checks: Check[] = []
  for await (const check of ask!({ today: '2026-11-25', vat: loadSpecs().vat, reads: ['stock'], writes: {}, codes: [] })) checks.push(check)
  await reader.close()
  const taken = seatTaken()
  gone()
  return { checks, seatTaken: taken }
}

function brief(checks: readonly Check[], ...ids: readonly string[]): string[] {
  return checks.filter((one) => ids.includes(one.id)).map(({ id, state, problem }) => `${id} ${state}${problem ? ` ${problem.code}` : ''}`)
}

if (library !== undefined) {
  test('a company that opens: the library is named, and the seat is given back', async () => {
    const { checks, seatTaken } = await examine({ seats: 1 })
    assert.match(checks.find((one) => one.id === 'library')?.found ?? '', library)
    assert.equal(brief(checks, 'library', 'edition', 'api', 'seat', 'open', 'reading'), ['library ok', 'edition ok', 'api ok', 'seat ok', 'open ok', 'reading ok'])
    assert.is(seatTaken, false)
  })

  test('a login that is asked for and not given is told without opening', async () => {
    const { checks } = await examine({ login: 'anna:right' })
    assert.equal(brief(checks, 'login', 'open'), ['login failed VISMA_LOGIN_NEEDED'])
  })

  test('a wrong login, and a folder that is not there', async () => {
    const wrong = await examine({ login: 'anna:right', yaml: { user: 'anna', password: 'wrong' } })
    assert.equal(brief(wrong.checks, 'login'), ['login failed VISMA_LOGIN'])
    const lost = await examine({ yaml: { company: join('C:', 'finns inte') } })
    assert.equal(brief(lost.checks, 'company'), ['company failed VISMA_COMPANY_PATH'])
    assert.is(lost.checks.find((one) => one.id === 'company')?.found, 'there is no such folder')
  })

  test('an older library is no failure of doctor', async () => {
    const { checks } = await examine({ yaml: { library: testLibrary('young') } })
    assert.equal(brief(checks, 'library', 'open'), ['library ok', 'open ok'])
  })
}

test('a library that is not there: nothing else is asked', async () => {
  const { checks } = await examine({ yaml: { library: join('nowhere', 'Adk.dll') } })
  assert.equal(brief(checks, ...checks.map((one) => one.id)), ['library failed VISMA_LIBRARY_NOT_FOUND'])
})

test.run()
