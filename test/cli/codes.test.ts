// The exit codes that scripts rely on, each by a scenario; saved plans; and that a plan writes nothing at all.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { samsyn } from '../kit/cli.js'
import { edit, nameIn, newCustomer, rename, traceOf, writeYaml } from './customer.js'

const test = suite('cli: exit codes and saved plans')

test('0, 2: done, changes, and nothing to do', async () => {
  const dir = newCustomer()
  const [plain, asked] = await Promise.all([samsyn(['plan', dir]), samsyn(['plan', dir, '--exit-code'])])
  assert.is(plain.code, 0, plain.err)
  assert.is(asked.code, 2)
  const applied = await samsyn(['apply', dir])
  assert.is(applied.code, 0, applied.out + applied.err)
  const [again, nothing] = await Promise.all([samsyn(['plan', dir, '--exit-code']), samsyn(['apply', dir, '--json'])])
  assert.is(again.code, 0, again.out)
  assert.match(again.out, 'nothing to do')
  assert.is(nothing.code, 0)
  assert.equal(JSON.parse(nothing.out).outcomes, [])
})

test('1: the files are wrong, a system cannot be used, a stream that is not there', async () => {
  const [wrong, gone, fine] = [newCustomer(), newCustomer(), newCustomer()]
  writeFileSync(join(wrong, 'more.yaml'), 'apiVersion: samsyn/v1\nkind: Shopp\n')
  rmSync(join(gone, 'world', 'erp.json'))
  const runs = await Promise.all([
    samsyn(['validate', wrong]), samsyn(['plan', wrong]), samsyn(['apply', wrong]), samsyn(['plan', gone]), samsyn(['apply', gone]),
    samsyn(['plan', fine, '--stream', 'prices']), samsyn(['plan', fine, '--format', 'pdf']), samsyn(['apply', join(fine, 'samsyn.yaml')]),
    samsyn(['approve', join(fine, 'no-such-plan.json')]), samsyn(['no-such-command']), samsyn(['trace', '1001']),
  ])
  assert.equal(runs.map((one) => one.code), runs.map(() => 1))
  assert.match(runs[1]?.err ?? '', 'Did you mean "Shop"')
  assert.match(runs[3]?.out ?? '', 'the stream could not be planned')
  assert.match(runs[5]?.err ?? '', 'known: ')
  for (const one of runs) assert.not.match(one.err, 'fault in samsyn itself')
})

test('an option that takes several values leaves the folder and the file alone', async () => {
  const dir = newCustomer({ ownNames: true })
  const file = join(dir, 'plan.json')
  const streamsOf = async (...args: readonly string[]): Promise<string[]> => {
    const { out } = await samsyn(['plan', '--format', 'json', ...args])
    return (JSON.parse(out) as { streams: { stream: string }[] }).streams.map(({ stream }) => stream)
  }
  assert.equal(await streamsOf('--stream', 'product', dir), ['se/product'])
  assert.equal(await streamsOf('--stream', 'product', '-s', 'stock', dir), ['se/product', 'se/stock'])
  assert.equal(await streamsOf(dir, '--stream', 'product, stock'), ['se/product', 'se/stock'])
  await samsyn(['plan', '--stream', 'product', '--out', file, dir])
  assert.is((await samsyn(['approve', '--group', 'se/product:first-sync', file])).code, 0)
})

test('3: a group waits for a person; approved, it is applied', async () => {
  const dir = newCustomer({ ownNames: true })
  const file = join(dir, 'plan.json')
  const planned = await samsyn(['plan', dir, '--out', file, '--exit-code'])
  assert.is(planned.code, 3, 'a person comes before changes')
  const [listed, unknown] = await Promise.all([samsyn(['approve', file]), samsyn(['approve', file, '--group', 'se/product:nothing'])])
  assert.is(listed.code, 0)
  assert.match(listed.out, 'se/product:first-sync')
  assert.is(unknown.code, 1)
  assert.match(unknown.err, 'there: se/product:first-sync')
  const half = await samsyn(['apply', dir])
  assert.is(half.code, 3)
  assert.is(nameIn(dir, 'shop', 'K-100'), 'Kardemumma egen')
  const approved = await samsyn(['approve', file, '--group', 'se/product:first-sync', '--by', 'Siv'])
  assert.is(approved.code, 0)
  assert.match(readFileSync(file, 'utf8'), '"approvedBy": "Siv"')
  const applied = await samsyn(['apply', file, '--dir', dir])
  assert.is(applied.code, 0, applied.out + applied.err)
  assert.is(nameIn(dir, 'shop', 'K-100'), 'Kardemumma')
})

test('4: a plan is used once', async () => {
  const dir = newCustomer()
  const file = join(dir, 'plan.json')
  await samsyn(['plan', dir, '--out', file])
  const first = await samsyn(['apply', file, '--dir', dir])
  assert.is(first.code, 0, first.out + first.err)
  const trace = traceOf(join(dir, 'world'))
  const second = await samsyn(['apply', file, '--dir', dir])
  assert.is(second.code, 4)
  assert.match(second.err, 'PLAN_APPLIED')
  assert.is(traceOf(join(dir, 'world')), trace)
})

test('4: nothing in the plan is still true', async () => {
  const dir = newCustomer()
  await samsyn(['apply', dir])
  rename(dir, 'erp', 'K-101', 'Saffran 0,5 g')
  const file = join(dir, 'plan.json')
  await samsyn(['plan', dir, '--out', file])
  rename(dir, 'erp', 'K-101', 'Saffran 1 g')
  const applied = await samsyn(['apply', file, '--dir', dir])
  assert.is(applied.code, 4, applied.out + applied.err)
  assert.is(nameIn(dir, 'shop', 'K-101'), 'Saffran')
})

test('a plan goes stale change by change: what nobody touched goes through', async () => {
  const dir = newCustomer()
  await samsyn(['apply', dir])
  for (const key of ['K-102', 'K-103', 'K-104', 'K-105']) rename(dir, 'erp', key, `${key} ny`)
  const file = join(dir, 'plan.json')
  await samsyn(['plan', dir, '--out', file])
  rename(dir, 'erp', 'K-103', 'Kanel ännu nyare')
  rename(dir, 'shop', 'K-104', 'Lakrits på kampanj')
  const applied = await samsyn(['apply', file, '--dir', dir])
  assert.is(applied.code, 3, applied.out + applied.err)
  assert.match(applied.out, 'K-103  no longer as planned; left alone')
  assert.match(applied.out, 'K-104  no longer as planned; left alone')
  assert.equal(['K-102', 'K-103', 'K-104', 'K-105'].map((key) => nameIn(dir, 'shop', key)), ['K-102 ny', 'Kanel', 'Lakrits på kampanj', 'K-105 ny'])
})

test('a plan is bound to its systems and its configuration, and a memory to its company', async () => {
  const [dir, config] = [newCustomer(), newCustomer()]
  const [file, other] = [join(dir, 'plan.json'), join(config, 'plan.json')]
  await Promise.all([samsyn(['plan', dir, '--out', file]), samsyn(['plan', config, '--out', other]), samsyn(['apply', dir])])
  const wrongSystem = await samsyn(['apply', other, '--dir', dir])
  assert.is(wrongSystem.code, 4)
  assert.match(wrongSystem.err, 'PLAN_OTHER_SYSTEM')
  writeYaml(config, { more: 'streams: { stock: off }' })
  const wrongConfig = await samsyn(['apply', other, '--dir', config])
  assert.is(wrongConfig.code, 4)
  assert.match(wrongConfig.err, 'PLAN_OTHER_CONFIG')
  // Somebody copies the company's world and points the same folder, with its memory, at the copy.
  writeFileSync(join(dir, 'world', 'copy.json'), readFileSync(join(dir, 'world', 'erp.json')))
  writeFileSync(join(dir, 'samsyn.yaml'), readFileSync(join(dir, 'samsyn.yaml'), 'utf8').replace('world/erp.json', 'world/copy.json'))
  const copied = await samsyn(['apply', dir])
  assert.is(copied.code, 1)
  assert.match(copied.out, 'OTHER_SYSTEM')
})

test('plan, validate, status, explain and adopt write nothing: no effect, no memory, no folder', async () => {
  const [fresh, old] = [newCustomer(), newCustomer({ ownNames: true })]
  await samsyn(['apply', old])
  await Promise.all([fresh, old].map(async (dir) => {
    edit(dir, 'erp', 'PRICE', 'A|K-100|0', (row) => ({ ...row, PRICE: 77 }))
    const before = traceOf(dir)
    const commands = [['plan', dir, '--all'], ['plan', dir, '--format', 'html'], ['validate', dir], ['status', dir], ['explain', 'K-100', dir], ['adopt', dir]]
    const ran = await Promise.all(commands.map((args) => samsyn(args)))
    assert.is(traceOf(dir), before, 'one of them has written')
    for (const one of ran) assert.not.match(one.err, 'fault in samsyn itself')
  }))
})

test.run()
