// A made-up customer's files for tests: short to write, and as a consultant would write them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { loadDesired, type Loaded, type LoadOptions } from '../../engine/load/desired.js'
import { loadSpecs } from '../../engine/load/specs.js'
import { temporaryFolder } from './folder.js'

/** One document: kind, name, and its spec as lines of YAML. more: further metadata. */
export function doc(kind: string, name: string, spec: string, more = ''): string {
  const lines = spec.trim().split('\n').map((line) => `  ${line}`).join('\n')
  return `apiVersion: samsyn/v1\nkind: ${kind}\nmetadata: { name: ${name}${more === '' ? '' : `, ${more}`} }\nspec:\n${lines}\n`
}

export const erp = doc('Erp', 'visma', `
driver: visma-administration
edition: 1000
commonFiles: 'C:\\SPCS\\Gemensamma filer'
company: 'C:\\SPCS\\Företag\\Nordlys'
user: env:VISMA_USER
password: env:VISMA_PASSWORD`)

export function shop(name = 'se', more = ''): string {
  return doc('Shop', name, `
driver: jetshop
url: https://example.se/${name}.asmx
user: env:JETSHOP_USER
password: env:JETSHOP_PASSWORD
shopId: env:JETSHOP_SHOP
${more}`)
}

export function integration(mode: string, tier: number, more = ''): string {
  return doc('Integration', 'nordlys', `mode: ${mode}\npackage: ${tier}\nordersFrom: 2026-11-01\n${more}`)
}

/** A folder with these files, loaded; the folder is gone afterwards. */
export async function loadFiles(files: Readonly<Record<string, string | Uint8Array>>, options: LoadOptions = {}): Promise<Loaded> {
  const { folder, remove } = temporaryFolder()
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    return await loadDesired(folder, loadSpecs(), options)
  } finally {
    remove()
  }
}

/** The documents in one file, loaded. */
export async function load(...documents: readonly string[]): Promise<Loaded> {
  return loadFiles({ 'samsyn.yaml': documents.join('---\n') })
}

/** "E102 5:9" for each problem. */
export function brief({ problems }: Loaded): string[] {
  return problems.map(({ code, place }) => (place ? `${code} ${place.line}:${place.column}` : code))
}

/** The codes alone, warnings left out. */
export function errors({ problems }: Loaded): string[] {
  return problems.filter((one) => one.level !== 'warning').map((one) => one.code)
}
