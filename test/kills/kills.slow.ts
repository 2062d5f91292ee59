// kill -9 at any moment of an apply, with both simulators as processes of their own that also lose answers and are busy. After
// every kill the same command is run again. In the end each world says what an undisturbed run makes it say, nothing was created
// twice, nothing was written back and forth, and the plan is empty.
import { cpSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { effectsOf } from '../../engine/connect/world/world.js'
import { FileIntents } from '../../engine/store/intents.js'
import type { PlanDocument } from '../../engine/types/plan.js'
import { samsyn, startSimulator, type Ran, type RunningSimulator } from '../kit/cli.js'
import { testFolder } from '../kit/program.js'
import { dice, editsOf, makeEdits, makeWorlds, writeYaml, type Edit, type Mode, type Systems } from './customer.js'
import { business, differences, judge } from './judge.js'

const test = suite('kills')
const SEED = Number(process.env['SEED'] ?? 20_261_125)
const CUSTOMERS: readonly Mode[] = ['erp-leads', 'shop-leads', 'combo', 'erp-leads', 'shop-leads', 'combo']
const ROUNDS = 2
const KILLS_A_ROUND = 20
/** A run that came to its end before the blow does not count, and is not tried for ever. */
const TRIES_A_ROUND = 40
/** Some kills come right after the first, second … effect of a run, as its log shows. */
const EFFECTS_MAX = 10
const EFFECT_BYTES = 300
/** Runs without a kill until nothing is left to do: the simulators still lose answers and are busy. */
const CLEAR_RUNS_MAX = 8

const ERP_FAULTS = [
  { op: 'AdkAdd', kind: 'crash', when: 'after', everyNth: 9 }, { op: 'AdkUpdate', kind: 'crash', when: 'before', everyNth: 7 },
  { op: 'AdkUpdate', kind: 'crash', when: 'after', everyNth: 11 },
]
const SHOP_FAULTS = [
  { op: 'Product_AddUpdate', kind: 'lostReplyAfter', everyNth: 4 }, { op: 'Product_AddUpdate', kind: 'lostReplyBefore', everyNth: 5 },
  { op: 'PriceList_UpdateArticleIncVAT', kind: 'lostReplyAfter', everyNth: 3 }, { op: 'Product_Get', kind: 'lostReplyBefore', everyNth: 61 },
  { op: 'Product_AddUpdate', kind: 'status503', everyNth: 13 }, { op: 'StoreAPI', kind: 'status503', everyNth: 37 },
]

interface Tally { kills: number; shopKills: number; runs: number; effects: number; created: number; readonly codes: Record<string, number> }
const tally: Tally = { kills: 0, shopKills: 0, runs: 0, effects: 0, created: 0, codes: {} }

interface Customer {
  readonly mode: Mode
  readonly dir: string
  readonly worlds: Systems
  readonly twin: { readonly dir: string; readonly worlds: Systems }
  readonly roll: (sides: number) => number
  erp: RunningSimulator
  shop: RunningSimulator
}

test('killed anywhere, run again, and it ends as if nothing had happened', async () => {
  // Side by side: each waits most of its time.
  const lives = await Promise.allSettled(CUSTOMERS.map((mode, nth) => live(mode, SEED + nth)))
  for (const life of lives) if (life.status === 'rejected') throw life.reason
})

test('the figures', () => {
  const { kills, shopKills, runs, effects, created, codes } = tally
  process.stdout.write(`  ${kills} kills of the engine and ${shopKills} of the shop in ${runs} runs; ${effects} effects, ${created} created, no double; exit codes ${JSON.stringify(codes)}; seed ${SEED}\n`)
  assert.ok(kills >= 200, `only ${kills} kills`)
})

/** A customer's life: some rounds of edits, each with its kills. */
async function live(mode: Mode, seed: number): Promise<void> {
  const customer = await open(mode, seed)
  const known: string[] = []
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const edits = editsOf(round, known, customer.roll)
      known.push(...edits.map((one) => one.number).filter((number) => !known.includes(number)))
      await playRound(customer, edits, round)
    }
  } catch (error) {
    // KEEP=FOLDER keeps what a failed life left behind.
    const keep = process.env['KEEP']
    if (keep) cpSync(customer.dir, join(keep, `${mode}-${seed}`), { recursive: true })
    throw error
  } finally {
    await Promise.all([customer.erp.stop(), customer.shop.stop()])
  }
}

async function open(mode: Mode, seed: number): Promise<Customer> {
  const dir = testFolder()
  const worlds = makeWorlds(dir, { erp: ERP_FAULTS, shop: SHOP_FAULTS })
  const [erp, shop] = await Promise.all([startSimulator('erp', worlds.erp), startSimulator('shop', worlds.shop)])
  writeYaml(dir, mode, { erp: erp.url, shop: shop.url })
  const twinDir = testFolder()
  const twin = { dir: twinDir, worlds: makeWorlds(twinDir) }
  writeYaml(twinDir, mode, { erp: 'world/erp.json', shop: 'world/shop.json' })
  return { mode, dir, worlds, twin, roll: dice(seed), erp, shop }
}

async function playRound(customer: Customer, edits: readonly Edit[], round: number): Promise<void> {
  const { mode, worlds, twin, roll } = customer
  const from = { erp: effectsOf(worlds.erp).length, shop: effectsOf(worlds.shop).length }
  makeEdits(worlds, mode, edits)
  makeEdits(twin.worlds, mode, edits)
  const undisturbed = await samsyn(['apply', '.'], { cwd: twin.dir })
  assert.is(undisturbed.code, 0, undisturbed.out + undisturbed.err)
  let kills = 0
  for (let nth = 0; nth < TRIES_A_ROUND && kills < KILLS_A_ROUND; nth++) {
    const victim = roll(10) === 0 ? 'shop' : 'engine'
    if (victim === 'shop') {
      await runAndKillShop(customer, undisturbed.ms)
      continue
    }
    if (await runAndKill(customer, undisturbed.ms)) {
      kills++
      continue
    }
    // It came to its end before the blow: more work for the next one.
    const more = editsOf(100 + round * 100 + nth, edits.map((one) => one.number), roll).map(withoutLeaving)
    makeEdits(worlds, mode, more)
    makeEdits(twin.worlds, mode, more)
  }
  await runClear(customer)
  const settled = await samsyn(['apply', '.'], { cwd: twin.dir })
  assert.is(settled.code, 0, settled.out + settled.err)
  await verify(customer, from)
}

/** Leaving and coming back within a round is what a person may do; the judge could not tell it from the engine's doing. */
function withoutLeaving({ active, ...rest }: Edit): Edit {
  return rest.group === undefined || active === undefined ? rest : { ...rest, active }
}

/** Kills at a moment of the whole run, or once so many effects have happened. true: it was killed, not done before. */
async function runAndKill(customer: Customer, ms: number): Promise<boolean> {
  const { roll, worlds } = customer
  const byEffects = roll(2) === 0
  const atMs = roll(Math.round(ms * 1.1))
  const atBytes = logBytes(worlds) + roll(EFFECTS_MAX) * EFFECT_BYTES
  const ran = await run(customer, async (kill) => {
    if (byEffects) await until(() => logBytes(worlds) > atBytes, 2 * ms)
    else await sleep(atMs)
    kill()
  })
  if (ran.signal === 'SIGKILL') tally.kills++
  return ran.signal === 'SIGKILL'
}

/** The shop dies in the middle of it, comes up again at the same address, and the engine has to live with it. */
async function runAndKillShop(customer: Customer, ms: number): Promise<void> {
  const { roll, worlds } = customer
  const port = Number(new URL(customer.shop.url).port)
  const atMs = roll(Math.round(ms))
  const ran = await run(customer, async () => {
    await sleep(atMs)
    await customer.shop.stop('SIGKILL')
    tally.shopKills++
    customer.shop = await startSimulator('shop', worlds.shop, port)
  })
  assert.ok([0, 1, 3].includes(ran.code ?? -1), `exit ${ran.code}\n${ran.out}${ran.err}`)
}

async function run(customer: Customer, meanwhile?: (kill: () => void) => Promise<void>): Promise<Ran> {
  let disturbance: Promise<void> = Promise.resolve()
  const ran = await samsyn(['apply', '.'], {
    cwd: customer.dir,
    onStart: (child) => { if (meanwhile) disturbance = meanwhile(() => child.kill('SIGKILL')) },
  })
  await disturbance
  tally.runs++
  if (ran.code !== null) tally.codes[ran.code] = (tally.codes[ran.code] ?? 0) + 1
  return ran
}

async function runClear(customer: Customer): Promise<void> {
  for (let nth = 0; nth < CLEAR_RUNS_MAX; nth++) {
    const ran = await run(customer)
    assert.ok([0, 1, 3].includes(ran.code ?? -1), `exit ${ran.code}\n${ran.out}${ran.err}`)
    if (ran.code === 0 && ran.out.includes('nothing to do; nothing was written.')) return
  }
  assert.unreachable(`${customer.mode}: still at work after ${CLEAR_RUNS_MAX} runs`)
}

async function verify({ mode, dir, worlds, twin }: Customer, from: { readonly erp: number; readonly shop: number }): Promise<void> {
  for (const system of ['erp', 'shop'] as const) {
    const verdict = judge(worlds[system], from[system])
    tally.effects += verdict.effects
    tally.created += verdict.created
    assert.equal(verdict.twice, [], `${mode}: created twice in ${system}`)
    assert.equal(verdict.idle, [], `${mode}: written again in ${system}`)
    assert.equal(verdict.backAndForth, [], `${mode}: back and forth in ${system}`)
    assert.equal(differences(business(worlds[system]), business(twin.worlds[system])), [], `${mode}: ${system} is not as after an undisturbed run`)
  }
  assert.equal(FileIntents.read({ dir }).open(), [], `${mode}: open intents`)
  const before = logBytes(worlds)
  const planned = await samsyn(['plan', '.', '--json'], { cwd: dir })
  assert.is(planned.code, 0, planned.out + planned.err)
  const { streams } = JSON.parse(planned.out) as PlanDocument
  assert.equal(streams.flatMap((one) => one.changes), [], `${mode}: planned again`)
  assert.is(logBytes(worlds), before, `${mode}: a plan has written`)
}

function logBytes({ erp, shop }: Systems): number {
  let bytes = 0
  for (const file of [erp, shop]) {
    try {
      bytes += statSync(`${file}.effects.ndjson`).size
    } catch {
      // No effect yet.
    }
  }
  return bytes
}

async function until(isTrue: () => boolean, withinMs: number): Promise<void> {
  const endMs = performance.now() + withinMs
  while (!isTrue() && performance.now() < endMs) await sleep(1)
}

test.run()
