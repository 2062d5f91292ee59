// The tables of a consultant's page: what doctor asks of a system, what each message means, what
// could not be proven without a real installation, and what the driver is not sure of.
import type { ChecksOfSystem, CheckText } from '../engine/types/checks.js'
import { inCell, rows } from './rows.js'
import { schemaOf, type CompiledSpecs } from './specs.js'

type Entry = readonly [id: string, check: CheckText]

function entriesOf(checks: ChecksOfSystem | undefined, system: string): Entry[] {
  if (!checks) throw new Error(`specs/checks.yaml has no checks of ${system}`)
  return Object.entries(checks).flatMap(([id, check]) => (check ? [[id, check] as const] : []))
}

/** The checks of all systems and those of this one. */
function checksOf({ checks }: CompiledSpecs, system: string): Entry[] {
  return [...entriesOf(checks['any'], 'any'), ...entriesOf(checks[system], system)]
}

/** What is looked at, and which messages can come of it; of any: what is asked of every system. */
export function checkTable({ checks }: CompiledSpecs, system: string): string {
  return rows(['check', 'in Swedish', 'what is looked at', 'messages'], entriesOf(checks[system], system).map(([id, { title, swedish, asks, says }]) =>
    [`${title} (\`${id}\`)`, swedish, inCell(asks), says.map((code) => `\`${code}\``).join(', ')]))
}

/** Each message that a check of the system can say, once. */
export function messageTable(specs: CompiledSpecs, system: string): string {
  return messages(specs, codesOf(specs, system))
}

/** Every further message of the system, which plan, apply and run can say. */
export function otherMessageTable(specs: CompiledSpecs, system: string): string {
  const told = codesOf(specs, system)
  const prefix = `${system.split('-')[0]?.toUpperCase()}_`
  return messages(specs, Object.keys(specs.problems).filter((code) => code.startsWith(prefix) && !told.includes(code)))
}

/** The messages that the page itself names, with commas between them; shorter, since the page says why. */
export function namedMessageTable({ problems }: CompiledSpecs, codes: string): string {
  return rows(['message', 'what it says', 'what to do'], codes.split(',').map((code) => {
    const text = problems[code]
    if (!text) throw new Error(`specs/problems.yaml has no ${code}`)
    return [`\`${code}\``, opened(text.title), opened(text.do)]
  }))
}

function codesOf(specs: CompiledSpecs, system: string): string[] {
  return [...new Set(checksOf(specs, system).flatMap(([, { says }]) => says))]
}

function messages({ problems }: CompiledSpecs, codes: readonly string[]): string {
  return rows(['message', 'what it says', 'why it matters', 'what to do'], codes.map((code) => {
    const text = problems[code]
    if (!text) throw new Error(`specs/problems.yaml has no ${code}`)
    const swedish = text.swedish === undefined ? '' : ` *${opened(text.swedish)}*`
    return [`\`${code}\``, `${opened(text.title)}.${swedish}`, opened(text.why), opened(text.do)]
  }))
}

/** A sentence with its facts as <names>, fit for a cell. */
function opened(sentence: string): string {
  return inCell(sentence.replace(/\{(\w+)\}/g, '<$1>'))
}

/** What nobody could prove without a real installation. */
export function proveTable(specs: CompiledSpecs, system: string): string {
  return rows(['check', 'not proven, and how to see it'], checksOf(specs, system).flatMap(([, { title, prove }]) =>
    prove === undefined ? [] : [[title, inCell(prove)]]))
}

interface Setting { readonly description?: string; readonly enum?: readonly unknown[]; readonly default?: unknown }

/** What a document of a kind can say under spec, from its schema. */
export function settingTable(_specs: CompiledSpecs, kind: string): string {
  const { properties } = schemaOf(kind) as { properties: { spec: { properties: Readonly<Record<string, Setting>> } } }
  return rows(['setting', 'what it says'], Object.entries(properties.spec.properties).map(([name, { description, enum: values, default: usual }]) => {
    const choice = values ? ` One of ${values.map((one) => `\`${String(one)}\``).join(', ')}.` : ''
    return [`\`${name}\``, `${inCell(description ?? '')}${choice}${usual === undefined ? '' : ` Left out: \`${String(usual)}\`.`}`]
  }))
}

/** Registers and fields that the driver is not sure of. */
export function doubtTable({ systems, entities }: CompiledSpecs, system: string): string {
  const found = Object.entries(systems[system]?.can ?? {}).flatMap(([id, ability]) => {
    if (!ability) return []
    const { fields, why, covers: _covers, ...verbs } = ability
    const doubts = [
      ...Object.entries(verbs).filter(([, sure]) => sure === 'assumed').map(([verb]) => verb),
      ...Object.entries(fields).filter(([, field]) => field?.read === 'assumed' || field?.write === 'assumed').map(([field]) => `\`${field}\``),
    ]
    return doubts.length === 0 ? [] : [[entities[id]?.title ?? id, doubts.join(', '), inCell(why ?? '')]]
  })
  return rows(['register', 'assumed, and therefore off', 'why'], found)
}
