// A bar is for whoever waits: it appears after a moment whatever the work, and short work shows none.
import { setTimeout as sleep } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { progressTeller, type Bar } from '../../engine/cli/terminal.js'

const test = suite('cli: progress')
const WAIT_MS = 30

function drawn(): { readonly lines: string[]; readonly teller: ReturnType<typeof progressTeller> } {
  const lines: string[] = []
  const makeBar = (total: number | undefined): Bar => ({
    start: (text) => { lines.push(`start ${total ?? '?'} ${text}`) },
    advance: (by, text) => { lines.push(`+${by} ${text}`) },
    stop: (text) => { lines.push(`stop ${text}`) },
  })
  return { lines, teller: progressTeller({ makeBar, waitMs: WAIT_MS }) }
}

test('short work shows nothing, however many items', () => {
  const { lines, teller } = drawn()
  teller.tell('stream', { stream: 'se/price' })
  teller.tell('looked', { stream: 'se/price', system: 'se', done: 5000, total: 5000 })
  teller.close()
  assert.equal(lines, [])
})

test('whoever waits sees what is under way before its first step is done', async () => {
  const { lines, teller } = drawn()
  teller.tell('stream', { stream: 'se/price' })
  await sleep(WAIT_MS * 2)
  teller.close()
  assert.equal(lines, ['start ? se/price', 'stop se/price'])
})

test('three slow writes are as worth a bar as three thousand', async () => {
  const { lines, teller } = drawn()
  teller.tell('applied', { stream: 'se/price', done: 1, total: 3 })
  await sleep(WAIT_MS * 2)
  teller.tell('applied', { stream: 'se/price', done: 2, total: 3 })
  teller.tell('applied', { stream: 'se/price', done: 3, total: 3 })
  teller.close()
  assert.equal(lines, [
    'start 3 se/price  applying', '+1 se/price  applying  1 of 3', '+1 se/price  applying  2 of 3', '+1 se/price  applying  3 of 3', 'stop se/price  applying',
  ])
})

test('other work is another bar, and nothing is drawn after the end', async () => {
  const { lines, teller } = drawn()
  teller.tell('looked', { stream: 'se/stock', system: 'se', done: 200, total: 400 })
  await sleep(WAIT_MS * 2)
  teller.tell('listed', { stream: 'se/price', system: 'visma', items: 1200 })
  teller.close()
  teller.tell('applied', { stream: 'se/price', done: 1, total: 9 })
  await sleep(WAIT_MS * 2)
  assert.equal(lines, [
    'start 400 se/stock  reading se', '+200 se/stock  reading se  200 of 400', 'stop se/stock  reading se',
    'start ? se/price  listing visma', '+0 se/price  listing visma  1 200', 'stop se/price  listing visma',
  ])
})

test.run()
