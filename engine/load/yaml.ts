// Text → documents that remember where each value stands. The only room that knows the yaml package. YAML 1.2 core and nothing
// more: no merge keys, no tags of other schemas, no keys twice, no aliases that grow without end. A number that a number cannot
// hold as written (00123, twenty digits) stays a text.
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml'
import { problem, type Place, type Problem } from '../core/problem.js'

export type Path = readonly (string | number)[]

/** One document of a file: plain values, and where each of them stands. */
export interface YamlDocument {
  readonly file: string
  readonly value: unknown
  /** Where a value stands, or its key. A path that leads nowhere gives the nearest place above it. */
  place(path: Path, of?: 'value' | 'key'): Place
  /** A number or a word exactly as it is written in the file. */
  written(path: Path): string | undefined
}

export interface Parsed {
  readonly documents: readonly YamlDocument[]
  readonly problems: readonly Problem[]
}

const ALIASES_MAX = 100
const ALIASED_NODES_MAX = 10_000
const DEPTH_MAX = 64
const options = {
  version: '1.2',
  schema: 'core',
  merge: false,
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const

/** Every document of a text that could be read, and what is wrong with the others. Never throws. */
export function parseDocuments(text: string, file: string): Parsed {
  const lines = new LineCounter()
  const problems: Problem[] = []
  const documents: YamlDocument[] = []
  let parsed: Document.Parsed[]
  try {
    parsed = [
      ...parseAllDocuments(text.replace(/^\uFEFF/, ''), { ...options, lineCounter: lines }),
    ] as Document.Parsed[]
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return {
      documents,
      problems: [problem('E101', { message: 'it is nested too deeply' }, { file, line: 1, column: 1 })],
    }
  }
  for (const one of parsed) {
    const place = (from: number, to: number): Place => placeOf(file, lines, from, to)
    const fault = syntaxFault(one, place)
    if (fault) {
      problems.push(fault)
      continue
    }
    if (one.contents === null || (isScalar(one.contents) && one.contents.value === null)) continue
    const reading = new Reading(place)
    const value = reading.plain(one.contents, 0)
    problems.push(...reading.problems)
    if (!reading.broken) documents.push({ file, value, ...locator(one.contents, reading, place) })
  }
  return { documents, problems }
}

/** The one value of a text of ours. Throws naming file, line and column. */
export function parseYaml(text: string, file: string): unknown {
  const { documents, problems } = parseDocuments(text, file)
  const [first] = problems
  if (first)
    throw new Error(
      `${first.place?.file}:${first.place?.line}:${first.place?.column} ${first.code} ${JSON.stringify(first.facts)}`,
    )
  return documents[0]?.value
}

/** Faults whose own words help nobody. */
const PLAIN: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'a key has a value and other keys under it; is the next line indented too far?',
  TAB_AS_INDENT: 'a tab where blanks are meant',
  MISSING_CHAR: 'something is not closed: a quote, a bracket or a brace',
  TAG_RESOLVE_FAILED: 'a tag ("!…") that means nothing here',
}

type PlaceBetween = (from: number, to: number) => Place

/** The first fault only: what follows it is mostly its echo. */
function syntaxFault(document: Document.Parsed, place: PlaceBetween): Problem | undefined {
  const version = document.directives?.yaml
  if (version?.explicit && version.version !== '1.2')
    return problem('E101', { message: `YAML ${version.version} is not read, only 1.2` }, place(0, 1))
  const fault = document.errors[0] ?? document.warnings[0]
  if (!fault) return undefined
  const message = PLAIN[fault.code] ?? (fault.message.split('\n')[0] ?? '').replace(/[.:]$/, '')
  return problem(
    'E101',
    { message: message.charAt(0).toLowerCase() + message.slice(1) },
    place(fault.pos[0], fault.pos[1]),
  )
}

/** One walk over a document's nodes: plain values out, keys twice and too many aliases found. */
class Reading {
  readonly problems: Problem[] = []
  readonly anchors = new Map<string, Node>()
  broken = false
  private aliases = 0
  private aliased = 0
  private outermost: Node | undefined
  private readonly open = new Set<Node>()

  constructor(private readonly place: PlaceBetween) {}

  plain(node: unknown, depth: number): unknown {
    if (node === null || this.broken) return null
    if (this.aliases > 0 && this.open.size > 0 && ++this.aliased > ALIASED_NODES_MAX)
      return this.refuse('E107', { max: ALIASED_NODES_MAX }, this.outermost)
    if (depth > DEPTH_MAX) return this.refuse('E101', { message: 'it is nested too deeply' }, node)
    if (isAlias(node)) return this.followed(node.source, node, depth)
    const anchor = (node as Node & { anchor?: string }).anchor
    if (anchor !== undefined) this.anchors.set(anchor, node as Node)
    if (isMap(node)) return this.map(node.items, depth)
    if (isSeq(node)) return node.items.map((item) => this.plain(item, depth + 1))
    return isScalar(node) ? scalarValue(node) : null
  }

  private followed(name: string, node: Node, depth: number): unknown {
    const meant = this.anchors.get(name)
    if (!meant) return this.refuse('E101', { message: 'a value that starts with "*" points at an anchor, and there is none of its name above' }, node)
    if (++this.aliases > ALIASES_MAX || this.open.has(meant))
      return this.refuse('E107', { max: ALIASES_MAX }, this.open.size > 0 ? this.outermost : node)
    if (this.open.size === 0) this.outermost = node
    this.open.add(meant)
    const value = this.plain(meant, depth + 1)
    this.open.delete(meant)
    return value
  }

  private map(items: readonly Pair[], depth: number): Record<string, unknown> {
    const made: Record<string, unknown> = {}
    for (const { key, value } of items) {
      const name = keyText(key)
      if (name === undefined) {
        this.problems.push(
          problem('E105', { key: 'a key', expected: 'a text', found: 'something else' }, this.at(key)),
        )
        continue
      }
      if (name === '__proto__') {
        this.problems.push(problem('E103', { key: name }, this.at(key)))
        continue
      }
      if (Object.hasOwn(made, name)) {
        this.problems.push(problem('E106', { key: name }, this.at(key)))
        continue
      }
      made[name] = this.plain(value, depth + 1)
    }
    return made
  }

  private refuse(code: string, facts: Problem['facts'], node: unknown): null {
    this.broken = true
    this.problems.push(problem(code, facts, this.at(node)))
    return null
  }

  private at(node: unknown): Place {
    const [from, to] = (node as Node | null)?.range ?? [0, 1]
    return this.place(from, to)
  }
}

/** A number as text where the number would say something else than the file. */
function scalarValue(node: Scalar): unknown {
  const { value, source } = node
  if (typeof value !== 'number' || source === undefined) return value
  const isLost =
    /^[-+]?0[0-9]+$/.test(source) ||
    (/^[-+]?[0-9]+$/.test(source) && !Number.isSafeInteger(value)) ||
    !Number.isFinite(value)
  return isLost ? source : value
}

function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
}

function locator(root: Node, reading: Reading, place: PlaceBetween): Pick<YamlDocument, 'place' | 'written'> {
  const walk = (path: Path): { value: Node; key?: Node } => {
    let at: { value: Node; key?: Node } = { value: root }
    for (const step of path) {
      const next = child(followed(at.value, reading), step)
      if (!next) return at
      at = next
    }
    return at
  }
  return {
    place(path, of = 'value') {
      const { value, key } = walk(path)
      const node = of === 'key' && key ? key : value
      const [from, to] = (node === root ? firstKey(root) : node).range ?? [0, 1]
      return place(from, to)
    },
    written(path) {
      const { value } = walk(path)
      return isScalar(value) ? (value.source ?? String(value.value)) : undefined
    },
  }
}

function followed(node: Node, { anchors }: Reading): Node {
  return isAlias(node) ? (anchors.get(node.source) ?? node) : node
}

function child(node: Node, step: string | number): { value: Node; key?: Node } | undefined {
  if (isSeq(node)) {
    const value = node.items[Number(step)] as Node | undefined
    return value ? { value } : undefined
  }
  if (!isMap(node)) return undefined
  const pair = node.items.find((one) => keyText(one.key) === String(step))
  if (!pair) return undefined
  const key = pair.key as Node
  return { value: (pair.value as Node | null) ?? key, key }
}

/** A whole document is pointed at by its first key. */
function firstKey(root: Node): Node {
  return isMap(root) && root.items[0] ? (root.items[0].key as Node) : root
}

function placeOf(file: string, lines: LineCounter, from: number, to: number): Place {
  const start = lines.linePos(from)
  const end = lines.linePos(Math.max(from + 1, to))
  const length = end.line === start.line ? end.col - start.col : 1
  return { file, line: Math.max(1, start.line), column: Math.max(1, start.col), length: Math.max(1, length) }
}
