// What every view needs besides the plan itself: sentences for codes, and what the fields are. Handed in; never loaded here.
import { coveredFields } from '../core/personal.js'
import type { Fields } from '../core/item.js'
import type { EntitySpec, FieldSpec } from '../types/entity.js'
import type { Change, StreamPlan } from '../types/plan.js'
import type { ProblemsSpec } from '../types/problems.js'
import { clip, oneLine } from './plain-text.js'

export interface Knowledge {
  readonly problems: ProblemsSpec
  /** By entity id. */
  readonly entities: Readonly<Record<string, EntitySpec | undefined>>
  /** By stream id: the currency of its amounts, where it is known. */
  readonly currencies?: Readonly<Record<string, string | undefined>>
  /** By key that is a digest: the number that the item has in the target; null: it is not there yet. */
  readonly numbers?: Readonly<Record<string, string | null | undefined>>
  /** By stream and key: what the source shows of items that are new, held or left out. */
  readonly atSource?: ReadonlyMap<string, ReadonlyMap<string, Fields>>
  /** The plan's file, as the person would name it, for the commands that the views show. */
  readonly file?: string
  /** The customer's folder, as the person would name it; left out where it is the one they are in. */
  readonly dir?: string
  /** true: personal values are shown. Left out: masked. */
  readonly showPersonalData?: boolean
}

const FIELD_MAX = 40

/** The spec of one field of an entity, or undefined where nobody described it. */
export function fieldOf(knowledge: Knowledge, entity: string, field: string): FieldSpec | undefined {
  const spec = entityOf(knowledge, entity)
  return spec && Object.hasOwn(spec.fields, field) ? spec.fields[field] : undefined
}

/** What a sentence calls the field: its short title or its title, in lower case unless it is an abbreviation. */
export function fieldTitle(knowledge: Knowledge, entity: string, field: string): string {
  // A rate is shown in percent, so the title need not say how it is kept.
  const spec = fieldOf(knowledge, entity, field)
  const title = (spec?.short ?? spec?.title ?? clip(oneLine(field), FIELD_MAX)).replace(/ in basis points$/, '')
  return /^[A-ZÅÄÖ][a-zåäö]/.test(title) ? title[0]!.toLowerCase() + title.slice(1) : title
}

/** What a sentence calls one item: a price and a stock level are parts of an article. */
export function nounOf(knowledge: Knowledge, entity: string): string {
  const spec = entityOf(knowledge, entity)
  if (spec?.noun !== undefined) return spec.noun
  const owner = spec ? (entityOf(knowledge, spec.of) ?? spec) : undefined
  return owner ? owner.title.toLowerCase() : 'item'
}

/** The fields that say what a new item is, in their order; none where nobody chose them. */
export function toldFields(knowledge: Knowledge, entity: string): readonly string[] {
  return entityOf(knowledge, entity)?.told ?? []
}

/** How a person says what is done in the register; empty where its ids say it. */
export function wordsOf(knowledge: Pick<Knowledge, 'entities'>, entity: string): NonNullable<EntitySpec['words']> {
  return entityOf(knowledge, entity)?.words ?? {}
}

/** What the items of the register come to, where they come to anything. */
export function sumOf(knowledge: Pick<Knowledge, 'entities'>, entity: string): EntitySpec['sum'] {
  return entityOf(knowledge, entity)?.sum
}

/** What the source shows of an item, with everything personal covered unless the knowledge says otherwise. */
export function shownAtSource(knowledge: Knowledge, { stream, entity }: Pick<StreamPlan, 'stream' | 'entity'>, key: string): Fields {
  const fields = knowledge.atSource?.get(stream)?.get(key) ?? {}
  const spec = entityOf(knowledge, entity)
  return spec && !knowledge.showPersonalData ? coveredFields(fields, spec) : fields
}

/** The names of fields in the entity's order; those it does not know come last, by name. */
export function inOrder(knowledge: Knowledge, entity: string, fields: readonly string[]): string[] {
  const known = Object.keys(entityOf(knowledge, entity)?.fields ?? {})
  const rank = (field: string): number => { const at = known.indexOf(field); return at < 0 ? known.length : at }
  return [...fields].sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : one > other ? 1 : 0))
}

/** The currency of a stream's amounts, where it is known. */
export function currencyOf(knowledge: Knowledge, stream: string): string | undefined {
  const { currencies } = knowledge
  return currencies && Object.hasOwn(currencies, stream) ? currencies[stream] : undefined
}

/** Of one change: its own currency where it has one, and otherwise that of its stream. */
export function currencyOfChange(knowledge: Knowledge, { stream, fields }: Pick<Change, 'stream' | 'fields'>): string | undefined {
  const own = fields['currency']?.after
  return typeof own === 'string' && own !== '' ? own : currencyOf(knowledge, stream)
}

function entityOf(knowledge: Pick<Knowledge, 'entities'>, entity: string): EntitySpec | undefined {
  return Object.hasOwn(knowledge.entities, entity) ? knowledge.entities[entity] : undefined
}

/** The command that approves a group of a plan. */
export function approveCommand({ file = PLAN_FILE }: Pick<Knowledge, 'file'>, group: string): string {
  return `samsyn approve ${quoted(file)} --group ${quoted(group)}`
}

/** The command that saves the plan, which must come first where it is in no file yet; otherwise undefined. */
export function saveCommand({ file, dir }: Pick<Knowledge, 'file' | 'dir'>): string | undefined {
  return file === undefined ? `samsyn plan ${dir === undefined ? '' : `${quoted(dir)} `}--out ${PLAN_FILE}` : undefined
}

const PLAN_FILE = 'plan.json'

/** As one word of a command line, on Windows and elsewhere. */
function quoted(text: string): string {
  const word = oneLine(text)
  return /^[\w./:=@%+,åäöÅÄÖ-]+$/.test(word) ? word : `"${word.replace(/["\\$`]/g, '\\$&')}"`
}
