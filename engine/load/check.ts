// A document × the schema of its kind → problems with exact places, one for each cause. A number where a text is wanted is taken
// as it is written in the file; nothing else is ever repaired.
import { problem, type Problem } from '../core/problem.js'
import { causesOf } from './faults/causes.js'
import { tell } from './faults/fault-text.js'
import { isKind, kinds, type Kind } from './kinds.js'
import { foundText, pathOf, valueAt } from './faults/found.js'
import { noValues } from './faults/no-value.js'
import { escaped, faultsOf, type Fault } from './faults/schema.js'
import { withoutFaults, type Without } from './faults/without.js'
import { suggest } from './suggest.js'
import type { YamlDocument } from './yaml.js'

export interface CheckedDocument {
  readonly kind?: Kind
  readonly problems: readonly Problem[]
  /** A faulty document without its faults, where something is left that can be held against the others. */
  readonly rest?: Without
}

/** What kind of document it is, and what is wrong with it. */
export function checkDocument(document: YamlDocument): CheckedDocument {
  const { value } = document
  if (!isMap(value))
    return {
      problems: [
        problem(
          'E105',
          { key: 'a document', expected: 'a map of keys', found: foundText(value) },
          document.place([]),
        ),
      ],
    }
  const kind = value['kind']
  if (kind === undefined)
    return { problems: [problem('E104', { key: 'kind', parent: 'a document' }, document.place([]))] }
  if (typeof kind !== 'string') {
    return {
      problems: [
        problem(
          'E105',
          { key: 'kind', expected: 'the name of a kind', found: foundText(kind) },
          document.place(['kind']),
        ),
      ],
    }
  }
  if (!isKind(kind)) {
    const meant = suggest(kind, kinds)
    return {
      problems: [
        problem('E109', { value: kind, known: kinds, ...(meant ? { meant } : {}) }, document.place(['kind'])),
      ],
    }
  }
  const faults = withTexts(document, kind)
  const none = noValues(document, kind)
  const isTold = (fault: Fault): boolean =>
    none.some(({ path }) => fault.instancePath === path.map((step) => `/${escaped(String(step))}`).join(''))
  const told = causesOf(faults)
    .filter((fault) => !isTold(fault))
    .map((fault) => ({ fault, found: tell(fault, { kind, document }) }))
  const meant = new Set(
    told
      .filter(({ found }) => found.facts['meant'] !== undefined)
      .map(({ fault, found }) => `${fault.instancePath}/${String(found.facts['meant']).split(':')[0]}`),
  )
  // A key that is missing because it is misspelt is one cause: the misspelt key tells it.
  const isEcho = (fault: Fault): boolean =>
    fault.keyword === 'required' && meant.has(`${fault.instancePath}/${fault.params['missingProperty']}`)
  const problems = [
    ...told.filter(({ fault }) => !isEcho(fault)).map(({ found }) => found),
    ...none.map((one) => one.problem),
  ]
  const rest = problems.length > 0 ? withoutFaults(value, kind, none.map(({ path }) => path)) : undefined
  return { kind, problems, ...(rest ? { rest } : {}) }
}

/** What is wrong with a document of a file that is no kind of its own. title: that of its schema. */
export function checkAgainst(document: YamlDocument, title: string): Problem[] {
  return causesOf(faultsOf(title, document.value)).map((fault) => tell(fault, { kind: title, document }))
}

/** A function that says in short what is wrong with a file of ours: "plan", "state", or the title of a schema. */
export function validatorOf(name: string): (value: unknown) => string[] {
  const title = { plan: 'PlanDocument', state: 'StreamState' }[name] ?? name
  return (value) =>
    causesOf(faultsOf(title, value)).map(
      (fault) =>
        `${fault.instancePath === '' ? 'the file' : fault.instancePath} ${fault.message ?? fault.keyword}`,
    )
}

/** The faults that are left after every number that should be a text has become one. */
function withTexts(document: YamlDocument, kind: Kind): readonly Fault[] {
  for (let round = 0; ; round++) {
    const faults = faultsOf(kind, document.value)
    const numbers = faults.filter(
      (fault) =>
        fault.keyword === 'type' &&
        wantsText(fault) &&
        typeof valueAt(document.value, pathOf(fault)) === 'number',
    )
    if (numbers.length === 0 || round === 3) return faults
    for (const fault of numbers) {
      const path = pathOf(fault)
      const holder = valueAt(document.value, path.slice(0, -1)) as Record<string | number, unknown>
      holder[path.at(-1) as string | number] = document.written(path) ?? String(valueAt(document.value, path))
    }
  }
}

function wantsText({ params }: Fault): boolean {
  const wanted = params['type']
  return Array.isArray(wanted) ? wanted.includes('string') : wanted === 'string'
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
