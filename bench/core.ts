// The bench of the core: each figure in a fresh process, the middle of interleaved rounds, told as ratios against a floor that any
// engine must pay: parsing both snapshots. It prints; it never fails on a time.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const FIGURE = join(import.meta.dirname, `figure${import.meta.filename.slice(-3)}`)

function figure<T>(name: string, count: number): T {
  const args = [...(FIGURE.endsWith('.ts') ? ['--import', 'tsx'] : []), FIGURE, name, String(count)]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 20 }))
}

function line(what: string, found: string, wanted = ''): void {
  process.stdout.write(`${what.padEnd(64)} ${found.padStart(22)}  ${wanted}\n`)
}

const ratio = (one: number, other: number): string => (one / other).toFixed(2)
const MANY = 500_000
const SOME = 50_000

process.stdout.write(`${SOME.toLocaleString('sv')} articles × 15 fields, 1 % moved; floor: JSON.parse of both snapshots\n\n`)
const core = figure<{ core: number; floor: number }>('core', SOME)
line('pair, drift, plan, permit, measure, guard, count ÷ floor', `${ratio(core.core, core.floor)}  (${core.core.toFixed(0)} ms)`, 'wanted ≤ 0.50')
const quiet = figure<{ quiet: number; floor: number }>('quiet', SOME)
line('the same without changes, and normalising both sides ÷ floor', `${ratio(quiet.quiet, quiet.floor)}  (${quiet.quiet.toFixed(0)} ms)`)
const cycle = figure<{ cycle: number; floor: number }>('cycle', SOME)
line('a whole cycle without changes, from readers in memory ÷ floor', `${ratio(cycle.cycle, cycle.floor)}  (${cycle.cycle.toFixed(0)} ms)`, 'wanted ≤ 1.20')
const big = figure<{ core: number; floor: number }>('core', MANY)
line('ten times as many articles ÷ as many', `${ratio(big.core, core.core)}  (${big.core.toFixed(0)} ms)`, 'wanted ≤ 11.00')
line('ten times as many articles ÷ their own floor', `${ratio(big.core, big.floor)}`, 'wanted ≤ 0.50')
const memory = figure<{ peakMb: number; startMb: number }>('memory', SOME)
line('peak memory of a cycle with changes, both systems included', `${memory.peakMb} MB`, 'wanted ≤ 500')
const calls = figure<{ quiet: { pages: number; finds: number; writes: number }; changes: number; writes: number; batchMax: number }>('calls', SOME)
line('calls of a cycle without changes', `${calls.quiet.pages} pages, ${calls.quiet.finds} looks, ${calls.quiet.writes} writes`, `wanted ${(2 * SOME) / 500}, 0, 0`)
line(`writes for ${calls.changes} changes, ${calls.batchMax} at once`, `${calls.writes}`, `wanted ${Math.ceil(calls.changes / calls.batchMax)}`)
process.stdout.write('\nthe same comparison by others, without a plan ÷ ours with one\n')
const { core: ours, ...peers } = figure<Record<string, number>>('peers', SOME)
for (const [name, ms] of Object.entries(peers)) line(name, `${ratio(ms, ours as number)}  (${ms.toFixed(0)} ms)`)
