// A customer's plugin files → checked pure functions: fields in, fields out. The text of a plugin never runs in this process.
import { readFileSync, realpathSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { problem, type Place, type Problem } from '../core/problem.js'
import type { PluginFunction } from '../core/stream.js'
import { digestOf } from '../values/digest.js'
import type { CustomerDocument } from './files.js'
import { behindDoors, DEADLINE_MS } from './plugin/doors.js'
import { PluginHost, type Gone, type Started } from './plugin/host.js'
import { syntaxPlace } from './plugin/syntax.js'

/** A plugin that is ready to run. */
export interface LoadedPlugin {
  readonly document: CustomerDocument<'Plugin'>
  readonly run: PluginFunction
  readonly version: string
  /** Of the file's text: a changed plugin may give other values. */
  readonly digest: string
}

/** Loads one plugin's file, or says why it cannot be used. Its text is run: call it only where the package has plugins. */
export function loadPlugin(document: CustomerDocument<'Plugin'>, dir: string): LoadedPlugin | Problem {
  const { spec } = document.body
  const source = sourceOf(document, dir)
  if (typeof source !== 'string') return source
  const host = new PluginHost({ file: spec.file, source, deadlineMs: spec.deadlineMs ?? DEADLINE_MS })
  const found = faultOf(document, host.start(), source)
  if (found) {
    host.close()
    return found
  }
  const run = behindDoors({ host, spec, nowMs: () => performance.now() })
  return { document, run, version: spec.version, digest: digestOf(source) }
}

/** The text of the plugin's file, which must lie in the folder. */
function sourceOf(document: CustomerDocument<'Plugin'>, dir: string): string | Problem {
  const { file } = document.body.spec
  const outside = refusal(document, 'it lies outside the folder')
  if (isOutside(resolve(dir), resolve(dir, file))) return outside
  try {
    const path = realpathSync(resolve(dir, file))
    return isOutside(realpathSync(dir), path) ? outside : readFileSync(path, 'utf8')
  } catch {
    return refusal(document, 'it is not there')
  }
}

/** Why what the file turned out to be cannot be used. */
function faultOf(document: CustomerDocument<'Plugin'>, started: Started | Gone, source: string): Problem | undefined {
  const { file, version } = document.body.spec
  if ('gone' in started)
    return refusal(document, started.gone === 'late' ? 'it does not come to an end when it is read' : 'its process ended when it was read')
  if (started.fault !== undefined) {
    const place = started.line === undefined ? syntaxPlace(source) : { line: started.line, column: started.column ?? 1, length: started.length ?? 1 }
    return refusal(document, started.fault, place && { file, ...place })
  }
  if (!started.isFunction) return refusal(document, 'it has no default function')
  if (started.version === version) return undefined
  const facts = { plugin: document.name, asked: version, found: started.version ?? 'none' }
  return problem('E220', facts, document.place(['spec', 'version']))
}

/** place: in the plugin's own text, where that is at fault. */
function refusal(document: CustomerDocument<'Plugin'>, message: string, place?: Place): Problem {
  const { file } = document.body.spec
  return problem('E219', { plugin: document.name, file, message }, place ?? document.place(['spec', 'file']))
}

function isOutside(dir: string, path: string): boolean {
  const way = relative(dir, path)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
}
