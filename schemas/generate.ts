// Schemas → engine/types. Run by the build; with --check it only compares, and fails on stale types.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { compile } from 'json-schema-to-typescript'

const here = import.meta.dirname
const banner = 'Do not edit: change the schema and run "npm run generate".'
const types = join(here, '..', 'engine', 'types')

/** The schema files that become types: every kind of file, each by itself. */
export function schemaFiles(): string[] {
  return readdirSync(here).filter((name) => name.endsWith('.schema.json')).sort()
}

/** The text of the types of one schema file. */
export async function typesOf(file: string): Promise<string> {
  const schema = JSON.parse(readFileSync(join(here, file), 'utf8'), bareReference)
  return compile(schema, basename(file, '.schema.json'), {
    cwd: here,
    bannerComment: `// Generated from schemas/${file}. ${banner}`,
    style: { semi: false, singleQuote: true, printWidth: 100 },
    unreachableDefinitions: false,
    strictIndexSignatures: true,
  })
}

/** A reference without its neighbours: described anew in each place, one type would become ten. */
function bareReference(_key: string, value: unknown): unknown {
  const reference = (value as { $ref?: unknown } | null)?.$ref
  return typeof reference === 'string' ? { $ref: reference } : value
}

/** Where the types of a schema file go. */
export function typeFile(file: string): string {
  return join(types, `${basename(file, '.schema.json')}.ts`)
}

/** Writes the types, or names the files that are stale. */
export async function generateTypes(check: boolean): Promise<string[]> {
  mkdirSync(types, { recursive: true })
  const stale: string[] = []
  for (const file of schemaFiles()) {
    const text = await typesOf(file)
    let old = ''
    try { old = readFileSync(typeFile(file), 'utf8') } catch { /* not there yet */ }
    if (old === text) continue
    stale.push(typeFile(file))
    if (!check) writeFileSync(typeFile(file), text)
  }
  return stale
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  const check = process.argv.includes('--check')
  const stale = await generateTypes(check)
  if (check && stale.length > 0) {
    console.error(`stale: ${stale.join(', ')}. Run "npm run generate".`)
    process.exit(1)
  }
}
