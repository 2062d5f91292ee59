// specs/*.yaml → one object, each file held against its schema. Fails with every file and place
// that is wrong; never repairs anything.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseYaml } from '../engine/load/yaml.js'
import type { ChecksSpec } from '../engine/types/checks.js'
import type { CodesSpec } from '../engine/types/codes.js'
import type { EntitySpec } from '../engine/types/entity.js'
import type { GuardsSpec } from '../engine/types/guards.js'
import type { ModeSpec } from '../engine/types/mode.js'
import type { OfferSpec } from '../engine/types/offer.js'
import type { PolicySpec } from '../engine/types/policy.js'
import type { ProblemsSpec } from '../engine/types/problems.js'
import type { SystemSpec } from '../engine/types/system.js'
import type { TierSpec } from '../engine/types/tier.js'
import type { VatSpec } from '../engine/types/vat.js'
import { checker } from './validators.js'

/** Everything that specs/ says, by id. This is the shape of generated/specs.json. */
export interface CompiledSpecs {
  readonly modes: Record<string, ModeSpec>
  readonly policies: Record<string, PolicySpec>
  readonly tiers: Record<string, TierSpec>
  readonly systems: Record<string, SystemSpec>
  readonly entities: Record<string, EntitySpec>
  readonly vat: VatSpec
  readonly guards: GuardsSpec
  readonly problems: ProblemsSpec
  readonly checks: ChecksSpec
  readonly codes: CodesSpec
  readonly offer: OfferSpec
}

type Read = (file: string, schema: string) => unknown

const folders = {
  modes: 'mode', policies: 'policy', tiers: 'tier', systems: 'system', entities: 'entity',
}
const files = ['vat', 'guards', 'problems', 'checks', 'codes', 'offer']

/** A schema file as an object, by its short name: mode, plan, integration. */
export function schemaOf(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(import.meta.dirname, `${name}.schema.json`), 'utf8'))
}

/** Reads and checks every file of specs/. Throws one error that names each fault. */
export function compileSpecs(root: string): CompiledSpecs {
  const faults: string[] = []
  const read = reader(join(root, 'specs'), faults)
  const byId = (folder: string, schema: string): Record<string, unknown> => {
    const names = readdirSync(join(root, 'specs', folder)).filter((name) => name.endsWith('.yaml'))
    return Object.fromEntries(names.sort().map((name) => {
      const spec = read(`${folder}/${name}`, schema) as { id?: string }
      if (`${spec.id}.yaml` !== name) faults.push(`${folder}/${name}: its id is ${spec.id}`)
      return [String(spec.id), spec]
    }))
  }
  const compiled = Object.fromEntries([
    ...Object.entries(folders).map(([folder, schema]) => [folder, byId(folder, schema)]),
    ...files.map((name) => [name, read(`${name}.yaml`, name)]),
  ])
  if (faults.length > 0) throw new Error(`specs are wrong:\n  ${faults.join('\n  ')}`)
  return compiled as unknown as CompiledSpecs
}

/** Reads one file and holds it against a schema; what is wrong goes into faults. */
function reader(folder: string, faults: string[]): Read {
  const checks = new Map<string, ReturnType<typeof checker>>()
  return (file, schema) => {
    try {
      const value: unknown = parseYaml(readFileSync(join(folder, file), 'utf8'), file)
      const check = checks.get(schema) ?? checker(schemaOf(schema))
      checks.set(schema, check)
      faults.push(...check(value).map((fault) => `${file}${fault}`))
      return value
    } catch (error) {
      faults.push(`${file}: ${error instanceof Error ? error.message : String(error)}`)
      return {}
    }
  }
}
