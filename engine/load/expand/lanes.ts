// The mode × shops × switches × masters → lanes: which register goes which way, under which policy, and what is off and why.
// A lane is a stream before anyone has asked which fields the two systems can carry.
import { lack, lacking } from '../../core/entitle.js'
import { problem, type Place, type Problem } from '../../core/problem.js'
import type { OffStream, Role } from '../../core/stream.js'
import type { EntitySpec } from '../../types/entity.js'
import type { ModeStream } from '../../types/mode.js'
import type { CustomerDocument } from '../files.js'
import { bindingsOf, withoutOf } from './bindings.js'
import { mastersOf, type Masters } from './masters.js'
import { lacksForOrders } from './orders.js'
import { otherRole, type Setup, type ShopSystem } from './setup.js'

export interface Lane {
  readonly id: string
  /** The stream of the mode that it comes with: what is switched, scheduled and asked for. */
  readonly stream: string
  readonly shop: ShopSystem
  readonly entity: EntitySpec
  readonly from: Role
  readonly policy: string
  /** By field, where it follows another policy. */
  readonly fieldPolicies: Readonly<Record<string, string>>
  /** Only these fields; left out: all that both systems can carry. */
  readonly only?: readonly string[]
  /** Fields that another lane leads. */
  readonly without: readonly string[]
  readonly place: Place
  /** The document that the lane is there for, where a shop has several of the register. */
  readonly binding?: CustomerDocument<'PriceListBinding'>
}

export interface Lanes {
  readonly lanes: readonly Lane[]
  readonly off: readonly OffStream[]
}

/** What the files ask for by name, and a system cannot do. */
const OWN_REASONS: readonly string[] = ['ORDERS_NOT_TOLD', 'PARCELS_NOT_READ']

type Say =
  | { readonly on: true; readonly place: Place }
  /** own: a reason that concerns this register alone, though another speaks for the stream. */
  | { readonly on: false; readonly problem: Problem; readonly own: boolean }

/** Every lane that runs and every one that does not, shop by shop, in the mode's order. */
export function lanesOf(setup: Setup): Lanes {
  checkSwitches(setup)
  const masters = mastersOf(setup)
  const lanes: Lane[] = []
  const off: OffStream[] = []
  for (const shop of setup.shops) {
    for (const [id, stream] of Object.entries(setup.mode.streams) as [string, ModeStream][])
      for (const register of stream.carries ?? [id]) {
        const entity = setup.specs.entities[register]
        if (!entity) throw new Error(`the mode ${setup.mode.id} carries ${register}, and there is no such entity`)
        for (const lane of lanesOfOne({ setup, shop, entity, id, stream, masters })) {
          const said = switchOf(setup, lane, stream)
          if (said.on) lanes.push({ ...lane, place: lane.only ? lane.place : said.place })
          else if (said.own) off.push({ id: lane.id, problem: said.problem })
          else if (register === mainOf(id, stream)) off.push(offAs(`${shop.ref.name}/${id}${lane.binding ? lane.id.slice(`${shop.ref.name}/${id}`.length) : ''}`, said.problem))
        }
      }
  }
  tellTills(setup, lanes)
  return { lanes, off }
}

/** A reason that names the stream that is switched, not the register that spoke for it. */
function offAs(id: string, found: Problem): OffStream {
  return { id, problem: { ...found, facts: { ...found.facts, stream: id } } }
}

/** Of the registers that come with a stream, the one that speaks for them where the stream is off. */
function mainOf(id: string, { carries = [id] }: ModeStream): string | undefined {
  return carries.includes(id) ? id : carries[0]
}

interface One {
  /** The stream of the mode. */
  readonly id: string
  readonly setup: Setup
  readonly shop: ShopSystem
  readonly entity: EntitySpec
  readonly stream: ModeStream
  readonly masters: Masters
}

function lanesOfOne({ setup, shop, entity, id, stream, masters }: One): Lane[] {
  const base = `${shop.ref.name}/${entity.id}`
  const first = setup.firstSyncFrom
  if (first && first !== stream.from && entity.of === entity.id)
    return [firstSync({ setup, shop, entity, id, stream, masters }, first)]
  const master = masters.whole.get(entity.id)
  const turned = master !== undefined && master.role !== stream.from
  const from = entity.between?.back ? otherRole(stream.from) : (master?.role ?? stream.from)
  const others = (masters.fields.get(entity.id) ?? []).filter(({ role }) => role !== from)
  const { policies } = setup.integration.body.spec
  const main = {
    stream: id,
    shop,
    entity,
    from,
    policy: policies?.[entity.id] ?? stream.policy,
    fieldPolicies: { ...(turned ? {} : stream.fields), ...fieldPolicies(policies, entity.id) } as Record<
      string,
      string
    >,
    place: setup.integration.place(['spec', 'mode']),
  }
  const atCreate = masters.atCreate(main.policy)
  for (const { field } of others)
    if (atCreate && !main.fieldPolicies[field]) main.fieldPolicies[field] = atCreate
  const without = others
    .map(({ field }) => field)
    .filter((field) => !masters.staysAtCreate(main.fieldPolicies[field]))
  const whole = mainLanes(setup, { ...main, id: base, without })
  const [other] = others
  if (!other || !masters.policy) return whole
  const extra = {
    ...main,
    id: `${base}/from-${other.role}`,
    from: other.role,
    policy: masters.policy,
    fieldPolicies: {},
    only: others.map(({ field }) => field),
    without: [],
    place: other.place,
  }
  return [...whole, ...(whole.length > 0 ? [extra] : [])]
}

/** The whole register from the side that has it. It has a memory of its own, for in the mode's stream the two sides stand the other way. */
function firstSync({ setup, shop, entity, id, stream }: One, from: Role): Lane {
  const place = setup.integration.place(['spec', 'mode'])
  return {
    id: `${shop.ref.name}/${entity.id}/from-${from}`,
    stream: id,
    shop,
    entity,
    from,
    policy: stream.policy,
    fieldPolicies: {},
    without: [],
    place,
  }
}

/** One lane, or one for each document that says so; without such a document the lane stays, to tell that it is empty. */
function mainLanes({ book }: Setup, lane: Lane): Lane[] {
  if (lane.entity.perDocument === undefined) return [lane]
  const bindings = bindingsOf(book, lane.shop.ref.name)
  if (bindings.length === 0) return [lane]
  return bindings.map((binding) => ({
    ...lane,
    id: `${lane.id}/${binding.name}`,
    without: [...lane.without, ...withoutOf(binding, lane.entity)],
    binding,
  }))
}

function fieldPolicies(
  policies: Readonly<Record<string, string | undefined>> | undefined,
  entity: string,
): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [key, policy] of Object.entries(policies ?? {})) {
    const [register, field] = key.split('.')
    if (register === entity && field !== undefined && policy !== undefined) found[field] = policy
  }
  return found
}

/** Is the lane on? A switch of the shop counts before one of the integration; what is asked for by name may not lack a feature. */
function switchOf(setup: Setup, lane: Lane, stream: ModeStream): Say {
  const { integration, tier, tiers } = setup
  const { entity, shop, stream: id } = lane
  const own = shop.document.body.spec.streams?.[id as never] as unknown
  const common = integration.body.spec.streams?.[id as never] as unknown
  const given = own ?? common
  const where = own !== undefined ? shop.document : integration
  const asked = given === 'on' || given === true
  const place =
    lane.binding?.place(['metadata', 'name']) ??
    (given === undefined ? lane.place : where.place(['spec', 'streams', id], 'key'))
  const off = (code: string, facts: Problem['facts']): Say => ({
    on: false,
    problem: problem(code, { stream: lane.id, ...facts }, place),
    own: OWN_REASONS.includes(code),
  })
  if (given === 'off' || given === false) return off('STREAM_OFF', { entity: id })
  const feature = lacking(stream.needs, tier)
  if (feature !== undefined) return off('STREAM_NEEDS_PACKAGE', lack(feature, tier, tiers))
  if (stream.optional && !asked) return off('STREAM_OFF', { entity: id })
  if (!entity.built) return off('STREAM_NOT_BUILT', {})
  const lacks = entity.between && lacksForOrders(setup, lane)
  if (lacks) return off(lacks.code, lacks.facts)
  if (entity.perDocument !== undefined && !lane.binding)
    return off('STREAM_EMPTY', { missing: `a ${entity.perDocument} for the shop` })
  return { on: true, place }
}

/** Switches for streams that the mode lacks, or that the package lacks, each told once where it stands. */
function checkSwitches(setup: Setup): void {
  const { mode, tier, tiers, problems } = setup
  for (const document of [setup.integration, ...setup.shops.map((shop) => shop.document)]) {
    for (const [id, given] of Object.entries(document.body.spec.streams ?? {})) {
      if (given !== 'on' && given !== true) continue
      const place = document.place(['spec', 'streams', id], 'key')
      const stream = (mode.streams as Readonly<Record<string, ModeStream | undefined>>)[id]
      if (!stream) {
        problems.push(problem('E204', { mode: mode.id, stream: id, known: Object.keys(mode.streams) }, place))
        continue
      }
      const feature = lacking(stream.needs, tier)
      if (feature !== undefined)
        problems.push(problem('E207', { what: `stream "${id}"`, ...lack(feature, tier, tiers) }, place))
    }
  }
}

/** A till sells through the ERP, so the ERP leads whatever a till moves (R-074). */
function tellTills({ integration, problems }: Setup, lanes: readonly Lane[]): void {
  if (integration.body.spec.pos !== true) return
  const told = new Set<string>()
  for (const { entity, from } of lanes) {
    const isTills = Object.values(entity.fields).some((field) => field?.guard !== undefined)
    if (from !== 'shop' || !isTills || told.has(entity.id)) continue
    told.add(entity.id)
    problems.push(problem('E208', { entity: entity.title.toLowerCase() }, integration.place(['spec', 'pos'])))
  }
}
