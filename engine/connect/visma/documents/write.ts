// Our fields of an order or an invoice as the values to set, in the order in which they must be set.
// Pure. ROT and RUT have no column here: nothing of ours ever sets or clears them.
import { compare, isZero, parseDecimal, subtract } from '../../../values/decimal.js'
import { breakLines } from '../../../values/text.js'
import { problem, warning, type Problem } from '../../../core/problem.js'
import { OOI_HEAD } from '../adk-fields.js'
import type { FieldValue } from '../bridge/protocol.js'
import { flattened, writeCell, writeColumns, type Column, type Facts, type OurFields, type WrittenColumns } from '../columns.js'
import { CHARGES, COMMENT_FIELDS, DISCOUNT_IS_AMOUNT, HEAD_COLUMNS, ROW_COLUMNS, type DocumentKind } from './fields.js'
import type { DocumentSettings } from './read.js'
import { REFERENCE_FIELDS, referenceOf, unfitReference } from './reference.js'
import { codeOf, type VatRates } from './vat.js'

/** What is known of the installation when a document is made. */
export interface DocumentFacts { readonly head: Facts; readonly row: Facts; readonly rates: VatRates }

/** A document to add: the head's values in their order, and the rows'. */
export interface MadeDocument {
  readonly values: readonly FieldValue[]
  readonly rows: readonly (readonly FieldValue[])[]
  readonly warnings: readonly Problem[]
}

export type Made = MadeDocument | { readonly problem: Problem }

/** Rows of text alone have neither quantity nor price. */
const TEXT_ROW_FIELDS: ReadonlySet<string> = new Set(['text'])
/** What a row can say; what else is given would be lost. */
const ROW_NAMES: ReadonlySet<string> = new Set(['vatRate', ...ROW_COLUMNS.map(({ name }) => name)])
const CREDIT_LETTER = 'K'
/** How much of the original a credit takes over, as the program numbers it. */
const COPY_WHAT: Readonly<Record<string, number>> = { whole: 0, information: 1, nothing: 2 }
const COMMENT = 'comment'

/** A new document. Amounts of a credit are negative with us and positive in the program. */
export function makeDocument(
  kind: DocumentKind, key: string, fields: OurFields, about: DocumentFacts & { readonly settings: DocumentSettings },
): Made {
  const { settings } = about
  const mark = REFERENCE_FIELDS[settings.referenceField]
  const unfit = unfitReference(settings.shop, key, about.head.get(mark)?.length ?? 0)
  if (unfit) return { problem: unfit }
  const rows = rowsOf(fields)
  const rounding = roundingValues(fields, about, isCreditOf(fields))
  if (rounding.problem) return { problem: rounding.problem }
  if (rows.length > settings.rowsMax) return { problem: problem('VISMA_TOO_MANY_ROWS', { key, rows: rows.length, max: settings.rowsMax }) }
  const credit = creditValues(fields)
  const isCredit = isCreditOf(fields)
  const head = headValues(fields, { ...about, isCredit })
  if (head.problem) return { problem: head.problem }
  const signed = isCredit ? rows.map(turnedRow) : rows
  const against = isCredit ? signed.findIndex(({ quantity }) => isNegative(quantity)) : -1
  if (against >= 0) return { problem: problem('VISMA_SIGN_UNKNOWN', { key, what: `row ${against + 1}`, amount: rows[against]?.['quantity'] }) }
  const made = signed.map((row, at) => rowValues(kind, row, { ...about, at: at + 1 }))
  const bad = made.find((row) => row.problem)
  if (bad?.problem) return { problem: bad.problem }
  return {
    values: [...credit, ...head.values, ...rounding.values, { field: mark, value: referenceOf(settings.shop, key) }], rows: made.map(({ values }) => values),
    warnings: [...head.warnings, ...made.flatMap(({ warnings }) => warnings)],
  }
}

/** What of the head is to be set, for a new document and for one that is there. */
export function headValues(fields: OurFields, about: DocumentFacts & { readonly settings: DocumentSettings; readonly isCredit: boolean }): WrittenColumns {
  const mark = REFERENCE_FIELDS[about.settings.referenceField]
  const columns = HEAD_COLUMNS.filter(({ field }) => field !== mark)
  const head = writeColumns(columns, flattened(fields, columns), about.head)
  if (head.problem) return head
  const taken = HEAD_COLUMNS.filter(({ field, name }) => field === mark && typeof fields[name] === 'string')
    .map(({ name }) => warning('VISMA_FIELD_OF_MARK', { field: name, value: fields[name] }))
  const comment = commentValues(fields, about)
  if (comment.problem) return comment
  const charges = chargeValues(fields, about)
  if (charges.problem) return charges
  return {
    values: [...head.values, ...comment.values, ...charges.values], warnings: [...head.warnings, ...taken, ...comment.warnings],
  }
}

/** The rows in the order of their numbers. */
export function rowsOf(fields: OurFields): readonly OurFields[] {
  const rows = fields['rows']
  if (typeof rows !== 'object' || rows === null) return []
  return Object.entries(rows as Readonly<Record<string, OurFields>>)
    .sort(([one], [other]) => Number(one) - Number(other)).map(([, row]) => row)
}

function creditValues(fields: OurFields): readonly FieldValue[] {
  const original = fields['creditOf']
  if (original === undefined || original === null) return []
  const stock = fields['stockReturns']
  return [
    { field: OOI_HEAD.TYPE_OF_INVOICE, value: CREDIT_LETTER },
    { field: OOI_HEAD.CREDIT_INVOICE_COPY_NUMBER, value: Number(original) },
    { field: OOI_HEAD.CREDIT_INVOICE_COPY_WHAT, value: COPY_WHAT[String(fields['creditCopies'] ?? 'whole')] ?? 0 },
    ...(stock === undefined || stock === null ? [] : [{ field: OOI_HEAD.CREDIT_NOTE_STORAGE_AFFECT, value: stock === true }]),
  ]
}

function isCreditOf(fields: OurFields): boolean {
  return fields['creditOf'] !== undefined && fields['creditOf'] !== null
}

/** Whether the program takes a rounding is not publicly known: where the field cannot be written, it is only compared afterwards. */
function roundingValues({ rounding }: OurFields, { head }: DocumentFacts, isCredit: boolean): WrittenColumns {
  if (rounding === undefined || rounding === null || head.get(OOI_HEAD.ROUND_OFF)?.writable !== true) return { values: [], warnings: [] }
  return writeColumns([{ name: 'rounding', field: OOI_HEAD.ROUND_OFF, kind: 'money' }], { rounding: isCredit ? turned(rounding) : rounding }, head)
}

/**
 * What is taken off a row, percent or an amount. None of ours is none: it is written as 0, so that the program adds none of the
 * customer's own. How the program reckons an amount off a quantity below zero is not publicly known, so it is refused.
 */
function discountOf(row: OurFields, at: number): { readonly fields: OurFields } | { readonly problem: Problem } {
  const { discount, discountAmount, quantity, sku } = row
  const has = (one: unknown) => one !== undefined && one !== null
  if (!has(discountAmount)) return { fields: sku || has(discount) ? { discount: discount ?? '0' } : {} }
  if (has(discount)) return { problem: problem('VISMA_DISCOUNT_TWICE', { row: at, discount, discountAmount }) }
  const isOff = parseDecimal(discountAmount) !== undefined && !isZero(String(discountAmount))
  if (isNegative(discountAmount) || (isOff && isNegative(quantity))) {
    return { problem: problem('VISMA_SIGN_UNKNOWN', { what: `row ${at} discountAmount`, amount: discountAmount }) }
  }
  return { fields: { [DISCOUNT_IS_AMOUNT]: true, discountAmount } }
}

function rowValues(kind: DocumentKind, row: OurFields, { row: facts, rates, at }: DocumentFacts & { readonly at: number }): WrittenColumns {
  if (!row['sku']) {
    const given = Object.keys(row).filter((name) => row[name] !== null && row[name] !== undefined && !TEXT_ROW_FIELDS.has(name))
    if (given.length === 0) return writeColumns(ROW_COLUMNS, { text: row['text'] ?? '' }, facts)
  }
  const unknown = Object.keys(row).find((name) => !ROW_NAMES.has(name))
  if (unknown !== undefined) return { values: [], warnings: [], problem: problem('VISMA_CANNOT_WRITE', { entity: kind, field: `row ${at} ${unknown}` }) }
  const withVat = codeFor(row, rates)
  if ('problem' in withVat) return { values: [], warnings: [], problem: withVat.problem }
  const off = discountOf(row, at)
  if ('problem' in off) return { values: [], warnings: [], problem: off.problem }
  // An invoice has no ordered and delivered apart.
  const delivered = kind === 'invoice' && row['quantity'] !== undefined ? { delivered: row['quantity'] } : {}
  const { vatRate: _vatRate, discount: _discount, discountAmount: _discountAmount, [DISCOUNT_IS_AMOUNT]: _isAmount, ...given } = row
  return writeColumns(ROW_COLUMNS, { ...withoutNull(given), ...delivered, ...withVat.fields, ...off.fields }, facts)
}

function codeFor(fields: OurFields, rates: VatRates): { readonly fields: { readonly vatCode?: string } } | { readonly problem: Problem } {
  const rate = fields['vatRate']
  if (rate === undefined || rate === null) return { fields: {} }
  const vatCode = codeOf(rate, rates)
  return vatCode === undefined ? { problem: problem('VISMA_VAT_CODE_MISSING', { rate, rates: [...rates.values()].join(', ') }) } : { fields: { vatCode } }
}

function commentValues(fields: OurFields, { head, settings }: DocumentFacts & { readonly settings: DocumentSettings }): WrittenColumns {
  const comment = fields[COMMENT]
  if (comment === undefined) return { values: [], warnings: [] }
  const places = COMMENT_FIELDS.filter((field) => field !== REFERENCE_FIELDS[settings.referenceField])
  const made = writeCell({ name: COMMENT, field: places[0] as number, kind: 'text' }, comment, undefined)
  if ('problem' in made) return { values: [], warnings: [], problem: made.problem }
  const lengths = places.map((field) => head.get(field)?.length || Number.MAX_SAFE_INTEGER)
  const text = String(made.value)
  const lines = breakLines(text, lengths)
  if (!lines) return { values: [], warnings: [], problem: problem('VISMA_COMMENT_TOO_LONG', { comment: text, lines: lengths.join(' + ') }) }
  return { values: places.map((field, at) => ({ field, value: lines[at] ?? '' })), warnings: [] }
}

/**
 * One freight and one fee: whoever has more of them, or at several rates, makes rows of them. Whether the program takes one below
 * zero is not publicly known, so it is refused and never written with another sign.
 */
function chargeValues(fields: OurFields, { head, rates, isCredit }: DocumentFacts & { readonly isCredit: boolean }): WrittenColumns {
  const charges = (fields['charges'] ?? {}) as Readonly<Record<string, OurFields>>
  const values: FieldValue[] = []
  for (const [name, charge] of Object.entries(charges)) {
    const place = CHARGES[name as keyof typeof CHARGES] as typeof CHARGES.freight | undefined
    if (!place) return { values, warnings: [], problem: problem('VISMA_CHARGE_UNKNOWN', { charge: name }) }
    const vat = codeFor(charge, rates)
    if ('problem' in vat) return { values, warnings: [], problem: vat.problem }
    const columns: readonly Column[] = [
      { name: 'vatCode', field: place.vatCode, kind: 'text' }, { name: 'amount', field: place.amount, kind: 'money' },
    ]
    const amount = isCredit ? turned(charge['amount']) : charge['amount']
    if (isNegative(amount)) return { values, warnings: [], problem: problem('VISMA_SIGN_UNKNOWN', { what: name, amount: charge['amount'] }) }
    const written = writeColumns(columns, { ...vat.fields, amount }, head)
    if (written.problem) return written
    values.push(...written.values)
  }
  return { values, warnings: [] }
}

/** A row of a credit as the program has it: quantity and discount with their signs turned, the price as it is. */
function turnedRow(row: OurFields): OurFields {
  const signed = ['quantity', 'discountAmount'].filter((name) => row[name] !== undefined && row[name] !== null)
  return { ...row, ...Object.fromEntries(signed.map((name) => [name, turned(row[name])])) }
}

/** The other way round; what is no number stays, to be refused for what it is. */
function turned(amount: unknown): unknown {
  const text = parseDecimal(amount)
  return text === undefined || isZero(text) ? amount : subtract('0', text)
}

function isNegative(amount: unknown): boolean {
  const text = parseDecimal(amount)
  return text !== undefined && compare(text, '0') < 0
}

function withoutNull(fields: OurFields): OurFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}
