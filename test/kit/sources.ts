// The engine's own source texts, for the house tests. TypeScript 7 has no compiler API, so imports are found in the text.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { packageRoot } from '../../engine/load/root.js'

export interface Source { readonly file: string; readonly text: string; readonly imports: readonly Import[] }
export interface Import { readonly from: string; readonly typesOnly: boolean }

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([^'";]*?\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g

export function sources(folder: string): Source[] {
  const root = packageRoot()
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = join(root, folder, name)
      const text = readFileSync(path, 'utf8')
      return { file: relative(root, path).replaceAll('\\', '/'), text, imports: importsOf(text) }
    })
    .sort((one, other) => (one.file < other.file ? -1 : 1))
}

function importsOf(text: string): Import[] {
  return [...text.matchAll(IMPORT)].map(([, type, names = '', from, dynamic]) => ({
    from: from ?? dynamic ?? '',
    typesOnly: type !== undefined || (/^\{/.test(names.trim()) && namesIn(names).every((name) => name.startsWith('type '))),
  }))
}

function namesIn(names: string): string[] {
  return names.replace(/[{}]|\sfrom\s*$/g, '').split(',').map((name) => name.trim()).filter((name) => name !== '')
}

/** The path of a local import, from the package root; undefined for packages and Node's own. */
export function localTarget(source: Source, one: Import): string | undefined {
  if (!one.from.startsWith('.')) return undefined
  const at = source.file.split('/').slice(0, -1)
  for (const step of one.from.split('/')) {
    if (step === '..') at.pop()
    else if (step !== '.') at.push(step)
  }
  return at.join('/').replace(/\.js$/, '.ts')
}

/** "lowdb/node" → "lowdb", "@noble/hashes/sha2.js" → "@noble/hashes". */
export function packageOf(from: string): string {
  return from.split('/').slice(0, from.startsWith('@') ? 2 : 1).join('/')
}
