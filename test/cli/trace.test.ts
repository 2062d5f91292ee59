// samsyn trace and samsyn history as their users have them: what they print, as text and as JSON, and how they exit.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { samsyn } from '../kit/cli.js'
import { orderScenario } from '../kit/order-scenario.js'

const test = suite('cli: trace')

test('trace finds an order by its number, in one shop or all, and fails where nobody has it', async () => {
  const it = await orderScenario({ integration: 'streams: { order-status: on }' })
  it.place('1001', {})
  await it.run()
  const cases: [string[], number, RegExp][] = [
    [['1001', it.dir], 0, /^order 1001 of se\n/], [['1001', it.dir, '--shop', 'se'], 0, /^order 1001 of se\n/], [['9', it.dir], 1, /^no shop has an order 9\n/], [['1001', it.dir, '--shop', 'xx'], 1, /^$/],
  ]
  for (const [args, code, out] of cases) {
    const ran = await samsyn(['trace', ...args])
    assert.is(ran.code, code, args.join(' '))
    assert.match(ran.out, out)
  }
  const json = JSON.parse((await samsyn(['trace', '1001', it.dir, '--json'])).out) as { shops: { order: Record<string, unknown>; documents: unknown[] }[] }
  assert.equal([json.shops[0]?.order['email'], json.shops[0]?.documents.length], ['•••', 1])
  const personal = JSON.parse((await samsyn(['trace', '1001', it.dir, '--json', '--show-personal-data'])).out) as typeof json
  assert.is(personal.shops[0]?.order['email'], 'asa@example.se')
  it.close()
})

test('explain knows an order, its event and its customer by number, and names trace', async () => {
  const it = await orderScenario({ integration: 'streams: { order-status: on }', orders: 'customer: { numberFrom: erp, matchBy: [email] }' })
  it.place('1001', {})
  await it.run()
  const order = await samsyn(['explain', '1001', it.dir])
  assert.equal([order.code, /se\/order {2}shop → erp/.test(order.out), order.err.includes(`samsyn trace 1001 ${it.dir}`)], [0, true, true])
  const customer = await samsyn(['explain', '1', it.dir])
  assert.equal([customer.code, /se\/order-customer/.test(customer.out), /samsyn trace/.test(customer.err)], [0, true, false])
  assert.match((await samsyn(['explain', 'nobody', it.dir])).err, /neither an article, an order nor a customer/)
  it.close()
})

test('an order that lies before the first day is known by trace and explain, which say so, and nothing personal of it', async () => {
  const it = await orderScenario()
  it.place('40', { placed: '2026-10-15T08:00:00' })
  it.place('1001', {})
  for (const command of ['trace', 'explain']) {
    const { code, out } = await samsyn([command, '40', it.dir, '--show-personal-data'])
    assert.equal([code, /placed 2026-10-15, before 2026-11-01/.test(out), /asa@example/.test(out)], [0, true, false], out)
    assert.is((await samsyn([command, '41', it.dir])).code, 1)
  }
  it.close()
})

test('a plan of the orders alone calls no customer known who has no card, and says which stream makes it', async () => {
  const it = await orderScenario()
  it.place('1001', {})
  const plans = [await samsyn(['plan', it.dir, '--stream', 'order']), await samsyn(['plan', it.dir, '--stream', 'order-customer,order'])]
  assert.equal(plans.map(({ out }) => /\+ 1001 [\s\S]*?(customer\s+(?:new|without\s+a\s+card))/.exec(out)?.[1]?.replace(/\s+/g, ' ')), ['customer without a card', 'customer new'])
  assert.equal(plans.map(({ err }) => /se\/order goes after se\/order-customer/.test(err)), [true, false])
  it.close()
})

test('history tells what was written, by run and stream', async () => {
  const it = await orderScenario()
  assert.is((await samsyn(['history', it.dir])).out, 'nothing was written yet\n')
  it.place('1001', {})
  await it.run()
  const { runs, earlier } = JSON.parse((await samsyn(['history', it.dir, '--json', '--stream', 'se/order'])).out) as { runs: { streams: unknown[] }[]; earlier: number }
  assert.equal([runs.map(({ streams }) => streams), earlier], [[[{ stream: 'se/order', created: 1, updated: 0, retired: 0, notDone: 0, unknown: 0 }]], 0])
  assert.match((await samsyn(['history', it.dir])).out, /\n {2}se\/order +1 handed over\n/)
  assert.is((await samsyn(['history', it.dir, '--last', '0'])).code, 1)
  it.close()
})

test.run()
