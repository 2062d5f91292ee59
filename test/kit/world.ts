// Streams, systems and items for the tests of core and run: made up, small, and the same shape as real ones.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fields, Item } from '../../engine/core/item.js'
import type { Seen, Side } from '../../engine/core/pair.js'
import type { Surroundings } from '../../engine/core/decision.js'
import type { Problem } from '../../engine/core/problem.js'
import type { Desired, Role, Stream, SystemRef } from '../../engine/core/stream.js'
import type { EntitySpec, FieldSpec } from '../../engine/types/entity.js'
import type { PolicySpec } from '../../engine/types/policy.js'
import type { BaseEntry } from '../../engine/types/state.js'
import type { Ability, FieldAbility, Habits, SystemSpec } from '../../engine/types/system.js'
import type { TierSpec } from '../../engine/types/tier.js'
import { projectRoot } from './specs.js'

let compiled: Record<string, Record<string, unknown>> | undefined

/** A policy as it really is. */
export function policy(id: string): PolicySpec {
  compiled ??= JSON.parse(readFileSync(join(projectRoot, 'generated', 'specs.json'), 'utf8'))
  const found = compiled?.['policies']?.[id]
  if (!found) throw new Error(`no policy "${id}" in generated/specs.json: build first`)
  return found as PolicySpec
}

export const POLICIES = ['mirror', 'append', 'overlay', 'once'] as const

const FIELDS: Record<string, FieldSpec> = {
  sku: { type: 'code', title: 'Article number' },
  name: { type: 'text', title: 'Name' },
  weight: { type: 'decimal', title: 'Weight' },
  note: { type: 'text', title: 'Note that no listing shows' },
  secret: { type: 'text', title: 'Text that is written and never shown' },
  unit: { type: 'code', title: 'Unit, set once' },
  active: { type: 'boolean', title: 'For sale' },
}

export const PRODUCT: EntitySpec = {
  id: 'product', title: 'Article', built: true, of: 'product', key: 'sku', looseKey: ['trim', 'nfc', 'upper'],
  measure: 'uniqueProducts', after: [], retire: { how: 'set', set: { active: false } }, fields: FIELDS,
}

export const PRICE: EntitySpec = {
  id: 'price', title: 'Price', built: true, of: 'product', key: 'sku', looseKey: ['trim', 'nfc', 'upper'], after: ['product'],
  retire: { how: 'set', set: { price: null } },
  fields: { sku: { type: 'code', title: 'Article number' }, price: { type: 'money', title: 'Price', guard: 'amount' } },
}

export const STOCK: EntitySpec = {
  id: 'stock', title: 'Stock level', built: true, of: 'product', key: 'sku', after: ['product'],
  retire: { how: 'set', set: { quantity: 0 } },
  fields: { sku: { type: 'code', title: 'Article number' }, quantity: { type: 'integer', title: 'Level', guard: 'level' } },
}

const ENTITIES = [PRODUCT, PRICE, STOCK]

const HABITS: Habits = { conditionalWrite: false, stablePaging: true, readDelayMs: 0, batchMax: 3, parallelMax: 1, pageMax: 4 }

export interface SystemOptions {
  readonly covers?: 'whole' | 'subset'
  readonly fields?: Readonly<Record<string, FieldAbility>>
  readonly habits?: Partial<Habits>
  readonly ability?: Partial<Ability>
}

/** A system that can do everything, but for what is said otherwise. */
export function systemSpec(role: Role, options: SystemOptions = {}): SystemSpec {
  const { covers = 'whole', fields = {}, habits = {}, ability = {} } = options
  const can: Record<string, Ability> = {}
  for (const entity of ENTITIES) {
    const abilities: Record<string, FieldAbility> = {}
    for (const name of Object.keys(entity.fields)) abilities[name] = { read: 'verified', write: 'verified', ...fields[name] }
    can[entity.id] = { list: 'verified', read: 'verified', create: 'verified', update: 'verified', covers, fields: abilities, ...ability }
  }
  return { id: `test-${role}`, title: `Test ${role}`, role, driver: 'memory', identity: ['url'], can, habits: { ...HABITS, ...habits } }
}

export function systemRef(role: Role, options: SystemOptions = {}): SystemRef {
  return { role, name: role === 'shop' ? 'se' : 'visma', spec: systemSpec(role, options), settings: {}, fingerprint: `${role}-1` }
}

export interface StreamOptions extends Partial<Omit<Stream, 'policy' | 'fieldPolicies'>> {
  readonly policy?: string
  readonly fieldPolicies?: Readonly<Record<string, string>>
  readonly can?: SystemOptions
}

/** A stream of articles from the ERP to the shop, every field but the number, without guards. */
export function stream(options: StreamOptions = {}): Stream {
  const { policy: policyId = 'mirror', fieldPolicies = {}, can = {}, ...rest } = options
  const entity = rest.entity ?? PRODUCT
  const from = rest.from ?? 'erp'
  const fields = Object.keys(entity.fields).filter((name) => name !== 'sku')
  return {
    id: `se/${entity.id}`, entity, from, source: systemRef(from), target: systemRef(from === 'erp' ? 'shop' : 'erp', can),
    reads: fields, writes: fields, scope: { source: {}, target: {} }, mapping: { rules: [], plugins: [] }, mappingDigest: 'm1',
    guards: {}, rhythm: { everySeconds: 300, windows: [], days: [], blackouts: [], timeZone: 'Europe/Stockholm' }, pairs: {},
    place: 'samsyn.yaml:4:9', ...rest, policy: policy(policyId),
    fieldPolicies: Object.fromEntries(Object.entries(fieldPolicies).map(([name, id]) => [name, policy(id)])),
  }
}

export const TIER: TierSpec = {
  id: '400', rank: 3, limits: { ordersPerMonth: 400, uniqueProducts: 10_000 }, features: ['products'], pricePerMonth: 695,
} as TierSpec

export function desired(streams: readonly Stream[], tier: TierSpec = TIER): Desired {
  const systems = [...new Map(streams.flatMap((one) => [one.source, one.target]).map((one) => [one.name, one])).values()]
  return {
    name: 'nordlys', dir: '/nordlys', mode: 'test', tier, systems, streams, off: [], registers: {}, contacts: [], digest: 'd1', features: [], warnings: [],
  }
}

export function item(key: string, fields: Fields, more: Partial<Item> = {}): Item {
  return { key, fields, ...more }
}

export interface SideOptions {
  readonly whole?: boolean
  readonly absent?: readonly string[]
  readonly unknown?: Readonly<Record<string, Problem>>
  readonly twice?: readonly string[]
}

export function side(items: readonly Item[], options: SideOptions = {}): Side {
  return {
    items: new Map(items.map((one) => [one.key, one])), whole: options.whole ?? true, absent: new Set(options.absent),
    unknown: new Map(Object.entries(options.unknown ?? {})), twice: new Set(options.twice),
  }
}

export function seen(source: Side, target: Side): Seen {
  return { source, target }
}

export function entries(list: Readonly<Record<string, BaseEntry>>): Map<string, BaseEntry> {
  return new Map(Object.entries(list))
}

/** Surroundings in which nothing but the two sides matters. */
export function around(more: Partial<Surroundings> = {}): Surroundings {
  return { mappingDigest: 'm1', bornAtSource: new Set(), bornAtTarget: new Set(), coming: new Map(), ...more }
}

/** The same object with everything in it frozen, so that a function that writes into what it is given throws. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const one of Object.values(value)) frozen(one)
  return value
}
