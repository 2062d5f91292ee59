// What SAMSYN_LOG asks for is what stands on stderr: trouble is a warning, a quiet pass is no news.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { logTeller, tellTo } from '../../engine/cli/log-teller.js'
import type { LogFields } from '../../engine/report/log.js'
import { noCounts } from '../../engine/run/stream-plan.js'
import type { Counts } from '../../engine/types/plan.js'

const test = suite('cli: log')

function levels(): { readonly tell: ReturnType<typeof tellTo>; readonly said: string[] } {
  const said: string[] = []
  const say = (level: string) => (_fields: LogFields, event: string): void => { said.push(`${level} ${event}`) }
  return { said, tell: tellTo({ debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') }) }
}

const pass = (counts: Partial<Counts>, written = 0, streams = ['se/price']): LogFields => ({ streams, totals: { ...noCounts(), ...counts }, written })

test('each event has its level', () => {
  const { tell, said } = levels()
  for (const event of ['listed', 'looked', 'stream', 'applied', 'written', 'recovered', 'not written', 'warned', 'stream failed', 'orders read', 'order found late']) tell(event, {})
  assert.equal(said, ['debug listed', 'debug looked', 'debug stream', 'debug applied', 'debug written', 'info recovered', 'warn not written', 'warn warned', 'warn stream failed', 'debug orders read', 'warn order found late'])
})

test('a pass is told once where something was written, or where something else waits than before', () => {
  const cases: [string, LogFields][] = [
    ['debug', pass({ unchanged: 4 })], ['info', pass({ update: 1 }, 1)], ['info', pass({ held: 2 })], ['debug', pass({ held: 2, unchanged: 9 })],
    ['debug', pass({}, 0, ['se/stock'])], ['debug', pass({ held: 2 })], ['info', pass({ held: 2, skipped: 217 })], ['info', pass({})], ['debug', pass({})],
    ['info', { ...pass({}), failed: 1 }], ['debug', { ...pass({}), failed: 1 }],
  ]
  const { tell, said } = levels()
  for (const [, fields] of cases) tell('pass', fields)
  assert.equal(said, cases.map(([level]) => `${level} pass`))
})

test('what a pass did with orders is told, and who is held or not done only when that is not what it was', () => {
  const held = { ARTICLE_UNKNOWN: ['1008'] }
  const cases: [string, LogFields][] = [
    ['info', { stream: 'se/order', created: ['1001'], held, notDone: ['1010'] }], ['debug', { stream: 'se/order', held, notDone: ['1010'] }],
    ['debug', { stream: 'se/order', held, notDone: ['1010'] }], ['info', { stream: 'b2b/order', held }], ['info', { stream: 'se/order', held }],
    ['info', { stream: 'se/order', held: { ARTICLE_UNKNOWN: ['1008', '1011'] } }],
  ]
  const { tell, said } = levels()
  for (const [, fields] of cases) tell('orders', fields)
  assert.equal(said, cases.map(([level]) => `${level} orders`))
})

test('an empty SAMSYN_LOG is off, also where lines are usual', async () => {
  const before = process.env['SAMSYN_LOG']
  process.env['SAMSYN_LOG'] = ''
  const { write } = process.stderr
  let written = ''
  process.stderr.write = ((text: string) => { written += text; return true }) as typeof write
  try {
    const teller = await logTeller('info')
    teller.tell('not written', {})
    teller.close()
  } finally {
    process.stderr.write = write
    if (before === undefined) delete process.env['SAMSYN_LOG']
    else process.env['SAMSYN_LOG'] = before
  }
  assert.is(written, '')
})

test.run()
