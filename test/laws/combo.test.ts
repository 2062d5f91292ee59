import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Value } from '../../engine/core/item.js'
import type { Stream } from '../../engine/core/stream.js'
import { pass, type Passed } from '../../engine/run/pass.js'
import type { Parts } from '../../engine/run/parts.js'
import { recover } from '../../engine/run/recover.js'
import { testClock } from '../kit/clock.js'
import { Crash, MemoryIntents, MemoryStore, MemorySystem, Ports } from '../kit/memory.js'
import { KEYS, law, planned } from '../kit/random.js'
import { desired, PRICE, STOCK, stream } from '../kit/world.js'

const test = suite('law: two streams over one register')
const SHOWS = { product: ['name', 'active'], price: ['price'], stock: ['quantity'] }
const PRICES: readonly Value[] = ['199.00', '89.00', '95.50', null]
const STREAMS: readonly Stream[] = [
  stream({ id: 'se/product', policy: 'mirror', from: 'shop', reads: SHOWS.product, writes: SHOWS.product }),
  stream({ id: 'se/price', entity: PRICE, policy: 'overlay', from: 'erp' }),
  stream({ id: 'se/stock', entity: STOCK, policy: 'overlay', from: 'erp' }),
]

/** The shop leads the range, the ERP price and stock. A new article has no price in the ERP, and none in stock. */
class Combo {
  readonly ports = new Ports()
  readonly clock = testClock()
  readonly erp: MemorySystem
  readonly shop: MemorySystem
  readonly store: MemoryStore
  readonly intents: MemoryIntents
  /** Prices that somebody typed in the ERP, also where they were emptied again. */
  readonly typed = new Set<string>()

  constructor(articles: readonly number[], emptyPrice: Value) {
    const defaults = { price: emptyPrice, quantity: 0 }
    this.erp = new MemorySystem('visma', this.ports, { shows: SHOWS, defaults })
    this.shop = new MemorySystem('se', this.ports, { shows: SHOWS, defaults: { price: null, quantity: 0 } })
    this.store = new MemoryStore(this.ports, () => STREAMS)
    this.intents = new MemoryIntents(this.ports, this.clock)
    for (const one of articles) this.newArticle(one)
  }

  newArticle(one: number): void {
    const key = KEYS[one % KEYS.length] as string
    const price = PRICES[(one >> 4) % PRICES.length] as Value
    if (!this.shop.items.has(key)) this.shop.items.set(key, { name: `Te ${one % 5}`, active: true, price, quantity: one % 9 })
  }

  /** The merchant adds or renames an article, or the bookkeeper types a price or counts the shelf. */
  edit(one: number): void {
    const key = [...this.erp.items.keys()][(one >> 3) % Math.max(1, this.erp.items.size)]
    const row = key === undefined ? undefined : this.erp.items.get(key)
    if (one % 4 === 0 || key === undefined || row === undefined) return this.newArticle(one >> 3)
    if (one % 4 === 1) row['quantity'] = (one >> 5) % 20
    else if (one % 4 === 2 && this.shop.items.has(key)) (this.shop.items.get(key) as Record<string, Value>)['name'] = `Te ${(one >> 5) % 5}`
    else {
      row['price'] = PRICES[(one >> 5) % PRICES.length] as Value
      this.typed.add(key)
    }
  }

  private parts(writing: boolean): Parts {
    const both: [string, MemorySystem][] = [['visma', this.erp], ['se', this.shop]]
    return {
      desired: desired(STREAMS), readers: new Map(both), ...(writing ? { writers: new Map(both), intents: this.intents } : {}),
      store: this.store, clock: this.clock, tell: () => {}, patient: false,
    }
  }

  dry(): Promise<Passed> { return pass(STREAMS, this.parts(false)) }

  async run(): Promise<void> {
    this.clock.advance(600_000)
    try {
      await pass(STREAMS, this.parts(true))
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      this.ports.dieAt = -1
      await recover(STREAMS, this.parts(true))
      await pass(STREAMS, this.parts(true))
    }
  }

  /** A run that dies at the nth call from here on, if it comes that far; 0: one that does not die. */
  async disturbedRun(death: number): Promise<void> {
    if (death > 0) this.ports.dieAt = this.ports.calls + death
    await this.run()
    this.ports.dieAt = -1
  }

  async approveAll(): Promise<void> {
    const { document } = await this.dry()
    for (const one of document.streams.flatMap((each) => each.changes)) if (one.verdict === 'pending') this.store.approved.add(one.digest)
  }
}

const LIFE = fc.record({
  articles: fc.array(fc.nat(2 ** 12), { maxLength: 8, size: 'max' }),
  rounds: fc.array(fc.array(fc.nat(2 ** 12), { maxLength: 4, size: 'max' }), { minLength: 1, maxLength: 4, size: 'max' }),
  empty: fc.constantFrom<Value>(null, '0.00'),
  death: fc.nat(60),
})

test('an article that the engine made in the ERP never empties its price or its stock in the shop', async () => {
  await law(120, LIFE, async ({ articles, rounds, empty, death }) => {
    const world = new Combo(articles, empty)
    const merchants = new Map<string, Value>()
    for (const edits of [[], ...rounds]) {
      for (const edit of edits) world.edit(edit)
      for (const [key, row] of world.shop.items) if (!merchants.has(key)) merchants.set(key, row['price'] ?? null)
      await world.disturbedRun(death)
      await world.run()
      for (const [key, row] of world.shop.items) {
        if (!world.typed.has(key)) assert.is(row['price'] ?? null, merchants.get(key), `the price of ${key} was emptied`)
      }
    }
  })
})

test('what the bookkeeper types flows, and everything comes to rest', async () => {
  await law(120, LIFE, async ({ articles, rounds, empty, death }) => {
    const world = new Combo(articles, empty)
    for (const edits of [[], ...rounds]) {
      for (const edit of edits) world.edit(edit)
      await world.disturbedRun(death)
      await world.approveAll()
      await world.run()
      const { document } = await world.dry()
      assert.is(planned(document), 0, JSON.stringify(document.streams.flatMap((one) => one.changes)))
      for (const [key, row] of world.erp.items) {
        const shown = world.shop.items.get(key)
        assert.is(shown?.['name'], row['name'], `${key} is called otherwise`)
        if (row['price'] !== empty && row['price'] !== null) assert.is(shown?.['price'], row['price'], `the price of ${key}`)
        if (row['quantity'] !== 0) assert.is(shown?.['quantity'], row['quantity'], `the stock of ${key}`)
      }
    }
  })
})

test('nothing of an article that the engine made waits for an approval', async () => {
  await law(120, LIFE, async ({ articles, rounds, empty, death }) => {
    const world = new Combo(articles, empty)
    for (const edits of [[], ...rounds]) {
      for (const edit of edits) world.edit(edit)
      await world.disturbedRun(death)
      await world.run()
      assert.is((await world.dry()).document.totals.pending, 0)
    }
  })
})

test.run()
