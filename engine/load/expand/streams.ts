// Lanes → streams, ready to run: fields, rules, limits, rhythm, and the digest that tells whether the mapping is another one.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { problem, placeText, warning, type Place, type Problem } from '../../core/problem.js'
import type { OffStream, Role, Scope, Stream, SystemRef } from '../../core/stream.js'
import { digestOf } from '../../values/digest.js'
import type { PolicySpec } from '../../types/policy.js'
import { listsOf } from './bindings.js'
import { carriedOf, endsOf } from './carried.js'
import { lanesOf, type Lane } from './lanes.js'
import { rulesOf, type Rules } from './rules.js'
import { orderLaneOf, ordersFlow } from './orders.js'
import { pairsOf } from './pairs.js'
import { guardsOf, rhythmOf } from './settings.js'
import type { Setup } from './setup.js'

export interface Expanded {
  readonly streams: readonly Stream[]
  readonly off: readonly OffStream[]
}

/** The list that the system itself takes where none is said. */
const OWN_LIST = ''

/** The streams of every shop, and those that do not run with the reason. */
export function expand(setup: Setup): Expanded {
  const { lanes, off } = lanesOf(setup)
  const streams: Stream[] = []
  const empty: OffStream[] = []
  for (const lane of lanes) {
    const rules = rulesOf(setup, lane)
    const stream = streamOf(setup, lane, rules)
    if (stream.writes.length > 0) streams.push(stream)
    else
      empty.push({
        id: lane.id,
        problem: problem('STREAM_EMPTY', { stream: lane.id, missing: missingOf(lane) }, lane.place),
      })
  }
  const order = [...lanes.map((lane) => lane.id), ...off.map((one) => one.id)]
  checkNames(setup, order)
  setup.problems.push(
    ...twoMasters(streams, new Map(lanes.map((lane) => [lane.id, lane.place]))),
    ...sharedRegisters(setup, streams),
    ...listingFaults(setup, streams),
  )
  return { streams: streams.map((one) => withOrdinary(one, streams)), off: [...off, ...empty] }
}

function streamOf(setup: Setup, lane: Lane, rules: Rules): Stream {
  const { source, target } = endsOf(setup, lane)
  const carried = carriedOf(setup, lane, rules)
  const policy = policyOf(setup, lane.policy)
  const fieldPolicies = Object.fromEntries(
    Object.entries(lane.fieldPolicies)
      .filter(([field]) => carried.writes.includes(field))
      .map(([field, id]) => [field, policyOf(setup, id)]),
  )
  const orders = lane.entity.between ? orderLaneOf(setup, lane) : undefined
  const plugins = rules.plugins.map(({ document, run, version }) => ({ name: document.name, run, version }))
  return {
    id: lane.id,
    entity: lane.entity,
    policy,
    fieldPolicies,
    from: lane.from,
    source,
    target,
    reads: carried.reads,
    writes: carried.writes,
    scope: { source: scopeOf(lane, source), target: scopeOf(lane, target) },
    ...(lane.binding ? { currency: currencyOf(lane.binding), lists: listsOf(lane.binding) } : {}),
    mapping: { rules: carried.rules, plugins },
    mappingDigest: digestOf({
      rules: carried.rules.map(({ place: _place, ...rule }) => rule),
      plugins: rules.plugins.map(({ document, version, digest }) => ({
        name: document.name,
        version,
        digest,
        writes: document.body.spec.writes,
      })),
      writes: carried.writes,
      policy: policy.decide,
      fields: Object.fromEntries(Object.entries(fieldPolicies).map(([field, one]) => [field, one.decide])),
      ...(orders ? { orders } : {}),
    }),
    guards: guardsOf(setup, lane),
    rhythm: rhythmOf(setup, lane),
    ...pairsOf(setup, lane),
    place: placeText(lane.place),
    ...withheldOf(setup, lane),
    ...(orders ? { orders } : {}),
  }
}

function policyOf({ specs }: Setup, id: string): PolicySpec {
  const policy = specs.policies[id]
  if (!policy) throw new Error(`there is no policy ${id}`)
  return policy
}

/** Orders on their way have taken from the shelf; while nobody can count them, no level is published unless the file says so. */
function withheldOf(setup: Setup, lane: Lane): { withheld?: Problem } {
  if (!lane.entity.inFlight || setup.integration.body.spec.stock?.inFlight === 'ignore' || ordersFlow(setup)) return {}
  return { withheld: problem('STOCK_IN_FLIGHT_UNKNOWN', {}, lane.place) }
}

/**
 * What has to be said besides the key: which price list, in which currency, which language. A document of its own says it before the
 * system does.
 */
function scopeOf(lane: Lane, { role, settings }: SystemRef): Scope {
  // Several shops write documents into one company: whose they are stands in their mark.
  const scope: Record<string, string> = lane.entity.between && role === 'erp' ? { shop: lane.shop.ref.name } : {}
  for (const name of lane.entity.scope ?? []) {
    const value =
      name === 'culture'
        ? (settings['cultures'] as readonly string[] | undefined)?.[0]
        : priceListOf(lane, role, settings)
    if (value !== undefined) scope[name] = value
  }
  if (lane.binding) scope['currency'] = currencyOf(lane.binding)
  const customerNumber = role === 'erp' ? lane.binding?.body.spec.erp.customerNumber : undefined
  if (customerNumber !== undefined) scope['customerNumber'] = customerNumber
  return scope
}

/** An amount that must be below another is held against the one that another stream tells for the same list, where one does. */
function withOrdinary(stream: Stream, streams: readonly Stream[]): Stream {
  const limits = stream.writes.flatMap((name) => stream.entity.fields[name]?.below?.target ?? [])
  const { priceList } = stream.scope.target
  if (stream.from !== 'erp' || limits.length === 0 || priceList === undefined) return stream
  const other = streams.find(({ from, target, scope, writes }) =>
    from === 'erp' && target.name === stream.target.name && scope.target['priceList'] === priceList && limits.some((name) => writes.includes(name)))
  if (!other) return stream
  const { priceList: ordinaryList = OWN_LIST } = other.scope.source
  return { ...stream, scope: { ...stream.scope, source: { ...stream.scope.source, ordinaryList } } }
}

function currencyOf({ body }: NonNullable<Lane['binding']>): string {
  return body.spec.currency ?? 'SEK'
}

function priceListOf({ binding }: Lane, role: Role, settings: SystemRef['settings']): string | undefined {
  if (binding) return binding.body.spec[role].priceList
  const value = settings[role === 'erp' ? 'priceList' : 'defaultPriceList']
  return typeof value === 'string' ? value : undefined
}

function missingOf({ entity, only }: Lane): string {
  const fields = Object.entries(entity.fields).filter(
    ([name, spec]) => (only ? only.includes(name) : true) && spec?.onlyMapped,
  )
  if (only && fields.length > 0) return `a ValueMap for ${fields.map(([name]) => name).join(', ')}`
  return Object.values(entity.fields).some((spec) => spec?.made !== undefined)
    ? 'a StockProfile with status ids'
    : 'a field that both systems can carry'
}

/** Streams that a Schedule or a Guard names must be there, running or not. */
function checkNames({ book, mode, problems }: Setup, ids: readonly string[]): void {
  const known = Object.keys(mode.streams)
  for (const document of [...book.of('Schedule'), ...book.of('Guard')]) {
    for (const [at, name] of (document.body.spec.streams ?? []).entries()) {
      if (known.includes(name) || ids.some((id) => id === name || id.startsWith(`${name}/`))) continue
      problems.push(
        problem('E204', { mode: mode.id, stream: name, known }, document.place(['spec', 'streams', at])),
      )
    }
  }
}

/** Two streams that write the same field of the same thing, or the same field both ways, would fight for ever. */
function twoMasters(streams: readonly Stream[], places: ReadonlyMap<string, Place>): Problem[] {
  const first = new Map<string, Stream>()
  const found: Problem[] = []
  // What is told once of an order is never told against anybody.
  for (const stream of streams.filter(({ entity }) => !entity.between)) {
    for (const field of stream.writes) {
      if (stream.fieldPolicies[field]?.use === 'atCreate') continue
      const shop = stream.from === 'shop' ? stream.source.name : stream.target.name
      const where = JSON.stringify([shop, stream.entity.of, field, stream.scope.target['priceList'] ?? ''])
      const before = first.get(where)
      if (!before) first.set(where, stream)
      else
        found.push(
          problem(
            'E203',
            { field, entity: stream.entity.id, first: before.id, second: stream.id },
            places.get(stream.id),
          ),
        )
    }
  }
  return found
}

/** A register that the shop leads must come from somewhere: its storefront, or a list of numbers. */
function listingFaults({ shops, dir }: Setup, streams: readonly Stream[]): Problem[] {
  return shops.flatMap(({ ref, document }) => {
    const { articles, articlesFile, storeApi } = document.body.spec
    const at = document.place(['spec', 'articlesFile'])
    if (articlesFile !== undefined && !existsSync(resolve(dir, articlesFile)))
      return [problem('E223', { file: articlesFile, message: 'there is no such file.' }, at)]
    const leads = streams.some((one) => one.source.name === ref.name && one.entity.of === one.entity.id)
    if (!leads || storeApi !== undefined || articles !== undefined || articlesFile !== undefined) return []
    return [warning('W306', { shop: ref.name }, document.place(['metadata', 'name']))]
  })
}

/** Several shops that lead one register of the ERP are all right as long as no article is in two of them. */
function sharedRegisters(setup: Setup, streams: readonly Stream[]): Problem[] {
  const first = new Map<string, Stream>()
  return streams
    .filter((one) => one.from === 'shop' && one.policy.decide['changed/same'] === 'update')
    .flatMap((stream) => {
      const before = first.get(stream.entity.id)
      if (!before) {
        first.set(stream.entity.id, stream)
        return []
      }
      if (before.source.name === stream.source.name) return []
      const shop = setup.shops.find(({ ref }) => ref.name === stream.source.name)
      return [
        warning(
          'W304',
          {
            first: before.source.name,
            second: stream.source.name,
            entity: stream.entity.title.toLowerCase(),
          },
          shop?.document.place(['metadata', 'name']),
        ),
      ]
    })
}
