// The ERP's customers as orders are matched with them: read once, and known on from what the ERP shows of the cards that it makes.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Answer, Reader } from '../../engine/connect/connector.js'
import { problem } from '../../engine/core/problem.js'
import { CustomerRegister } from '../../engine/orders/customer-register.js'

const test = suite('orders: customer register')

function registerOf(cards: readonly string[]): { readonly register: CustomerRegister; readonly listings: () => number } {
  let listings = 0
  const reader: Reader = {
    list: async function* () {
      listings += 1
      yield { items: cards.map((key) => ({ key, fields: {} })), coverage: { kind: 'whole', pages: 1 } }
    },
    find: async () => new Map(), identify: async () => ({ title: '', facts: {} }), close: async () => {},
  }
  return { register: new CustomerRegister({ reader, clock: { now: () => 0, wait: async () => {} } }), listings: () => listings }
}

const done = (key: string): Answer => ({ kind: 'done', readBack: { key, fields: { email: 'asa@example.se' } } })
const unknown: Answer = { kind: 'unknown', problem: problem('ANSWER_LOST', {}) }

const TABLE: readonly [what: string, action: 'create' | 'update', answers: readonly Answer[], readAnew: boolean][] = [
  ['a new card that the ERP showed', 'create', [done('K2')], false],
  ['several', 'create', [done('K2'), done('K3')], false],
  ['a new card that the ERP did not show', 'create', [{ kind: 'done', id: 'K2' }], true],
  ['a card that may be there', 'create', [unknown], true],
  ['one that is there, and one that may be', 'create', [done('K2'), unknown], true],
  ['a card that was there already', 'create', [done('K1')], true],
  ['a card that is no longer what it was', 'update', [done('K1')], false],
  ['a change of a card that nobody knew', 'update', [done('K2')], true],
]

for (const [what, action, answers, readAnew] of TABLE) {
  test(`${what}: the register is ${readAnew ? 'read anew' : 'not read again'}`, async () => {
    const { register, listings } = registerOf(['K1'])
    await register.index()
    await register.wrote({ entity: 'customer', action, scope: {}, items: [] }, new Map(answers.map((answer, at) => [String(at), answer])))
    const index = await register.index()
    assert.is(listings(), readAnew ? 2 : 1)
    const shown = answers.flatMap((answer) => (answer.kind === 'done' && answer.readBack ? [answer.readBack.key] : []))
    if (!readAnew) assert.equal(index.with({ by: 'email', key: 'asa@example.se' }).map(({ number }) => number), shown)
  })
}

test.run()
