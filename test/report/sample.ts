// Made-up plans for the tests of the views: believable ones of any size, always the same for the same seed.
import type { Change, Counts, FieldChange, HeldItem, PlanDocument, StreamPlan } from '../../engine/types/plan.js'
import type { EntitySpec } from '../../engine/types/entity.js'
import type { ProblemsSpec } from '../../engine/types/problems.js'
import type { Knowledge } from '../../engine/report/knowledge.js'
import { addCounts, noCounts } from '../../engine/report/plan-totals.js'

const FRAME = { built: true, of: 'product', key: 'sku', after: [], retire: { how: 'never' as const } }

const ENTITIES: Record<string, EntitySpec> = {
  product: {
    ...FRAME, id: 'product', title: 'Article',
    fields: {
      sku: { type: 'code', title: 'Article number' }, name: { type: 'text', title: 'Name' },
      description: { type: 'html', title: 'Description' }, barcode: { type: 'code', title: 'Bar code (GTIN)' },
      vatRate: { type: 'rate', title: 'VAT rate in basis points' }, weight: { type: 'decimal', title: 'Weight' },
      active: { type: 'boolean', title: 'For sale' },
    },
  },
  price: { ...FRAME, id: 'price', title: 'Base price', fields: { price: { type: 'money', title: 'Price incl. VAT', guard: 'amount' } } },
  stock: { ...FRAME, id: 'stock', title: 'Stock level', fields: { quantity: { type: 'integer', title: 'Published level', guard: 'level' } } },
  customer: {
    ...FRAME, id: 'customer', of: 'customer', title: 'Customer',
    fields: { name: { type: 'text', title: 'Name', personal: true }, email: { type: 'text', title: 'E-mail', personal: true } },
  },
}

const PROBLEMS: ProblemsSpec = {
  GUARD_PRICE_JUMP: {
    family: 'plan', title: 'the price moves by {percent} %', hint: 'the limit is {limit} %.',
    why: 'A misplaced decimal looks like this.', do: 'Correct the price, or approve the group.',
  },
  POLICY_HOLD: { family: 'plan', title: 'both sides moved ({drift})', why: 'Nobody knows which counts.', do: 'Decide which side is right.' },
  SKU_TOO_LONG: { family: 'plan', title: 'the article number has {length} characters, {system} takes {max}', why: 'A cut number is another article.', do: 'Give it a shorter number.' },
  TARGET_NOT_VISIBLE: { family: 'plan', title: 'the shop does not show {key}', why: 'Hidden articles are not listed.', do: 'Nothing.' },
  CANNOT: { family: 'plan', title: '{system} cannot write {field}', why: 'It has no such call.', do: 'Do it by hand.' },
  STREAM_OFF: { family: 'plan', title: '{stream} is switched off', why: 'It is optional.', do: 'Nothing, or switch it on.' },
}

export const KNOWLEDGE: Knowledge = {
  problems: PROBLEMS, entities: ENTITIES, file: 'plan.json', currencies: { 'se/price': 'SEK' },
}

/** Numbers between 0 and 1, always the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function changeOf(given: Partial<Change> & { key: string; stream: string; fields: Record<string, FieldChange> }): Change {
  const action = given.action ?? 'update'
  return {
    id: `${given.stream}:${action}:${given.key}`, entity: given.stream.split('/')[1] ?? '', action, side: 'shop', system: 'se',
    drift: action === 'create' ? 'created/absent' : 'changed/same', reason: { code: 'CHANGED_AT_SOURCE', place: 'samsyn.yaml:4:9' },
    verdict: 'ready', digest: `d-${given.key}`, ...given,
  }
}

export function streamOf(stream: string, parts: Partial<StreamPlan> & { unchanged?: number }): StreamPlan {
  const { unchanged = 0, ...given } = parts
  const made: StreamPlan = {
    stream, entity: stream.split('/')[1] ?? '', from: 'erp', source: 'visma', target: 'se', policy: 'overlay',
    counts: noCounts(), changes: [], held: [], skipped: [], warnings: [], ...given,
  }
  return given.counts ? made : { ...made, counts: countsOf(made, unchanged) }
}

export function countsOf(stream: Pick<StreamPlan, 'changes' | 'held' | 'skipped'>, unchanged: number): Counts {
  const counts = noCounts()
  for (const change of stream.changes) counts[change.verdict === 'ready' ? change.action : change.verdict]++
  counts.held += stream.held.length
  counts.skipped += stream.skipped.length
  counts.unchanged = unchanged
  counts.considered = stream.changes.length + stream.held.length + stream.skipped.length + unchanged
  return counts
}

export function documentOf(streams: StreamPlan[], parts: Partial<PlanDocument> = {}): PlanDocument {
  return {
    formatVersion: 1, id: 'a1b2c3d4e5f60718293a4b5c6d7e8f90', integration: 'nordlys', mode: 'erp-leads', package: '400',
    madeAt: '2026-11-03T08:15:00.000Z', configDigest: 'c0ffee',
    systems: [
      { name: 'visma', role: 'erp', driver: 'visma-administration', title: 'Visma Administration', fingerprint: 'f1', simulated: true },
      { name: 'se', role: 'shop', driver: 'jetshop', title: 'Jetshop Commerce', fingerprint: 'f2', simulated: false },
    ],
    streams, off: [], groups: [], totals: streams.reduce((sum, { counts }) => addCounts(sum, counts), noCounts()), ...parts,
  }
}

const JUMP = { code: 'GUARD_PRICE_JUMP', facts: { percent: '-90', limit: 50 }, place: 'specs/guards.yaml' }

/** Every kind of line that a plan can have, in a handful of changes. */
export function smallPlan(): PlanDocument {
  type More = Partial<Pick<Change, 'verdict' | 'why' | 'group'>> & { fields?: Record<string, FieldChange> }
  const price = (key: string, before: string, after: string, more: More = {}): Change =>
    changeOf({ stream: 'se/price', key, name: `Lampa ${key}`, fields: { price: { before, after, moved: 'erp' } }, ...more })
  const long = 'ALDRIG-TIDIGARE-SETT-SÅ-LÅNGT'
  const product = streamOf('se/product', {
    policy: 'mirror', unchanged: 4000,
    changes: [
      changeOf({ stream: 'se/product', key: '5001', name: 'Taklampa Ängö', action: 'create', fields: {
        name: { after: 'Taklampa Ängö', moved: 'new' }, vatRate: { after: 2500, moved: 'new' }, active: { after: true, moved: 'new' } } }),
      changeOf({ stream: 'se/product', key: '5002', name: 'Golvlampa Öland', fields: {
        name: { before: 'Golvlampa Öland', after: 'Golvlampa Öland, svart', moved: 'erp' }, vatRate: { before: 1200, after: 2500, moved: 'config' } } }),
      changeOf({ stream: 'se/product', key: '5003', name: 'Fönsterlampa', action: 'retire', fields: { active: { before: true, after: false, moved: 'erp' } } }),
      changeOf({ stream: 'se/product', key: '5004', name: 'Bordslampa', verdict: 'withheld', why: [{ code: 'CANNOT', facts: { system: 'se', field: 'weight' } }],
        fields: { weight: { before: '2.5', after: null, moved: 'erp' } } }),
    ],
    held: [{ key: long, name: 'Kabel', reason: { code: 'SKU_TOO_LONG', facts: { length: 29, system: 'visma', max: 16 }, place: 'samsyn.yaml:9:5' } }],
    skipped: [{ key: '5900', reason: { code: 'TARGET_NOT_VISIBLE', facts: { key: '5900' } } }],
    warnings: [{ code: 'W399', place: 'samsyn.yaml:2:1' }],
  })
  const prices = streamOf('se/price', {
    unchanged: 4996,
    changes: [
      price('4712', '199.00', '179.00'),
      price('4713', '89.00', '95.00', { fields: { price: { before: '89.00', after: '95.00', moved: 'shop' } } }),
      price('4716', '490.00', '49.00', { verdict: 'pending', why: [JUMP], group: 'se/price:price-jump' }),
    ],
    held: [{ key: '4714', name: 'Lampa 4714', drift: 'changed/changed', reason: { code: 'POLICY_HOLD', facts: { drift: 'changed/changed', policy: 'overlay' } },
      fields: { price: { before: '10.00', after: '12.00', moved: 'both' } } }],
  })
  return documentOf([product, prices, streamOf('se/stock', { unchanged: 812 })], {
    groups: [
      { id: 'se/price:price-jump', code: 'GUARD_PRICE_JUMP', stream: 'se/price', count: 1, approved: false, digest: 'g1', facts: { percent: '-90', limit: 50 } },
      { id: 'se/product:first-sync', code: 'GUARD_FIRST_SYNC', stream: 'se/product', count: 12, approved: true, approvedBy: 'Ekonomi', approvedAt: '2026-11-02', digest: 'g2', facts: {} },
    ],
    off: [{ stream: 'se/price-list', code: 'STREAM_OFF', facts: { stream: 'se/price-list' } }],
  })
}

export interface Seeded { readonly document: PlanDocument; readonly unusual: readonly string[] }

const NOUNS = ['Taklampa', 'Golvlampa', 'Bordslampa', 'Vägglampa', 'Ljuslykta', 'Kudde', 'Pläd', 'Matta', 'Byrå', 'Stol']
const NAMES = ['Ängö', 'Öland', 'Åre', 'Sarek', 'Visby', 'Kiruna', 'Gränna', 'Ystad']

/** A plan with so many price changes of everyday size, some other ones, and a few that are unlike the rest, by key. */
export function bigPlan(size: number, seed = 1): Seeded {
  const random = randomFrom(seed)
  const unusual: string[] = []
  const nameOf = (at: number): string => `${NOUNS[at % NOUNS.length]} ${NAMES[at % NAMES.length]} ${at}`
  const prices: Change[] = []
  const products: Change[] = []
  const stock: Change[] = []
  for (let at = 0; at < size; at++) {
    const key = String(100000 + at)
    const name = nameOf(at)
    const base = 20 + Math.floor(random() * 2000)
    const kind = random()
    if (kind < 0.6) {
      const odd = at % 997 === 0
      const after = odd ? base * 10 : base * (1.02 + random() * 0.1)
      if (odd) unusual.push(key)
      prices.push(changeOf({ stream: 'se/price', key, name, fields: { price: { before: `${base}.00`, after: after.toFixed(2), moved: 'erp' } } }))
    } else if (kind < 0.8) {
      products.push(changeOf({ stream: 'se/product', key, name, fields: { name: { before: name, after: `${name} ny`, moved: 'erp' } } }))
    } else if (kind < 0.85) {
      products.push(changeOf({ stream: 'se/product', key, name, action: 'create', fields: { name: { after: name, moved: 'new' }, weight: { after: '1.5', moved: 'new' } } }))
    } else {
      const level = 1 + Math.floor(random() * 40)
      stock.push(changeOf({ stream: 'se/stock', key, name, fields: { quantity: { before: level, after: level + 1 + Math.floor(random() * 9), moved: 'erp' } } }))
    }
  }
  const zero = changeOf({ stream: 'se/price', key: 'NOLL-1', name: 'Gåva', fields: { price: { before: '99.00', after: '0.00', moved: 'erp' } } })
  const gone = changeOf({ stream: 'se/product', key: 'BORTA-1', name: 'Utgången stol', action: 'retire', fields: { active: { before: true, after: false, moved: 'erp' } } })
  const vat = changeOf({ stream: 'se/product', key: 'MOMS-1', name: 'Bok om lampor', fields: { vatRate: { before: 2500, after: 600, moved: 'erp' } } })
  const out = changeOf({ stream: 'se/stock', key: 'SLUT-1', name: 'Sista ljuset', fields: { quantity: { before: 14, after: 0, moved: 'erp' } } })
  const emptied = changeOf({ stream: 'se/product', key: 'TOM-1', name: 'Namnlös', fields: { name: { before: 'En lampa med ett långt namn', after: 'x', moved: 'erp' } } })
  const held: HeldItem = { key: 'HÅLL-1', name: 'Oklar stol', drift: 'changed/changed', reason: { code: 'POLICY_HOLD', facts: { drift: 'changed/changed' } } }
  unusual.push('NOLL-1', 'BORTA-1', 'MOMS-1', 'SLUT-1', 'TOM-1', 'HÅLL-1')
  return {
    unusual,
    document: documentOf([
      streamOf('se/product', { policy: 'mirror', changes: [...products, gone, vat, emptied], held: [held], unchanged: 2000 }),
      streamOf('se/price', { changes: [...prices, zero], unchanged: 3000 }),
      streamOf('se/stock', { changes: [...stock, out], unchanged: 100 }),
    ]),
  }
}
