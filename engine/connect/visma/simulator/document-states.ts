// What may still be changed of a document that is printed, delivered, invoiced, cancelled,
// journalled or sent, and which row may become which.
import { WARNING } from '../adk.js'
import { RC } from './codes.js'
import type { Row } from '../../world/world.js'
import type { Draft } from './draft.js'
import type { Register } from './register.js'
import { rowsBy } from './lookup.js'
import { flag, number, text } from './values.js'

interface Edit { readonly register: Register; readonly row: Row; readonly before: Row }

/** What a delivery needs, and notes that no printed paper shows. */
const FLAGS = [
  'DOCUMENT_PRINTED', 'DOCUMENT_CANCELLED', 'ORDER_DELIVERED', 'ORDER_PICK_PRINTED', 'ORDER_DELIVERY_NOTE_PRINTED', 'EXTRA_DOCUMENT_PRINTED',
  'STOCK_SHIP_VER_DATE', 'LOCAL_REMARK', 'DOCUMENT_NOT_DONE', 'TOT_SHIPWT', 'DISPATCHER',
]
const AFTER_PRINT: ReadonlySet<string> = new Set([...FLAGS, 'row QUANTITY1', 'row DATE2', 'row SERIAL_NUMBER', 'row BATCH_NUMBER', 'row BEST_BEFORE'])
const AFTER_DELIVERY: ReadonlySet<string> = new Set(['DOCUMENT_PRINTED', 'ORDER_DELIVERY_NOTE_PRINTED', 'EXTRA_DOCUMENT_PRINTED', 'LOCAL_REMARK'])
const AFTER_INVOICE_PRINT: ReadonlySet<string> = new Set(['DOCUMENT_PRINTED', 'LOCAL_REMARK', 'EXTRA_DOCUMENT_PRINTED', 'DOCUMENT_CANCELLED'])
/** What an update may touch of a document with ROT or RUT without touching the reduction. */
const BESIDE_REDUCTION: ReadonlySet<string> = new Set([...FLAGS, 'row QUANTITY1', 'TEXT1', 'TEXT2', 'TEXT3', 'OUR_REFERENCE_NAME'])
/** Text rows have these. */
const OF_TEXT_ROWS: ReadonlySet<string> = new Set(['TEXT', 'PRINT', 'PRINT2', 'TYPE_OF_ROW', 'TIMESTAMP', 'ROWNUMBER'])
const KEPT = /^(TIMESTAMP|ROWS|ROWNUMBER|TYPE_OF_ROW|AMOUNT_(CURRENT|DOMESTIC)_CURRENCY)$/

/** The code of an update of a document; OK: it may go on. */
export function editCode(draft: Draft, edit: Edit): number {
  const changes = changesOf(edit)
  if (changes.size === 0) return RC.OK
  if (edit.register.name === 'BOOKING_HEAD') return bookingCode(edit, changes)
  if (edit.register.name === 'PACKAGE_HEAD') return RC.OK
  const { row, before } = edit
  if (flag(before, 'DOCUMENT_CANCELLED')) return RC.EDIT_DENIED_CANCELLED
  if (changes.has('DOCUMENT_NUMBER') || changes.has('CUSTOMER_NUMBER')) {
    return changes.has('DOCUMENT_NUMBER') ? RC.EDIT_DENIED_FIELD : RC.EDIT_DENIED_CUSTOMER_NUMBER
  }
  if (flag(before, 'CREATED_SEND')) return RC.DOCUMENT_SENT
  const reduction = reductionCode(draft, edit, changes)
  if (reduction !== RC.OK) return reduction
  const marks = markCode(row, changes)
  if (marks !== RC.OK) return marks
  if (edit.register.name === 'ORDER_HEAD') return orderCode(edit, changes)
  if (edit.register.name === 'INVOICE_HEAD') return invoiceCode(draft, edit, changes)
  if (before['ORDERED_AS'] !== undefined) return RC.OFFER_HAS_ORDER
  return flag(before, 'DOCUMENT_PRINTED') && !within(changes, AFTER_PRINT) ? RC.EDIT_DENIED_PRINTED : RC.OK
}

/** The code of a row as it will stand, against what it was. */
export function rowEditCode(row: Row, before: Row | undefined): number {
  const isText = text(row, 'ARTICLE_NUMBER') === ''
  const kind = text(row, 'TYPE_OF_ROW')
  if (kind !== '' && kind !== 'A' && kind !== 'T') return RC.INVALID_ROW_TYPE
  if (before && text(before, 'ARTICLE_NUMBER') !== '' && isText) return RC.ARTICLE_ROW_TO_TEXT
  if (before && text(before, 'ARTICLE_NUMBER') === '' && !isText) return RC.TEXT_ROW_TO_ARTICLE
  if (!isText) return kind === 'T' ? RC.ARTICLE_ON_TEXT_ROW : RC.OK
  if (kind === 'A') return RC.OOI_ARTICLE
  const figures = Object.keys(row).filter((name) => !OF_TEXT_ROWS.has(name) && row[name] !== '' && row[name] !== 0 && row[name] !== false)
  if (figures.length === 0) return RC.OK
  return before ? RC.TEXT_ROW_UPDATE : RC.EDIT_DENIED_TEXT_ROW
}

/** The names of what is different; of rows with "row " before, "rows" where their number is. */
function changesOf({ row, before }: Edit): Set<string> {
  const changes = new Set(differing(row, before))
  const rows = (row['ROWS'] ?? []) as Row[]
  const old = (before['ROWS'] ?? []) as Row[]
  if (rows.length !== old.length) changes.add('rows')
  else for (const [at, one] of rows.entries()) for (const name of differing(one, old[at] as Row)) changes.add(`row ${name}`)
  return changes
}

function differing(row: Row, before: Row): string[] {
  return Object.keys(row).filter((name) => !KEPT.test(name) && row[name] !== before[name] && !(isNothing(row[name]) && isNothing(before[name])))
}

function markCode(row: Row, changes: ReadonlySet<string>): number {
  if (!flag(row, 'DOCUMENT_NOT_DONE')) return RC.OK
  if (changes.has('DOCUMENT_PRINTED') && flag(row, 'DOCUMENT_PRINTED')) return RC.NOT_READY_TO_PRINT
  if (changes.has('ORDER_DELIVERED') && flag(row, 'ORDER_DELIVERED')) return RC.ORDER_NOT_DONE
  const printed = ['ORDER_PICK_PRINTED', 'ORDER_DELIVERY_NOTE_PRINTED'].some((name) => changes.has(name) && flag(row, name))
  return printed ? RC.MARKED_NOT_DONE : RC.OK
}

function orderCode({ row, before }: Edit, changes: ReadonlySet<string>): number {
  if (before['INVOICED_AS'] !== undefined) return RC.ORDER_HAS_INVOICE
  if (before['BACK_ORDER'] !== undefined) return RC.ORDER_HAS_NEW_ORDER
  if (flag(before, 'ORDER_DELIVERED')) return within(changes, AFTER_DELIVERY) ? RC.OK : RC.EDIT_DENIED_DELIVERED
  if (changes.has('ORDER_DELIVERED') && !(row['ROWS'] as Row[]).some((one) => number(one, 'QUANTITY1') !== 0)) return RC.NO_ROWS_SHIPPED
  if (changes.has('ORDER_DELIVERY_NOTE_PRINTED') && flag(row, 'ORDER_DELIVERY_NOTE_PRINTED') && !flag(row, 'ORDER_DELIVERED')) {
    return RC.ORDER_NOT_DELIVERED
  }
  return flag(before, 'DOCUMENT_PRINTED') && !within(changes, AFTER_PRINT) ? RC.EDIT_DENIED_PRINTED : RC.OK
}

function invoiceCode(draft: Draft, { row, before }: Edit, changes: ReadonlySet<string>): number {
  if (number(before, 'JOURNAL') !== 0) return RC.INVOICE_IN_JOURNAL
  if (flag(before, 'BOOKED')) return RC.INVOICE_IN_BOOKS
  if (!flag(before, 'DOCUMENT_PRINTED')) return RC.OK
  const hasPayments = rowsBy(draft.world, 'CUSTOMER_PAYMENT', 'INVOICE_NUMBER', number(before, 'DOCUMENT_NUMBER')).length > 0
  if (changes.has('DOCUMENT_CANCELLED')) return hasPayments ? RC.INVOICE_HAS_PAYMENTS : RC.DOCUMENT_PRINTED
  if (changes.has('DOCUMENT_PRINTED') && !flag(row, 'DOCUMENT_PRINTED')) {
    if (!flag(before, 'CREATED_INVCOM')) return RC.INVOICE_IN_LEDGER
    draft.warn(WARNING.PRINTED_FLAG_REMOVED)
    return RC.OK
  }
  return within(changes, AFTER_INVOICE_PRINT) ? RC.OK : RC.EDIT_DENIED_PRINTED
}

/** Documents with ROT or RUT: what is beside the reduction may be touched, the rest may not. */
function reductionCode(draft: Draft, { row, before, register }: Edit, changes: ReadonlySet<string>): number {
  if (!flag(before, 'TAX_REDUCTION_INCLUDED')) {
    return flag(row, 'TAX_REDUCTION_INCLUDED') && !flag(draft.row('PRM', 'PRM'), 'TAX_REDUCTION_ACTIVATED') ? RC.TAX_REDUCTION_INACTIVE : RC.OK
  }
  const table = register.name === 'INVOICE_HEAD' ? 'TAX_REDUCTION' : 'TAX_REDUCTION_ORDER'
  const persons = rowsBy(draft.world, table, 'DOCUMENT_CONNECTION_NUMBER', number(before, 'DOCUMENT_NUMBER'))
  if (persons.some((one) => number(one, 'APPLIED_AMOUNT') !== 0)) return RC.TAX_REDUCTION_APPLIED
  return within(changes, BESIDE_REDUCTION) ? RC.OK : RC.TAX_REDUCTION_EDIT
}

function bookingCode({ before }: Edit, changes: ReadonlySet<string>): number {
  if (flag(before, 'CANCELLED')) return RC.EDIT_DENIED_CANCELLED
  if (flag(before, 'DELIVERED')) return RC.EDIT_DENIED_DELIVERED
  const free = new Set(['CANCELLED', 'DELIVERED', 'PRINTED', 'DELIVERY_DATE', 'LOCAL_REMARK', 'row QUANTITY1', 'row DATE2'])
  return flag(before, 'PRINTED') && !within(changes, free) ? RC.EDIT_DENIED_PRINTED : RC.OK
}

function within(changes: ReadonlySet<string>, allowed: ReadonlySet<string>): boolean {
  return [...changes].every((name) => allowed.has(name))
}

function isNothing(value: unknown): boolean { return value === undefined || value === '' || value === 0 || value === false }
