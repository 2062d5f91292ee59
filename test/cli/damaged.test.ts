// What an operator sees where a memory is damaged or belongs to another company: the streams that can run do, the others say why.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { samsyn } from '../kit/cli.js'
import { nameIn, newCustomer, rename } from './customer.js'

const test = suite('cli: damaged memories')
const SECONDS = '2'

function damage(dir: string, name: string): void {
  const file = join(dir, '.samsyn', 'state', name)
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace(/^"K-102":.*,$/m, '"K-102":null,'))
  assert.is.not(readFileSync(file, 'utf8'), text)
}

test('apply does the rest and exits with 1; run goes on for years', async () => {
  const dir = newCustomer()
  await samsyn(['apply', dir])
  damage(dir, 'se.price.json')
  rename(dir, 'erp', 'K-100', 'Kardemumma, hel')
  const applied = await samsyn(['apply', dir])
  assert.is(applied.code, 1)
  assert.match(applied.out, /se\/product {2}1 updated/)
  assert.match(applied.out, /se\/price {2}could not run: .*se\.price\.json is not what it should be: the entry of "K-102" is null/)
  rename(dir, 'erp', 'K-100', 'Kardemumma, malen')
  const ran = await samsyn(['run', dir, '--for', SECONDS, '--port', '-1'])
  assert.is(ran.code, 1, ran.err)
  assert.is(nameIn(dir, 'shop', 'K-100'), 'Kardemumma, malen')
  assert.match(ran.err, /"stream":"se\/price","code":"STATE_FOREIGN"/)
  assert.not.match(ran.err, 'fault in samsyn')
})

test('a memory of another company: run says which streams cannot run, and status needs a person', async () => {
  const dir = newCustomer()
  await samsyn(['apply', dir])
  writeFileSync(join(dir, 'world', 'copy.json'), readFileSync(join(dir, 'world', 'erp.json')))
  writeFileSync(join(dir, 'samsyn.yaml'), readFileSync(join(dir, 'samsyn.yaml'), 'utf8').replace('world/erp.json', 'world/copy.json'))
  const ran = await samsyn(['run', dir, '--for', SECONDS, '--port', '-1'])
  assert.is(ran.code, 1, ran.err)
  for (const stream of ['se/product', 'se/price', 'se/stock']) assert.match(ran.err, `"stream":"${stream}","code":"OTHER_SYSTEM"`)
  const status = await samsyn(['status', dir])
  assert.is(status.code, 3, status.out)
  assert.match(status.out, 'was last synced with another system')
  assert.not.match(status.out, /Ready +in sync/)
})

test('what stops everything is told with what to do, and is no fault of ours', async () => {
  const dir = newCustomer()
  await samsyn(['apply', dir])
  const folder = join(dir, '.samsyn', 'intents')
  const file = join(folder, readdirSync(folder)[0] as string)
  writeFileSync(file, readFileSync(file, 'utf8').split('\n').with(1, 'xx').join('\n'))
  const ran = await samsyn(['run', dir, '--for', SECONDS, '--port', '-1'])
  assert.is(ran.code, 1)
  assert.match(ran.err, 'INTENTS_BROKEN')
  assert.not.match(ran.err, 'fault in samsyn')
})

test.run()
