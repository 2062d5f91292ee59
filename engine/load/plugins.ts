// A customer's plugin files → checked pure functions: fields in, fields out. A function sees only the fields that its document
// lists. It runs in this process; a worker with a deadline of its own comes with the part that is about plugins.
import { readFileSync, realpathSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { problem, type Problem } from '../core/problem.js'
import type { PluginFunction } from '../core/stream.js'
import { digestOf } from '../values/digest.js'
import type { CustomerDocument } from './files.js'

/** A plugin that is ready to run. */
export interface LoadedPlugin {
  readonly document: CustomerDocument<'Plugin'>
  readonly run: PluginFunction
  readonly version: string
  /** Of the file's text: a changed plugin may give other values. */
  readonly digest: string
}

/** Loads one plugin's file, or says why it cannot be used. Its text is run: call it only where the package has plugins. */
export async function loadPlugin(
  document: CustomerDocument<'Plugin'>,
  dir: string,
): Promise<LoadedPlugin | Problem> {
  const { file, version } = document.body.spec
  const place = document.place(['spec', 'file'])
  const refuse = (message: string): Problem =>
    problem('E219', { plugin: document.name, file, message }, place)
  if (isOutside(resolve(dir), resolve(dir, file))) return refuse('it lies outside the folder')
  let path: string
  let text: string
  try {
    path = realpathSync(resolve(dir, file))
    text = readFileSync(path, 'utf8')
  } catch {
    return refuse('it is not there')
  }
  if (isOutside(realpathSync(dir), path)) return refuse('it lies outside the folder')
  const digest = digestOf(text)
  let module: { default?: unknown; version?: unknown }
  try {
    module = (await import(`${pathToFileURL(path).href}?${digest.slice(0, 16)}`)) as typeof module
  } catch (error) {
    return refuse(String((error as Error)?.message ?? error).split('\n')[0] ?? '')
  }
  if (typeof module.default !== 'function') return refuse('it has no default function')
  if (String(module.version) !== version)
    return problem(
      'E220',
      { plugin: document.name, asked: version, found: String(module.version ?? 'none') },
      document.place(['spec', 'version']),
    )
  return { document, run: bounded(document, module.default as PluginFunction), version, digest }
}

/** The function between its two doors: only the fields that it reads go in, only those that it writes come out. */
function bounded(document: CustomerDocument<'Plugin'>, run: PluginFunction): PluginFunction {
  const { reads, writes } = document.body.spec
  return (input) => {
    const shown = Object.fromEntries(
      reads.filter((name) => input[name] !== undefined).map((name) => [name, input[name]]),
    )
    const answer: unknown = run(Object.freeze(shown))
    if (answer === null || typeof answer !== 'object' || answer instanceof Promise)
      throw new Error('it gave no fields')
    const stray = Object.keys(answer).find((name) => !(writes as readonly string[]).includes(name))
    if (stray !== undefined) throw new Error(`it gave "${stray}", which it does not say it writes`)
    return answer as Readonly<Record<string, unknown>>
  }
}

function isOutside(dir: string, path: string): boolean {
  const way = relative(dir, path)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
}
