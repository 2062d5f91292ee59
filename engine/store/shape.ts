// Is what a state file holds what the engine once wrote? Looked at entry by entry when it is read, so that a damaged one is named
// instead of being worked with.

/** What is wrong with one entry, in a few words; undefined: nothing. */
export function entryFault(entry: unknown): string | undefined {
  if (!isObject(entry)) return `is ${briefly(entry)}`
  for (const side of ['source', 'target'] as const) {
    if (entry[side] !== null && !isObject(entry[side])) return `has no ${side}`
  }
  const wrong = OPTIONAL.find(([name, fits]) => entry[name] !== undefined && !fits(entry[name]))
  return wrong && `has a strange ${wrong[0]}`
}

/** Which part of how the last cycles went is not there, or is something else; undefined: none. */
export function runFault(run: unknown): string | undefined {
  if (!isObject(run)) return 'run'
  const { seen, window, condition, compare } = run
  if (!isObject(seen) || !isNumber(seen['source']) || !isNumber(seen['target'])) return 'run.seen'
  if (!Array.isArray(window) || !window.every(isWindowEntry)) return 'run.window'
  if (!isObject(condition) || !['type', 'reason', 'message', 'since'].every((name) => isText(condition[name]))) return 'run.condition'
  if (compare === undefined) return undefined
  return isObject(compare) && isText(compare['after']) && isText(compare['roundStartedAt']) ? undefined : 'run.compare'
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const OPTIONAL: readonly (readonly [string, (value: unknown) => boolean])[] = [
  ['mapped', isObject], ['targetKey', isText], ['born', (value) => value === 'target'], ['bornAt', isText], ['unlisted', (value) => value === true],
  ['failures', isNumber], ['notBefore', isText],
]

const COUNTS = ['create', 'update', 'retire', 'toZero']

function isWindowEntry(one: unknown): boolean {
  return isObject(one) && isText(one['at']) && COUNTS.every((name) => isNumber(one[name]))
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value)
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function briefly(value: unknown): string {
  return Array.isArray(value) ? 'a list' : JSON.stringify(value)?.slice(0, 20) ?? 'nothing'
}
