// The registers of the simulated program as data, all families together.
import { ARTICLE_REGISTERS } from './registers-articles.js'
import { BOOK_REGISTERS } from './registers-books.js'
import { CODE_REGISTERS } from './registers-codes.js'
import { COMPANY_REGISTERS } from './registers-company.js'
import { CUSTOMER_REGISTERS } from './registers-customers.js'
import { DOCUMENT_REGISTERS } from './registers-documents.js'
import type { Register } from './register.js'

export const REGISTERS: ReadonlyMap<number, Register> = new Map([
  ...ARTICLE_REGISTERS, ...CUSTOMER_REGISTERS, ...DOCUMENT_REGISTERS, ...CODE_REGISTERS, ...BOOK_REGISTERS, ...COMPANY_REGISTERS,
].map((one) => [one.db, one]))

/** Every sort order that some register has. */
export const ALL_ORDERS: ReadonlySet<number> = new Set(
  [...REGISTERS.values()].flatMap((one) => one.orders.map((order) => order.id)),
)

/** The key of a price row; quantity 0 is the base price. A list's code has no bar in it, so no two rows share a key. */
export function priceKey(list: string, article: string, quantity = 0): string {
  return [list, article, quantity].join('|')
}
