// What a new item is, in one line: the fields that its register says tell it, as a person says them.
import type { Change, FieldChange } from '../types/plan.js'
import { currencyOfChange, fieldOf, fieldTitle, inOrder, toldFields, type Knowledge } from './knowledge.js'
import { oneLine } from './plain-text.js'
import { MASK } from '../core/personal.js'
import { valueText } from './value-text.js'

export interface ToldOptions {
  /** Only so many fields, and nothing of what was done to make them. */
  readonly fieldsMax?: number
}

/** "order, 447.00 SEK, 2 × A à 199.00, 25 %, customer new"; undefined where nobody chose fields that the change has. */
export function toldText(change: Change, knowledge: Knowledge, { fieldsMax = Infinity }: ToldOptions = {}): string | undefined {
  const names = toldFields(knowledge, change.entity).filter((name) => isTold(change.fields[name])).slice(0, fieldsMax)
  if (names.length === 0) return undefined
  const parts = names.map((name, at) => partText(change, name, { knowledge, first: at === 0 }))
  return [...parts, ...(fieldsMax === Infinity ? notesOf(change, knowledge) : [])].filter((part) => part !== '').join(', ')
}

function isTold(field: FieldChange | undefined): field is FieldChange {
  return field !== undefined && field.after !== null && field.after !== undefined && field.after !== false
}

/** Amounts and lists say themselves what they are; so does what stands first. */
function partText(change: Change, name: string, { knowledge, first }: { readonly knowledge: Knowledge; readonly first: boolean }): string {
  const spec = fieldOf(knowledge, change.entity, name)
  const { after } = change.fields[name] as FieldChange
  const title = fieldTitle(knowledge, change.entity, name)
  if (after === true) return title
  if (after === MASK) return first ? after : `${title} ${after}`
  const text = valueText(after, { spec })
  if (spec?.type === 'money') return `${text}${currencyText(change, knowledge)}`
  return first || spec?.type === 'list' ? text : `${title} ${text}`
}

function currencyText(change: Change, knowledge: Knowledge): string {
  const currency = currencyOfChange(knowledge, change)
  return currency === undefined ? '' : ` ${oneLine(currency)}`
}

/** What was done to make the fields. */
function notesOf(change: Change, knowledge: Knowledge): string[] {
  return inOrder(knowledge, change.entity, Object.keys(change.fields)).flatMap((name) => {
    const note = change.fields[name]?.note
    return note === undefined ? [] : [`${fieldTitle(knowledge, change.entity, name)}: ${oneLine(note)}`]
  })
}
