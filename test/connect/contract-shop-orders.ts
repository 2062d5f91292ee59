// What a driver of a shop with orders must do, whatever shop is behind it: list and read orders,
// name the shop's own codes, and do what cannot be done twice no more than once.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Scope } from '../../engine/core/stream.js'
import type { Answer, Connector, Found, Page, WriteAction } from '../../engine/connect/connector.js'

type Fields = Readonly<Record<string, unknown>>

/**
 * What goes wrong with the next write, once. lostAfter: it happens, and the answer is lost.
 * lostBefore: nothing happens. late: the answer is lost, and it happens a little later. busy: not
 * now, and nothing happens.
 */
export type OrderMishap = 'lostAfter' | 'lostBefore' | 'late' | 'busy'
/** The writes of a shop that has orders. */
export type OrderWrite = 'status' | 'shipment' | 'capture' | 'exported'

/** An order as a customer places it. */
export interface Placing {
  readonly channel: string
  readonly rows: readonly { readonly sku: string; readonly quantity: number }[]
}

/** One new shop without orders, and a connector to it. */
export interface OrderSubject {
  readonly connector: Connector
  /** A customer places an order, with the payment reserved; gives its number. Its status is `placed`. */
  place(order: Placing): Promise<string>
  /** How often the shop mailed the customer of that order because of a status, by the shop's own log. */
  mails(number: string): Promise<number>
  /** How often money was taken for the order, by the shop's own log. */
  captures(number: string): Promise<number>
  /** How often a status was set, by the shop's own log. The placing itself does not count. */
  statusWrites(number: string): Promise<number>
  arm(mishap: OrderMishap, write: OrderWrite): Promise<void>
  close(): Promise<void>
}

export interface ShopOrdersOptions {
  readonly make: (habits: { readonly pageMax: number }) => Promise<OrderSubject>
  /** Two article numbers that can be bought. */
  readonly articles: readonly [string, string]
  /** Two channels by id; the same twice where the shop has only one. */
  readonly channels: readonly [string, string]
  /** The status of an order that was just placed and reserved; one it can get next; one that there is not. */
  readonly statuses: { readonly placed: string; readonly next: string; readonly none: string }
  /** What the shop can be told. What it cannot must be refused, never dropped. */
  readonly can: { readonly mail: boolean; readonly markExported: boolean; readonly trackingWithStatus: boolean }
  readonly mishaps: readonly OrderMishap[]
}

/** What an order must show when it is read by its number. */
const WHOLE = ['number', 'channel', 'placedAt', 'status', 'currency', 'pricesWithVat', 'email', 'customerName', 'deliveryAddress', 'rows', 'gross', 'paymentMethod', 'paymentState']
const MONEY = /^-?\d+\.\d{2,4}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
const TRIES_MAX = 50
const WAIT_MS = 100
/** Longer than a late effect takes. */
const LATE_MS = 800

/** One shop under test, and the short words in which the contract speaks of it. */
class Orders {
  constructor(readonly options: ShopOrdersOptions, readonly subject: OrderSubject) {}

  get connector(): Connector { return this.subject.connector }

  place(channel: string = this.options.channels[0]): Promise<string> {
    return this.subject.place({ channel, rows: [{ sku: this.options.articles[0], quantity: 2 }, { sku: this.options.articles[1], quantity: 1 }] })
  }

  async pages(entity: string, scope: Scope = {}): Promise<Page[]> {
    const pages: Page[] = []
    for await (const page of this.connector.reader.list(entity, scope)) pages.push(page)
    return pages
  }

  async numbers(scope: Scope = {}): Promise<string[]> {
    return (await this.pages('order', scope)).flatMap(({ items }) => items.map(({ key }) => key))
  }

  async find(entity: string, key: string): Promise<Found> {
    const found = (await this.connector.reader.find(entity, [key], {})).get(key)
    if (!found) throw new Error(`no answer for ${entity} ${key}`)
    return found
  }

  async fields(entity: string, key: string): Promise<Fields> {
    const found = await this.find(entity, key)
    assert.is(found.kind, 'found', `${entity} ${key}: ${JSON.stringify(found)}`)
    return found.kind === 'found' ? found.item.fields : {}
  }

  async send(entity: string, action: WriteAction, item: { readonly key: string; readonly fields: Fields }): Promise<Answer> {
    const answer = (await this.connector.writer.send({ entity, action, scope: {}, items: [item] })).get(item.key)
    if (!answer) throw new Error(`no answer for ${entity} ${item.key}`)
    return answer
  }

  /** Sends as the engine does: again while the system says that it did nothing and later it may. */
  async settle(write: OrderWrite, number: string): Promise<Answer> {
    for (let tried = 1; ; tried += 1) {
      const answer = await this.write(write, number)
      if (answer.kind !== 'retry' || tried === TRIES_MAX) return answer
      await pause(Math.min(answer.afterMs ?? WAIT_MS, 1_000))
    }
  }

  write(write: OrderWrite, number: string): Promise<Answer> {
    const { can, statuses } = this.options
    switch (write) {
      case 'status': return this.send('order-status', 'update', { key: number, fields: { status: statuses.next, ...(can.mail ? { mail: true } : {}) } })
      case 'shipment': return this.send('shipment', 'create', { key: `${number}/PARCEL-1`, fields: { orderNumber: number, parcels: { 'PARCEL-1': { carrier: 'PostNord', url: 'https://track.example/PARCEL-1' } } } })
      case 'capture': return this.send('capture', 'create', { key: number, fields: { orderNumber: number } })
      case 'exported': return this.send('order', 'update', { key: number, fields: { exported: true } })
    }
  }

  /** Whether a look shows that the write happened. */
  async happened(write: OrderWrite, number: string): Promise<boolean> {
    switch (write) {
      case 'status': return (await this.fields('order-status', number))['status'] === this.options.statuses.next
      case 'shipment': return (await this.find('shipment', `${number}/PARCEL-1`)).kind === 'found'
      case 'capture': return (await this.find('capture', number)).kind === 'found'
      case 'exported': return (await this.fields('order', number))['exported'] === true
    }
  }
}

type Within = (title: string, run: (it: Orders) => Promise<void>, pageMax?: number) => void

/** Registers the suite; the file that calls it is the test. */
export function shopOrdersSuite(name: string, options: ShopOrdersOptions): void {
  const test = suite(name)
  const within: Within = (title, run, pageMax = 50) => {
    test(title, async () => {
      const subject = await options.make({ pageMax })
      try {
        await run(new Orders(options, subject))
      } finally {
        await subject.close()
      }
    })
  }
  listing(within)
  reading(within)
  writing(within)
  accidents(within, options)
  test.run()
}

function listing(within: Within): void {
  within('names the statuses, channels and payment methods of the shop', async (it) => {
    await it.place()
    const codes = async (list: string): Promise<string[]> => (await it.pages('code', { list })).flatMap(({ items }) => items.map(({ key }) => key))
    const statuses = await codes('order-statuses')
    for (const status of [it.options.statuses.placed, it.options.statuses.next]) assert.ok(statuses.includes(status), status)
    assert.not.ok(statuses.includes(it.options.statuses.none))
    const channels = await codes('channels')
    for (const channel of it.options.channels) assert.ok(channels.includes(channel), channel)
    assert.ok((await codes('payment-methods')).length > 0)
    assert.is((await it.pages('code', { list: 'order-statuses' })).at(-1)?.coverage?.kind, 'whole')
  })

  within('lists every order once, page by page, and proves no absence', async (it) => {
    const placed: string[] = []
    for (let at = 0; at < 5; at += 1) placed.push(await it.place())
    const pages = await it.pages('order')
    const numbers = pages.flatMap(({ items }) => items.map(({ key }) => key))
    assert.equal([...numbers].sort(), [...placed].sort())
    for (const page of pages) assert.ok(page.items.length <= 2, `a page of ${page.items.length}`)
    assert.ok(pages.slice(0, -1).every(({ coverage }) => coverage === undefined))
    assert.is(pages.at(-1)?.coverage?.kind, 'subset')
  }, 2)

  within('lists by status', async (it) => {
    const [first, second] = [await it.place(), await it.place()]
    assert.is((await it.settle('status', second)).kind, 'done')
    const { placed, next } = it.options.statuses
    assert.equal(await it.numbers({ status: placed }), [first])
    assert.equal(await it.numbers({ status: next }), [second])
  })

  within('lists by channel, each order with its own', async (it) => {
    const [one, other] = it.options.channels
    if (one === other) return
    const [first, second] = [await it.place(one), await it.place(other)]
    assert.equal(await it.numbers({ channel: one }), [first])
    assert.equal(await it.numbers({ channel: other }), [second])
    assert.is((await it.fields('order', second))['channel'], other)
  })

  within('lists since a time, and loses none at the edge', async (it) => {
    const number = await it.place()
    const { placedAt } = await it.fields('order', number)
    assert.ok((await it.numbers({ since: String(placedAt) })).includes(number))
    assert.equal(await it.numbers({ since: new Date(Date.now() + 48 * 3_600_000).toISOString() }), [])
  })
}

function reading(within: Within): void {
  within('shows a whole order: amounts as decimal texts, times with their zone, codes as texts', async (it) => {
    const number = await it.place()
    const order = await it.fields('order', number)
    for (const field of WHOLE) assert.ok(order[field] !== undefined && order[field] !== null, field)
    assert.is(order['number'], number)
    assert.is(order['status'], it.options.statuses.placed)
    assert.match(String(order['placedAt']), INSTANT)
    assert.match(String(order['gross']), MONEY)
    assert.is(order['paymentState'], 'reserved')
    const rows = Object.values(order['rows'] as Record<string, Fields>)
    assert.equal(rows.map(({ sku, quantity }) => [sku, String(Number(quantity))]), [[it.options.articles[0], '2'], [it.options.articles[1], '1']])
    for (const { price, quantity, vatRate } of rows) {
      assert.match(String(price), MONEY)
      assert.type(quantity, 'string')
      assert.ok(Number.isInteger(vatRate), `VAT in basis points: ${String(vatRate)}`)
    }
    const address = order['deliveryAddress'] as Fields
    for (const part of ['name', 'line1', 'postcode', 'city', 'country']) assert.ok(typeof address[part] === 'string' && address[part] !== '', part)
  })

  within('finds what there is, and says what there is not', async (it) => {
    const number = await it.place()
    const found = await it.connector.reader.find('order', [number, 'NO-SUCH-ORDER'], {})
    assert.is(found.get(number)?.kind, 'found')
    assert.equal(found.get('NO-SUCH-ORDER'), { kind: 'absent' })
    assert.equal(await it.find('capture', number), { kind: 'absent' })
    assert.equal(await it.find('shipment', `${number}/PARCEL-1`), { kind: 'absent' })
    assert.is((await it.connector.reader.find('order', [], {})).size, 0)
  })

  within('changes nothing by reading', async (it) => {
    const number = await it.place()
    const before = await it.fields('order', number)
    await it.numbers()
    await it.numbers({ status: it.options.statuses.placed })
    assert.equal(await it.fields('order', number), before)
    assert.equal([await it.subject.statusWrites(number), await it.subject.mails(number), await it.subject.captures(number)], [0, 0, 0])
  })
}

function writing(within: Within): void {
  within('sets a status without a mail, and leaves the other orders', async (it) => {
    const [first, second] = [await it.place(), await it.place()]
    const { next, placed } = it.options.statuses
    const answer = await it.send('order-status', 'update', { key: first, fields: { status: next } })
    assert.is(answer.kind, 'done', JSON.stringify(answer))
    assert.is((await it.fields('order-status', first))['status'], next)
    assert.is((await it.fields('order-status', second))['status'], placed)
    assert.is(await it.subject.mails(first), 0)
  })

  within('sets a status with a mail once; what is there already is never set again', async (it) => {
    const number = await it.place()
    for (let time = 0; time < 3; time += 1) assert.is((await it.write('status', number)).kind, 'done')
    assert.is(await it.subject.statusWrites(number), 1)
    assert.is(await it.subject.mails(number), it.options.can.mail ? 1 : 0)
  })

  within('takes the parcel along with the status, or refuses to', async (it) => {
    const number = await it.place()
    const parcels = { 'PARCEL-1': { carrier: 'PostNord', url: 'https://track.example/PARCEL-1' } }
    const answer = await it.send('order-status', 'update', { key: number, fields: { status: it.options.statuses.next, parcels } })
    assert.is(answer.kind, it.options.can.trackingWithStatus ? 'done' : 'refused', JSON.stringify(answer))
    assert.is((await it.find('shipment', `${number}/PARCEL-1`)).kind, it.options.can.trackingWithStatus ? 'found' : 'absent')
  })

  within('tells the parcel once', async (it) => {
    const number = await it.place()
    for (let time = 0; time < 2; time += 1) assert.is((await it.write('shipment', number)).kind, 'done')
    const { orderNumber, parcels } = await it.fields('shipment', `${number}/PARCEL-1`)
    assert.is(orderNumber, number)
    assert.equal(Object.keys(parcels as Fields), ['PARCEL-1'])
  })

  within('captures once', async (it) => {
    const number = await it.place()
    for (let time = 0; time < 3; time += 1) assert.is((await it.write('capture', number)).kind, 'done')
    assert.is(await it.subject.captures(number), 1)
    assert.is((await it.fields('order', number))['paymentState'], 'captured')
    assert.is((await it.fields('capture', number))['orderNumber'], number)
  })

  within('marks an order as taken, or refuses to', async (it) => {
    const number = await it.place()
    assert.is((await it.write('exported', number)).kind, it.options.can.markExported ? 'done' : 'refused')
    if (it.options.can.markExported) assert.is((await it.fields('order', number))['exported'], true)
  })

  within('refuses an order and a status that there is not', async (it) => {
    const number = await it.place()
    for (const write of ['status', 'capture', 'shipment'] as const) assert.is((await it.write(write, 'NO-SUCH-ORDER')).kind, 'refused', write)
    const answer = await it.send('order-status', 'update', { key: number, fields: { status: it.options.statuses.none } })
    assert.is(answer.kind, 'refused', JSON.stringify(answer))
    assert.is(await it.subject.statusWrites(number), 0)
  })
}

/** The judge is the shop's own log. */
function accidents(within: Within, { can, mishaps }: ShopOrdersOptions): void {
  const writes: readonly OrderWrite[] = ['status', 'shipment', 'capture', ...(can.markExported ? ['exported' as const] : [])]
  for (const write of writes) {
    for (const mishap of mishaps) {
      within(`${write}: ${mishap}, and in the end it has happened once`, async (it) => {
        const number = await it.place()
        await it.subject.arm(mishap, write)
        const first = await it.write(write, number)
        assert.is(first.kind, mishap === 'busy' ? 'retry' : 'unknown', JSON.stringify(first))
        if (mishap !== 'late') assert.is(await it.happened(write, number), mishap === 'lostAfter')
        const last = await it.settle(write, number)
        assert.is(last.kind, 'done', JSON.stringify(last))
        if (mishap === 'late') await pause(LATE_MS)
        assert.ok(await it.happened(write, number))
        assert.ok(await it.subject.statusWrites(number) <= 1, 'a status was set twice')
        assert.is(await it.subject.mails(number), write === 'status' && can.mail ? 1 : 0)
        assert.is(await it.subject.captures(number), write === 'capture' ? 1 : 0)
      })
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
