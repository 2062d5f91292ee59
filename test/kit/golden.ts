// Expected texts, one file each, compared exactly. GOLDEN=write rewrites them; without it a missing one is a failure.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as assert from 'uvu/assert'

/** Compares a text with test/golden/<name>.txt. */
export function compare(name: string, text: string): void {
  const file = join(packageRoot(), 'test', 'golden', `${name}.txt`)
  if (process.env['GOLDEN'] === 'write') {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    return
  }
  if (!existsSync(file)) throw new Error(`no golden text yet: ${name}; GOLDEN=write makes it`)
  const expected = readFileSync(file, 'utf8')
  if (expected !== text) assert.fixture(text, expected, name)
  assert.ok(expected === text, `${name} differs in white space only`)
}

/** The folder of package.json, from the sources and from the compiled tests alike. */
function packageRoot(): string {
  let dir = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(dir, 'package.json'))) dir = dirname(dir)
  return dir
}
