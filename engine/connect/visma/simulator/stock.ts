// What documents do to the stock figures of articles: reserved, on hand, on order. Each save of a
// document takes back what it did before and does what it says now, so the figures always follow
// the documents. Packages are never stock goods: their contents move instead.
import { number as sizeOf } from './values.js'
import type { Row } from '../../world/world.js'
import { WARNING } from '../adk.js'
import type { Draft } from './draft.js'
import { rowsBy } from './lookup.js'
import { flag, minus, plus, text } from './values.js'

/** Quantities of one article. */
interface Figures { reserved: number; stock: number; ordered: number }
type Moves = Map<string, Figures>

/** Takes back what the document did before and does what it says now. */
export function moveStock(draft: Draft, table: string, change: { before?: Row | undefined; after?: Row | undefined }): void {
  const moves: Moves = new Map()
  if (change.before) collect(moves, table, change.before, -1)
  if (change.after) collect(moves, table, change.after, 1)
  applyMoves(draft, moves)
}

/** Moves stock in or out by hand. */
export function moveByHand(draft: Draft, article: string, quantity: number): void {
  applyMoves(draft, new Map([[article, { reserved: 0, stock: quantity, ordered: 0 }]]))
}

function applyMoves(draft: Draft, moves: Moves): void {
  for (const [article, move] of exploded(draft, moves)) {
    const row = draft.row('ARTICLE', article)
    const nothing = move.reserved === 0 && move.stock === 0 && move.ordered === 0
    if (!row || nothing || !flag(row, 'STOCK_GOODS')) continue
    const inStock = plus(sizeOf(row, 'QUANTITY_IN_STOCK'), move.stock)
    if (move.stock < 0 && inStock < 0) draft.warn(WARNING.CHANGED_STOCK)
    draft.amend('ARTICLE', article, {
      QUANTITY_IN_STOCK: inStock, QUANTITY_RESERVED: plus(sizeOf(row, 'QUANTITY_RESERVED'), move.reserved),
      ORDERED_QUANTITY: plus(sizeOf(row, 'ORDERED_QUANTITY'), move.ordered),
      // Whether the real program stamps an article whose stock moved is not known.
      ...(draft.setting('stockStampsArticle') === true ? { TIMESTAMP: new Date().toISOString() } : {}),
    })
  }
}

/** Moves of a package become moves of what lies in it. */
function exploded(draft: Draft, moves: Moves): Moves {
  const all: Moves = new Map()
  for (const [article, move] of moves) {
    const contents = flag(draft.row('ARTICLE', article), 'PARCEL') ? rowsBy(draft.world, 'ARTICLE_PARCEL', 'NR', article) : undefined
    if (!contents) note(all, article, move, 1)
    else for (const one of contents) note(all, text(one, 'ARTICLE_NR'), move, sizeOf(one, 'QUANTITY'))
  }
  return all
}

function collect(moves: Moves, table: string, document: Row, sign: number): void {
  for (const row of (document['ROWS'] ?? []) as Row[]) {
    const article = text(row, 'ARTICLE_NUMBER')
    if (article !== '') note(moves, article, figuresOf(table, document, row), sign)
  }
}

function figuresOf(table: string, document: Row, row: Row): Figures {
  const delivered = sizeOf(row, 'QUANTITY1')
  const left = Math.max(0, minus(sizeOf(row, 'QUANTITY2'), delivered))
  const nothing = { reserved: 0, stock: 0, ordered: 0 }
  if (table === 'ORDER_HEAD' && !flag(document, 'DOCUMENT_CANCELLED')) {
    return { reserved: isOpen(document) ? left : 0, stock: flag(document, 'ORDER_DELIVERED') ? -delivered : 0, ordered: 0 }
  }
  if (table === 'INVOICE_HEAD' && drawsStock(document)) {
    const isCredit = text(document, 'TYPE_OF_INVOICE') === 'K'
    return { ...nothing, stock: isCredit ? delivered : -delivered }
  }
  if (table === 'BOOKING_HEAD' && !flag(document, 'CANCELLED')) {
    return { reserved: 0, stock: delivered, ordered: flag(document, 'DELIVERED') ? 0 : left }
  }
  return nothing
}

/** Whether what is not delivered yet still waits: the rest of an invoiced order lives in its back order. */
function isOpen(order: Row): boolean {
  if (order['INVOICED_AS'] !== undefined) return false
  return !(flag(order, 'ORDER_DELIVERED') && flag(order, 'DO_NOT_CREATE_BACKORDER'))
}

/**
 * Invoices made of an order take nothing: the order did. When the others take their goods is not
 * known; assumed: when they are done.
 */
function drawsStock(invoice: Row): boolean {
  if (flag(invoice, 'DOCUMENT_CANCELLED') || flag(invoice, 'DOCUMENT_NOT_DONE') || invoice['FROM_ORDER'] !== undefined) return false
  return text(invoice, 'TYPE_OF_INVOICE') !== 'K' || flag(invoice, 'CREDIT_NOTE_STORAGE_AFFECT')
}

function note(moves: Moves, article: string, move: Figures, times: number): void {
  const known = moves.get(article) ?? { reserved: 0, stock: 0, ordered: 0 }
  const more = (left: number, right: number) => plus(left, right * times)
  moves.set(article, {
    reserved: more(known.reserved, move.reserved), stock: more(known.stock, move.stock), ordered: more(known.ordered, move.ordered),
  })
}
