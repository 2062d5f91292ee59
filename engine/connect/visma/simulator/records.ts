// Adding, updating and removing records of the simulated registers: the rules first, then the
// effect in the world's log.
import type { Row, World } from '../../world/world.js'
import { WARNING } from '../adk.js'
import type { RecordBuffer } from './buffer.js'
import { RC } from './codes.js'
import { customerCode, customerRemovalCode, fillCustomer } from './customers.js'
import { addDocument, deleteDocumentRow, updateDocument } from './documents.js'
import { Draft } from './draft.js'
import { isUsed, linkCode } from './links.js'
import { addManualDelivery, updateManualDelivery } from './manual-deliveries.js'
import { addPayment, paymentEditCode, removePayment } from './payments.js'
import { rowKey, type Register } from './register.js'
import { removeCode, saveCode } from './rules.js'
import { giveNumber } from './series.js'
import { flag, number, text } from './values.js'
import { addVoucher } from './vouchers.js'

/** What a write answers. */
export interface Written { readonly rc: number; readonly warnings: readonly number[] }
type Result = { rc: number; row: Row }

export class Records {
  constructor(private readonly world: World) {}

  /** The buffer then holds the record as it stands. rows: whether those of a document are written too. */
  add(buffer: RecordBuffer, rows = true): Written {
    return this.write(buffer, `AdkAdd ${buffer.register?.name ?? ''}`, (draft, register) => {
      this.leaveRows(draft, buffer, rows)
      if (register.rowDb === undefined) return this.addPlain(draft, register, buffer)
      return register.name === 'VERIFICATION_HEAD' ? addVoucher(draft, buffer) : addDocument(draft, buffer)
    })
  }

  update(buffer: RecordBuffer, rows = true): Written {
    return this.write(buffer, `AdkUpdate ${buffer.register?.name ?? ''}`, (draft, register) => {
      const before = buffer.key === undefined ? undefined : this.world.row(register.name, buffer.key)
      if (!before) return { rc: RC.NOT_FOUND, row: {} }
      this.leaveRows(draft, buffer, rows)
      if (register.rowDb === undefined) return this.updatePlain(draft, register, buffer, before)
      // A voucher is corrected by another, never edited.
      return register.name === 'VERIFICATION_HEAD' ? { rc: RC.EDIT_DENIED_FIELD, row: before } : updateDocument(draft, buffer, before)
    })
  }

  /** Takes a row out of the document that the buffer holds; number from 1. */
  deleteRow(buffer: RecordBuffer, rowNumber: number): Written {
    return this.write(buffer, `AdkDeleteRow ${buffer.register?.name ?? ''}`, (draft, register) => {
      const before = buffer.key === undefined ? undefined : this.world.row(register.name, buffer.key)
      if (!before) return { rc: RC.NOT_FOUND, row: {} }
      if (register.rowDb === undefined || register.name === 'VERIFICATION_HEAD') return { rc: RC.DELETE_DENIED, row: before }
      return deleteDocumentRow(draft, register, before, rowNumber)
    })
  }

  remove(buffer: RecordBuffer): Written {
    const register = buffer.register as Register
    const row = buffer.key === undefined ? undefined : this.world.row(register.name, buffer.key)
    const draft = new Draft(this.world)
    if (!row || buffer.key === undefined) return { rc: RC.NOT_FOUND, warnings: [] }
    const rc = this.removalCode(draft, register, row)
    if (rc !== RC.OK) return { rc, warnings: [] }
    draft.put(register.name, buffer.key, null)
    draft.done(`AdkDeleteRecord ${register.name}`)
    return { rc, warnings: draft.warnings }
  }

  private write(buffer: RecordBuffer, what: string, work: (draft: Draft, register: Register) => Result): Written {
    const register = buffer.register as Register
    const draft = new Draft(this.world)
    const { rc, row } = work(draft, register)
    if (rc !== RC.OK) return { rc, warnings: [] }
    draft.done(what)
    buffer.load(this.world.row(register.name, rowKey(register, row)) ?? row)
    return { rc, warnings: draft.warnings }
  }

  /** A call that leaves the rows out leaves them as they were. */
  private leaveRows(draft: Draft, buffer: RecordBuffer, rows: boolean): void {
    if (!rows && buffer.forgetRows()) draft.warn(WARNING.ROWS_NOT_UPDATED)
  }

  private addPlain(draft: Draft, register: Register, buffer: RecordBuffer): Result {
    const row: Row = { ...buffer.values }
    if (register.isRow) return { rc: RC.INVALID_ROW_POINTER, row }
    if (register.name === 'CUSTOMER') fillCustomer(draft, row)
    if (register.name === 'PRICE' && row['BASE'] === true) row['QUANTITY'] = 0
    const rc = giveNumber(draft, register, row) || saveCode(this.world, { register, row }) || this.ruleOf(draft, register, row, buffer)
    if (rc === RC.OK) this.keep(draft, register, row)
    return { rc, row }
  }

  private updatePlain(draft: Draft, register: Register, buffer: RecordBuffer, before: Row): Result {
    // Only what was set is written, so that somebody else's edit of another field stays.
    const row: Row = { ...before, ...buffer.set }
    const rc = saveCode(this.world, { register, row, before }) || this.ruleOf(draft, register, row, buffer, before)
    if (rc === RC.OK) this.keep(draft, register, row)
    return { rc, row }
  }

  private ruleOf(draft: Draft, register: Register, row: Row, buffer: RecordBuffer, before?: Row): number {
    if (register.name === 'CUSTOMER') return customerCode(draft, row, before, buffer.set)
    if (register.name === 'ARTICLE' && before && flag(before, 'STOCK_GOODS') !== flag(row, 'STOCK_GOODS') && number(row, 'QUANTITY_IN_STOCK') !== 0) {
      draft.warn(WARNING.ARTICLE_STOCK_TRANSACTION)
    }
    if (register.name.startsWith('MANUAL_DELIVERY')) {
      return before ? updateManualDelivery(draft, register.name, row, before) : addManualDelivery(draft, register.name, row)
    }
    if (register.name === 'CUSTOMER_PAYMENT') return before ? paymentEditCode(row, before) : addPayment(draft, row)
    return linkCode(draft, register.name, row)
  }

  private removalCode(draft: Draft, register: Register, row: Row): number {
    if (register.rowDb !== undefined || register.name.startsWith('MANUAL_DELIVERY')) return RC.DELETE_DENIED
    if (register.name === 'CUSTOMER_PAYMENT') return removePayment(draft, row)
    if (register.name === 'CUSTOMER') return customerRemovalCode(draft, row)
    if (register.key.length === 0 || isUsed(draft, register.name, text(row, register.key[0] as string))) return RC.DENIED_DELETE_USED
    return removeCode(this.world, { register, row })
  }

  private keep(draft: Draft, register: Register, row: Row): void {
    const now = new Date().toISOString()
    if (register.key.length > 0) row['TIMESTAMP'] = now
    if (register.name === 'PRICE') row['DATE_OF_CHANGE'] = now.slice(0, 10)
    if (register.name === 'CUSTOMER') row['LASTCHANGE'] = now.slice(0, 10)
    draft.put(register.name, rowKey(register, row), row)
  }
}
