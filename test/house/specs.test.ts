// What specs/ must hold together: files that fit each other, and the figures of the offer.
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { EntitySpec } from '../../engine/types/entity.js'
import type { ModeSpec, ModeStream } from '../../engine/types/mode.js'
import type { SystemSpec } from '../../engine/types/system.js'
import type { TierSpec } from '../../engine/types/tier.js'
import { compileSpecs } from '../../schemas/specs.js'

const specs = compileSpecs(join(import.meta.dirname, '..', '..'))
const test = suite('specs')
const modes = Object.values(specs.modes)
const tiers = Object.values(specs.tiers).sort((one, other) => one.rank - other.rank)
const streamsOf = (mode: ModeSpec): [string, ModeStream][] =>
  Object.entries(mode.streams) as [string, ModeStream][]
const systemOf = (role: string): SystemSpec =>
  Object.values(specs.systems).find((one) => one.role === role) as SystemSpec
const targetOf = (stream: ModeStream): SystemSpec =>
  systemOf(stream.from === 'shop' ? 'erp' : 'shop')
const sourceOf = (stream: ModeStream): SystemSpec => systemOf(stream.from)

test('there are three modes, four policies and five packages', () => {
  assert.equal(Object.keys(specs.modes).sort(), ['combo', 'erp-leads', 'shop-leads'])
  assert.equal(Object.keys(specs.policies).sort(), ['append', 'mirror', 'once', 'overlay'])
  assert.equal(
    tiers.map(({ id }) => id),
    ['100', '200', '400', '800', '1600'],
  )
})

test('each stream of a mode is known: its entity, its policies, its features, its fields', () => {
  const features = new Set(tiers.flatMap((tier) => tier.features as string[]))
  for (const mode of modes) {
    for (const feature of mode.needs ?? [])
      assert.ok(features.has(feature), `${mode.id} needs ${feature}`)
    for (const [id, stream] of streamsOf(mode)) {
      const entity = specs.entities[id]
      assert.ok(entity, `${mode.id}: no entity ${id}`)
      assert.ok(specs.policies[stream.policy], `${mode.id}: no policy ${stream.policy}`)
      for (const feature of stream.needs ?? [])
        assert.ok(features.has(feature), `${mode.id}: ${id} needs ${feature}`)
      for (const [field, policy] of Object.entries(stream.fields ?? {})) {
        assert.ok(entity.fields[field], `${mode.id}: ${id} has no field ${field}`)
        assert.ok(specs.policies[policy as string], `${mode.id}: no policy ${policy}`)
      }
    }
  }
})

test('the directions are those of the three main flows', () => {
  const ways = Object.fromEntries(
    modes.map((mode) => [
      mode.id,
      Object.fromEntries(
        streamsOf(mode).map(([id, { from, optional }]) => [id, optional ? `${from}?` : from]),
      ),
    ]),
  )
  assert.equal(ways, {
    'shop-leads': { order: 'shop', product: 'shop', price: 'shop?', customer: 'shop?' },
    'erp-leads': {
      order: 'shop',
      'order-status': 'erp?',
      product: 'erp',
      price: 'erp',
      'price-list': 'erp?',
      stock: 'erp',
      customer: 'erp?',
    },
    combo: {
      order: 'shop',
      'order-status': 'erp?',
      product: 'shop',
      price: 'erp',
      'price-list': 'erp?',
      stock: 'erp',
      'stock-status': 'erp',
      customer: 'erp?',
    },
  })
})

test('no two streams of a mode write the same field of the same thing', () => {
  for (const mode of modes) {
    const writers = new Map<string, string>()
    for (const [id, stream] of streamsOf(mode)) {
      const entity = specs.entities[id] as EntitySpec
      const able = targetOf(stream).can[id]?.fields ?? {}
      for (const [field, ability] of Object.entries(able)) {
        if (!ability?.write || field === entity.key) continue
        const place = `${targetOf(stream).id}: ${ability.as ?? `${id}.${field}`} of ${entity.of}`
        assert.not.ok(
          writers.has(place),
          `${mode.id}: ${place} is written by ${writers.get(place)} and by ${id}`,
        )
        writers.set(place, id)
      }
    }
  }
})

test('each built stream of a mode has something to read and something to write', () => {
  for (const mode of modes) {
    for (const [id, stream] of streamsOf(mode)) {
      const entity = specs.entities[id] as EntitySpec
      // What a shop's orders need of it is asked in engine/load: a binding may confirm it.
      if (!entity.built || stream.carries) continue
      const source = sourceOf(stream).can[id]
      const target = targetOf(stream).can[id]
      assert.is(source?.list, 'verified', `${mode.id}: ${sourceOf(stream).id} cannot list ${id}`)
      assert.is(target?.read, 'verified', `${mode.id}: ${targetOf(stream).id} cannot read ${id}`)
      const writes = Object.entries(target?.fields ?? {}).filter(
        ([field, one]) => one?.write === 'verified' && field !== entity.key,
      )
      assert.ok(writes.length > 0, `${mode.id}: ${targetOf(stream).id} takes nothing of ${id}`)
    }
  }
})

/** Which actions make sense in a cell, whatever the policy. */
const fitting: Record<string, string[]> = {
  'created/absent': ['create', 'keep', 'adopt', 'hold'],
  'absent/created': ['keep', 'adopt', 'hold'],
  'created/created': ['update', 'adopt', 'hold'],
  'same/same': ['keep'],
  'same/changed': ['update', 'adopt', 'hold'],
  'same/deleted': ['create', 'keep', 'adopt', 'hold'],
  'changed/same': ['update', 'adopt', 'hold'],
  'changed/changed': ['update', 'adopt', 'hold'],
  'changed/deleted': ['create', 'keep', 'adopt', 'hold'],
  'deleted/same': ['retire', 'adopt', 'hold'],
  'deleted/changed': ['retire', 'adopt', 'hold'],
  'deleted/deleted': ['forget', 'adopt'],
}

for (const policy of Object.values(specs.policies)) {
  test(`the policy ${policy.id} has twelve cells, and only actions that fit`, () => {
    const cells = Object.entries(policy.decide)
    assert.is(cells.length, 12)
    for (const [cell, action] of cells)
      assert.ok(fitting[cell]?.includes(action), `${cell}: ${action}`)
  })
}

/** The lowest package that has everything the mode and these streams need. */
function lowest(mode: ModeSpec, extra: string[] = []): string | undefined {
  const streams = streamsOf(mode).filter(([id, stream]) => !stream.optional || extra.includes(id))
  const needs = [...(mode.needs ?? []), ...streams.flatMap(([, stream]) => stream.needs ?? [])]
  return tiers.find((tier: TierSpec) =>
    needs.every((need) => (tier.features as string[]).includes(need)),
  )?.id
}

for (const [mode, extra, expected] of [
  ['shop-leads', [], '100'],
  ['shop-leads', ['price'], '100'],
  ['shop-leads', ['customer'], '400'],
  ['erp-leads', [], '200'],
  ['erp-leads', ['order-status'], '200'],
  ['erp-leads', ['price-list'], '400'],
  ['combo', [], '400'],
] as [string, string[], string][]) {
  test(`the lowest package for ${[mode, ...extra].join(' with ')} is ${expected}`, () => {
    assert.is(lowest(specs.modes[mode] as ModeSpec, extra), expected)
  })
}

test('a higher package has everything that a lower one has', () => {
  const most = (value: number | null): number => value ?? Infinity
  tiers.forEach((tier, at) => {
    const lower = tiers[at - 1]
    if (!lower) return
    for (const feature of lower.features)
      assert.ok(tier.features.includes(feature), `${tier.id} lacks ${feature}`)
    assert.ok(tier.pricePerMonth > lower.pricePerMonth)
    assert.ok(most(tier.limits.ordersPerMonth) > most(lower.limits.ordersPerMonth))
    assert.ok(most(tier.limits.uniqueProducts) > most(lower.limits.uniqueProducts))
  })
})

test('the packages are those of the offer', () => {
  assert.equal(
    tiers.map((one) => [
      one.id,
      one.limits.ordersPerMonth,
      one.limits.uniqueProducts,
      one.pricePerMonth,
      one.features.length,
    ]),
    [
      ['100', 100, 1000, 195, 3],
      ['200', 200, 5000, 395, 6],
      ['400', 400, 10000, 695, 10],
      ['800', 800, 50000, 995, 12],
      ['1600', null, null, 1695, 12],
    ],
  )
  assert.equal(
    specs.offer.surcharges.map((one) => [one.feature, one.per, one.amountPerMonth, one.waived]),
    [
      ['multishop', 'shop', 195, false],
      ['reconciliation', 'paymentMethod', 195, false],
    ],
  )
  assert.equal(
    [specs.offer.startFee, specs.offer.termMonths, specs.offer.noticeMonths],
    [2200, 3, 1],
  )
})

test('entities point at entities and at their own fields', () => {
  for (const entity of Object.values(specs.entities)) {
    for (const other of [entity.of, ...entity.after])
      assert.ok(specs.entities[other], `${entity.id}: no entity ${other}`)
    for (const field of [entity.key, ...Object.keys(entity.retire.set ?? {})]) {
      assert.ok(entity.fields[field], `${entity.id}: no field ${field}`)
    }
    assert.is(
      entity.retire.how === 'set',
      entity.retire.set !== undefined,
      `${entity.id}: set and how`,
    )
  }
})

test('systems and guards speak of known entities and fields', () => {
  for (const system of Object.values(specs.systems)) {
    for (const [id, ability] of Object.entries(system.can)) {
      const entity = specs.entities[id]
      assert.ok(entity, `${system.id}: no entity ${id}`)
      for (const field of Object.keys(ability?.fields ?? {}))
        assert.ok(entity.fields[field], `${system.id}: ${id} has no field ${field}`)
      const assumed = Object.values(ability ?? {}).includes('assumed')
      if (assumed) assert.ok(ability?.why, `${system.id}: ${id} is assumed and says no reason`)
    }
  }
  for (const id of Object.keys(specs.guards.entities))
    assert.ok(specs.entities[id], `guards: no entity ${id}`)
  for (const id of Object.keys(specs.entities))
    assert.ok(specs.guards.entities[id], `guards: ${id} has no line`)
})

for (const [klass, day, expected] of [
  ['standard', '2026-11-25', 2500],
  ['reduced-food', '2026-03-31', 1200],
  ['reduced-food', '2026-04-01', 600],
  ['reduced-food', '2027-12-31', 600],
  ['reduced-food', '2028-01-01', 1200],
  ['restaurant', '2026-11-25', 1200],
  ['books-culture', '2026-11-25', 600],
  ['zero', '2026-11-25', 0],
  ['exempt', '2026-11-25', 0],
] as [string, string, number][]) {
  test(`VAT of ${klass} on ${day} is ${expected / 100} %`, () => {
    const rates = specs.vat.classes.find(({ id }) => id === klass)?.rates ?? []
    assert.equal(
      rates.map(({ from }) => from),
      rates.map(({ from }) => from).sort(),
      'by day',
    )
    assert.is(rates.filter(({ from }) => from <= day).at(-1)?.basisPoints, expected)
  })
}

test.run()
