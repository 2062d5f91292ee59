// What an open company's own settings say: booking year, default price list, VAT rates, decimals, bar codes.
import { problem, type Problem } from '../../../core/problem.js'
import { percentOf, rateFromPercent } from '../../../values/rate.js'
import { changesBetween, ratesInUse } from '../../../trade/vat.js'
import { SystemError, type Check, type Examination } from '../../connector.js'
import { DB, PRM, PRM2 } from '../adk.js'
import { BOOKINGYEAR } from '../adk-fields.js'
import type { VismaApi } from '../api.js'
import type { Cell, Row } from '../bridge/protocol.js'
import { listFacts } from '../price-lists.js'

/** How far ahead a change of VAT is told. */
const AHEAD_DAYS = 60
const YEARS_MAX = 200
const SETTINGS: readonly number[] = [PRM2.VAT1, PRM2.VAT2, PRM2.VAT3, PRM2.VAT4]

/** Whether today can be booked on: a year that holds it, open, and its locked months as the program writes them. */
export async function yearChecks(api: VismaApi, of: Examination): Promise<Check[]> {
  const { START, END, LOCKED_MONTH, YEAR_LOCKED } = BOOKINGYEAR
  return yearChecksOf(await rowsOf(api, { register: DB.BOOKINGYEAR, fields: [START, END, LOCKED_MONTH, YEAR_LOCKED], chunk: YEARS_MAX }), of)
}

/** years: the first and the last day, the locked months as the program writes them, whether the year is locked. */
export function yearChecksOf(years: readonly Row[], { today, writes }: Pick<Examination, 'today' | 'writes'>): Check[] {
  const year = years.find(([start, end]) => String(start) <= today && today <= String(end))
  // Articles and prices need none.
  const state = writes['order'] ? 'failed' : 'warning'
  if (!year) return closedYear(state, problem('VISMA_YEAR_MISSING', { today }))
  const [start, end, months, locked] = year
  const found = `${String(start)} to ${String(end)}`
  if (locked === true) return closedYear(state, problem('VISMA_YEAR_LOCKED', { year: found }))
  return [{ id: 'booking-year', state: 'ok', found }, monthsCheck(months)]
}

/** Without a year that is open nobody need ask for its months. */
function closedYear(state: 'failed' | 'warning', found: Problem): Check[] {
  return [{ id: 'booking-year', state, problem: found }, { id: 'locked-months', state: 'unknown', problem: found }]
}

/** The form of the field is not publicly known: see trade/order/locked-months. */
function monthsCheck(months: Cell | undefined): Check {
  const text = String(months ?? '').trim()
  if (text === '') return { id: 'locked-months', state: 'ok', found: 'none' }
  return { id: 'locked-months', state: 'assumed', found: text, problem: problem('VISMA_MONTHS_LOCKED', { text }) }
}

/** Whether base prices have a list to be in, in the company's own currency. */
export async function priceListCheck(api: VismaApi, named: string | undefined): Promise<Check> {
  const { defaultPriceList } = await api.company()
  const list = named ?? defaultPriceList
  try {
    const facts = await listFacts(api, { priceList: list })
    return { id: 'price-list', state: 'ok', found: `${facts.code}, ${facts.currency}, ${facts.includingVat ? 'with' : 'without'} VAT` }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    const missing = error.problem.code === 'VISMA_PRICE_LIST_UNKNOWN'
    const found = missing ? problem('VISMA_DEFAULT_LIST_MISSING', { list }) : error.problem
    return { id: 'price-list', state: 'failed', problem: found }
  }
}

/** The company's four rates against those that hold today, and what changes soon. */
export async function vatChecks(api: VismaApi, { today, vat }: Examination): Promise<Check[]> {
  const [row] = await rowsOf(api, { register: DB.PRM2, fields: SETTINGS, chunk: 1 })
  const rates = SETTINGS.map((_, at) => rateFromPercent(row?.[at]) ?? 0)
  const inUse = ratesInUse(vat, today)
  const checks = rates.flatMap((rate, at): Check[] => {
    if (rate === 0 || inUse.some((one) => one.basisPoints === rate)) return []
    return [vatWarning('VISMA_VAT_RATE_OUTDATED', { setting: `VAT${at + 1}`, rate: percentOf(rate) })]
  })
  for (const { basisPoints, titles } of inUse) {
    if (!rates.includes(basisPoints)) checks.push(vatWarning('VISMA_VAT_RATE_MISSING', { rate: percentOf(basisPoints), what: titles.join(' / ') }))
  }
  for (const { title, date, was, becomes } of changesBetween(vat, today, daysAfter(today, AHEAD_DAYS))) {
    checks.push(vatWarning('VISMA_VAT_CHANGES', { date, was: percentOf(was), rate: percentOf(becomes), what: title }))
  }
  return checks.length > 0 ? checks : [{ id: 'vat', state: 'ok', found: rates.map((rate) => `${percentOf(rate)} %`).join(', ') }]
}

function vatWarning(code: string, facts: Readonly<Record<string, unknown>>): Check {
  return { id: 'vat', state: 'warning', problem: problem(code, facts) }
}

export async function decimalsCheck(api: VismaApi): Promise<Check> {
  const { pricePlaces } = await api.company()
  return { id: 'decimals', state: 'ok', found: String(pricePlaces) }
}

/** A company without bar codes refuses each article that brings one. */
export async function barcodesCheck(api: VismaApi, { writes }: Examination): Promise<Check> {
  const [row] = await rowsOf(api, { register: DB.PRM, fields: [PRM.BARCODE_ACTIVATED], chunk: 1 })
  const isOn = row?.[0] === true
  const isWritten = writes['product']?.includes('barcode') ?? false
  if (!isOn && isWritten) return { id: 'barcodes', state: 'warning', problem: problem('VISMA_BARCODES_OFF') }
  return { id: 'barcodes', state: 'ok', found: isOn ? 'activated' : 'not activated, and none are written' }
}

interface Wanted { readonly register: number; readonly fields: readonly number[]; readonly chunk: number }

/** The first rows of a register. */
export async function rowsOf(api: VismaApi, wanted: Wanted): Promise<readonly Row[]> {
  for await (const rows of api.scan(wanted)) return rows
  return []
}

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}
