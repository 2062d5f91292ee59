// The ids that specs/ holds, put into the schemas that a customer writes against: an editor then
// knows the modes, and a new mode stays one file. A schema says "known": "modes"; what comes out
// says "enum". "ruled" becomes the rules that the systems themselves bring. See decision 0007.
import type { SystemSpec } from '../engine/types/system.js'
import type { CompiledSpecs } from './specs.js'

type Schema = Record<string, unknown>
type Names = Record<string, readonly (string | number | Schema)[]>

/** What may stand in the places that say known. */
export function knownNames(specs: CompiledSpecs): Names {
  const systems = (role: string): SystemSpec[] => Object.values(specs.systems)
    .filter((system) => system.role === role)
  const drivers = (role: string): string[] => systems(role).map((system) => system.driver)
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
    shopNeeds: systems('shop').flatMap(needsOf),
  }
}

/** What a real system needs among its settings, as rules of its kind of document: one for each way to reach it. */
function needsOf({ driver, needs = [] }: SystemSpec): Schema[] {
  return needs.map((way) => {
    const others = needs.filter((other) => other !== way).map((other) => other.filter((name) => !way.includes(name)))
    const [first] = needs
    // The first way is meant where no other one is begun.
    const begun = way === first
      ? [{ not: { anyOf: [{ required: ['simulator'] }, ...others.flat().map((name) => ({ required: [name] }))] } }]
      : [{ not: { required: ['simulator'] } }, { required: way.filter((name) => !first?.includes(name)) }]
    const meant = [{ required: ['driver'], properties: { driver: { const: driver } } }, ...begun]
    return { if: { allOf: meant }, then: { required: [...way] } }
  })
}

/** The schema with every "known" replaced by the values of that name, and every "ruled" by the rules. Throws at an empty name. */
export function fillKnown<Value>(schema: Value, names: Names): Value {
  if (Array.isArray(schema)) return schema.map((part) => fillKnown(part, names)) as Value
  if (schema === null || typeof schema !== 'object') return schema
  const filled: Schema = {}
  for (const [key, value] of Object.entries(schema as Schema)) {
    if (key === 'known' && typeof value === 'string') filled['enum'] = valuesOf(value, names)
    else if (key === 'ruled' && typeof value === 'string') filled['allOf'] = valuesOf(value, names)
    else filled[key] = fillKnown(value, names)
  }
  return filled as Value
}

function valuesOf(name: string, names: Names): (string | number | Schema)[] {
  const values = names[name]
  if (!values) throw new Error(`known: ${name} means nothing; these do: ${Object.keys(names)}`)
  return [...values]
}
