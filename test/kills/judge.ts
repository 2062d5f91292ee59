// The judge: reads the effect logs and the worlds themselves, and knows nothing of the engine's memory.
import { World, effectsOf, type Effect, type Row } from '../../engine/connect/world/world.js'

/** Fields that say when and how a row was written, not what it says. */
const OF_THE_SYSTEM: ReadonlySet<string> = new Set(['id', 'modified', 'TIMESTAMP', 'DATE_OF_CHANGE'])
const TABLES = ['products', 'ARTICLE', 'PRICE'] as const

/** What the world says about articles, in a form that can be compared. */
export function business(file: string): Record<string, string> {
  const world = new World(file)
  const said: Record<string, string> = {}
  for (const table of TABLES) {
    for (const [key, row] of Object.entries(world.table(table))) said[`${table} ${key}`] = textOf(row)
  }
  return said
}

/** Both worlds, side by side, where they say different things. */
export function differences(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): string[] {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...keys].sort().filter((key) => one[key] !== other[key]).map((key) => `${key}: ${one[key]} | ${other[key]}`)
}

/** A row as text; "not hidden" and nothing said of it are the same. */
function textOf(row: Row): string {
  const flat: [string, string][] = []
  const walk = (value: unknown, path: string): void => {
    if (value === null || typeof value !== 'object') { if (value !== false && value !== '' && value !== undefined) flat.push([path, JSON.stringify(value)]) }
    else for (const [name, inner] of Object.entries(value)) walk(inner, `${path}.${name}`)
  }
  for (const [name, value] of Object.entries(row)) if (!OF_THE_SYSTEM.has(name)) walk(value, name)
  return flat.sort(([one], [other]) => (one < other ? -1 : 1)).map(([path, text]) => `${path}=${text}`).join(' ')
}

export interface Verdict {
  readonly effects: number
  readonly created: number
  /** Keys that were created more than once. */
  readonly twice: readonly string[]
  /** Writes that left a row as it was, to the letter. */
  readonly idle: readonly string[]
  /** Rows that said something, then something else, and then the first again. */
  readonly backAndForth: readonly string[]
}

/** What the engine did in a world since so many effects. */
export function judge(file: string, from: number): Verdict {
  const effects = effectsOf(file)
  const rows = new Map<string, string>()
  const letters = new Map<string, string>()
  const creations = new Map<string, number>()
  const paths = new Map<string, string[]>()
  const idle: string[] = []
  let counted = 0
  for (const [at, effect] of effects.entries()) {
    const isOurs = at >= from && effect.what !== 'a person'
    if (isOurs) counted++
    for (const [key, row] of rowsOf(effect)) {
      const [text, letter] = [row === null ? '' : textOf(row), row === null ? '' : letterOf(row)]
      const [before, letterBefore] = [rows.get(key), letters.get(key)]
      rows.set(key, text)
      letters.set(key, letter)
      if (!isOurs) continue
      if (isCreation(effect)) creations.set(key, (creations.get(key) ?? 0) + 1)
      else if (letterBefore === letter) idle.push(`${effect.what} ${key}`)
      paths.set(key, [...(paths.get(key) ?? (before === undefined ? [] : [before])), text])
    }
  }
  return {
    effects: counted, created: creations.size, idle,
    twice: [...creations].filter(([, times]) => times > 1).map(([key]) => key),
    backAndForth: [...paths].filter(([, texts]) => returns(texts)).map(([key]) => key),
  }
}

/** In the systems' own words: the ERP adds a record, the shop gives out an id. */
function isCreation({ what, puts }: Effect): boolean {
  return what.startsWith('AdkAdd ') || puts.some(([table]) => table === 'counters')
}

function rowsOf({ puts }: Effect): [string, Row | null][] {
  return puts.filter(([table]) => (TABLES as readonly string[]).includes(table)).map(([table, key, row]) => [`${table} ${key}`, row])
}

function letterOf(row: Row): string {
  return JSON.stringify(Object.entries(row).filter(([name]) => !OF_THE_SYSTEM.has(name)).sort(([one], [other]) => (one < other ? -1 : 1)))
}

function returns(texts: readonly string[]): boolean {
  const steps = texts.filter((text, at) => text !== texts[at - 1])
  return new Set(steps).size < steps.length
}
