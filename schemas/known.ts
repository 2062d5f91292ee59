// The ids that specs/ holds, put into the schemas that a customer writes against: an editor then
// knows the modes, and a new mode stays one file. A schema says "known": "modes"; what comes out
// says "enum". See decision 0007.
import type { CompiledSpecs } from './specs.js'

type Schema = Record<string, unknown>
type Names = Record<string, readonly (string | number)[]>

/** What may stand in the places that say known. */
export function knownNames(specs: CompiledSpecs): Names {
  const drivers = (role: string): string[] => Object.values(specs.systems)
    .filter((system) => system.role === role)
    .map((system) => system.driver)
  const tiers = Object.values(specs.tiers)
    .sort((one, other) => one.rank - other.rank)
    .map((tier) => tier.id)
  return {
    modes: Object.keys(specs.modes),
    policies: Object.keys(specs.policies),
    entities: Object.keys(specs.entities),
    // 400 as a number is 400 as a text.
    tiers: [...tiers, ...tiers.map(Number).filter(Number.isInteger)],
    erpDrivers: drivers('erp'),
    shopDrivers: drivers('shop'),
  }
}

/** The schema with every "known" replaced by the values of that name. Throws at an empty name. */
export function fillKnown<Value>(schema: Value, names: Names): Value {
  if (Array.isArray(schema)) return schema.map((part) => fillKnown(part, names)) as Value
  if (schema === null || typeof schema !== 'object') return schema
  const filled: Schema = {}
  for (const [key, value] of Object.entries(schema as Schema)) {
    if (key === 'known' && typeof value === 'string') filled['enum'] = valuesOf(value, names)
    else filled[key] = fillKnown(value, names)
  }
  return filled as Value
}

function valuesOf(name: string, names: Names): (string | number)[] {
  const values = names[name]
  if (!values) throw new Error(`known: ${name} means nothing; these do: ${Object.keys(names)}`)
  return [...values]
}
