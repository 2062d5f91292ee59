// Sold and not in the ERP yet: what every shop on the company has taken orders for whose document did not stand before the stock
// figure was read. Without it the last one is sold twice.
import { SystemError, type Found, type Page, type Reader } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import { problem, type Problem } from '../core/problem.js'
import type { Scope } from '../core/stream.js'
import type { FamilyShown } from '../trade/order/family.js'
import { inFlightOf, type Taken } from '../trade/order/in-flight.js'
import { undeliveredOf } from '../trade/order/undelivered.js'
import type { EntitySpec } from '../types/entity.js'
import { add } from '../values/decimal.js'
import type { ShopDesk } from './desk.js'

export interface InFlightParts {
  readonly desks: ReadonlyMap<string, ShopDesk>
  readonly entities: Readonly<Record<string, EntitySpec | undefined>>
  /** false: the files say that the ERP's figures are published as they are. */
  readonly counted: boolean
  /** A level starts from the shelf: what is in documents and not delivered is counted too. */
  readonly shelf: boolean
}

/** By article number. */
type Quantities = ReadonlyMap<string, string>
/** By shop, the numbers of the orders whose documents stand. */
type Standing = ReadonlyMap<string, ReadonlySet<string>>
/** unclear: articles of which an order takes nobody knows how much. */
interface OnTheirWay { readonly quantities: Quantities; readonly unclear: ReadonlyMap<string, Problem> }

const NOTHING = '0'
const WHILE_PASSING_MS = 60_000

export class InFlight {
  /** What the levels that are planned now were counted with. */
  private planned: Quantities = new Map()

  constructor(private readonly parts: InFlightParts) {}

  /** Does the figure need the orders to be right? */
  counts(entity: string): boolean {
    return this.parts.counted && this.parts.entities[entity]?.inFlight === true && this.parts.desks.size > 0
  }

  /** The listing with what is on its way. Throws SystemError where the orders cannot be read. */
  async *list(reader: Reader, entity: string, scope: Scope): AsyncIterable<Page> {
    // An order whose document came after this moment counts twice for once, and that is the safe side.
    const handed = this.handedNow()
    const pages: Page[] = []
    for await (const page of reader.list(entity, scope)) pages.push(page)
    const onTheirWay = await this.onTheirWay(handed)
    const undelivered = await this.undelivered(reader, handed)
    this.planned = onTheirWay.quantities
    for (const page of pages) yield { ...page, items: page.items.map((item) => withQuantities(item, onTheirWay, undelivered)) }
  }

  /** What was looked for one by one, with what is on its way. */
  async found(reader: Reader, found: ReadonlyMap<string, Found>): Promise<ReadonlyMap<string, Found>> {
    const handed = this.handedNow()
    const onTheirWay = await this.onTheirWay(handed, WHILE_PASSING_MS)
    const undelivered = await this.undelivered(reader, handed)
    return new Map([...found].map(([key, look]) => [key, look.kind === 'found' ? { kind: 'found', item: withQuantities(look.item, onTheirWay, undelivered) } : look]))
  }

  /** Is more, or less, of the article on its way than when the levels were counted, or nobody knows? Reads the shops. Throws SystemError. */
  async moved(numbers: readonly string[]): Promise<ReadonlySet<string>> {
    const { quantities, unclear } = await this.onTheirWay(this.handedNow())
    return new Set(numbers.filter((number) => unclear.has(number) || (quantities.get(number) ?? NOTHING) !== (this.planned.get(number) ?? NOTHING)))
  }

  /** In all shops. ageMs: how old what was read of the shops may be. Throws SystemError where an order may take of anything. */
  private async onTheirWay(handed: Standing, ageMs = 0): Promise<OnTheirWay> {
    const quantities = new Map<string, string>()
    const unclear = new Map<string, Problem>()
    for (const [shop, desk] of this.parts.desks) {
      const taken = await this.takenIn(desk, handed.get(shop), ageMs)
      if (taken.unread !== undefined) throw new SystemError('retry', unreadable(shop, taken.unread))
      for (const [number, count] of taken.quantities) quantities.set(number, add(quantities.get(number) ?? NOTHING, count))
      for (const [number, order] of taken.unclear) unclear.set(number, unclear.get(number) ?? unreadable(shop, order))
    }
    return { quantities, unclear }
  }

  /** In documents and not delivered, of all shops; undefined where no level needs it. */
  private async undelivered(reader: Reader, handed: Standing): Promise<Quantities | undefined> {
    if (!this.parts.shelf) return undefined
    const families: FamilyShown[] = []
    for (const [shop, desk] of this.parts.desks) {
      const standing = handed.get(shop) ?? new Set()
      const numbers = (await desk.followed()).filter((number) => standing.has(number))
      for (const [, look] of numbers.length === 0 ? [] : await reader.find('order-status', numbers, { shop })) {
        if (look.kind === 'found') families.push(look.item.fields as unknown as FamilyShown)
        else if (look.kind !== 'absent') throw new SystemError('retry', problem('STOCK_IN_FLIGHT_UNKNOWN', { shop }))
      }
    }
    const quantities = undeliveredOf(families)
    if (!quantities) throw new SystemError('retry', problem('STOCK_IN_FLIGHT_UNKNOWN', {}))
    return quantities
  }

  private handedNow(): Standing {
    return new Map([...this.parts.desks].map(([shop, { handed }]) => [shop, new Set(handed.numbers())]))
  }

  private async takenIn(desk: ShopDesk, standing: ReadonlySet<string> | undefined, ageMs: number): Promise<Taken> {
    try {
      return inFlightOf((await desk.takingStock(ageMs)).filter(({ number }) => !standing?.has(number)))
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      throw new SystemError('retry', problem('STOCK_IN_FLIGHT_UNKNOWN', { shop: desk.shop, because: error.problem.code }))
    }
  }
}

function unreadable(shop: string, order: string): Problem {
  return problem('STOCK_ORDER_UNREADABLE', { shop, order })
}

function withQuantities(item: RawItem, { quantities, unclear }: OnTheirWay, undelivered: Quantities | undefined): RawItem {
  const why = unclear.get(item.key)
  const inFlight = quantities.get(item.key) ?? NOTHING
  const fields = { ...item.fields, inFlight, ...(undelivered ? { undelivered: undelivered.get(item.key) ?? NOTHING } : {}) }
  return { ...item, fields, ...(why ? { problem: why } : {}) }
}
