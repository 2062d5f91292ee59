// The codes of the shop's own that the customer's files name, held against its lists: by what the engine itself knows them by.
import { problem, type Problem } from '../../../core/problem.js'
import { SystemError, type NamedCode } from '../../connector.js'
import type { OrderSide } from '../../order-side.js'
import { isCodeList, type CodeList } from './codes.js'

/** What came of it. unread: lists that could not be read, and why. known: how many codes the shop has in those that could. */
export interface CodesHeld { readonly wrong: readonly Problem[]; readonly unread: readonly Problem[]; readonly known: number }

/** What a code goes by in the files: its id where an order or a call names it by that, and otherwise its name. */
const BY: Readonly<Record<CodeList, 'id' | 'name'>> = {
  'order-statuses': 'name', 'payment-methods': 'name', 'customer-groups': 'name', channels: 'id', 'price-lists': 'id',
}

/** Codes of lists that the shop has not are left out: its delivery ways go by their numbers, and nobody lists them. */
export async function holdCodes(side: OrderSide, codes: readonly NamedCode[]): Promise<CodesHeld> {
  const wrong: Problem[] = []
  const unread: Problem[] = []
  let known = 0
  for (const list of new Set(codes.map((one) => one.list).filter(isCodeList))) {
    const there = await codesIn(side, list)
    if (!Array.isArray(there)) {
      // Several lists are often closed by one reason.
      if (!unread.some((one) => reasonIdOf(one) === reasonIdOf(there as Problem))) unread.push(there as Problem)
      continue
    }
    known += there.length
    // A shop that lists no statuses takes them by their ids, and nobody can tell which there are.
    if (there.length === 0 && list === STATUSES) continue
    const named = codes.filter((one) => one.list === list && !there.some((other) => isSame(other, one.code, list)))
    wrong.push(...named.map(({ code, place }) => problem('SHOP_CODE_UNKNOWN', { list, code, known: there }, place)))
  }
  return { wrong, unread, known }
}

function reasonIdOf({ code, facts }: Problem): string {
  return JSON.stringify([code, facts])
}

/** The codes of a list as the files write them, or why it cannot be read. */
export async function codesIn(side: OrderSide, list: CodeList): Promise<string[] | Problem> {
  try {
    const found: string[] = []
    for await (const { items } of side.list('code', { list }))
      for (const { id, key, fields } of items) found.push(BY[list] === 'id' ? (id ?? key) : list === STATUSES ? key : String(fields['text'] ?? key))
    return found
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    return error.problem
  }
}

/** The service takes the id of a price list in capitals and small letters alike. */
export function isSame(one: string, other: string, list: CodeList): boolean {
  return list === 'price-lists' ? one.toLowerCase() === other.toLowerCase() : one === other
}

const STATUSES = 'order-statuses'
