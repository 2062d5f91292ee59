// How each field of a lane is made: the customer's FieldMapping first, then a ValueMap of the field, then what the engine brings
// itself (stock level and status from the ERP's figures, whole prices for the shop). A field without a rule is taken as it is.
import { problem, placeText, type Problem } from '../../core/problem.js'
import type { MapRule, TransformStep } from '../../core/stream.js'
import type { FieldSpec } from '../../types/entity.js'
import type { FieldAbilities } from '../../types/system.js'
import type { FieldRule } from '../../types/field-mapping.js'
import type { StockStatusIds } from '../../types/stock-profile.js'
import type { CustomerDocument } from '../files.js'
import type { LoadedPlugin } from '../plugins.js'
import { suggest } from '../suggest.js'
import { forShop } from './book.js'
import type { Lane } from './lanes.js'
import { otherRole, type Setup } from './setup.js'
import { bindingRules } from './bindings.js'
import { ordersFlow } from './orders.js'
import { lookupStep, stepsOf } from './steps.js'

const IN_FLIGHT = 'inFlight'
const UNDELIVERED = 'undelivered'

/** Does the engine count the figure itself, of the orders that it reads? */
export function isCounted(field: string, { entity }: Pick<Lane, 'entity'>): boolean {
  return entity.inFlight === true && (field === IN_FLIGHT || field === UNDELIVERED)
}

export interface Rules {
  readonly rules: ReadonlyMap<string, MapRule>
  readonly plugins: readonly LoadedPlugin[]
  /** Fields whose rule the customer wrote: if they cannot be carried, it is an error. */
  readonly asked: ReadonlyMap<string, CustomerDocument<'FieldMapping'> | CustomerDocument<'Plugin'>>
}

/** The rules and plugins that hold for one lane. */
export function rulesOf(setup: Setup, lane: Lane): Rules {
  const asked = new Map<string, CustomerDocument<'FieldMapping'> | CustomerDocument<'Plugin'>>()
  const rules = new Map<string, MapRule>()
  const carries = (field: string): boolean =>
    lane.only ? lane.only.includes(field) : !lane.without.includes(field)
  for (const [field, rule, document] of fieldRules(setup, lane)) {
    // A rule that only names a plugin leaves the making to it.
    if (!carries(field) || (rule.plugin !== undefined && rule.from === undefined && rule.steps === undefined))
      continue
    asked.set(field, document)
    rules.set(field, made(setup, lane, { field, rule, document }))
  }
  for (const rule of lane.binding ? bindingRules(lane.binding, lane.entity) : [])
    if (lane.from === 'erp' && carries(rule.to) && !rules.has(rule.to)) rules.set(rule.to, rule)
  // A document is made with the ValueMaps at hand.
  for (const rule of lane.entity.between ? [] : valueMapRules(setup, lane))
    if (carries(rule.to) && !rules.has(rule.to)) rules.set(rule.to, rule)
  for (const [field, spec] of Object.entries(lane.entity.fields)) {
    const own =
      spec && carries(field) ? builtIn(setup, lane, { field, spec, before: rules.get(field) }) : undefined
    if (own) rules.set(field, own)
  }
  const plugins = forLane(setup, lane)
  for (const { document } of plugins) {
    for (const [at, field] of document.body.spec.writes.entries()) {
      if (isField(lane, field)) asked.set(field, document)
      else tellUnknownField(setup, lane, { field, place: document.place(['spec', 'writes', at]) })
    }
    // What neither system has, no system says that it shows.
    for (const [at, field] of lane.entity.between ? document.body.spec.reads.entries() : [])
      if (!isField(lane, field)) tellUnknownField(setup, lane, { field, place: document.place(['spec', 'reads', at]) })
  }
  return { rules, plugins, asked }
}

interface Given {
  readonly field: string
  readonly rule: FieldRule
  readonly document: CustomerDocument<'FieldMapping'>
}

/** The FieldMappings for the lane's way, the shop's own before those for all; two of the same reach may not make one field. */
function fieldRules(
  { book, problems }: Setup,
  lane: Lane,
): [string, FieldRule, CustomerDocument<'FieldMapping'>][] {
  const found = new Map<string, [string, FieldRule, CustomerDocument<'FieldMapping'>]>()
  const documents = forShop(book.of('FieldMapping'), lane.shop.ref.name).filter(
    ({ body: { spec } }) => spec.entity === lane.entity.id && spec.to === otherRole(lane.from),
  )
  for (const document of documents) {
    book.used.add(document)
    for (const [field, rule] of Object.entries(document.body.spec.fields)) {
      const place = document.place(['spec', 'fields', field], 'key')
      if (!isField(lane, field)) {
        tellUnknownField({ book, problems }, lane, { field, place })
        continue
      }
      const first = found.get(field)
      if (!first) found.set(field, [field, rule as FieldRule, document])
      else if (first[2].body.metadata.shop === document.body.metadata.shop) {
        problems.push(
          problem(
            'E215',
            {
              what: `the field "${field}" of ${lane.entity.id}`,
              first: placeText(first[2].place(['spec', 'fields', field], 'key')),
            },
            place,
          ),
        )
      }
    }
  }
  return [...found.values()]
}

function isField({ entity }: Lane, field: string): boolean {
  return Object.hasOwn(entity.fields, field)
}

function tellUnknownField(
  { problems }: Pick<Setup, 'book' | 'problems'>,
  { entity }: Lane,
  { field, place }: { field: string; place: Problem['place'] },
): void {
  const known = Object.keys(entity.fields)
  const meant = suggest(field, known)
  problems.push(problem('E214', { entity: entity.id, field, known, ...(meant ? { meant } : {}) }, place))
}

function made(setup: Setup, lane: Lane, { field, rule, document }: Given): MapRule {
  const from = rule.from === undefined ? [field] : [rule.from].flat()
  for (const name of from) {
    if (!isField(lane, name))
      tellUnknownField(setup, lane, { field: name, place: document.place(['spec', 'fields', field, 'from']) })
  }
  return {
    to: field,
    from,
    steps: stepsOf(rule.steps ?? [], { setup, lane, document, field }),
    ...(rule.clear === undefined ? {} : { clear: rule.clear }),
    place: placeText(document.place(['spec', 'fields', field], 'key')),
  }
}

function valueMapRules({ book, erp }: Setup, lane: Lane): MapRule[] {
  const to = otherRole(lane.from)
  const [source, target] = lane.from === 'shop' ? [lane.shop.ref, erp] : [erp, lane.shop.ref]
  const abilities = (side: typeof source): FieldAbilities => side?.spec.can[lane.entity.id]?.fields ?? {}
  return forShop(book.of('ValueMap'), lane.shop.ref.name)
    .filter(({ body: { spec } }) => spec.entity === undefined || spec.entity === lane.entity.id)
    .flatMap((document) => {
      const { field } = document.body.spec
      const [from, into] = typeof field === 'string' ? [field, field] : [field[lane.from], field[to]]
      if (!isField(lane, from) || !isField(lane, into)) return []
      if (abilities(source)[from]?.read !== 'verified' || abilities(target)[into]?.write !== 'verified')
        return []
      book.used.add(document)
      return [
        {
          to: into,
          from: [from],
          steps: [lookupStep(document, lane)],
          place: placeText(document.place(['spec', 'field'])),
        },
      ]
    })
}

interface Own {
  readonly field: string
  readonly spec: FieldSpec
  readonly before: MapRule | undefined
}

function builtIn(setup: Setup, lane: Lane, { field, spec, before }: Own): MapRule | undefined {
  if (spec.made !== undefined && !before) return stockRule(setup, lane, { field, made: spec.made })
  const { priceRounding } = lane.shop.document.body.spec
  if (spec.guard !== 'amount' || lane.from !== 'erp' || priceRounding === undefined) return undefined
  const places = lane.shop.ref.spec.can[lane.entity.id]?.fields[field]?.placesMax ?? 0
  const step: TransformStep = { name: 'roundPrice', with: { to: priceRounding, places } }
  return before ? { ...before, steps: [...before.steps, step] } : { to: field, from: [field], steps: [step] }
}

/** The level or the status that follows from the ERP's figures. A status without an id of the shop's is left alone. */
function stockRule(
  setup: Setup,
  lane: Lane,
  { field, made }: { field: string; made: NonNullable<FieldSpec['made']> },
): MapRule | undefined {
  if (lane.from !== 'erp') return undefined
  const abilities = setup.erp?.spec.can[lane.entity.id]?.fields ?? {}
  const from = Object.entries(lane.entity.fields)
    .filter(
      ([name, spec]) =>
        name !== lane.entity.key && spec?.made === undefined && abilities[name]?.read === 'verified',
    )
    .map(([name]) => name)
  const document = profileOf(setup, lane)
  const { basis, buffer, cap, status = {} } = document?.body.spec ?? {}
  // What is on its way is counted by the engine, wherever its orders can be read; what is bound and not delivered where the shelf counts.
  if (lane.entity.inFlight && setup.integration.body.spec.stock?.inFlight !== 'ignore' && ordersFlow(setup)) from.push(IN_FLIGHT, ...(basis === 'onHand' ? [UNDELIVERED] : []))
  const profile = {
    ...(basis ? { basis } : {}),
    ...(buffer === undefined ? {} : { buffer }),
    ...(cap === undefined ? {} : { cap }),
  }
  const place = document ? { place: placeText(document.place(['spec'], 'key')) } : {}
  if (made === 'quantity')
    return { to: field, from, steps: [{ name: 'stockProfile', with: profile }], ...place }
  const { comingOn: _day, ...ids } = status
  if (!isAskedFor(status, made)) return undefined
  return {
    to: field,
    from,
    steps: [
      {
        name: 'stockStatus',
        with: { profile, ids, what: made === 'statusWhenOut' ? 'whenOut' : made },
      },
    ],
    ...place,
  }
}

/** A status without an id of the shop's, and a day that nobody asked for, are left alone. */
function isAskedFor({ inStock, out, coming, whenOut, comingOn }: StockStatusIds, made: NonNullable<FieldSpec['made']>): boolean {
  if (made === 'comingOn') return comingOn === true
  return (made === 'status' ? (inStock ?? out ?? coming) : whenOut) !== undefined
}

function profileOf({ book, problems }: Setup, lane: Lane): CustomerDocument<'StockProfile'> | undefined {
  const [first, second] = forShop(book.of('StockProfile'), lane.shop.ref.name)
  if (first && second && first.body.metadata.shop === second.body.metadata.shop) {
    problems.push(
      problem(
        'E215',
        {
          what: `the stock of ${first.body.metadata.shop === undefined ? 'all shops' : lane.shop.ref.name}`,
          first: placeText(first.place(['kind'])),
        },
        second.place(['kind']),
      ),
    )
  }
  if (first) book.used.add(first)
  return first
}

function forLane({ plugins, book }: Setup, lane: Lane): LoadedPlugin[] {
  const found = plugins.filter(
    ({
      document: {
        body: { spec, metadata },
      },
    }) =>
      spec.entity === lane.entity.id &&
      spec.to === otherRole(lane.from) &&
      (metadata.shop === undefined || metadata.shop === lane.shop.ref.name) &&
      !lane.only,
  )
  for (const { document } of found) book.used.add(document)
  return found
}
