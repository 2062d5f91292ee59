// The real history through the road: shop → plan → apply → documents. Every order ends as a document whose total is the shop's to the
// penny, or as a named hold; what is expected of each is counted by another hand (expected.ts). Skipped where the data is not there,
// and while orders are not built.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { World } from '../../engine/connect/world/world.js'
import { loadSpecs } from '../../engine/load/specs.js'
import type { PlanDocument } from '../../engine/types/plan.js'
import { samsyn, type Ran } from '../kit/cli.js'
import { testFolder } from '../kit/program.js'
import { BINDING, newCustomer } from './customer.js'
import { expectedOf, pounds, type Expected, type Reason } from './expected.js'
import { HISTORY, readHistory } from './orders.js'

const test = suite('history')
const STREAM = 'se/order'
const PASSES_MAX = 10

/** The code that a reason bears. */
const CODES: Readonly<Record<Reason, readonly string[]>> = {
  'below zero': ['ORDER_BELOW_ZERO'],
  'comes to nothing': ['ZERO_ORDER'],
  'too many rows': ['TOO_MANY_ROWS'],
  'unknown article': ['ARTICLE_UNKNOWN'],
}

/** What became of an order: a document, or the code of why not. */
type Ended = { readonly document: 'order' | 'invoice'; readonly gross: bigint; readonly vat: bigint } | { readonly code: string; readonly skipped: boolean }

const isBuilt = loadSpecs().entities['order']?.built === true

if (!existsSync(HISTORY) || !isBuilt) {
  process.stdout.write(`  skipped: ${isBuilt ? 'the real order history is not there (../shared/data/orders-open)' : 'orders are not built yet'}\n`)
} else {
  const expected = readHistory().map(expectedOf)
  const dir = join(testFolder(), 'online-retail')
  let plan: PlanDocument

  test('the binding is confirmed, and the folder is valid', async () => {
    newCustomer(dir, readHistory())
    for (const args of [['doctor', '.', '--confirm-binding', BINDING], ['validate', '.']]) {
      const ran = await samsyn(args, { cwd: dir })
      assert.is(ran.code, 0, `${ran.out}${ran.err}`)
    }
  })

  test('applied until nothing is left', async () => {
    let left = 1
    for (let at = 1; left > 0; at += 1) {
      assert.ok(at <= PASSES_MAX, `${left} changes are left after ${PASSES_MAX} passes`)
      plan = await planned(`plan ${at}`)
      left = plan.streams.reduce((sum, { changes }) => sum + changes.length, 0)
      if (left === 0) break
      for (const { id } of plan.groups) await run(`approve ${id}`, 'approve', 'plan.json', '--group', id, '--by', 'test')
      await run(`apply ${at}`, 'apply', 'plan.json', '--dir', '.', '--json')
    }
  })

  test('every order ends as a document to the penny, or as a named hold', () => {
    const ended = endings(dir, plan)
    const counted: Record<string, number> = {}
    for (const one of expected) {
      const end = ended.get(one.number)
      const name = end === undefined ? 'lost' : 'code' in end ? end.code : end.document
      counted[name] = (counted[name] ?? 0) + 1
    }
    for (const [name, count] of Object.entries(counted)) process.stdout.write(`    ${name.padEnd(26)} ${String(count).padStart(5)}\n`)
    const wrong = expected.map((one) => faultOf(one, ended.get(one.number))).filter((fault) => fault !== undefined)
    assert.equal(wrong.slice(0, 20), [], `${wrong.length} orders ended otherwise`)
    assert.is(ended.size, expected.length, 'documents or holds of orders that nobody placed')
  })

  test('sums per currency are equal on both sides', () => {
    const meant = expected.filter(({ reasons }) => reasons.length === 0)
    const { tables } = new World(join(dir, 'world', 'erp.json'))
    const heads = ['ORDER_HEAD', 'INVOICE_HEAD'].flatMap((table) => Object.values(tables[table] ?? {}))
    const sums: Record<string, bigint> = {}
    for (const head of heads) sums[String(head['CURRENCY_CODE'])] = (sums[String(head['CURRENCY_CODE'])] ?? 0n) + amount(head['TOTAL_AMOUNT'])
    assert.equal(sums, { GBP: meant.reduce((sum, { gross }) => sum + gross, 0n) })
    process.stdout.write(`    ${heads.length} documents, ${pounds(sums['GBP'] ?? 0n)} GBP on both sides\n`)
  })

  test('a second time nothing is written', async () => {
    const logs = ['erp.json', 'shop.json'].map((name) => join(dir, 'world', `${name}.effects.ndjson`))
    const before = logs.map((log) => readFileSync(log).length)
    const again = await run('apply again', 'apply', '.', '--json')
    assert.equal((JSON.parse(again.out) as { outcomes: unknown[] }).outcomes, [])
    assert.equal(logs.map((log) => readFileSync(log).length), before)
  })

  async function planned(what: string): Promise<PlanDocument> {
    await run(what, 'plan', '.', '--out', 'plan.json')
    return JSON.parse(readFileSync(join(dir, 'plan.json'), 'utf8')) as PlanDocument
  }

  /** 3: done, and a person is needed. */
  async function run(what: string, ...args: readonly string[]): Promise<Ran> {
    const ran = await samsyn(args, { cwd: dir, peak: true })
    process.stdout.write(`    ${what.padEnd(26)} ${(ran.ms / 1000).toFixed(1).padStart(6)} s  ${(ran.cpuSeconds ?? 0).toFixed(1).padStart(6)} s of work  ${String(ran.peakMb ?? '?').padStart(5)} MB\n`)
    assert.ok(ran.code === 0 || ran.code === 3, `${what}: ${ran.code}\n${ran.err.slice(0, 2000)}`)
    return ran
  }
}

/** By order number: what the ledger's own file holds, and what the last plan says of the others. Throws for an order that ended twice. */
function endings(dir: string, plan: PlanDocument): ReadonlyMap<string, Ended> {
  const ended = new Map<string, Ended>()
  const put = (number: string, end: Ended): void => {
    assert.not(ended.has(number), `${number} ended twice`)
    ended.set(number, end)
  }
  const { tables } = new World(join(dir, 'world', 'erp.json'))
  for (const [table, document] of [['ORDER_HEAD', 'order'], ['INVOICE_HEAD', 'invoice']] as const) {
    for (const head of Object.values(tables[table] ?? {})) {
      const mark = /^samsyn:se\/(\S+)$/.exec(String(head['LOCAL_REMARK'] ?? ''))
      put(mark?.[1] ?? `document without our mark: ${String(head['DOCUMENT_NUMBER'])}`, { document, gross: amount(head['TOTAL_AMOUNT']), vat: amount(head['VAT_AMOUNT']) })
    }
  }
  const stream = plan.streams.find((one) => one.stream === STREAM)
  for (const { key, reason } of stream?.held ?? []) put(key, { code: reason.code, skipped: false })
  for (const { key, reason } of stream?.skipped ?? []) if (!ended.has(key)) put(key, { code: reason.code, skipped: true })
  return ended
}

/** What is wrong with how an order ended; undefined: nothing. */
function faultOf({ number, ending, reasons, gross, vat }: Expected, end: Ended | undefined): string | undefined {
  if (end === undefined) return `${number}: neither a document nor a hold; expected ${ending}`
  if ('code' in end) {
    const isMeant = reasons.some((reason) => CODES[reason].includes(end.code)) && end.skipped === (ending === 'skipped')
    return isMeant ? undefined : `${number}: ${end.skipped ? 'skipped' : 'held'}, ${end.code}; expected ${ending} ${reasons.join(', ')}`
  }
  if (end.document !== ending) return `${number}: ${end.document}; expected ${ending} ${reasons.join(', ')}`
  if (end.gross === gross && end.vat === vat) return undefined
  return `${number}: ${pounds(end.gross)} with ${pounds(end.vat)} of VAT; expected ${pounds(gross)} with ${pounds(vat)}`
}

function amount(double: unknown): bigint {
  return BigInt(Math.round(Number(double ?? 0) * 100))
}

test.run()
