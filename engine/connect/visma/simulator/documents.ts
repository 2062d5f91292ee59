// Adding and changing documents with rows: defaults, checks, totals, stock and ledger, in one
// effect. Used by the API's calls and by what people do in the program.
import { RC } from './codes.js'
import type { Row } from '../../world/world.js'
import type { RecordBuffer } from './buffer.js'
import { copyOriginal } from './credit.js'
import { checkCodes, checkRow } from './document-codes.js'
import { customerDefaults, fillHead, fillRow, isEmpty } from './document-defaults.js'
import { editCode, rowEditCode } from './document-states.js'
import type { Draft } from './draft.js'
import { followLedger, overCreditLimit } from './ledger.js'
import type { Register } from './register.js'
import { rowKey } from './register.js'
import { mergedRows } from './rows.js'
import { giveNumber } from './series.js'
import { moveStock } from './stock.js'
import { totalsOf } from './totals.js'
import { flag, text } from './values.js'

/** A document on its way into the register. */
export interface Document { readonly register: Register; readonly row: Row; readonly before?: Row }

/** The fields that a head gets from the program, whatever the caller says. */
const OF_THE_CALL = ['NROWS', 'CREDIT_INVOICE_COPY_NUMBER', 'CREDIT_INVOICE_COPY_WHAT']

export function isOoi(register: Register): boolean { return register.family === 'OOI_HEAD' }

/** The code of adding the buffer's document; row: as it will stand. */
export function addDocument(draft: Draft, buffer: RecordBuffer): { rc: number; row: Row } {
  const register = buffer.register as Register
  const row: Row = { ...buffer.set }
  const merged = mergedRows(draft, buffer, [])
  if (typeof merged === 'number') return { rc: merged, row }
  let rows = merged
  if (isOoi(register)) {
    const copied = copyOriginal(draft, register, row, rows)
    if (typeof copied === 'number') return { rc: copied, row }
    rows = copied
    const customer = text(row, 'CUSTOMER_NUMBER')
    if (!draft.row('CUSTOMER', customer)) return { rc: RC.OOI_CUSTOMER, row }
    for (const [name, value] of Object.entries(customerDefaults(draft.world, customer))) {
      if (!(name in row) && value !== undefined) row[name] = value
    }
    // Rows that came before the flag are worked out without it: the program does not do them again.
    const late = buffer.attached !== undefined && buffer.includingVat === undefined && 'INCLUDING_VAT' in buffer.set
    row['ROWS_INCLUDING_VAT'] = late ? customerDefaults(draft.world, customer)['INCLUDING_VAT'] === true : flag(row, 'INCLUDING_VAT')
  }
  for (const name of OF_THE_CALL) delete row[name]
  if ('ROUND_OFF' in buffer.set) row['ROUND_OFF_GIVEN'] = true
  row['ROWS'] = rows
  return saved(draft, { register, row })
}

/** The code of changing a document that is there; row: as it will stand. */
export function updateDocument(draft: Draft, buffer: RecordBuffer, before: Row): { rc: number; row: Row } {
  const register = buffer.register as Register
  const rows = mergedRows(draft, buffer, (before['ROWS'] ?? []) as Row[])
  const row: Row = { ...before, ...buffer.set }
  for (const name of OF_THE_CALL) delete row[name]
  if (typeof rows === 'number') return { rc: rows, row }
  row['ROWS'] = rows
  const rc = editCode(draft, { register, row, before })
  return rc === RC.OK ? saved(draft, { register, row, before }) : { rc, row }
}

/** Takes a row out of a document; number from 1. */
export function deleteDocumentRow(draft: Draft, register: Register, before: Row, number: number): { rc: number; row: Row } {
  const rows = (before['ROWS'] ?? []) as Row[]
  if (!Number.isInteger(number) || number < 1 || number > rows.length) return { rc: RC.INVALID_INDEX, row: before }
  const row: Row = { ...before, ROWS: rows.filter((_, at) => at !== number - 1).map((one) => ({ ...one })) }
  const rc = editCode(draft, { register, row, before })
  return rc === RC.OK ? saved(draft, { register, row, before }) : { rc, row }
}

/** Works a document out and puts it into the draft. */
export function saved(draft: Draft, document: Document): { rc: number; row: Row } {
  const { register, row, before } = document
  const rc = isOoi(register) ? worked(draft, document) : workedPlainly(draft, document)
  if (rc !== RC.OK) return { rc, row }
  if (!before) {
    const taken = giveNumber(draft, register, row)
    if (taken !== RC.OK) return { rc: taken, row }
  } else if (rowKey(register, before) !== rowKey(register, row)) return { rc: RC.EDIT_DENIED_FIELD, row }
  numberRows(row)
  const denied = followLedger(draft, document)
  if (denied !== RC.OK) return { rc: denied, row }
  moveStock(draft, register.name, { before, after: row })
  row['TIMESTAMP'] = new Date().toISOString()
  draft.put(register.name, rowKey(register, row), row)
  return { rc: RC.OK, row }
}

function worked(draft: Draft, { register, row, before }: Document): number {
  const isInvoice = register.name === 'INVOICE_HEAD'
  if (!draft.row('CUSTOMER', text(row, 'CUSTOMER_NUMBER'))) return RC.OOI_CUSTOMER
  fillHead(draft, row, isInvoice)
  const rc = checkCodes(draft, row)
  if (rc !== RC.OK) return rc
  const rows = row['ROWS'] as Row[]
  const old = (before?.['ROWS'] ?? []) as Row[]
  for (const [at, one] of rows.entries()) {
    const denied = rowEditCode(one, rows.length >= old.length ? old[at] : undefined)
    if (denied !== RC.OK) return denied
    const filled = text(one, 'ARTICLE_NUMBER') === '' ? RC.OK : fillRow(draft, row, one, isInvoice)
    if (filled !== RC.OK) return filled
    const wrong = checkRow(draft, one)
    if (wrong !== RC.OK) return wrong
    one['TYPE_OF_ROW'] = text(one, 'ARTICLE_NUMBER') === '' ? 'T' : 'A'
  }
  Object.assign(row, totalsOf(draft.world, row, rows, isInvoice))
  if (!before) overCreditLimit(draft, row)
  return RC.OK
}

/** Purchase orders and parcels: rows of articles that are there. */
function workedPlainly(draft: Draft, { register, row }: Document): number {
  const rows = row['ROWS'] as Row[]
  for (const one of rows) {
    const article = text(one, 'ARTICLE_NUMBER')
    if (article !== '' && !draft.row('ARTICLE', article)) return RC.OOI_ARTICLE
  }
  if (register.name !== 'PACKAGE_HEAD') return RC.OK
  const order = draft.row('ORDER_HEAD', String(Number(row['CONNECTION_DOCUMENT'] ?? 0)))
  if (!order) return RC.INVALID_ORDER
  if (flag(order, 'DOCUMENT_CANCELLED')) return RC.PACKAGE_ORDER_CANCELLED
  return isEmpty(row['PACKAGE_NUMBER']) ? RC.INVALID_PACKAGE : RC.OK
}

function numberRows(row: Row): void {
  for (const [at, one] of (row['ROWS'] as Row[]).entries()) one['ROWNUMBER'] = at + 1
}
