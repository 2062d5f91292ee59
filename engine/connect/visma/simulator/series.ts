// Number series of the registers whose number the program gives where none is set.
import { RC } from './codes.js'
import type { Draft } from './draft.js'
import { rowKey, type Register } from './register.js'
import type { Row } from '../../world/world.js'

/** Series that stand in the company's settings, by table. */
const IN_SETTINGS: Readonly<Record<string, string>> = { ARTICLE: 'NEXT_ARTICLE_NO', CUSTOMER: 'NEXT_CUSTOMER_NO' }
/** The field of the number, for the tables that have a series of their own. */
const NUMBER_FIELD: Readonly<Record<string, string>> = {
  ORDER_HEAD: 'DOCUMENT_NUMBER', OFFER_HEAD: 'DOCUMENT_NUMBER', INVOICE_HEAD: 'DOCUMENT_NUMBER', BOOKING_HEAD: 'DOCUMENT_NUMBER',
  MANUAL_DELIVERY_IN: 'DOCUMENT_NUMBER', MANUAL_DELIVERY_OUT: 'DOCUMENT_NUMBER', CUSTOMER_PAYMENT: 'NR',
}

/** Gives the record its number where it has none; the code. */
export function giveNumber(draft: Draft, register: Register, row: Row): number {
  const setting = IN_SETTINGS[register.name]
  const field = NUMBER_FIELD[register.name]
  if (setting !== undefined && String(row['NUMBER'] ?? '') === '') {
    const next = String(draft.row('PRM2', 'PRM2')?.[setting] ?? '1')
    row['NUMBER'] = next
    draft.amend('PRM2', 'PRM2', { [setting]: following(next) })
  } else if (field !== undefined && Number(row[field] ?? 0) === 0) {
    row[field] = nextOf(draft, register.name)
  }
  return draft.row(register.name, rowKey(register, row)) ? RC.NUMBER_TAKEN : RC.OK
}

/** The number after this one; what stands before its last figures stays, and so do zeros before them. */
function following(number: string): string {
  return number.replace(/\d+$/, (figures) => String(Number(figures) + 1).padStart(figures.length, '0'))
}

/** Takes the next number of a series of the program's own. */
export function nextOf(draft: Draft, series: string): number {
  const next = Number(draft.row('NUMBER_SERIES', series)?.['NEXT'] ?? 1)
  draft.put('NUMBER_SERIES', series, { NEXT: next + 1 })
  return next
}
