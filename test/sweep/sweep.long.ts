// The whole sweep over the order road: every request of every road, killed or without power, before and after, late and lost; and each
// time a second stop at every eighth request of the process that came after, another eighth each time.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { figuresText, sum, type Figures } from './sweep.js'

const test = suite('whole sweep over the order road')
const SHARES = Math.min(4, availableParallelism())

test('stopped at every request, and again on the way back, and the end is the same', async () => {
  const startedMs = performance.now()
  const shares = await Promise.all(Array.from({ length: SHARES }, (_, nth) => share(nth)))
  const figures = sum(shares)
  process.stdout.write(`${figuresText(figures)}  ${Math.round((performance.now() - startedMs) / 1000)} s in ${SHARES} processes\n`)
  assert.ok(figures.runs >= 10_000, `${figures.runs} runs`)
})

async function share(nth: number): Promise<Figures> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'sweep-program.ts'), String(nth), String(SHARES)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => { said += text })
  const code = await new Promise<number | null>((resolve) => { child.once('exit', resolve) })
  assert.is(code, 0, `share ${nth}`)
  return JSON.parse(said.trim().split('\n').at(-1) ?? '') as Figures
}

test.run()
