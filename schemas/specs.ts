// specs/*.yaml → one object, each file held against its schema. Fails with the file and the place; never repairs anything.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
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
  readonly offer: OfferSpec
}

const here = import.meta.dirname
const folders = { modes: 'mode', policies: 'policy', tiers: 'tier', systems: 'system', entities: 'entity' }
const files = { vat: 'vat', guards: 'guards', problems: 'problems', offer: 'offer' }

/** A schema file as an object, by its short name: mode, plan, integration. */
export function schemaOf(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(here, `${name}.schema.json`), 'utf8'))
}

/** Reads and checks every file of specs/. Throws one error that names each faulty file and place. */
export function compileSpecs(root: string): CompiledSpecs {
  const faults: string[] = []
  const checks = new Map(Object.values({ ...folders, ...files }).map((name) => [name, checker(schemaOf(name))]))
  const read = (file: string, schema: string): unknown => {
    let value: unknown
    try { value = parse(readFileSync(join(root, 'specs', file), 'utf8')) } catch (error) {
      faults.push(`specs/${file}: ${error instanceof Error ? error.message : error}`)
      return {}
    }
    for (const fault of checks.get(schema)?.(value) ?? []) faults.push(`specs/${file}${fault}`)
    return value
  }
  const byId = (folder: string, schema: string): Record<string, unknown> => {
    const found: Record<string, unknown> = {}
    for (const name of readdirSync(join(root, 'specs', folder)).filter((one) => one.endsWith('.yaml')).sort()) {
      const spec = read(`${folder}/${name}`, schema) as { id?: string }
      if (`${spec.id}.yaml` !== name) faults.push(`specs/${folder}/${name}: the id is ${spec.id}; it must be the file's name`)
      found[String(spec.id)] = spec
    }
    return found
  }
  const compiled = Object.fromEntries([
    ...Object.entries(folders).map(([folder, schema]) => [folder, byId(folder, schema)]),
    ...Object.entries(files).map(([key, schema]) => [key, read(`${key}.yaml`, schema)]),
  ])
  if (faults.length > 0) throw new Error(`specs are wrong:\n  ${faults.join('\n  ')}`)
  return compiled as unknown as CompiledSpecs
}
