// The first sync in both directions: numbers that are equal, almost equal and doubtful; the plan, and the match report at the end.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { World } from '../../engine/connect/world/world.js'
import { samsyn } from '../kit/cli.js'
import { newCustomer, RANGE, type Article } from './customer.js'

const test = suite('cli: adopt')

interface Report {
  readonly exact: number
  readonly reviewed: number
  readonly loose: readonly unknown[]
  readonly ambiguous: readonly unknown[]
  readonly onlySource: readonly string[]
  readonly onlyTarget: readonly string[]
  readonly created: number
  readonly equal: boolean
}

async function adopt(dir: string, ...more: readonly string[]): Promise<{ code: number | null; report: Report; err: string }> {
  const ran = await samsyn(['adopt', dir, '--json', ...more])
  assert.ok(ran.out.startsWith('{'), ran.err)
  const [report] = (JSON.parse(ran.out) as { reports: Report[] }).reports
  return { code: ran.code, report: report as Report, err: ran.err }
}

function numbered(number: string, name: string): Article {
  return { number, name, price: 50, stock: 3 }
}

test('from the leader to a new shop, stopped and taken up again, until the report says equal', async () => {
  const dir = newCustomer({ follower: [] })
  const before = await adopt(dir)
  assert.equal([before.report.exact, before.report.onlySource.length, before.report.equal], [0, RANGE.length, false])
  const done = await adopt(dir, '--apply', '--report', join(dir, 'match.md'))
  assert.is(done.code, 0, done.err)
  assert.equal([done.report.exact, done.report.created, done.report.equal], [RANGE.length, RANGE.length, true])
  assert.match(readFileSync(join(dir, 'match.md'), 'utf8'), '12')
  const again = await adopt(dir, '--apply')
  assert.equal([again.code, again.report.created, again.report.equal], [0, 0, true])
})

test('the other direction: the range is in the shop, and the ERP that shall lead it is new', async () => {
  const dir = newCustomer({ leader: [], follower: RANGE })
  const done = await adopt(dir, '--from', 'shop', '--apply')
  assert.is(done.code, 0, done.err)
  assert.equal([done.report.exact, done.report.created, done.report.equal], [RANGE.length, RANGE.length, true])
  assert.is(new World(join(dir, 'world', 'erp.json')).row('ARTICLE', 'K-101')?.['NAME'], 'Saffran')
  // From now on the mode counts: the ERP leads, and nothing is left to do for the articles.
  const planned = await samsyn(['plan', dir, '--stream', 'product', '--exit-code'])
  assert.is(planned.code, 0, planned.out)
})

test('numbers that are almost equal become a proposal; nothing moves until a person confirms it', async () => {
  const dir = newCustomer({ leader: [...RANGE, numbered('te-90', 'Te Söderblandning')], follower: [...RANGE, numbered('TE-90', 'Te Söderblandning')] })
  const found = await adopt(dir)
  assert.is(found.code, 3, 'a person is needed')
  assert.equal([found.report.exact, found.report.loose.length, found.report.onlySource, found.report.onlyTarget], [RANGE.length, 1, [], []])
  assert.match(found.err, 'almost equal')
  const pairs = readFileSync(join(dir, 'pairs.yaml'), 'utf8')
  assert.match(pairs, '{ shop: "TE-90", erp: "te-90", confirmed: false }')
  const waiting = await adopt(dir, '--apply')
  assert.equal([waiting.code, waiting.report.reviewed, waiting.report.created], [3, 0, 0])
  assert.is(new World(join(dir, 'world', 'shop.json')).row('products', 'te-90'), undefined)
  writeFileSync(join(dir, 'pairs.yaml'), pairs.replace('erp: "te-90", confirmed: false', 'erp: "te-90", confirmed: true'))
  const paired = await adopt(dir, '--apply')
  assert.is(paired.code, 0, paired.err)
  assert.equal([paired.report.exact, paired.report.reviewed, paired.report.loose, paired.report.created, paired.report.equal], [RANGE.length, 1, [], 0, true])
  assert.is(new World(join(dir, 'world', 'shop.json')).row('products', 'te-90'), undefined)
})

test('numbers that a person has told apart are two articles', async () => {
  const dir = newCustomer({ leader: [...RANGE, numbered('te-90', 'Te')], follower: [...RANGE, numbered('TE-90', 'Te på burk')] })
  await adopt(dir)
  const file = join(dir, 'pairs.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('erp: "te-90", confirmed: false', 'erp: "te-90", same: false'))
  const done = await adopt(dir, '--apply')
  assert.equal([done.report.loose, done.report.onlyTarget, done.report.created], [[], ['TE-90'], 1], done.err)
  const world = new World(join(dir, 'world', 'shop.json'))
  assert.ok(world.row('products', 'te-90') && world.row('products', 'TE-90'))
})

test('a number that could be two is nobody until a person decides', async () => {
  const dir = newCustomer({ leader: [...RANGE, numbered('te-90', 'Te')], follower: [...RANGE, numbered('TE-90', 'Te'), numbered(' te-90', 'Te')] })
  const found = await adopt(dir, '--apply')
  assert.is(found.code, 3)
  assert.equal([found.report.ambiguous.length > 0, found.report.created, found.report.equal], [true, 0, false])
  assert.not.ok(existsSync(join(dir, 'pairs.yaml')), 'nothing is proposed where it is not clear')
  assert.is(new World(join(dir, 'world', 'shop.json')).row('products', 'te-90'), undefined, 'no third one')
})

test('a side that is not there is told', async () => {
  const ran = await samsyn(['adopt', newCustomer(), '--from', 'erpp'])
  assert.is(ran.code, 1)
  assert.match(ran.err, 'known: erp, shop')
})

test.run()
