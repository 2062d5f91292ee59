// Secrets stand in YAML only as references: env:NAME, file:PATH. They are looked up just before connecting, and a value never
// stands in a problem, a digest or a log.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { problem, warning, type Problem } from '../core/problem.js'
import { SECRET_KEYS, SECRET_REFERENCE } from '../values/secret.js'
import type { CustomerDocument } from './files.js'
import type { Path } from './yaml.js'

export interface Resolved {
  readonly settings: Readonly<Record<string, unknown>>
  readonly problems: readonly Problem[]
}

/** The settings with every reference looked up. A simulated system needs none of them, so there a missing one is no problem. */
export function resolveSecrets(
  settings: Readonly<Record<string, unknown>>,
  dir: string,
  env: Readonly<Record<string, string | undefined>>,
): Resolved {
  const problems: Problem[] = []
  const lookUp = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => lookUp(one, key))
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, lookUp(inner, name)]))
    const reference = typeof value === 'string' ? SECRET_REFERENCE.exec(value) : null
    if (!reference) return value
    const found =
      reference[1] === 'env'
        ? fromEnvironment(reference[2] as string, key, env)
        : fromFile(reference[2] as string, key, dir)
    if (typeof found === 'string') return found
    problems.push(found)
    return undefined
  }
  const looked = lookUp(settings, '') as Record<string, unknown>
  return { settings: looked, problems: typeof settings['simulator'] === 'string' ? [] : problems }
}

function fromEnvironment(
  name: string,
  key: string,
  env: Readonly<Record<string, string | undefined>>,
): string | Problem {
  const value = env[name]
  return value === undefined || value === '' ? problem('SECRET_NOT_SET', { key, name }) : value
}

function fromFile(path: string, key: string, dir: string): string | Problem {
  try {
    const text = readFileSync(resolve(dir, path), 'utf8').replace(/\r?\n$/, '')
    return text === '' ? problem('SECRET_FILE', { key, file: path, message: 'it is empty' }) : text
  } catch (error) {
    return problem('SECRET_FILE', {
      key,
      file: path,
      message: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it is not there' : 'it cannot be read',
    })
  }
}

/** A warning for each secret that stands in clear text. Its value is not in it. */
export function clearTextSecrets(document: CustomerDocument): Problem[] {
  const found: Problem[] = []
  const walk = (value: unknown, path: Path): void => {
    if (value === null || typeof value !== 'object') return
    for (const [key, inner] of Object.entries(value)) {
      if (SECRET_KEYS.has(key) && typeof inner === 'string' && !SECRET_REFERENCE.test(inner))
        found.push(warning('W301', { key }, document.place([...path, key])))
      walk(inner, [...path, key])
    }
  }
  walk(document.body.spec, ['spec'])
  return found
}

/** The settings without their secrets: what may go into a digest. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !SECRET_KEYS.has(key))
      .map(([key, inner]) => [key, withoutSecrets(inner)]),
  )
}
