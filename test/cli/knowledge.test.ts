// What samsyn tells of itself and of one article: schema, matrix, explain, status.
import { join } from 'node:path'
import { readFileSync, writeFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { kinds } from '../../engine/load/kinds.js'
import { samsyn } from '../kit/cli.js'
import { newCustomer, rename } from './customer.js'

const test = suite('cli: knowledge')

test('every schema compiles, and the one for all kinds takes what is right and nothing else', async () => {
  const ran = await Promise.all([samsyn(['schema']), samsyn(['schema', 'nothing']), ...['Integration', 'StockProfile', 'Shop', 'PriceListBinding'].map((kind) => samsyn(['schema', kind]))])
  for (const [at, one] of ran.entries()) {
    if (at === 1) continue
    assert.is(one.code, 0, one.err)
    const compiled = new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(one.out) as object)
    assert.type(compiled, 'function')
    if (at > 0) continue
    const profile = { apiVersion: 'samsyn/v1', kind: 'StockProfile', metadata: { name: 'careful' }, spec: { buffer: 1 } }
    assert.ok(compiled(profile), JSON.stringify(compiled.errors))
    assert.not.ok(compiled({ ...profile, spec: { bufer: 1 } }))
  }
  assert.is(ran[1]?.code, 1)
  for (const kind of kinds) assert.match(ran[0]?.out ?? '', `"${kind}"`)
})

test('the matrix names every register and field', async () => {
  const [text, markdown] = await Promise.all([samsyn(['matrix']), samsyn(['matrix', '--format', 'markdown'])])
  for (const one of [text, markdown]) {
    assert.is(one.code, 0, one.err)
    for (const word of ['product', 'price', 'stock', 'barcode']) assert.match(one.out, word)
  }
  assert.match(markdown.out, '| --- |')
})

test('the matrix of one system goes by its own names; formats and systems that are not there are told', async () => {
  const [text, csv, json, format, system] = await Promise.all([
    samsyn(['matrix', '--system', 'visma-administration']), samsyn(['matrix', '--format', 'csv']), samsyn(['matrix', '--system', 'visma-administration', '--json']),
    samsyn(['matrix', '--format', 'pdf']), samsyn(['matrix', '--system', 'fortnox']),
  ])
  assert.equal([text, csv, json, format, system].map((one) => one.code), [0, 0, 0, 1, 1])
  for (const word of ['ARTICLE_NAME', 'Benämning', 'OOI_HEAD_CURRENCY_CODE', 'not built yet']) assert.match(text.out, word)
  assert.match(csv.out, /^system,register,field,/)
  assert.match(csv.out, '\nvisma-administration,product,sku,Article number,ARTICLE_NUMBER,(ARTNR),verified,"verified, only at create",16 characters,')
  const { rows } = JSON.parse(json.out) as { rows: { register: string; field: string; inProgram: string }[] }
  assert.is(rows.find((one) => one.register === 'product' && one.field === 'name')?.inProgram, 'Benämning (BENAEMN)')
  assert.match(format.err, 'known: text, markdown, csv, json.')
  assert.match(system.err, 'known: jetshop, vendure, visma-administration.')
})

test('explain tells of a code, of an article from the YAML line on, and of what nobody knows', async () => {
  const dir = newCustomer({ ownNames: true })
  await samsyn(['apply', dir])
  rename(dir, 'shop', 'K-105', 'Rosmarin på kampanj')
  const [code, waits, done, moved, nobody] = await Promise.all([
    samsyn(['explain', 'E102']), samsyn(['explain', 'K-100', dir]), samsyn(['explain', 'K-111', dir]), samsyn(['explain', 'K-105', dir]), samsyn(['explain', 'K-999', dir]),
  ])
  assert.equal([code, waits, done, moved, nobody].map((one) => one.code), [0, 0, 0, 0, 1])
  assert.match(code.out, 'E102')
  assert.match(waits.out, 'samsyn.yaml:')
  assert.match(waits.out, 'Kardemumma egen')
  assert.match(done.out, 'done')
  assert.match(moved.out, 'Rosmarin på kampanj')
  assert.match(nobody.err, 'K-999')
})

test('status tells of each stream, of what waits, and what it costs; before the first run too', async () => {
  const dir = newCustomer({ ownNames: true })
  const fresh = await samsyn(['status', dir])
  assert.is(fresh.code, 0, fresh.err)
  assert.match(fresh.out, 'never run')
  await samsyn(['apply', dir])
  const file = join(dir, 'status.html')
  const [text, html] = await Promise.all([samsyn(['status', dir]), samsyn(['status', dir, '--html', file])])
  assert.is(html.code, text.code)
  assert.match(text.out, 'se/product')
  assert.match(text.out, 'K-100')
  assert.match(readFileSync(file, 'utf8'), '<!doctype html>')
})

test('a faulty file is told with its place and what to do, and nothing is connected', async () => {
  const dir = newCustomer()
  const file = join(dir, 'samsyn.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('mode: erp-leads', 'mode: erp-lead').replace('package: 1600', 'package: 1500'))
  const ran = await samsyn(['validate', dir])
  assert.is(ran.code, 1)
  assert.match(ran.out, 'samsyn.yaml:5:9')
  assert.match(ran.out, 'Did you mean "erp-leads"')
  assert.match(ran.out, '2 to mend')
})

test.run()
