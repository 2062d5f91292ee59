// --json on every command that prints for people: JSON alone on stdout, logs on stderr.
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { samsyn } from '../kit/cli.js'
import { newCustomer } from './customer.js'

const test = suite('cli: --json')

test('every command prints the same facts as JSON, and its log elsewhere', async () => {
  const [dir, done, wrong] = [newCustomer({ ownNames: true }), newCustomer(), newCustomer()]
  writeFileSync(join(wrong, 'more.yaml'), 'apiVersion: samsyn/v1\nkind: Shopp\n')
  const file = join(dir, 'plan.json')
  await samsyn(['plan', dir, '--out', file])
  const commands = [
    ['validate', dir], ['validate', wrong], ['doctor', dir], ['doctor', wrong], ['plan', dir], ['approve', file], ['adopt', dir], ['status', dir], ['explain', 'K-100', dir], ['explain', 'E102'],
    ['matrix'], ['schema', 'StockProfile'], ['apply', done],
  ]
  const ran = await Promise.all(commands.map((args) => samsyn([...args, '--json'], { env: { SAMSYN_LOG: 'debug' } })))
  for (const [at, one] of ran.entries()) {
    const name = commands[at]?.join(' ') ?? ''
    let facts: unknown
    try {
      facts = JSON.parse(one.out)
    } catch (error) {
      assert.unreachable(`${name}: ${(error as Error).message}\n${one.out.slice(0, 300)}`)
    }
    assert.type(facts, 'object', name)
    assert.not.match(one.err, 'fault in samsyn itself')
  }
  const log = (ran.at(-1)?.err ?? '').split('\n').filter((line) => line.startsWith('{'))
  assert.ok(log.length > 5, 'no log on stderr')
  for (const line of log) assert.type((JSON.parse(line) as { msg: unknown }).msg, 'string')
})

test('facts are the same as what people read', async () => {
  const dir = newCustomer({ ownNames: true })
  const [text, json] = await Promise.all([samsyn(['plan', dir]), samsyn(['plan', dir, '--json'])])
  const { totals } = JSON.parse(json.out) as { totals: { create: number; pending: number } }
  assert.match(text.out, `${totals.create} to create`)
  assert.match(text.out, `${totals.pending} to approve`)
  assert.is(text.code, json.code)
})

test.run()
