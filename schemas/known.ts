// The ids that specs/ holds, put into the schemas that a customer writes against: an editor then knows the modes, and a new mode
// stays one file. A schema says "known": "modes"; what comes out says "enum". Never used for the schemas of specs/ itself.
import type { CompiledSpecs } from './specs.js'

type Schema = Record<string, unknown>

/** What may stand in the places that say known. */
export function knownNames(specs: CompiledSpecs): Record<string, readonly (string | number)[]> {
  const drivers = (role: string): string[] =>
    Object.values(specs.systems).filter((system) => system.role === role).map((system) => system.driver)
  const tiers = Object.values(specs.tiers).sort((one, other) => one.rank - other.rank).map((tier) => tier.id)
  return {
    modes: Object.keys(specs.modes),
    policies: Object.keys(specs.policies),
    entities: Object.keys(specs.entities),
    tiers: [...tiers, ...tiers.map(Number).filter(Number.isInteger)],   // 400 as a number is 400 as a text
    erpDrivers: drivers('erp'),
    shopDrivers: drivers('shop'),
  }
}

/** The schema with every "known" replaced by the values of that name. Throws where the name means nothing. */
export function fillKnown<Value>(schema: Value, names: ReturnType<typeof knownNames>): Value {
  if (Array.isArray(schema)) return schema.map((part) => fillKnown(part, names)) as Value
  if (schema === null || typeof schema !== 'object') return schema
  const filled: Schema = {}
  for (const [key, value] of Object.entries(schema as Schema)) {
    if (key !== 'known' || typeof value !== 'string') { filled[key] = fillKnown(value, names); continue }
    const values = names[value]
    if (!values) throw new Error(`known: ${value} means nothing; known are ${Object.keys(names).join(', ')}`)
    filled['enum'] = [...values]
  }
  return filled as Value
}
