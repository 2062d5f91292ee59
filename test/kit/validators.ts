// The validators of this very moment, not of the last build.
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { generatedFiles } from '../../schemas/build.js'
import { schemaFiles } from '../../schemas/generate.js'
import { schemaOf } from '../../schemas/specs.js'
import { validatorCode } from '../../schemas/validators.js'

export interface Fault {
  readonly instancePath: string
  readonly keyword: string
}

export interface Validator {
  (value: unknown): boolean
  errors?: Fault[] | null
}

/** What the build would write now. */
export const files = generatedFiles()

/** By title: those of every kind of file. */
export const validators = run(files.get('generated/validators.cjs') as string)

/** That of the schema for editors, which takes any kind. */
export const anyKind = run(validatorCode(editorSchemas()))['SamsynDocument'] as Validator

/** The schemas of the kinds that a customer writes. */
export const kinds = schemaFiles()
  .map((file) => schemaOf(basename(file, '.schema.json')))
  .filter((schema) => 'apiVersion' in ((schema['properties'] as object) ?? {}))
  .filter((schema) => schema['title'] !== 'SamsynDocument')

function editorSchemas(): Record<string, unknown>[] {
  return [...files]
    .filter(([name]) => name.startsWith('generated/schemas/'))
    .map(([, text]) => JSON.parse(text))
}

function run(code: string): Record<string, Validator> {
  const made = { exports: {} as Record<string, Validator> }
  const load = new Function('require', 'module', 'exports', code)
  load(createRequire(import.meta.url), made, made.exports)
  return made.exports
}
