// Which fields a lane carries: those that the target can be told and the source can show, or that a rule or a plugin makes.
// What is only assumed stays off, and is said.
import { problem, warning } from '../../core/problem.js'
import type { MapRule, SystemRef } from '../../core/stream.js'
import type { Confidence, FieldAbilities } from '../../types/system.js'
import type { CustomerDocument } from '../files.js'
import type { Lane } from './lanes.js'
import { isCounted, type Rules } from './rules.js'
import { otherRole, type Setup } from './setup.js'

export interface Carried {
  /** Fields of the source, in the register's order. */
  readonly reads: readonly string[]
  /** Fields of the target, in the register's order. */
  readonly writes: readonly string[]
  readonly rules: readonly MapRule[]
}

/** The fields of a lane, its rules less those of fields that it does not carry. */
export function carriedOf(setup: Setup, lane: Lane, rules: Rules): Carried {
  const { source, target } = endsOf(setup, lane)
  const { between } = lane.entity
  if (between) return carriedBetween(setup, lane, rules, between)
  const made = new Set(rules.plugins.flatMap(({ document }) => document.body.spec.writes))
  const writes: string[] = []
  const assumed: string[] = []
  for (const field of Object.keys(lane.entity.fields)) {
    if (
      field === lane.entity.key ||
      lane.without.includes(field) ||
      (lane.only && !lane.only.includes(field))
    )
      continue
    const rule = rules.rules.get(field)
    const asked = rules.asked.get(field)
    if (lane.entity.fields[field]?.onlyMapped && !rule && !made.has(field)) continue
    const from = rule ? rule.from : made.has(field) ? [] : [field]
    const write = target.spec.can[lane.entity.id]?.fields[field]?.write
    const reads = from.map((name) => (isCounted(name, lane) ? 'verified' : source.spec.can[lane.entity.id]?.fields[name]?.read))
    const sure = weakest([write, ...reads])
    if (sure === 'verified') writes.push(field)
    else if (asked && !from.every((name) => Object.hasOwn(lane.entity.fields, name))) continue
    else if (asked)
      tellAsked(setup, write === 'verified'
        ? { lane, field, asked, system: source, verb: 'show', about: from.find((_name, at) => reads[at] !== 'verified') ?? field }
        : { lane, field, asked, system: target, verb: 'be told', about: field })
    else if (sure === 'assumed') assumed.push(field)
  }
  if (assumed.length > 0)
    setup.problems.push(
      warning('W302', { stream: lane.id, fields: assumed, system: target.spec.title }, lane.place),
    )
  const kept = [...rules.rules.values()].filter((rule) => writes.includes(rule.to))
  return { writes, rules: kept, reads: readsOf(setup, lane, { rules, writes, kept }) }
}

/** What a register that neither system has says itself. */
function carriedBetween(setup: Setup, lane: Lane, rules: Rules, between: NonNullable<Lane['entity']['between']>): Carried {
  const { target } = endsOf(setup, lane)
  const fields = target.spec.can[between.target]?.fields
  const { mappable = [] } = between
  for (const [field, document] of rules.asked) {
    if (!mappable.includes(field)) tellClosed(setup, lane, { field, document, mappable })
    else if (fields?.[field]?.write !== 'verified') tellAsked(setup, { lane, field, asked: document, system: target, verb: 'be told', about: field })
  }
  const more = [...rules.asked.keys()].filter((field) => mappable.includes(field) && !between.writes.includes(field) && fields?.[field]?.write === 'verified')
  const writes = [...between.writes.filter((field) => isCarried(field, fields)), ...more]
  return { reads: between.reads, writes, rules: [...rules.rules.values()].filter(({ to }) => writes.includes(to)) }
}

/** Whatever is counted, proven or looked up is made by the engine alone. */
function tellClosed({ problems }: Setup, { entity }: Lane, { field, document, mappable }: { readonly field: string; readonly document: Asked; readonly mappable: readonly string[] }): void {
  const place = document.kind === 'Plugin'
    ? document.place(['spec', 'writes', (document.body.spec.writes as readonly string[]).indexOf(field)])
    : document.place(['spec', 'fields', field], 'key')
  problems.push(problem('E248', { field, entity: entity.id, known: mappable.length > 0 ? mappable : 'none' }, place))
}

/** A field that the target's register does not know is the engine's own; one that it is not known to take is left out. */
function isCarried(field: string, fields: FieldAbilities | undefined): boolean {
  const ability = fields?.[field]
  return ability === undefined || ability.write === 'verified' || ability.read === 'verified'
}

/** The two ends of a lane. */
export function endsOf({ erp }: Setup, lane: Lane): { source: SystemRef; target: SystemRef } {
  if (!erp) throw new Error('a lane without an ERP; loading should have said that it is missing')
  return lane.from === 'shop'
    ? { source: lane.shop.ref, target: erp }
    : { source: erp, target: lane.shop.ref }
}

function weakest(all: readonly (Confidence | undefined)[]): Confidence | undefined {
  if (all.includes(undefined)) return undefined
  return all.includes('assumed') ? 'assumed' : 'verified'
}

type Asked = CustomerDocument<'FieldMapping'> | CustomerDocument<'Plugin'>

interface Refused {
  readonly lane: Lane
  readonly field: string
  readonly system: SystemRef
  readonly verb: string
  /** The field that the system cannot show or be told: one that the rule takes from, or the one that it makes. */
  readonly about: string
  readonly asked: Asked
}

function tellAsked({ problems }: Setup, { lane, field, asked, system, verb, about }: Refused): void {
  const place =
    asked.kind === 'Plugin'
      ? asked.place(['spec', 'writes'])
      : asked.place(['spec', 'fields', field, ...(about === field ? [] : ['from'])], about === field ? 'key' : 'value')
  problems.push(
    problem(
      'E216',
      { system: system.spec.title, verb, field: about, entity: lane.entity.id, role: otherRole(lane.from) },
      place,
    ),
  )
}

interface Kept {
  readonly rules: Rules
  readonly writes: readonly string[]
  readonly kept: readonly MapRule[]
}

function readsOf({ erp, problems }: Setup, lane: Lane, { rules, writes, kept }: Kept): string[] {
  const wanted = new Set<string>()
  const ruled = new Set(kept.map((rule) => rule.to))
  const made = new Set(rules.plugins.flatMap(({ document }) => document.body.spec.writes))
  for (const field of writes) if (!ruled.has(field) && !made.has(field)) wanted.add(field)
  for (const rule of kept) for (const name of rule.from) wanted.add(name)
  const source = lane.from === 'shop' ? lane.shop.ref : erp
  // An amount is overtaken when the one that it must be below moves.
  for (const limit of writes.flatMap((name) => lane.entity.fields[name]?.below?.source ?? []))
    if (source?.spec.can[lane.entity.id]?.fields[limit]?.read === 'verified') wanted.add(limit)
  for (const { document } of rules.plugins) {
    for (const name of document.body.spec.reads) {
      if (name === lane.entity.key || source?.spec.can[lane.entity.id]?.fields[name]?.read === 'verified')
        wanted.add(name)
      else
        problems.push(
          problem(
            'E216',
            { system: source?.spec.title, verb: 'show', field: name, entity: lane.entity.id },
            document.place(['spec', 'reads']),
          ),
        )
    }
  }
  return Object.keys(lane.entity.fields).filter((name) => wanted.has(name))
}
