// Vouchers of the bookkeeping: balanced, in an open year. Each goes by its day and our own id, for
// numbers are counted by year and series, and a look for what may have been added goes through the
// vouchers of that day.
import type { Answer, Found, Page, WriteItem, WriteRequest } from '../connector.js'
import { add, isZero, parseDecimal } from '../../values/decimal.js'
import type { RawItem } from '../../core/item.js'
import { problem, type Problem } from '../../core/problem.js'
import { DB, ORDER } from './adk.js'
import { BOOKINGYEAR, VERIFICATION_HEAD, VERIFICATION_ROW } from './adk-fields.js'
import { failed, remarks } from './answers.js'
import type { DocumentCells, FieldValue } from './bridge/protocol.js'
import { cellsOf, fieldIds, readColumns, writeColumns, type Cells, type Column, type OurFields } from './columns.js'
import { numbered } from './documents/read.js'
import { keyIn, referenceOf, unfitReference } from './documents/reference.js'
import { rowsOf } from './documents/write.js'
import { twoParts } from './flat.js'
import { pagesOf } from './paging.js'
import type { PartContext, PartReader, PartWriter } from './part.js'

/** shop: what our mark calls the shop. */
export interface VoucherContext extends PartContext { readonly shop: string }

const HEAD: readonly Column[] = [
  { name: 'year', field: VERIFICATION_HEAD.AAR_ID, kind: 'text', readOnly: true },
  { name: 'series', field: VERIFICATION_HEAD.VER_SERIE, kind: 'text' },
  { name: 'date', field: VERIFICATION_HEAD.DATE1, kind: 'date' },
  { name: 'number', field: VERIFICATION_HEAD.VER_NR, kind: 'number', readOnly: true },
  { name: 'text', field: VERIFICATION_HEAD.INFO, kind: 'text', readOnly: true },
]
/** amount: debit above zero, credit below. */
const ROW: readonly Column[] = [
  { name: 'account', field: VERIFICATION_ROW.ACCOUNT, kind: 'text' },
  { name: 'amount', field: VERIFICATION_ROW.AMOUNT, kind: 'money' },
  { name: 'project', field: VERIFICATION_ROW.PROJECT, kind: 'text' },
  { name: 'costCentre', field: VERIFICATION_ROW.PROFIT_CENTRE, kind: 'text' },
  { name: 'text', field: VERIFICATION_ROW.INFO, kind: 'text' },
]
const HEAD_FIELDS = fieldIds(HEAD)
const ROW_FIELDS = fieldIds(ROW)
const ENTITY = 'voucher'
const IN_ONE_GO = 100_000
const MONTH = /^\d{4}-\d\d$/

export class VoucherReader implements PartReader {
  readonly entities = [ENTITY]

  constructor(private readonly parts: VoucherContext) {}

  list(): AsyncIterable<Page> {
    return pagesOf(this.chunks())
  }

  async find(_entity: string, keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const found = new Map<string, Found>()
    for (const key of keys) {
      const [date] = twoParts(key) ?? []
      const item = date === undefined ? undefined : (await this.ofDay(date)).find((one) => one.key === key)
      found.set(key, item ? { kind: 'found', item } : { kind: 'absent' })
    }
    return found
  }

  private async ofDay(date: string): Promise<readonly RawItem[]> {
    const items: RawItem[] = []
    for await (const chunk of this.chunks(date)) items.push(...chunk)
    return items
  }

  /** Ours alone: what the bookkeeper writes is no item of ours. */
  private async *chunks(date?: string): AsyncGenerator<readonly RawItem[]> {
    const { api, shop } = this.parts
    const scan = api.scan({
      register: DB.VERIFICATION_HEAD, order: ORDER.VOUCHER_DATE, heads: true, fields: HEAD_FIELDS, chunk: IN_ONE_GO,
      ...(date === undefined ? {} : { from: { field: VERIFICATION_HEAD.DATE1, value: date } }),
    })
    for await (const rows of scan) {
      yield rows.map((row) => cellsOf(HEAD_FIELDS, row)).flatMap((cells) => {
        const key = keyIn(cells(VERIFICATION_HEAD.INFO), shop)
        return key === undefined ? [] : [{ key, fields: readColumns(HEAD, cells), partial: true }]
      })
    }
  }
}

export class VoucherWriter implements PartWriter {
  readonly entities = [ENTITY]

  constructor(private readonly parts: VoucherContext) {}

  async one({ action }: WriteRequest, { key, fields }: WriteItem): Promise<Answer> {
    // What stands in the books is corrected by another voucher, never changed.
    if (action !== 'create') return { kind: 'refused', problem: problem('VISMA_CANNOT_WRITE', { key, entity: ENTITY, field: action }) }
    const date = String(fields['date'] ?? '')
    const [year] = date === '' ? [null] : await this.parts.api.read('bookingYear', { dates: [date] })
    const refusal = year === null || year === undefined ? problem('VISMA_DATE_OUTSIDE_YEARS', { key, date, rc: 0, text: '' })
      : twoParts(key)?.[0] !== date ? problem('VISMA_VOUCHER_KEY', { key, date })
        : unbalanced(key, fields) ?? await this.locked(key, date, year)
    return refusal ? { kind: 'refused', problem: refusal } : this.add(key, fields, String(year))
  }

  private async add(key: string, fields: OurFields, year: string): Promise<Answer> {
    const { api, facts, shop } = this.parts
    const headFacts = await facts.of(DB.VERIFICATION_HEAD, HEAD_FIELDS)
    const rowFacts = await facts.of(DB.VERIFICATION_ROW, ROW_FIELDS)
    const length = headFacts.get(VERIFICATION_HEAD.INFO)?.length ?? 0
    const unfit = unfitReference(shop, key, length)
    if (unfit) return { kind: 'refused', problem: unfit }
    const info = [referenceOf(shop, key), String(fields['text'] ?? '')].filter((part) => part !== '').join(' ')
    const marked: Column = { name: 'text', field: VERIFICATION_HEAD.INFO, kind: 'text' }
    const head = writeColumns([...HEAD.filter(({ readOnly }) => !readOnly), marked], { ...fields, text: info }, headFacts)
    const rows = rowsOf(fields).map((row) => writeColumns(ROW, row, rowFacts))
    const bad = head.problem ?? rows.find((row) => row.problem)?.problem
    if (bad) return { kind: 'refused', problem: { ...bad, facts: { key, ...bad.facts } } }
    const values: readonly FieldValue[] = [{ field: VERIFICATION_HEAD.AAR_ID, value: year }, ...head.values]
    const outcome = await api.write('addDocument', {
      register: DB.VERIFICATION_HEAD, values, rows: rows.map((row) => row.values), read: { fields: HEAD_FIELDS, rowFields: ROW_FIELDS },
    }, { key })
    if (!('ok' in outcome)) return failed(outcome, { values, names: VERIFICATION_HEAD, rows: { values: rows.map((row) => row.values), names: VERIFICATION_ROW } })
    const written = [head, ...rows].flatMap(({ warnings }) => warnings).map((one) => ({ ...one, facts: { key, ...one.facts } }))
    return { kind: 'done', id: key, warnings: [...written, ...remarks(outcome.warnings, { key })], ...readBackOf(key, outcome.ok) }
  }

  /** What the program would refuse is said before anything is written. A lock in a form that we cannot read is left to it. */
  private async locked(key: string, date: string, year: string): Promise<Problem | undefined> {
    const [row] = await this.parts.api.read('find', {
      register: DB.BOOKINGYEAR, order: ORDER.BOOKING_YEAR, key: BOOKINGYEAR.ID, keys: [year], fields: [BOOKINGYEAR.YEAR_LOCKED, BOOKINGYEAR.LOCKED_MONTH],
    })
    const month = String(row?.[1] ?? '').slice(0, 7)
    const isLocked = row?.[0] === true || (MONTH.test(month) && date.slice(0, 7) <= month)
    return isLocked ? problem('VISMA_PERIOD_LOCKED', { key, date, rc: 0, text: month }) : undefined
  }
}

function unbalanced(key: string, fields: OurFields): Problem | undefined {
  const amounts = rowsOf(fields).map((row) => parseDecimal(row['amount']))
  if (amounts.length === 0) return problem('VISMA_VOUCHER_EMPTY', { key })
  const sum = amounts.reduce<string>((total, amount) => add(total, amount ?? '0'), '0')
  return isZero(sum) && amounts.every((amount) => amount !== undefined) ? undefined : problem('VISMA_VOUCHER_UNBALANCED', { key, sum })
}

function readBackOf(key: string, { head, rows }: DocumentCells): { readBack: RawItem } | object {
  if (head.length === 0) return {}
  const cells: Cells = cellsOf(HEAD_FIELDS, head)
  const made = rows.map((row) => readColumns(ROW, cellsOf(ROW_FIELDS, row)))
  return { readBack: { key, fields: { ...readColumns(HEAD, cells), ...numbered('rows', made) } } }
}
