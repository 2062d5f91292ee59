// The compiled schemas: validators, and the words of a schema where a fault has to be told. A schema's text is read only then.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { packageRoot } from '../root.js'

/** One fault as the validator tells it. */
export interface Fault {
  readonly instancePath: string
  readonly schemaPath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  readonly message?: string
  readonly propertyName?: string
}

export type Schema = Readonly<Record<string, unknown>>
type Validator = ((value: unknown) => boolean) & { errors?: readonly Fault[] | null }

let validators: Readonly<Record<string, Validator | undefined>> | undefined

/** What is wrong with a value, fault by fault. title: the title of a schema. Throws where there is no such schema. */
export function faultsOf(title: string, value: unknown): readonly Fault[] {
  validators ??= createRequire(import.meta.url)(
    join(packageRoot(), 'generated', 'validators.cjs'),
  ) as typeof validators
  const check = validators?.[title]
  if (!check) throw new Error(`there is no validator for ${title}`)
  return check(value) ? [] : (check.errors ?? [])
}

const schemas = new Map<string, Schema>()

/** The part of a schema that a fault's schemaPath names, less its last steps. */
export function schemaAt(kind: string, schemaPath: string, up: number): Schema | undefined {
  const [file, pointer = ''] = schemaPath.split('#') as [string, string?]
  const steps = pointer.split('/').slice(1).map(unescaped)
  let at: unknown = schemaText(file === '' ? `${fileName(kind)}.schema.json` : file)
  for (const step of steps.slice(0, steps.length - up)) at = (at as Schema | undefined)?.[step]
  return at as Schema | undefined
}

/** A step of a JSON pointer as it was before it was written in one. */
export function unescaped(step: string): string {
  return step.replace(/~1/g, '/').replace(/~0/g, '~')
}

function schemaText(file: string): Schema {
  let schema = schemas.get(file)
  if (!schema) {
    schema = JSON.parse(readFileSync(join(packageRoot(), 'generated', 'schemas', file), 'utf8')) as Schema
    schemas.set(file, schema)
  }
  return schema
}

/** "StockProfile" → "stock-profile". */
function fileName(kind: string): string {
  return kind.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()
}
