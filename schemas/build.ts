// Everything that is made from schemas/ and specs/: the types, the filled schemas for editors, the
// validators, the specs as JSON, and the tables of the pages. Run by "npm run generate". Where
// something does not fit it fails and writes nothing.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { generateTypes, schemaFiles } from './generate.js'
import { fillKnown, knownNames } from './known.js'
import { dataMatrixPage } from './pages.js'
import { compileSpecs, schemaOf } from './specs.js'
import { fillTables } from './tables.js'
import { validatorCode } from './validators.js'

const root = join(import.meta.dirname, '..')
/** Pages with tables that repeat specs/. */
const pages = ['specs/README.md', 'docs/visma-administration.md', 'docs/orders.md']

/** The names and texts of the files in generated/, and of the pages that repeat specs/. */
export function generatedFiles(): Map<string, string> {
  const specs = compileSpecs(root)
  const names = knownNames(specs)
  const schemas = schemaFiles()
    .map((file) => fillKnown(schemaOf(basename(file, '.schema.json')), names))
  const files = new Map<string, string>()
  for (const schema of schemas) {
    files.set(`generated/schemas/${schema['$id']}`, `${JSON.stringify(schema, null, 2)}\n`)
  }
  // No validator for all kinds at once: the loader picks the kind first, and tells a fault once.
  const single = schemas.filter((schema) => schema['$id'] !== 'samsyn.schema.json')
  files.set('generated/validators.cjs', validatorCode(single))
  files.set('generated/specs.json', JSON.stringify(specs))
  for (const page of pages) files.set(page, fillTables(readFileSync(join(root, page), 'utf8'), specs))
  files.set('docs/data-matrix.md', dataMatrixPage(specs))
  return files
}

/** Writes what differs from what is there. */
export function writeGenerated(files: ReadonlyMap<string, string>): void {
  mkdirSync(join(root, 'generated', 'schemas'), { recursive: true })
  mkdirSync(join(root, 'docs'), { recursive: true })
  for (const [name, text] of files) {
    const path = join(root, name)
    let old: string | undefined
    try { old = readFileSync(path, 'utf8') } catch { /* not there yet */ }
    if (old !== text) writeFileSync(path, text)
  }
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  try {
    const files = generatedFiles()
    await generateTypes(false)
    writeGenerated(files)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
