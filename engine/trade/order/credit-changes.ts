// Whether what was credited is still what the shop gave back: a refund may fail or be withdrawn afterwards, a credit be cancelled. Pure.
import { add, compare, isZero, subtract } from '../../values/decimal.js'
import type { Refund } from './credit-rows.js'
import { standing, type FamilyShown } from './family.js'
import { money, sum } from './shares.js'
import type { Finding } from './types.js'

/** A credit that stands for refunds. gross: as the ledger shows it now; undefined: it is cancelled, or gone. */
export interface CreditKnown { readonly number: string; readonly refunds: readonly string[]; readonly gross: string | undefined }

/** What does not come out any more: each credit with a finding of its own. refunds: as the shop shows them now, those without a credit among them. */
export function creditChanges(key: string, refunds: readonly Refund[], credits: readonly CreditKnown[]): readonly (readonly [refund: string, found: Finding])[] {
  return credits.flatMap(({ number, refunds: ids, gross }) => {
    const live = refunds.filter(({ id, state }) => ids.includes(id) && state !== 'failed')
    // What the shop gave back without a sum cannot be compared.
    if (live.some(({ amount }) => amount === undefined) && live.length === ids.length && gross !== undefined) return []
    const back = backOf(live)
    if (isZero(add(gross ?? '0', back))) return []
    const refund = live[0]?.id ?? ids[0] ?? ''
    const facts = { key, refund, credit: number, amount: back, credited: money(subtract('0', gross ?? '0')) }
    return [[refund, { code: gross === undefined ? 'CREDIT_GONE' : 'REFUND_CHANGED', facts }] as const]
  })
}

/** beyond: what was paid and is not billed. */
export interface Whole { readonly credits: readonly CreditKnown[]; readonly beyond: string }

/** All credits of an order together come to all that its shop gave back, or to what of it was billed, however a person brought it about. */
export function comesOut(refunds: readonly Refund[], family: FamilyShown, { credits, beyond }: Whole): boolean {
  const known = new Map(credits.map(({ number, gross }) => [number, gross ?? '0']))
  const others = standing(family, 'credit').filter(({ number }) => !known.has(number)).map(({ gross }) => gross ?? '0')
  const open = sum([...known.values(), ...others, backOf(refunds.filter(({ state }) => state !== 'failed'))])
  return compare(open, '0') === 0 || compare(open, beyond) === 0
}

function backOf(refunds: readonly Refund[]): string {
  return money(sum(refunds.map(({ amount }) => amount ?? '0')))
}
