// Documents of kind Erp and Shop → the systems that streams run between, each with the fingerprint of what it physically is.
import { resolve } from 'node:path'
import { placeText, problem, type Problem } from '../../core/problem.js'
import type { SystemRef } from '../../core/stream.js'
import type { SystemSpec } from '../../types/system.js'
import { digestOf } from '../../values/digest.js'
import type { CustomerDocument } from '../files.js'
import type { Specs } from '../specs.js'
import type { Setup } from './setup.js'

/** The system that a document describes. Its secrets stay references. */
export function systemOf(document: CustomerDocument<'Erp' | 'Shop'>, specs: Specs, dir: string): SystemRef {
  const settings = document.body.spec as unknown as Readonly<Record<string, unknown>>
  const role = document.kind === 'Erp' ? 'erp' : 'shop'
  const spec = Object.values(specs.systems).find(
    (one) => one.driver === settings['driver'] && one.role === role,
  )
  if (!spec)
    throw new Error(
      `no system has the driver ${String(settings['driver'])}; the schema should have refused it`,
    )
  const simulator = simulatorOf(settings['simulator'], dir)
  const identity =
    simulator === undefined
      ? Object.fromEntries(spec.identity.map((name) => [name, settings[name] ?? null]))
      : { simulator }
  return {
    role,
    name: document.name,
    spec: { ...spec, can: verifiedFor(spec, settings), habits: habitsOf(spec, settings) },
    settings,
    ...(simulator === undefined ? {} : { simulator }),
    fingerprint: digestOf({ driver: spec.driver, identity }),
  }
}

/** What its document says that somebody has seen on this installation. */
function verifiedFor({ can }: SystemSpec, settings: Readonly<Record<string, unknown>>): SystemSpec['can'] {
  return Object.fromEntries(Object.entries(can).map(([entity, ability]) => [entity, ability && { ...ability, fields: Object.fromEntries(Object.entries(ability.fields).map(([name, field]) => [
    name, field?.verifiedBy !== undefined && settings[field.verifiedBy] === true ? { ...field, write: 'verified' as const } : field,
  ])) }]))
}

/** The habits of its kind, but for what the document says of this one. */
function habitsOf({ habits }: SystemSpec, settings: Readonly<Record<string, unknown>>): SystemSpec['habits'] {
  const own = ['compareWithinHours', 'looksPerHour'].filter((name) => typeof settings[name] === 'number')
  return { ...habits, ...Object.fromEntries(own.map((name) => [name, settings[name]])) }
}

/** Two documents for one physical shop: each would take what the other wrote for the shop's own. */
export function sameSystems({ shops }: Setup): Problem[] {
  const first = new Map<string, CustomerDocument>()
  return shops.flatMap(({ ref, document }) => {
    const before = first.get(ref.fingerprint)
    if (!before) {
      first.set(ref.fingerprint, document)
      return []
    }
    const path = ['spec', ref.simulator === undefined ? (ref.spec.identity[0] ?? 'driver') : 'simulator']
    return [
      problem(
        'E221',
        { first: before.name, second: document.name, place: placeText(before.place(path)) },
        document.place(path),
      ),
    ]
  })
}

/** Settings that another system of the role has and this one has not: kept in silence, they would not be what the file says. */
export function foreignSettings({ shops, specs }: Setup): Problem[] {
  return shops.flatMap(({ ref, document }) => {
    const known = ref.spec.settings ?? []
    const foreign = Object.values(specs.systems)
      .flatMap((one) => (one.role === ref.role ? (one.settings ?? []) : []))
      .filter((key) => !known.includes(key))
    return Object.keys(ref.settings)
      .filter((key) => foreign.includes(key))
      .map((key) => problem('E103', { key, known }, document.place(['spec', key])))
  })
}

/** A world file of the folder, or the address of a simulator that runs by itself. */
function simulatorOf(given: unknown, dir: string): string | undefined {
  if (typeof given !== 'string') return undefined
  return /^https?:\/\//.test(given) ? given : resolve(dir, given)
}
