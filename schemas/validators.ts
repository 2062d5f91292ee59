// Schemas → validators as plain code, so that no schema is compiled when a command starts.
// The only user of ajv; nothing in engine/ imports this file.
import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'

type Schema = Record<string, unknown>

// A branch may require a key that its parent describes, hence not strictRequired.
const options = {
  allErrors: true, verbose: false, strict: true, strictRequired: false, allowUnionTypes: true,
} as const

/** A function that lists what is wrong with a value: one line for each fault, with its path. */
export function checker(schema: Schema): (value: unknown) => string[] {
  const check = new Ajv(options).compile(schema)
  return (value) => {
    if (check(value)) return []
    return (check.errors ?? []).map(({ instancePath, message, params }) =>
      `${instancePath}: ${message} ${JSON.stringify(params)}`)
  }
}

/** Code of a CommonJS module that exports one validator for each schema, under its title. */
export function validatorCode(schemas: readonly Schema[]): string {
  const code = { source: true, esm: false }
  const ajv = new Ajv({ ...options, schemas: schemas.map(bare), code })
  const names = schemas.map((schema) => [String(schema['title']), String(schema['$id'])])
  return standalone.default(ajv, Object.fromEntries(names))
}

/** A schema without its descriptions: they are for editors alone. */
function bare(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema, (key, value) =>
    key === 'description' && typeof value === 'string' ? undefined : value))
}
