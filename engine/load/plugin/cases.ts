// plugins/NAME.cases.yaml beside plugins/NAME.mjs → the cases that the plugin must pass, their values in normal form.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makerOf } from '../../core/item.js'
import { problem, type Problem } from '../../core/problem.js'
import type { PluginCaseToTry } from '../../core/trial.js'
import type { EntitySpec } from '../../types/entity.js'
import type { CaseFields, PluginCase, PluginCases } from '../../types/plugin-cases.js'
import { checkAgainst } from '../check.js'
import type { CustomerDocument } from '../files.js'
import { parseDocuments, type Path } from '../yaml.js'

export interface ReadCases {
  /** Relative to the customer's folder. */
  readonly file: string
  /** Left out: there is no such file, or it cannot be used. */
  readonly cases?: readonly PluginCaseToTry[]
  readonly problems: readonly Problem[]
}

/** The name of the file in which the cases of a plugin stand. */
export function casesFile(plugin: string): string {
  return plugin.replace(/\.mjs$/, '.cases.yaml')
}

/** The cases of one plugin. entity: the register that the plugin is about. */
export function readCases(document: CustomerDocument<'Plugin'>, entity: EntitySpec, dir: string): ReadCases {
  const file = casesFile(document.body.spec.file)
  let text: string
  try {
    text = readFileSync(join(dir, file), 'utf8')
  } catch {
    return { file, problems: [] }
  }
  const { documents: [found], problems } = parseDocuments(text, file)
  if (!found) return { file, problems }
  const faults = checkAgainst(found, 'PluginCases')
  if (faults.length > 0) return { file, problems: faults }
  const told: Problem[] = []
  const cases = (found.value as PluginCases).map((one, at) => {
    const refuse = (path: Path, message: string): void => {
      told.push(problem('E241', { name: one.name, message }, found.place([at, ...path], 'key')))
    }
    return normal(one, { spec: document.body.spec, entity, refuse })
  })
  return told.length > 0 ? { file, problems: told } : { file, cases, problems: [] }
}

interface Given {
  readonly spec: CustomerDocument<'Plugin'>['body']['spec']
  readonly entity: EntitySpec
  readonly refuse: (path: Path, message: string) => void
}

function normal({ name, reads, writes, fails }: PluginCase, given: Given): PluginCaseToTry {
  if ((writes === undefined) === (fails === undefined)) given.refuse([], 'it needs either writes or fails')
  const input = values('reads', reads, given)
  return fails === undefined ? { name, reads: input, writes: values('writes', writes ?? {}, given) } : { name, reads: input, fails }
}

/** As the item itself would have them: 0.350 is "0.35". */
function values(side: 'reads' | 'writes', fields: CaseFields, { spec, entity, refuse }: Given): PluginCaseToTry['reads'] {
  const made: Record<string, PluginCaseToTry['reads'][string]> = {}
  for (const [name, raw] of Object.entries(fields)) {
    const field = entity.fields[name]
    if (!(spec[side] as readonly string[]).includes(name) || !field) {
      refuse([side, name], `"${name}" is not among the fields that the plugin ${side}`)
      continue
    }
    const toValue = makerOf(field)
    const value = raw === null ? null : (toValue(raw) ?? (typeof raw === 'object' ? undefined : toValue(String(raw))))
    if (value === undefined) refuse([side, name], `"${String(raw)}" cannot stand in "${name}"`)
    else made[name] = value
  }
  return made
}
