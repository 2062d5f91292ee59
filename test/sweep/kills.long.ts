// kill -9 of the real command on its way with orders, right after the first line that it or a system writes, the second, the third …
// Then the same command again until it has nothing to do: one document, one customer, one mail, one capture.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { People } from '../../engine/connect/visma/simulator/people.js'
import { samsyn } from '../kit/cli.js'
import { orderScenario, type OrderScenario } from '../kit/order-scenario.js'
import { assumedBinding, confirmedFor } from '../kit/orders.js'

const test = suite('orders: killed on the way')
/** No command's life has more lines. */
const LINES_MAX = 60
const RUNS_MAX = 8
const DONE_IS = 'nothing to do; nothing was written.'
const MAPPING = `import: { when: [Betald], then: Överförd }
feedback:
  - { event: delivered, status: Levererad, mail: true }
  - { event: invoiced, status: Debiteras }`

const CAPTURED = 35
const figures = { kills: 0, runs: 0 }

/** A shop that does at once what it does at all, for a kill takes the simulator along. */
async function town(): Promise<OrderScenario> {
  const it = await orderScenario({ mapping: MAPPING, integration: 'streams: { order-status: on, product: off, price: off, stock: off }' })
  const spec = await confirmedFor(it.world('se'), { ...assumedBinding(), settleMinutes: 0.001 })
  const file = join(it.dir, 'jetshop-orders.yaml')
  const head = readFileSync(file, 'utf8').split(/^spec:/m)[0]
  writeFileSync(file, `${head}spec: ${JSON.stringify(spec)}\n`)
  return it
}

/** Lines that the command and the systems have written: what they meant to do, and what they did. */
function lines(it: OrderScenario): number {
  const intents = join(it.dir, '.samsyn', 'intents')
  const files = [...namesIn(intents).map((name) => join(intents, name)), ...['se', 'erp'].map((name) => join(it.dir, 'world', `${name}.json.effects.ndjson`))]
  return files.reduce((count, file) => count + textOf(file).split('\n').length - 1, 0)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** true: killed. false: it was done before the line came. */
async function killedAt(it: OrderScenario, line: number, delayMs: number): Promise<boolean> {
  const from = lines(it)
  let over = false
  const ran = await samsyn(['apply', '.'], { cwd: it.dir, onStart: (child) => {
    child.once('exit', () => { over = true })
    void (async () => {
      while (!over && lines(it) - from < line) await sleep(1)
      if (delayMs > 0) await sleep(delayMs)
      child.kill('SIGKILL')
    })()
  } })
  figures.runs++
  if (ran.signal === 'SIGKILL') figures.kills++
  else assert.ok([0, 1, 3].includes(ran.code ?? -1), `exit ${ran.code}\n${ran.out}${ran.err}`)
  return ran.signal === 'SIGKILL'
}

async function untilDone(it: OrderScenario): Promise<void> {
  for (let nth = 0; nth < RUNS_MAX; nth++) {
    const ran = await samsyn(['apply', '.'], { cwd: it.dir })
    figures.runs++
    if (ran.code === 0 && ran.out.includes(DONE_IS)) return
  }
  const last = await samsyn(['apply', '.'], { cwd: it.dir })
  assert.unreachable(`still at work after ${RUNS_MAX} runs\n${last.out}${last.err}`)
}

for (const delayMs of [0, 8, 30]) {
  test(`killed ${delayMs} ms after every line, before the transfer and after the delivery: one of each`, async () => {
    for (let line = 1; line < LINES_MAX; line++) {
      const it = await town()
      it.place('1001', {})
      const first = await killedAt(it, line, delayMs)
      await untilDone(it)
      const people = new People(it.world('erp'))
      const number = Number(it.document('se/1001')['DOCUMENT_NUMBER'])
      people.deliver(number)
      people.invoice(number)
      const second = await killedAt(it, line, delayMs)
      await untilDone(it)
      const told = `${delayMs} ms after line ${line}`
      assert.equal([it.documents('ORDER_HEAD').length, it.documents('INVOICE_HEAD').length, it.customers().length], [1, 1, 1], told)
      assert.equal([it.puts('mails'), it.puts('captures'), it.order('1001').statusId, (it.order('1001').history ?? []).map(({ statusId }) => statusId)], [1, 1, CAPTURED, [25, 30, CAPTURED]], told)
      it.close()
      if (!first && !second) break
    }
  })
}

test('the figures', () => {
  process.stdout.write(`  ${figures.kills} kills in ${figures.runs} runs of the command\n`)
  assert.ok(figures.kills >= 24, `${figures.kills} kills`)
})

test.run()
