// Who leads a register or a field where it differs from the mode, checked against what the two systems can do.
import { problem, type Place } from '../../core/problem.js'
import type { Role, SystemRef } from '../../core/stream.js'
import type { EntitySpec } from '../../types/entity.js'
import type { ModeStream } from '../../types/mode.js'
import type { Confidence, SystemSpec } from '../../types/system.js'
import { suggest } from '../suggest.js'
import type { Setup } from './setup.js'

interface Master {
  readonly role: Role
  readonly place: Place
}
interface FieldMaster extends Master {
  readonly field: string
}

export interface Masters {
  /** By register. */
  readonly whole: ReadonlyMap<string, Master>
  /** By register: each field that has a master of its own. */
  readonly fields: ReadonlyMap<string, readonly FieldMaster[]>
  /** The policy of a lane that carries such fields. */
  readonly policy: string | undefined
  /** The policy of such a field in the lane that creates the item, where the given policy creates at all. */
  atCreate(policy: string): string | undefined
  /** Whether a field under this policy is written at creation and never again. */
  staysAtCreate(policy: string | undefined): boolean
}

/** The masters of the Integration, those that cannot be left out and told. */
export function mastersOf(setup: Setup): Masters {
  const whole = new Map<string, Master>()
  const fields = new Map<string, FieldMaster[]>()
  for (const [key, role] of Object.entries(setup.integration.body.spec.masters ?? {})) {
    const place = setup.integration.place(['spec', 'masters', key], 'key')
    const [register = '', field] = key.split('.')
    if (
      role === undefined ||
      !isKnown(setup, key, place) ||
      !canLead(setup, { register, field, role }, place)
    )
      continue
    if (field === undefined) whole.set(register, { role, place })
    else fields.set(register, [...(fields.get(register) ?? []), { role, place, field }])
  }
  checkPolicies(setup)
  const { policies } = setup.specs
  const use = (name: string): string | undefined =>
    Object.values(policies).find((one) => one.use === name)?.id
  return {
    whole,
    fields,
    policy: use('otherMaster'),
    atCreate: (policy) =>
      policies[policy]?.decide['created/absent'] === 'create' ? use('atCreate') : undefined,
    staysAtCreate: (policy) => policy !== undefined && policies[policy]?.use === 'atCreate',
  }
}

/** "product.name": the mode has the register, and the register has the field. */
function isKnown({ mode, specs, problems }: Setup, key: string, place: Place): boolean {
  const [register = '', field] = key.split('.')
  const registers = Object.keys(mode.streams)
  if (!registers.includes(register)) {
    const meant = suggest(register, registers)
    problems.push(
      problem(
        'E204',
        { mode: mode.id, stream: register, known: registers, ...(meant ? { meant } : {}) },
        place,
      ),
    )
    return false
  }
  const entity = specs.entities[register] as EntitySpec
  if (field === undefined || Object.hasOwn(entity.fields, field)) return true
  const known = Object.keys(entity.fields)
  const meant = suggest(field, known)
  problems.push(problem('E214', { entity: register, field, known, ...(meant ? { meant } : {}) }, place))
  return false
}

function checkPolicies(setup: Setup): void {
  for (const key of Object.keys(setup.integration.body.spec.policies ?? {}))
    isKnown(setup, key, setup.integration.place(['spec', 'policies', key], 'key'))
}

interface Asked {
  readonly register: string
  readonly field: string | undefined
  readonly role: Role
}

/** The master must be able to show it, and the other side to take it. As the mode has it, nothing is asked. */
function canLead(setup: Setup, { register, field, role }: Asked, place: Place): boolean {
  const stream = (setup.mode.streams as Readonly<Record<string, ModeStream | undefined>>)[register]
  if (!setup.erp || stream?.from === role) return true
  const entity = setup.specs.entities[register] as EntitySpec
  if (stream?.carries) {
    setup.problems.push(problem('E206', { field: register, role: role === 'erp' ? 'ERP' : 'shop', why: 'the mode says which way it goes, and each of its parts has one.' }, place))
    return false
  }
  for (const shop of setup.shops) {
    const [source, target] = role === 'shop' ? [shop.ref, setup.erp] : [setup.erp, shop.ref]
    const why =
      field === entity.key ? 'it names the item on both sides' : whyNot({ source, target, register, field })
    if (why === undefined) continue
    setup.problems.push(
      problem(
        'E206',
        {
          field: field === undefined ? register : `${register}.${field}`,
          role: role === 'erp' ? 'ERP' : 'shop',
          why: `${why}.`,
        },
        place,
      ),
    )
    return false
  }
  return true
}

interface Way {
  readonly source: SystemRef
  readonly target: SystemRef
  readonly register: string
  readonly field: string | undefined
}

function whyNot({ source, target, register, field }: Way): string | undefined {
  const [reads, writes] =
    field === undefined
      ? [source.spec.can[register]?.list, target.spec.can[register]?.update]
      : [source.spec.can[register]?.fields[field]?.read, target.spec.can[register]?.fields[field]?.write]
  return doubt(source.spec, reads, 'show it') ?? doubt(target.spec, writes, 'be told it')
}

function doubt(system: SystemSpec, sure: Confidence | undefined, verb: string): string | undefined {
  if (sure === 'verified') return undefined
  return sure === 'assumed'
    ? `nobody has verified yet that ${system.title} can ${verb}`
    : `${system.title} cannot ${verb}`
}
