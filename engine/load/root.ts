// Where the product itself lies: specs, schemas and validators are looked for from here, from the sources and from dist alike.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

let root: string | undefined

/** The nearest folder above this file that has a package.json. */
export function packageRoot(): string {
  if (root !== undefined) return root
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder) throw new Error('samsyn is not installed as a package: no package.json above it')
    folder = above
  }
  root = folder
  return folder
}
