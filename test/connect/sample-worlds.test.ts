// The worlds that "samsyn simulate --create" makes: both sides know the same range, and the shop shows all of it to a visitor.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { nordlysRange } from '../../engine/cli/demo/range.js'
import { LISTS, makeErp, makeShop } from '../../engine/cli/demo/worlds.js'
import { makeJetshop } from '../../engine/connect/jetshop/driver.js'
import { samsyn } from '../kit/cli.js'
import { temporaryFolder } from '../kit/folder.js'

const NUMBERS = nordlysRange().map(({ number }) => number).sort()
const EMPTY = { articles: [] }

const test = suite<{ folder: string; remove: () => void }>('sample worlds')
test.before.each((context) => { Object.assign(context, temporaryFolder()) })
test.after.each(({ remove }) => { remove() })

/** A customer between the two worlds, whichever side leads. */
function customer(folder: string, mode: string): string {
  const file = join(folder, 'samsyn.yaml')
  writeFileSync(file, `apiVersion: samsyn/v1
kind: Integration
metadata: { name: nordlys }
spec: { mode: ${mode}, package: 400, ordersFrom: 2026-11-01 }
---
apiVersion: samsyn/v1
kind: Erp
metadata: { name: visma }
spec:
  driver: visma-administration
  edition: 1000
  commonFiles: 'C:\\Gemensamma filer'
  company: 'C:\\Nordlys'
  simulator: erp.json
---
apiVersion: samsyn/v1
kind: Shop
metadata: { name: se }
spec:
  driver: jetshop
  storeApi: { shopId: nordlys, token: env:JETSHOP_STORE_TOKEN }
  defaultPriceList: ${LISTS.standard}
  templateId: 1
  simulator: shop.json
`)
  return folder
}

test('the shop lists every article of the range, once, and nothing else', async ({ folder }) => {
  makeShop(join(folder, 'shop.json'))
  const { reader } = await makeJetshop({
    name: 'se', dir: folder, simulator: join(folder, 'shop.json'), tell: () => {},
    settings: { storeApi: { shopId: 'nordlys', token: 'x' } }, habits: { batchMax: 50, parallelMax: 4, pageMax: 100 },
  })
  const listed: string[] = []
  for await (const page of reader.list('product', {})) listed.push(...page.items.map(({ key }) => key))
  assert.equal(listed.sort(), NUMBERS)
  const parents = [...new Set(nordlysRange().map(({ parent }) => parent ?? ''))]
  const found = await reader.find('product', parents, {})
  assert.ok([...found.values()].every(({ kind }) => kind === 'found'), 'each product above its variants is there')
  await reader.close()
})

test('a shop that leads hands the whole range to a new company, each article under its own name', async ({ folder }) => {
  makeShop(join(folder, 'shop.json'))
  makeErp(join(folder, 'erp.json'), EMPTY)
  const ran = await samsyn(['plan', customer(folder, 'shop-leads'), '--stream', 'product', '--format', 'json'])
  const { streams } = JSON.parse(ran.out) as { streams: { changes: { action: string; key: string; fields: Record<string, { after: unknown }> }[] }[] }
  const changes = streams[0]?.changes ?? []
  assert.equal(changes.map(({ action, key }) => `${action} ${key}`).sort(), NUMBERS.map((number) => `create ${number}`))
  const names = new Map(nordlysRange().map(({ number, name }) => [number, name]))
  assert.equal(changes.filter(({ key, fields }) => fields['name']?.after !== names.get(key)), [])
})

test('a first sync between the two matches every number, and finds nothing on one side alone', async ({ folder }) => {
  makeShop(join(folder, 'shop.json'))
  makeErp(join(folder, 'erp.json'))
  const ran = await samsyn(['adopt', customer(folder, 'erp-leads'), '--json'])
  const [report] = (JSON.parse(ran.out) as { reports: { exact: number; onlySource: string[]; onlyTarget: string[]; loose: unknown[] }[] }).reports
  assert.equal([report?.exact, report?.onlySource, report?.onlyTarget, report?.loose], [NUMBERS.length, [], [], []])
})

test.run()
