// The compiled schemas: validators, and the words of a schema where a fault has to be told. A schema's text is read only then.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { packageRoot } from '../root.js'
import type { Path } from '../yaml.js'

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

/**
 * The schema of the value that a path of a document leads to. A fault's own schemaPath does not tell: behind a reference it starts
 * anew.
 */
export function schemaOf(kind: string, path: Path): Schema | undefined {
  let at: Located | undefined = located({ file: `${fileName(kind)}.schema.json`, schema: { $ref: '#' } })
  for (const step of path) at = at && childOf(at, step)
  return at?.schema
}

/** The keys that a value of the schema may have, and the schema of each. */
export function propertiesOf(kind: string, path: Path): Readonly<Record<string, Schema>> {
  const schema = schemaOf(kind, path)
  const branches = ['anyOf', 'oneOf'].flatMap((name) => (schema?.[name] as Schema[] | undefined) ?? [])
  return Object.assign({}, ...[schema, ...branches].map((one) => one?.['properties'] ?? {}))
}

interface Located {
  readonly file: string
  readonly schema: Schema
}

/** With its references followed; what is said beside a reference counts before what it leads to. */
function located({ file, schema }: Located): Located {
  const reference = schema['$ref']
  if (typeof reference !== 'string') return { file, schema }
  const [other = '', pointer = ''] = reference.split('#')
  const where = other === '' ? file : other
  let at: unknown = schemaText(where)
  for (const step of pointer.split('/').slice(1).map(unescaped)) at = (at as Schema | undefined)?.[step]
  const found = located({ file: where, schema: (at ?? {}) as Schema })
  const { $ref: _reference, ...beside } = schema
  return { file: found.file, schema: { ...found.schema, ...beside } }
}

function childOf({ file, schema }: Located, step: string | number): Located | undefined {
  const branches = ['anyOf', 'oneOf'].flatMap((name) => (schema[name] as Schema[] | undefined) ?? [])
  for (const one of [schema, ...branches].map((branch) => located({ file, schema: branch }))) {
    const { items, properties, additionalProperties } = one.schema as Readonly<Record<string, Schema | boolean | undefined>>
    const own = typeof properties === 'object' && Object.hasOwn(properties, step) ? properties[step] : undefined
    const found = /^\d+$/.test(String(step)) && items !== undefined ? items : (own ?? additionalProperties)
    if (typeof found === 'object') return located({ file: one.file, schema: found as Schema })
  }
  return undefined
}

/** A key as a step of a JSON pointer. */
export function escaped(step: string): string {
  return step.replace(/~/g, '~0').replace(/\//g, '~1')
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
