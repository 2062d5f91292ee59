// The compiled specs, for tests that want a system or an entity as it really is.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { EntitySpec } from '../../engine/types/entity.js'
import type { SystemSpec } from '../../engine/types/system.js'

interface Compiled {
  readonly systems: Record<string, SystemSpec>
  readonly entities: Record<string, EntitySpec>
}

/** The folder with package.json, from the sources and from the compiled tests alike. */
export const projectRoot: string = rootAbove(dirname(fileURLToPath(import.meta.url)))

let compiled: Compiled | undefined

export function systemSpec(id: string): SystemSpec {
  return required(read().systems[id], id)
}

export function entitySpec(id: string): EntitySpec {
  return required(read().entities[id], id)
}

function read(): Compiled {
  compiled ??= JSON.parse(
    readFileSync(join(projectRoot, 'generated', 'specs.json'), 'utf8'),
  ) as Compiled
  return compiled
}

function required<Spec>(spec: Spec | undefined, id: string): Spec {
  if (!spec) throw new Error(`no spec "${id}" in generated/specs.json: build first`)
  return spec
}

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder))
}
