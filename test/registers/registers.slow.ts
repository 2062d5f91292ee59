// A year of a real article register, from the first sync to an empty shop until the plan is empty again. Counts are compared with
// ones made by another hand (count.py). Skipped where the data is not there: it is never part of the project.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { World } from '../../engine/connect/world/world.js'
import type { Counts, PlanDocument, StreamPlan } from '../../engine/types/plan.js'
import { samsyn, type Ran } from '../kit/cli.js'
import { testFolder } from '../kit/program.js'
import { readRegister, type Listed } from '../kit/register.js'
import { changeTo, DATA, maps, newCustomer } from './worlds.js'

const test = suite('real registers')
const files = [join(DATA, 'systembolaget-2011.csv'), join(DATA, 'systembolaget-2012.csv')] as const
const [old, young] = files
const dir = join(testFolder(), 'vinhandeln')
const shopWorld = join(dir, 'world', 'shop.json')

interface Counted { readonly rows: number; readonly articles: number; readonly repeated: number; readonly named: number; readonly shortened: number; readonly held: number; readonly priced: number; readonly inStock: number }
type Year = Readonly<Record<'product' | 'price' | 'stock', Readonly<Record<string, number>>>>
interface ByHand { readonly old: Counted; readonly new: Counted; readonly year: Year; readonly shop?: { readonly products: number; readonly wrong: number; readonly first: readonly string[] } }

let byHand: ByHand | undefined
const times: string[] = []
let cpuSeconds = 0

/** The other hand's counts; undefined where python3 is not there. */
function countByHand(...more: readonly string[]): ByHand | undefined {
  const ran = spawnSync('python3', [join(import.meta.dirname, 'count.py'), ...files, ...more], { encoding: 'utf8' })
  if (ran.error) return undefined
  assert.is(ran.status, 0, ran.stderr)
  return JSON.parse(ran.stdout) as ByHand
}

async function run(what: string, ...args: readonly string[]): Promise<Ran> {
  const ran = await samsyn(args, { peak: true, cwd: dir })
  cpuSeconds += ran.cpuSeconds ?? 0
  times.push(`    ${what.padEnd(34)} ${(ran.ms / 1000).toFixed(1).padStart(6)} s  ${(ran.cpuSeconds ?? 0).toFixed(1).padStart(6)} s of work  ${String(ran.peakMb ?? '?').padStart(5)} MB`)
  return ran
}

function planIn(file: string): PlanDocument {
  return JSON.parse(readFileSync(join(dir, file), 'utf8')) as PlanDocument
}

function streamOf(plan: { readonly streams: readonly StreamPlan[] }, id: string): StreamPlan {
  const found = plan.streams.find((one) => one.stream === `se/${id}`)
  assert.ok(found, `no stream ${id}`)
  return found as StreamPlan
}

/** The counts that are not 0. */
function counts(from: Counts): Record<string, number> {
  return Object.fromEntries(Object.entries(from).filter(([, count]) => count > 0))
}

/** Items that nothing is written for; of some it is remembered that a listing no longer shows them. */
function left({ counts: { unchanged, adopted } }: StreamPlan): number {
  return unchanged + adopted
}

/** Every item is accounted for exactly once, and every article of the register is an item; of some streams so many may be without sight. */
function addsUp(plan: PlanDocument, articles: number, without: Readonly<Record<string, number>> = {}): void {
  for (const { stream, counts: { considered, ...endings } } of plan.streams) {
    assert.is(Object.values(endings).reduce((sum, count) => sum + count, 0), considered, stream)
    assert.ok(considered <= articles && considered >= articles - (without[stream] ?? 0), `${stream}: ${considered} of ${articles}`)
  }
}

function told(listed: Listed): string {
  return Object.entries(listed).map(([what, notes]) => `${notes.length} ${what}`).join(', ')
}

if (!files.every((file) => existsSync(file))) {
  process.stdout.write('  skipped: the real registers are not there (../shared/data/catalogue-open)\n')
} else {
  byHand = countByHand()
  if (!byHand) process.stdout.write('  python3 is not there: counts are not compared with ones made by another hand\n')

  test('every row goes over, or is listed', () => {
    for (const [file, hand] of [[old, byHand?.old], [young, byHand?.new]] as const) {
      const { rows, articles, listed } = readRegister(file, maps)
      process.stdout.write(`  ${file.slice(-8, -4)}: ${rows} rows, ${articles.size} articles; ${told(listed)}\n`)
      assert.is(rows, articles.size + listed.repeated.length)
      for (const { row: { NUMBER, NAME, NAME_X, GROUP, UNIT_CODE } } of articles.values()) {
        assert.ok(String(NAME).length <= 30 && String(NAME_X).length <= 30 && NAME !== '', String(NUMBER))
        assert.ok(String(UNIT_CODE).length <= 4 && String(GROUP).length <= 6, String(NUMBER))
      }
      const { named, shortened, repeated } = listed
      if (hand) assert.equal([rows, articles.size, repeated.length, named.length, shortened.length], [hand.rows, hand.articles, hand.repeated, hand.named, hand.shortened])
    }
  })

  test('first sync: the register goes to an empty shop', async () => {
    const register = readRegister(old, maps)
    newCustomer(dir, register)
    const planned = await run('2011: plan', 'plan', '.', '--out', 'first.json')
    assert.is(planned.code, 3, planned.err)
    const plan = planIn('first.json')
    addsUp(plan, register.articles.size)
    const hand = byHand?.old
    assert.equal(counts(streamOf(plan, 'product').counts), { considered: register.articles.size, create: register.articles.size })
    const { held = 0 } = counts(streamOf(plan, 'price').counts)
    if (hand) assert.equal([held, streamOf(plan, 'price').counts.update, streamOf(plan, 'stock').counts.update], [hand.held, hand.priced, hand.articles])
    assert.ok(streamOf(plan, 'price').held.every((one) => one.reason.code === 'PRICE_NOT_WHOLE'))

    const applied = await run('2011: apply', 'apply', 'first.json', '--dir', '.', '--json')
    assert.is(applied.code, 3, applied.err)
    assert.equal(done(applied), { 'se/product create': register.articles.size, 'se/price update': register.articles.size - held, 'se/stock update': hand?.inStock ?? inStock(register) })
  })

  test('afterwards the match report says that the numbers are equal on both sides, and the plan is empty', async () => {
    const report = await run('2011: adopt, the match report', 'adopt', '.', '--json')
    assert.is(report.code, 0, report.err)
    const { reports } = JSON.parse(report.out) as { reports: { stream: string; equal?: boolean }[] }
    process.stdout.write(`  match report: ${JSON.stringify(reports).slice(0, 300)}\n`)
    await emptyPlan('2011: plan again', readRegister(old, maps).articles.size)
  })

  test('a year later: new ones, gone ones, other names and prices', async () => {
    process.stdout.write(`  ${changeTo(dir, readRegister(young, maps))} rows of the ERP are changed to the register of 2012\n`)
    const planned = await run('2012: plan', 'plan', '.', '--out', 'year.json')
    assert.is(planned.code, 3, planned.err)
    process.stdout.write(`${planned.out.split('\n').slice(0, 40).map((line) => `  | ${line.slice(0, 140)}`).join('\n')}\n`)
    const plan = planIn('year.json')
    const [product, price, stock] = ['product', 'price', 'stock'].map((id) => streamOf(plan, id)) as [StreamPlan, StreamPlan, StreamPlan]
    const hidden = product.changes.filter((one) => one.fields['active']?.after === false)
    assert.equal(plan.groups.map((one) => one.id), ['se/product:many-retires', 'se/price:price-jump'])
    assert.is(plan.groups[0]?.count, hidden.length)
    if (!byHand) return
    const { year } = byHand
    addsUp(plan, year.product['considered'] as number)
    const { create, update, pending } = product.counts
    assert.equal({ considered: product.counts.considered, create, hidden: hidden.length, update: update + pending - hidden.length, unchanged: left(product) }, year.product)
    const { held, skipped } = price.counts
    // What left the ERP's range with a price in öre is skipped, until it is read in its turn: then its price is held like any other.
    const { held: isHeld = 0, skipped: isSkipped = 0, ...rest } = year.price
    assert.ok(held >= isHeld && held + skipped === isHeld + isSkipped, `${held} held, ${skipped} skipped; counted ${isHeld} and ${isSkipped}`)
    assert.equal({ considered: price.counts.considered, update: price.counts.update + price.counts.pending, unchanged: left(price) }, rest)
    assert.equal({ considered: stock.counts.considered, update: stock.counts.update, unchanged: left(stock), written: year.stock['written'] }, year.stock)
  })

  test('the groups are approved, the plan is applied, and nothing is left but what a person decides', async () => {
    for (const { id } of planIn('year.json').groups) {
      const approved = await samsyn(['approve', 'year.json', '--group', id, '--by', 'test'], { cwd: dir })
      assert.is(approved.code, 0, approved.err)
    }
    const plan = planIn('year.json')
    assert.is(plan.totals.pending, 0)
    const applied = await run('2012: apply', 'apply', 'year.json', '--dir', '.', '--json')
    assert.is(applied.code, 3, applied.err)
    const written = byHand?.year.stock['written'] ?? streamOf(plan, 'stock').counts.update
    assert.equal(done(applied), {
      'se/product create': streamOf(plan, 'product').counts.create, 'se/product update': streamOf(plan, 'product').counts.update,
      'se/price update': streamOf(plan, 'price').counts.update, 'se/stock update': written,
    })
    // Hidden in the shop and inactive in the ERP, and never priced: nobody sees the price of such an article any more.
    const unseen = byHand?.year.price['skipped'] ?? streamOf(plan, 'price').counts.skipped + streamOf(plan, 'price').held.length
    await emptyPlan('2012: plan again', streamOf(plan, 'product').counts.considered, { 'se/price': unseen })
  })

  test('the shop says what the register says, article by article', () => {
    new World(shopWorld).checkpoint()
    const hand = countByHand(shopWorld)
    if (!hand) return
    assert.equal(hand.shop, { products: hand.year.product['considered'], wrong: 0, first: [] })
  })

  test('times and memory', () => {
    process.stdout.write(`${times.join('\n')}\n`)
    process.stdout.write(`    ${cpuSeconds.toFixed(0)} s of work\n`)
    assert.ok(cpuSeconds < 240, 'longer than four minutes')
  })
}

/** What was really written, by stream and action. */
function done({ out }: Ran): Record<string, number> {
  const { outcomes } = JSON.parse(out) as { outcomes: { id: string; kind: string }[] }
  const counted: Record<string, number> = {}
  for (const { id, kind } of outcomes) {
    const [stream, action] = id.split(':')
    const name = kind === 'done' ? `${stream} ${action}` : `${stream} ${kind}`
    counted[name] = (counted[name] ?? 0) + 1
  }
  return counted
}

function inStock({ articles }: ReturnType<typeof readRegister>): number {
  return [...articles.values()].filter(({ row }) => row['QUANTITY_IN_STOCK'] !== 0).length
}

/** Planned again: no change at all, only prices that wait for a person; and planning wrote nothing. */
async function emptyPlan(what: string, articles: number, without: Readonly<Record<string, number>> = {}): Promise<void> {
  const before = readFileSync(`${shopWorld}.effects.ndjson`).length
  const again = await run(what, 'plan', '.', '--out', 'again.json', '--exit-code')
  assert.is(again.code, 3, again.err)
  const plan = planIn('again.json')
  addsUp(plan, articles, without)
  assert.equal(plan.streams.flatMap((one) => one.changes), [])
  assert.equal(plan.streams.map((one) => one.held.length > 0), [false, true, false])
  assert.is(readFileSync(`${shopWorld}.effects.ndjson`).length, before, 'a plan has written')
}

test.run()
