// What the shops gave back, as credits of the ERP: each refund of an order that was handed over is credited once, by us or by the
// bookkeeper. What may not be made, or cannot be told, is said with its sum.
import type { Found, LookFacts, Reader } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import { problem, type Problem } from '../core/problem.js'
import type { Clock } from '../run/parts.js'
import type { Store } from '../store/memory.js'
import type { Refund } from '../trade/order/credit-rows.js'
import { creditHead, creditOf, type CreditAnswer, type MadeCredit } from '../trade/order/credits.js'
import { bookedOn, instantMs } from '../trade/order/dates.js'
import type { FamilyDocument, FamilyShown } from '../trade/order/family.js'
import type { BilledLess } from '../trade/order/owed.js'
import type { Finding, KnownToLedger, ShopOrder } from '../trade/order/types.js'
import { creditedBy, invoiceShown, invoicesOf, isAllGivenBack, refundFor, refundsOf, type Credited } from '../trade/order/refunds.js'
import type { BaseEntry } from '../types/state.js'
import { subtract, withPlaces } from '../values/decimal.js'
import { wallTime } from '../values/time.js'
import type { AfterTransfer } from './after-transfer.js'
import { CreditCheck, lessBilled, type CreditsRemembered } from './credit-check.js'
import type { ShopDesk } from './desk.js'
import { stands } from './handed.js'
import { partKey, partOf } from './keys.js'
import type { Ledger } from './ledger.js'

/** streams: by shop, the stream of its credits. */
export interface CreditParts {
  readonly reader: Reader
  readonly after: AfterTransfer
  readonly ledger: Ledger
  readonly clock: Clock
  readonly store: Pick<Store, 'read'>
  readonly streams: ReadonlyMap<string, string>
}

/** An order of which something was given back. isUndone: all of it, before there was an invoice. bad: what was made of it cannot be told. */
interface Returned extends Credited { readonly number: string; readonly refunds: readonly Refund[]; readonly family: FamilyShown; readonly isUndone: boolean; readonly less: BilledLess; readonly bad?: Problem }
interface OwnCredit { readonly refund: string; readonly id: string; readonly document: FamilyDocument }
type Fields = Readonly<Record<string, unknown>>
/** made: credits that are made before it in the same pass. */
interface Asked { readonly refund: Refund; readonly made: readonly MadeCredit[]; readonly known: KnownToLedger }
interface Answered { readonly item: RawItem | undefined; readonly credit?: MadeCredit }

const INVOICE = 'invoice'

export class Credits {
  private readonly check: CreditCheck

  constructor(private readonly parts: CreditParts) {
    this.check = new CreditCheck(parts)
  }

  /** Every refund that is not remembered as credited, as what is to become of it, and those whose credit no longer is what was given back. Throws SystemError. */
  async due(desk: ShopDesk): Promise<readonly RawItem[]> {
    const items: RawItem[] = [...await this.check.changed(desk, this.allRemembered(desk))]
    const returned = await this.returned(desk)
    if (returned.length === 0) return items
    const known = await this.parts.ledger.known([], this.today(desk))
    for (const one of returned) {
      const made: MadeCredit[] = []
      // What was given back before there was an invoice: the order's cancellation speaks for it.
      for (const refund of one.isUndone ? [] : one.refunds.filter(({ id }) => this.entryOf(desk, one.number, id) === undefined)) {
        const { item, credit } = await this.answered(desk, one, { refund, made, known })
        if (item) items.push(item)
        if (credit) made.push(credit)
      }
    }
    return items
  }

  /** The credits of these refunds, where there are any: by our mark, or of the same sum. Throws SystemError. */
  async found(desk: ShopDesk, keys: readonly string[], since: LookFacts | undefined): Promise<ReadonlyMap<string, Found>> {
    const marked = await this.parts.reader.find(INVOICE, keys, { shop: desk.shop }, since)
    const others = keys.filter((key) => marked.get(key)?.kind === 'absent')
    const numbers = [...new Set(others.map((key) => partOf(key).number))]
    const returned = new Map((await this.read(desk, numbers)).map((one) => [one.number, one]))
    return new Map(keys.map((key): [string, Found] => {
      const look = marked.get(key) ?? { kind: 'absent' }
      if (look.kind === 'found') return [key, { kind: 'found', item: { ...look.item, key, fields: { ...look.item.fields, id: key, orderNumber: partOf(key).number } } }]
      const { number, part } = partOf(key)
      const credit = look.kind === 'absent' ? returned.get(number)?.credited.get(part) : undefined
      return [key, credit === undefined ? look : { kind: 'found', item: creditedItem(key, credit) }]
    }))
  }

  /** Orders of which everything was given back before there was an invoice. Throws SystemError. */
  async undone(desk: ShopDesk): Promise<readonly string[]> {
    return (await this.returned(desk)).filter(({ isUndone }) => isUndone).map(({ number }) => number)
  }

  private async returned(desk: ShopDesk): Promise<readonly Returned[]> {
    const numbers: string[] = []
    for (const number of this.parts.streams.has(desk.shop) ? desk.handed.numbers() : []) {
      const order = await desk.order(number)
      if (order && refundsOf(order).some(({ id }) => this.entryOf(desk, number, id) === undefined)) numbers.push(number)
    }
    return this.read(desk, numbers)
  }

  private async read(desk: ShopDesk, numbers: readonly string[]): Promise<readonly Returned[]> {
    const families = await this.parts.after.families(desk, numbers)
    const returned: Returned[] = []
    for (const number of numbers) {
      const [order, look] = [await desk.order(number), families.get(number)]
      const one = order && look && await this.returnedOf(desk, order, look)
      if (one) returned.push(one)
    }
    return returned
  }

  private async returnedOf(desk: ShopDesk, order: ShopOrder, look: Found): Promise<Returned | undefined> {
    const { number } = order
    const agreed = desk.handed.payableOf(number)
    const refunds = refundsOf(order, agreed)
    const bad = look.kind === 'unknown' ? look.problem : look.kind === 'found' ? look.item.problem : undefined
    if (bad) return { number, refunds, family: { number, documents: {} }, credited: new Map(), unexplained: [], unbilled: new Set(), isUndone: false, less: { beyond: '0', short: '0' }, bad }
    if (look.kind !== 'found') return undefined
    const own = await this.own(desk, number, refunds)
    const { documents } = look.item.fields as unknown as FamilyShown
    const family = { number, documents: { ...documents, ...Object.fromEntries(own.map(({ id, document }) => [id, document])) } }
    const isUndone = invoicesOf(family).length === 0 && isAllGivenBack(refunds, order, agreed)
    const known = new Map([...this.remembered(desk, number, refunds), ...own.map(({ refund, document }) => [refund, document.number] as const)])
    const less = lessBilled(desk, order, family)
    return { number, refunds, family, isUndone, less, ...creditedBy(refunds, family, known, less.beyond) }
  }

  /** Credits that we made, by our mark: until somebody prints them, nothing else may lead to them. Throws SystemError. */
  private async own(desk: ShopDesk, number: string, refunds: readonly Refund[]): Promise<readonly OwnCredit[]> {
    const marked = await this.parts.reader.find(INVOICE, refunds.map(({ id }) => partKey(number, id)), { shop: desk.shop })
    return refunds.flatMap(({ id: refund }) => {
      const look = marked.get(partKey(number, refund))
      if (look?.kind !== 'found' || look.item.fields['cancelled'] === true) return []
      return [{ refund, id: look.item.id ?? '', document: { ...look.item.fields, document: 'credit' } as unknown as FamilyDocument }]
    })
  }

  /** By refund, the credit that is remembered for it. */
  private remembered(desk: ShopDesk, number: string, refunds: readonly Refund[]): readonly (readonly [refund: string, credit: string])[] {
    return refunds.flatMap(({ id }) => {
      const credit = this.entryOf(desk, number, id)?.target?.['number']
      return typeof credit === 'string' ? [[id, credit] as const] : []
    })
  }

  private allRemembered(desk: ShopDesk): CreditsRemembered {
    const all = new Map<string, Map<string, string[]>>()
    for (const [key, entry] of this.entries(desk)) {
      const credit = stands(entry) ? entry.target?.['number'] : undefined
      if (typeof credit !== 'string') continue
      const { number, part } = partOf(key)
      const ofOrder = all.get(number) ?? new Map<string, string[]>()
      all.set(number, ofOrder.set(credit, [...ofOrder.get(credit) ?? [], part]))
    }
    return all
  }

  private entries(desk: ShopDesk): ReadonlyMap<string, BaseEntry> {
    const stream = this.parts.streams.get(desk.shop)
    return stream === undefined ? new Map() : this.parts.store.read(stream).entries
  }

  /** Of a refund that is credited. */
  private entryOf(desk: ShopDesk, number: string, refund: string): BaseEntry | undefined {
    const entry = this.entries(desk).get(partKey(number, refund))
    return entry && stands(entry) ? entry : undefined
  }

  private async answered(desk: ShopDesk, one: Returned, { refund, made, known }: Asked): Promise<Answered> {
    const key = partKey(one.number, refund.id)
    const credit = one.credited.get(refund.id)
    if (credit !== undefined) return { item: creditedItem(key, credit) }
    // It was never billed, so the books have it already.
    if (one.unbilled.has(refund.id)) return { item: undefined }
    const fields = { id: key, orderNumber: one.number }
    const told = { key: one.number, refund: refund.id, amount: refund.amount ?? '' }
    const held = (why: Problem): Answered => ({ item: { key, fields, problem: why } })
    if (one.bad) return held(one.bad)
    const original = refund.state === 'done' ? await this.original(one, told) : undefined
    if (original && 'problem' in original) return held(original.problem)
    const short = original && shortOf(one, this.dayOf(desk, refund.at), original.fields)
    if (original && short) return held(problem('REFUND_BILLED_LESS', { ...told, invoice: original.number, short }))
    const invoice = original && invoiceShown(original.fields, one.family, made)
    if (original && !invoice) return held(problem('CREDIT_INVOICE_UNREAD', { ...told, invoice: original.number }))
    const answer = creditOf({ key: one.number, invoice, refund: invoice ? refundFor(refund, invoice) : refund, dateOf: (at) => this.dateOf(desk, at, { original: original?.fields, known }) })
    return answeredBy({ key, fields, refund, original: original?.fields ?? {} }, answer, desk.lane.makesCredits)
  }

  /** The one invoice that there is, as the ERP shows it, or why it cannot be credited. undefined: there is none yet. Throws SystemError. */
  private async original({ family, unexplained }: Returned, told: { readonly refund: string; readonly key: string; readonly amount: string }): Promise<{ readonly number: string; readonly fields: Fields } | { readonly problem: Problem } | undefined> {
    const invoices = invoicesOf(family).map(({ number }) => number)
    const [number, other] = invoices
    if (number === undefined) return undefined
    // What somebody credited without a refund of the shop may be this one, in another sum.
    if (unexplained.length > 0) return { problem: problem('CREDIT_UNEXPLAINED', { ...told, credits: unexplained.join(', ') }) }
    if (other !== undefined) return { problem: problem('CREDIT_INVOICES', { ...told, invoices: invoices.join(', ') }) }
    const look = (await this.parts.reader.find(INVOICE, [number], {})).get(number)
    if (look?.kind === 'unknown') return { problem: look.problem }
    return look?.kind === 'found' ? { number, fields: look.item.fields } : { problem: problem('CREDIT_INVOICE_UNREAD', { ...told, invoice: number }) }
  }

  /** The day of the refund, never before that of its invoice. */
  private dateOf(desk: ShopDesk, at: string, { original, known }: { readonly original: Fields | undefined; readonly known: KnownToLedger }): string | Finding {
    const { lockedPeriod } = desk.lane.rules
    const [day, invoiced] = [this.dayOf(desk, at), original?.['documentDate']]
    if (day === undefined) return { code: 'REFUND_UNDATED', facts: { at } }
    return bookedOn(typeof invoiced === 'string' && invoiced > day ? invoiced : day, { known, today: this.today(desk), lockedPeriod })
  }

  private dayOf({ lane: { rules } }: ShopDesk, at: string): string | undefined {
    const ms = instantMs(at)
    return ms === undefined ? undefined : wallTime(ms, rules.timeZone).date
  }

  private today({ lane: { rules } }: ShopDesk): string {
    return wallTime(this.parts.clock.now(), rules.timeZone).date
  }
}

/** What is not billed, and may be what was given back: of what was paid, or, where the invoice came later, of what was agreed to. */
function shortOf({ less, unbilled }: Returned, day: string | undefined, { documentDate }: Fields): string | undefined {
  if (less.beyond !== '0') return unbilled.size === 0 ? less.beyond : undefined
  return less.short !== '0' && (day === undefined || day <= String(documentDate ?? day)) ? less.short : undefined
}

interface AskedItem { readonly key: string; readonly fields: Fields; readonly refund: Refund; readonly original: Fields }

function answeredBy({ key, fields, refund, original }: AskedItem, answer: CreditAnswer, mayMake: boolean): Answered {
  const told = { key: fields['orderNumber'], refund: refund.id, amount: refund.amount ?? '' }
  const said = ({ code, facts }: Finding): Problem => problem(code, { ...told, ...facts })
  switch (answer.kind) {
    case 'cancel': return { item: undefined }
    case 'wait': return { item: { key, fields, skip: said(answer.finding) } }
    case 'hold': return { item: { key, fields, problem: said(answer.problem) } }
    case 'credit': {
      const { credit } = answer
      if (mayMake) return { item: { key, fields: { ...fields, ...creditHead(original), ...credit } }, credit }
      const byHand = problem('CREDIT_BY_HAND', { ...told, amount: withPlaces(subtract('0', credit.gross), { places: 2 }), invoice: credit.creditOf, date: credit.documentDate })
      return { item: { key, fields, problem: byHand }, credit }
    }
  }
}

function creditedItem(key: string, number: string): RawItem {
  return { key, fields: { id: key, orderNumber: partOf(key).number, number } }
}
