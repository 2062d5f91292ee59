// Stock taken in and out by hand: the only way to write a quantity. One can be cancelled until it
// is in the stock journal.
import { WARNING } from '../adk.js'
import type { Row } from '../../world/world.js'
import { RC } from './codes.js'
import type { Draft } from './draft.js'
import { moveByHand } from './stock.js'
import { flag, number, text, today } from './values.js'

const IN = 'MANUAL_DELIVERY_IN'

/** The code of a new movement; moves the stock. */
export function addManualDelivery(draft: Draft, table: string, row: Row): number {
  const article = text(row, 'ARTICLE_NUMBER')
  if (article === '') return RC.NO_ARTICLE_NUMBER
  const known = draft.row('ARTICLE', article)
  if (!known) return RC.ARTICLE_NOT_FOUND
  if (!flag(known, 'STOCK_GOODS')) return RC.NOT_STOCK_GOODS
  const quantity = number(row, 'QUANTITY')
  // Whether the program takes one below zero is not known.
  if (quantity <= 0) return RC.QUANTITY_ZERO
  const price = number(row, 'PRICE_EACH')
  if (table === IN && price === 0) draft.warn(WARNING.DELIVERY_IN_NO_PRICE)
  Object.assign(row, { ARTICLE_NAME: text(known, 'NAME'), UNIT: text(known, 'UNIT_CODE'), DATE: text(row, 'DATE') || today() })
  moveByHand(draft, article, table === IN ? quantity : -quantity)
  if (table === IN && price !== 0) draft.amend('ARTICLE', article, { LAST_PURCHASE_PRICE: price })
  return RC.OK
}

/** The only change that one takes is to be cancelled. */
export function updateManualDelivery(draft: Draft, table: string, row: Row, before: Row): number {
  if (flag(before, 'CANCELLED')) return RC.EDIT_DENIED_CANCELLED
  if (flag(before, 'JOURNAL_PRINTED')) return RC.EDIT_DENIED_JOURNAL
  if (Object.keys(row).some((name) => name !== 'CANCELLED' && row[name] !== before[name])) return RC.EDIT_DENIED_FIELD
  const quantity = number(row, 'QUANTITY')
  if (flag(row, 'CANCELLED')) moveByHand(draft, text(row, 'ARTICLE_NUMBER'), table === IN ? -quantity : quantity)
  return RC.OK
}
