// The statuses and groups that the customer's files name, held against the shop's own lists.
import { problem, type Problem } from '../../../core/problem.js'
import { SystemError, type NamedCode } from '../../connector.js'
import type { OrderSide } from '../../order-side.js'

/** What came of it. unread: lists that could not be read, and why. known: how many codes the shop has in those that could. */
export interface CodesHeld { readonly wrong: readonly Problem[]; readonly unread: readonly Problem[]; readonly known: number }

/** A status goes by its name in our lists; other codes by their ids, and the files write their names. */
const STATUSES = 'order-statuses'

export async function holdCodes(side: OrderSide, codes: readonly NamedCode[]): Promise<CodesHeld> {
  const wrong: Problem[] = []
  const unread: Problem[] = []
  let known = 0
  for (const list of new Set(codes.map((one) => one.list))) {
    const there = await namesOf(side, list)
    if ('code' in there) {
      unread.push(there)
      continue
    }
    known += there.length
    const named = codes.filter((one) => one.list === list && !there.includes(one.code))
    wrong.push(...named.map(({ code, place }) => problem('SHOP_CODE_UNKNOWN', { list, code, known: there }, place)))
  }
  return { wrong, unread, known }
}

/** The names of a list as the files write them, or why it cannot be read. */
async function namesOf(side: OrderSide, list: string): Promise<readonly string[] | Problem> {
  try {
    const found: string[] = []
    for await (const { items } of side.list('code', { list }))
      for (const { key, fields } of items) found.push(list === STATUSES ? key : String(fields['text'] ?? key))
    return found
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    return error.problem
  }
}
