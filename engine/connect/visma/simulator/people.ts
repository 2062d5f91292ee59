// What people do in the simulated program with the orders and invoices that are there: print, deliver, invoice, pay, credit,
// cancel. The same rules as through the API, and the links that the program keeps itself. In which of the four connection numbers
// it keeps which link is not known; here invoices stand in the first and back orders in the second. For tests and demonstrations.
import { divide, isZero, multiply, subtract } from '../../../values/decimal.js'
import type { Row, World } from '../../world/world.js'
import { DB } from '../adk.js'
import { RC } from './codes.js'
import { copyOriginal } from './credit.js'
import { editCode } from './document-states.js'
import { saved } from './documents.js'
import { Draft } from './draft.js'
import { addPayment } from './payments.js'
import type { Register } from './register.js'
import { REGISTERS } from './registers.js'
import { giveNumber } from './series.js'
import { decimal, exact, flag, minus, number, text, today } from './values.js'

export type Kind = 'order' | 'invoice'
/** Quantities by row number, from 1. */
export type Quantities = Readonly<Record<number, number>>
/** What invoicing an order has made; backOrder where something was left to deliver. */
export interface Invoiced { readonly invoice: number; readonly backOrder?: number }

/** What an invoice and a back order do not take over from their order. */
const OF_THE_ORDER = /^(DOCUMENT_(?!DATE)|ORDER_|STOCK_|BALANCE|TIMESTAMP|ROWS$|INVOICED_AS|BACK_ORDER|OCR_|CREATED_|EXTRA_|LOCAL_REMARK)/
/** What stands on the first invoice alone. */
const ONCE = ['CARGO_AMOUNT', 'DISPATCH_FEE']
const DEFAULT_WAY = { CODE: 'BG', TEXT: 'Bankgiro', ACCOUNT: '1920' }
const CENTS = { places: 2 }

/** The program said no. */
export class Refused extends Error {
  constructor(what: string, readonly rc: number) {
    super(`${what}: the program refuses it with code ${rc}`)
    this.name = 'Refused'
  }
}

/** Each deed is one effect in the world's log. Throws Refused where the program does not let it happen. */
export class People {
  constructor(private readonly world: World) {}

  /** An order confirmation, or an invoice into the ledger. */
  print(kind: Kind, documentNumber: number): void {
    this.change('print', kind, documentNumber, (row) => { row['DOCUMENT_PRINTED'] = true })
  }

  cancel(kind: Kind, documentNumber: number): void {
    this.change('cancel', kind, documentNumber, (row) => { row['DOCUMENT_CANCELLED'] = true })
  }

  /** Changes fields of the head, and of rows by their number; names as the API has them. */
  edit(kind: Kind, documentNumber: number, fields: Row, rows: Readonly<Record<number, Row>> = {}): void {
    this.change('edit', kind, documentNumber, (row) => {
      Object.assign(row, fields)
      for (const [at, one] of rowsOf(row).entries()) Object.assign(one, rows[at + 1] ?? {})
    })
  }

  /** So much of each row has been delivered in all; left out, everything. The order is marked as delivered when nothing is left. */
  deliver(order: number, quantities?: Quantities): void {
    this.change('deliver', 'order', order, (row) => {
      for (const [at, one] of rowsOf(row).entries()) {
        const delivered = quantities ? quantities[at + 1] : number(one, 'QUANTITY2')
        if (isArticle(one) && delivered !== undefined) one['QUANTITY1'] = delivered
      }
      if (rowsOf(row).every((one) => leftOf(one) <= 0)) row['ORDER_DELIVERED'] = true
    })
  }

  /**
   * Makes the invoice of what is delivered, everything where nothing is yet, and prints it. What is left becomes a back order unless
   * the order says that there is none.
   */
  invoice(order: number): Invoiced {
    if (rowsOf(this.row('order', order)).every((one) => number(one, 'QUANTITY1') === 0)) this.deliver(order)
    if (!flag(this.row('order', order), 'ORDER_DELIVERED')) this.change('deliver', 'order', order, (row) => { row['ORDER_DELIVERED'] = true })
    const made = this.deed('invoice', (draft) => this.invoiced(draft, order))
    this.print('invoice', made.invoice)
    return made
  }

  /** The whole of what is owed, or a part of it. A credit is paid back in the same way. */
  pay(invoice: number, amount?: number): void {
    this.deed('pay', (draft) => {
      if (Object.keys(this.world.table('WAY_OF_PAYMENT')).length === 0) draft.put('WAY_OF_PAYMENT', DEFAULT_WAY.CODE, DEFAULT_WAY)
      const way = Object.keys(this.world.table('WAY_OF_PAYMENT'))[0] ?? DEFAULT_WAY.CODE
      const letters = (draft.setting('paymentRowTypes') ?? ['B']) as readonly string[]
      const row: Row = {
        INVOICE_NUMBER: invoice, DATE: today(), ROW_TYPE: letters[0], PAYMENT_CODE: way, AMOUNT: amount ?? number(this.row('invoice', invoice), 'BALANCE'),
        TIMESTAMP: new Date().toISOString(),
      }
      agreed('pay', addPayment(draft, row))
      agreed('pay', giveNumber(draft, registerOf(DB.CUSTOMER_PAYMENT), row))
      draft.put('CUSTOMER_PAYMENT', String(row['NR']), row)
    })
  }

  /** A credit of these quantities, or of the whole invoice; printed. Its number. */
  credit(invoice: number, quantities?: Quantities, how: { readonly stockReturns?: boolean } = {}): number {
    const made = this.deed('credit', (draft) => {
      const register = registerOf(DB.INVOICE_HEAD)
      const row: Row = { CREDIT_INVOICE_COPY_NUMBER: invoice, CREDIT_INVOICE_COPY_WHAT: 0, CREDIT_NOTE_STORAGE_AFFECT: how.stockReturns === true }
      const copied = copyOriginal(draft, register, row, [])
      if (typeof copied === 'number') throw new Refused('credit', copied)
      for (const name of Object.keys(row)) if (name.startsWith('CREDIT_INVOICE_COPY')) delete row[name]
      row['ROWS_INCLUDING_VAT'] = flag(row, 'INCLUDING_VAT')
      row['ROWS'] = quantities ? copied.flatMap((one, at) => creditedRow(one, quantities[at + 1])) : copied
      if (quantities) for (const name of ONCE) row[name] = 0
      return numberOf(draft, 'credit', register, row)
    })
    this.print('invoice', made)
    return made
  }

  private invoiced(draft: Draft, order: number): Invoiced {
    const before = this.row('order', order)
    const heads = registerOf(DB.ORDER_HEAD)
    const invoice = numberOf(draft, 'invoice', registerOf(DB.INVOICE_HEAD), {
      ...carried(before), TYPE_OF_INVOICE: 'F', FROM_ORDER: order, DOCUMENT_DATE1: today(), DOCUMENT_DATE2: '', DOCUMENT_CONNECTION_NUMBER1: order,
      ROWS: rowsOf(before).flatMap(deliveredRow),
    })
    const left = rowsOf(before).flatMap(restRow)
    const hasRest = left.length > 0 && !flag(before, 'DO_NOT_CREATE_BACKORDER')
    const rest = { ...carried(before), ...Object.fromEntries(ONCE.map((name) => [name, 0])), BACK_ORDER_OF: order, DOCUMENT_CONNECTION_NUMBER2: order, ROWS: left }
    const backOrder = hasRest ? numberOf(draft, 'back order', heads, rest) : undefined
    const row: Row = {
      ...copyOf(before), INVOICED_AS: invoice, DOCUMENT_CONNECTION_NUMBER1: invoice,
      ...(backOrder === undefined ? {} : { BACK_ORDER: backOrder, [freeConnection(before)]: backOrder }),
    }
    agreed('invoice', saved(draft, { register: heads, row, before }).rc)
    return { invoice, ...(backOrder === undefined ? {} : { backOrder }) }
  }

  private change(what: string, kind: Kind, documentNumber: number, how: (row: Row) => void): void {
    this.deed(what, (draft) => {
      const register = registerOf(kind === 'order' ? DB.ORDER_HEAD : DB.INVOICE_HEAD)
      const before = this.row(kind, documentNumber)
      const row = copyOf(before)
      how(row)
      agreed(what, editCode(draft, { register, row, before }))
      agreed(what, saved(draft, { register, row, before }).rc)
    })
  }

  private deed<Made>(what: string, work: (draft: Draft) => Made): Made {
    this.world.refresh()
    const draft = new Draft(this.world)
    const made = work(draft)
    draft.done(`a person: ${what}`)
    return made
  }

  private row(kind: Kind, documentNumber: number): Row {
    this.world.refresh()
    const row = this.world.row(kind === 'order' ? 'ORDER_HEAD' : 'INVOICE_HEAD', String(documentNumber))
    if (!row) throw new Refused(`${kind} ${documentNumber}`, RC.NOT_FOUND)
    return row
  }
}

function numberOf(draft: Draft, what: string, register: Register, row: Row): number {
  agreed(what, saved(draft, { register, row }).rc)
  return number(row, 'DOCUMENT_NUMBER')
}

function agreed(what: string, rc: number): void {
  if (rc !== RC.OK) throw new Refused(what, rc)
}

function registerOf(db: number): Register { return REGISTERS.get(db) as Register }
function rowsOf(row: Row): Row[] { return (row['ROWS'] ?? []) as Row[] }
function copyOf(row: Row): Row { return { ...row, ROWS: rowsOf(row).map((one) => ({ ...one })) } }
function isArticle(row: Row): boolean { return text(row, 'ARTICLE_NUMBER') !== '' }
/** Rows below zero have nothing left when they are delivered, either. */
function leftOf(row: Row): number { return Math.abs(minus(number(row, 'QUANTITY2'), number(row, 'QUANTITY1'))) }
function carried(order: Row): Row { return Object.fromEntries(Object.entries(order).filter(([name]) => !OF_THE_ORDER.test(name))) }

/** The row of an invoice; texts come along. */
function deliveredRow(row: Row): Row[] {
  if (!isArticle(row)) return [{ ...row }]
  const delivered = number(row, 'QUANTITY1')
  return delivered === 0 ? [] : [{ ...row, QUANTITY2: delivered, ...shareOf(row, delivered) }]
}

function restRow(row: Row): Row[] {
  if (!isArticle(row) || leftOf(row) === 0) return []
  const rest = minus(number(row, 'QUANTITY2'), number(row, 'QUANTITY1'))
  const taken = shareOf(row, number(row, 'QUANTITY1'))['DISCOUNT']
  const share = taken === undefined ? {} : { DISCOUNT: Number(subtract(decimal(row, 'DISCOUNT'), String(taken))) }
  return [{ ...row, QUANTITY1: 0, QUANTITY2: rest, NOTE_OF_OUTSTANDING_ORDERS: true, ...share }]
}

function creditedRow(row: Row, quantity: number | undefined): Row[] {
  if (quantity === undefined || !isArticle(row)) return []
  return [{ ...row, QUANTITY1: quantity, QUANTITY2: quantity, ...shareOf(row, quantity) }]
}

/** A back order's own back order does not take the place of the order that it came from. */
function freeConnection(order: Row): string {
  return number(order, 'DOCUMENT_CONNECTION_NUMBER2') === 0 ? 'DOCUMENT_CONNECTION_NUMBER2' : 'DOCUMENT_CONNECTION_NUMBER3'
}

/** How much of an amount off the row goes with a part of it is not known; assumed: its share. */
function shareOf(row: Row, part: number): Row {
  const whole = decimal(row, 'QUANTITY2')
  if (!flag(row, 'AMOUNT_DISCOUNT_FLAG') || isZero(whole)) return {}
  return { DISCOUNT: Number(divide(multiply(decimal(row, 'DISCOUNT'), exact(part)), whole, CENTS)) }
}
