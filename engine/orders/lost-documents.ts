// Orders that were handed over, and whose document the ERP does not show, or shows so that nobody can tell which it is. Nothing more can
// be told of them, so they are named.
import type { Found } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import { problem, type Problem } from '../core/problem.js'
import { LAST, type ShopDesk } from './desk.js'
import { partKey } from './keys.js'

/** An item for each, which a person is asked about. An order that has come to its end may be gone from the ERP. Throws SystemError. */
export async function lostDocuments(desk: ShopDesk, found: ReadonlyMap<string, Found>): Promise<readonly RawItem[]> {
  const { last } = desk.told.now()
  const items: RawItem[] = []
  for (const [number, look] of found) {
    const reason = reasonOf(number, look, desk)
    if (!reason || LAST.some((event) => event === last.get(number)) || await isEnded(number, desk)) continue
    const key = partKey(number, reason.code)
    items.push({ key, fields: { id: key }, problem: reason })
  }
  return items
}

function reasonOf(number: string, look: Found, { shop }: ShopDesk): Problem | undefined {
  switch (look.kind) {
    case 'found': return look.item.problem
    case 'absent': return problem('DOCUMENT_GONE', { key: number, mark: `samsyn:${shop}/${number}` })
    case 'ambiguous': return problem('KEY_AMBIGUOUS', { key: number, keys: look.keys })
    case 'unknown': return look.problem
  }
}

async function isEnded(number: string, desk: ShopDesk): Promise<boolean> {
  const { lane: { final, rules } } = desk
  return [...final, ...rules.cancelledStatuses].includes(String((await desk.order(number))?.status))
}
