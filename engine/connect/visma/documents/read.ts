// An order or an invoice as the program shows it, in our fields. Pure. Credit invoices hold positive
// amounts in the program; here what is given back is negative.
import { add, isZero, subtract } from '../../../values/decimal.js'
import { parseMoney } from '../../../values/money.js'
import { OOI_HEAD } from '../adk-fields.js'
import { nested, readCell, readColumns, type Cells, type OurFields } from '../columns.js'
import {
  CHARGES, COMMENT_FIELDS, CONNECTION_FIELDS, DISCOUNT_IS_AMOUNT, HEAD_COLUMNS, ROW_COLUMNS, STATE_COLUMNS, TOTAL_COLUMNS, VAT_FIELDS, type DocumentKind,
} from './fields.js'
import { keyIn, REFERENCE_FIELDS, type ReferenceField } from './reference.js'
import { vatRates, type VatRates } from './vat.js'

/** How documents of this company are read. */
export interface DocumentSettings {
  readonly referenceField: ReferenceField
  /** What our mark calls the shop. */
  readonly shop: string
  /** More rows than this a document does not take through the API. */
  readonly rowsMax: number
}

/** What a head says of other documents. Numbers as texts; which of the four connections is which is not publicly known. */
export interface HeadLinks {
  readonly kind: DocumentKind
  readonly number: string
  readonly customer: string
  readonly connections: readonly string[]
  /** Of a credit invoice: what it credits. */
  readonly original: string | null
  readonly credit: boolean
  readonly cancelled: boolean
  /** Our key, where the document carries our mark. */
  readonly key: string | undefined
}

export interface ReadDocument extends HeadLinks {
  readonly states: DocumentStates
  readonly balance: string
  /** It holds ROT or RUT: never changed by us. */
  readonly taxReduction: boolean
  readonly fields: OurFields
}

export interface DocumentStates {
  readonly notDone: boolean
  readonly printed: boolean
  readonly delivered: boolean
  readonly partlyDelivered: boolean
  readonly cancelled: boolean
}

/** The letter of a credit invoice; of the others only "F" for an ordinary one is known. */
const CREDIT = 'K'
/** In our fields of a row, what changes its sign in a credit. */
const SIGNED_ROW_FIELDS = ['quantity', 'delivered', 'discountAmount', 'amount'] as const

export function headLinks(kind: DocumentKind, cells: Cells, settings: DocumentSettings): HeadLinks {
  const number = (field: number) => readCell('number', cells(field) ?? null) as string | null
  return {
    kind, number: number(OOI_HEAD.DOCUMENT_NUMBER) ?? '', customer: String(cells(OOI_HEAD.CUSTOMER_NUMBER) ?? ''),
    connections: CONNECTION_FIELDS.map(number).filter((one) => one !== null),
    original: number(OOI_HEAD.NUMBER_OF_ORIGINAL_INVOICE),
    credit: kind === 'invoice' && cells(OOI_HEAD.TYPE_OF_INVOICE) === CREDIT, cancelled: cells(OOI_HEAD.DOCUMENT_CANCELLED) === true,
    key: keyIn(cells(REFERENCE_FIELDS[settings.referenceField]), settings.shop),
  }
}

/** A whole document. company: the rates that hold where the document itself tells none. */
export function readDocument(
  kind: DocumentKind, document: { readonly head: Cells; readonly rows: readonly Cells[] }, company: VatRates, settings: DocumentSettings,
): ReadDocument {
  const { head } = document
  const links = headLinks(kind, head, settings)
  const signed = (amount: string | null) => (links.credit ? negated(amount) : amount)
  const rates = ratesOf(head, company)
  const rows = document.rows.map((row) => rowOf(row, rates, signed))
  const totals = readColumns(TOTAL_COLUMNS, head) as Record<string, string | null>
  const { notDone, delivered, printed, cancelled } = readColumns(STATE_COLUMNS, head) as Record<string, boolean>
  const states = {
    notDone: notDone === true, delivered: delivered === true, printed: printed === true, cancelled: cancelled === true,
    partlyDelivered: kind === 'order' && delivered !== true && isPartlyDelivered(rows),
  }
  return {
    ...links, states, taxReduction: head(OOI_HEAD.TAX_REDUCTION_INCLUDED) === true,
    balance: signed(readCell('money', head(OOI_HEAD.BALANCE) ?? null) as string | null) ?? '0.00',
    fields: {
      ...nested(readColumns(HEAD_COLUMNS.filter(({ field }) => field !== REFERENCE_FIELDS[settings.referenceField]), head)),
      document: kind, comment: commentOf(head, settings), ...numbered('rows', rows), charges: chargesOf(head, rates, signed),
      ...Object.fromEntries(Object.entries(totals).map(([name, amount]) => [name, signed(amount)])),
      taxLines: taxLinesOf(head, rates, signed), delivered: states.delivered, printed: states.printed, cancelled: states.cancelled,
    },
  }
}

type Signed = (amount: string | null) => string | null

/** The rates that the document was counted with; they are its own, for a rate changes with the years. */
export function ratesOf(head: Cells, company: VatRates): VatRates {
  const own = vatRates(VAT_FIELDS.map(({ rate }) => head(rate)))
  return new Map([...company].map(([code, rate]) => [code, own.get(code) || rate]))
}

function rowOf(row: Cells, rates: VatRates, signed: Signed): OurFields {
  const { vatCode, [DISCOUNT_IS_AMOUNT]: isAmount, ...read } = readColumns(ROW_COLUMNS, row)
  const fields = { ...read, [isAmount === true ? 'discount' : 'discountAmount']: null }
  const changed = Object.fromEntries(SIGNED_ROW_FIELDS.map((name) => [name, signed(((fields as OurFields)[name] ?? null) as string | null)]))
  return { ...fields, ...changed, vatRate: rates.get(String(vatCode ?? '')) ?? null }
}

function isPartlyDelivered(rows: readonly OurFields[]): boolean {
  return rows.some(({ delivered }) => typeof delivered === 'string' && !isZero(delivered))
}

/** Rows by their number, from 1. */
export function numbered(name: string, rows: readonly OurFields[]): Record<string, Record<string, OurFields>> {
  return { [name]: Object.fromEntries(rows.map((row, at) => [String(at + 1), row])) }
}

function commentOf(head: Cells, { referenceField }: DocumentSettings): string | null {
  const lines = COMMENT_FIELDS.filter((field) => field !== REFERENCE_FIELDS[referenceField]).map((field) => String(head(field) ?? ''))
  const text = lines.filter((line) => line !== '').join(' ')
  return text === '' ? null : text
}

function chargesOf(head: Cells, rates: VatRates, signed: Signed): Record<string, OurFields> {
  const charges: Record<string, OurFields> = {}
  for (const [name, { amount, vatCode }] of Object.entries(CHARGES)) {
    const money = readCell('money', head(amount) ?? null) as string | null
    if (money === null || isZero(money)) continue
    charges[name] = { amount: signed(money), vatRate: rates.get(String(head(vatCode) ?? '')) ?? null }
  }
  return charges
}

/** VAT by rate in basis points. Two codes with the same rate are one line. */
function taxLinesOf(head: Cells, rates: VatRates, signed: Signed): Record<string, OurFields> {
  const lines: Record<string, { base: string; vat: string }> = {}
  const put = (rate: number, base: string | null, vat: string | null): void => {
    if ((base === null || isZero(base)) && (vat === null || isZero(vat))) return
    const before = lines[rate] ?? { base: '0', vat: '0' }
    lines[rate] = { base: money(add(before.base, signed(base) ?? '0')), vat: money(add(before.vat, signed(vat) ?? '0')) }
  }
  const amount = (field: number) => readCell('money', head(field) ?? null) as string | null
  put(0, amount(OOI_HEAD.BASIS_OF_VAT0), null)
  VAT_FIELDS.forEach(({ base, amount: vat }, at) => {
    const rate = rates.get(String(at + 1))
    if (rate !== undefined) put(rate, amount(base), amount(vat))
  })
  return lines
}

function negated(amount: string | null): string | null {
  if (amount === null) return null
  const negative = subtract('0', amount)
  // Money is told from a quantity by its two decimals, and keeps them.
  return /\.\d\d/.test(amount) ? money(negative) : negative
}

function money(decimal: string): string {
  return parseMoney(decimal) ?? decimal
}
