// samsyn schema: the JSON Schemas that editors use. Without a kind, the one that knows every kind, in one piece.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../load/root.js'
import { EXIT } from '../exit.js'
import { note, print } from '../out.js'

type Schema = { [key: string]: unknown }

export async function run(args: readonly string[]): Promise<number> {
  const text = schemaText(args[0])
  if (text === undefined) {
    note(`unknown kind "${args[0]}". known: ${kinds().join(', ')}.`)
    return EXIT.failed
  }
  print(text)
  return EXIT.done
}

/** The schema of a kind as it is written in YAML ("StockProfile"), or of all kinds together. */
export function schemaText(kind: string | undefined): string | undefined {
  const name = kind === undefined ? 'samsyn' : fileName(kind)
  if (!existsSync(fileOf(name))) return undefined
  const parts: Schema = {}
  const whole = inOnePiece(readSchema(name), '#', parts)
  const definitions = { ...(whole['definitions'] as Schema | undefined), ...parts }
  return `${JSON.stringify({ ...whole, ...(Object.keys(definitions).length > 0 ? { definitions } : {}) }, undefined, 2)}\n`
}

/** Schemas of other files are brought in as definitions, their own references led to where they stand now. */
function inOnePiece(schema: Schema, at: string, parts: Schema): Schema {
  const follow = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(follow)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => (key === '$ref' ? [key, lead(String(inner))] : [key, follow(inner)])))
  }
  const lead = (reference: string): string => {
    if (reference.startsWith('#')) return `${at}${reference.slice(1)}`
    const [file = '', inside = ''] = reference.split('#')
    const name = file.replace('.schema.json', '')
    if (!(name in parts)) {
      parts[name] = {}
      const { $id: _id, $schema: _schema, ...body } = readSchema(name)
      parts[name] = inOnePiece(body, `#/definitions/${name}`, parts)
    }
    return `#/definitions/${name}${inside}`
  }
  return follow(schema) as Schema
}

function readSchema(name: string): Schema {
  return JSON.parse(readFileSync(fileOf(name), 'utf8')) as Schema
}

function fileOf(name: string): string {
  return join(packageRoot(), 'generated', 'schemas', `${name}.schema.json`)
}

function kinds(): string[] {
  return readdirSync(join(packageRoot(), 'generated', 'schemas')).map((file) => file.replace('.schema.json', '')).sort()
}

/** "StockProfile" and "stock-profile" are the same kind. */
function fileName(kind: string): string {
  return kind.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()
}
