// How many times the program is asked for documents that carry our mark: once for each of a few, with one walk for many.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { VismaApi } from '../../engine/connect/visma/api.js'
import { OwnProcessBridge } from '../../engine/connect/visma/bridge/client.js'
import type { Bridge } from '../../engine/connect/visma/bridge/protocol.js'
import { DocumentFinder } from '../../engine/connect/visma/documents/finder.js'
import { createErpWorld } from '../../engine/connect/visma/simulator/make.js'
import { AdkSimulator } from '../../engine/connect/visma/simulator/simulator.js'

const test = suite('visma marks')
const ORDERS = 30
const numbers = Array.from({ length: ORDERS }, (_, at) => at + 1)

/** A company with the shop's orders 1 to 30, each also in another shop. */
async function finding(keys: readonly string[]): Promise<{ readonly found: readonly (readonly [string, string])[]; readonly filters: number; readonly walks: number }> {
  const dir = mkdtempSync(join(tmpdir(), 'samsyn-marks-'))
  const head = (number: number, mark: string): readonly [string, Record<string, string | number>] => [String(number), { DOCUMENT_NUMBER: number, LOCAL_REMARK: mark }]
  const world = createErpWorld(join(dir, 'erp.json'), {
    tables: { ORDER_HEAD: Object.fromEntries(numbers.flatMap((one) => [head(one, `samsyn:shop/${one}`), head(one + 100, `samsyn:shop2/${one}`)])) },
  })
  const own = new OwnProcessBridge(() => new AdkSimulator(world))
  let filters = 0
  let walks = 0
  const bridge: Bridge = {
    call: (verb, ask) => {
      if (verb === 'scan' && 'filters' in ask) filters += 1
      if (verb === 'above') walks += 1
      return own.call(verb, ask)
    },
    end: () => own.end(),
  }
  const api = new VismaApi({ bridge, open: { commonFiles: '', company: '', user: '', password: '' } })
  const finder = new DocumentFinder({ api, settings: { referenceField: 'LOCAL_REMARK', shop: 'shop', rowsMax: 200 }, pageMax: 50 })
  const found = [...await finder.find(keys)].flatMap(([key, refs]) => refs.map(({ number }) => [key, number] as const))
  await api.close()
  rmSync(dir, { recursive: true, force: true })
  return { found, filters, walks }
}

test('a few are looked for one by one: 1 is not 11', async () => {
  assert.equal(await finding(['1', '11', '99']), { found: [['1', '1'], ['11', '11']], filters: 6, walks: 0 })
})

test('many are looked for in one walk of each kind of document', async () => {
  const { found, filters, walks } = await finding([...numbers.map(String), '99'])
  assert.equal(found, numbers.map((one) => [String(one), String(one)]))
  // Sixty orders are two pages, and no invoices one.
  assert.equal([filters, walks], [0, 3])
})

test.run()
