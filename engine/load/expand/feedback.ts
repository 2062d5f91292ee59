// Rules of what a shop hears that cannot all be kept: two for one event, and a mail at a status that is there already.
import { placeText, problem, warning, type Place, type Problem } from '../../core/problem.js'
import type { Book } from './book.js'

interface Rule { readonly event: string; readonly status: string; readonly mail: boolean; readonly place: (field: string) => Place }

/** Every doubt about the feedback of a shop, over all of its mappings. */
export function feedbackFaults(book: Book): Problem[] {
  const byShop = new Map<string, Rule[]>()
  for (const document of book.of('OrderStatusMapping')) {
    const { metadata: { shop }, spec: { feedback = [] } } = document.body
    const rules = feedback.map(({ event, status, mail }, at): Rule => ({
      event, status, mail: mail === true, place: (field) => document.place(['spec', 'feedback', at, field]),
    }))
    byShop.set(shop, [...(byShop.get(shop) ?? []), ...rules])
  }
  return [...byShop.values()].flatMap((rules) => [...eventsTwice(rules), ...lostMails(rules)])
}

/** Only one of them could be kept, and nobody could tell which. */
function eventsTwice(rules: readonly Rule[]): Problem[] {
  return rules.flatMap(({ event, place }, at) => {
    const before = rules.slice(0, at).find((one) => one.event === event)
    return before ? [problem('E247', { event, first: placeText(before.place('event')) }, place('event'))] : []
  })
}

/** An order that has the status already is not told it again, so the mail of the later event is never sent. */
function lostMails(rules: readonly Rule[]): Problem[] {
  return rules.flatMap(({ event, status, mail, place }, at) => {
    const before = rules.slice(0, at).find((one) => one.status === status && one.event !== event)
    return before && mail ? [warning('W317', { event, status, other: before.event }, place('status'))] : []
  })
}
