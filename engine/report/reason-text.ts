// Codes and facts become sentences here, from the problem texts. A code that has no text yet stands for itself.
import { fewOf } from '../core/few.js'
import type { Facts, Reason } from '../types/plan.js'
import type { ProblemsSpec, ProblemText } from '../types/problems.js'
import { countText } from './number-text.js'
import { withoutDigests } from './digest-text.js'
import { oneLine } from './plain-text.js'

/** What stands where a fact is missing, or is not the same for all that the sentence speaks of. */
const DIFFERS = '…'

/** One line for a reason: the problem's title with its facts, or the code itself where nobody wrote a text. */
export function reasonText(reason: Reason, problems: ProblemsSpec): string {
  const text = textOf(reason, problems)
  return text ? fill(text.title, withCause(reason.facts, problems)) : oneLine(reason.code)
}

/** A remark about several items, with their keys where its sentence does not name them already. */
export function remarkText(reason: Reason, problems: ProblemsSpec): string {
  const text = reasonText(reason, problems)
  const keys = reason.facts?.['keys']
  if (!Array.isArray(keys) || namesIn(textOf(reason, problems)?.title ?? '').includes('keys')) return text
  return `${text}: ${factText(keys)}`
}

/** The second line of a reason, or undefined where it has none or a fact for it is missing. */
export function hintText(reason: Reason, problems: ProblemsSpec): string | undefined {
  const hint = textOf(reason, problems)?.hint
  if (hint === undefined) return undefined
  return namesIn(hint).every((name) => hasFact(reason.facts, name)) ? fill(hint, reason.facts) : undefined
}

/** What a person can do about it, or undefined where nobody wrote it. */
export function todoText(reason: Reason, problems: ProblemsSpec): string | undefined {
  const text = textOf(reason, problems)?.do
  return text === undefined ? undefined : fill(text, withCause(reason.facts, problems))
}

/** A cause is another reason, by its code, with the same facts: it is told in its own words, and so is what to do about it. */
function withCause(facts: Facts | undefined, problems: ProblemsSpec): Facts | undefined {
  const code = facts?.['cause']
  const text = typeof code === 'string' ? textOf({ code }, problems) : undefined
  if (!text) return facts
  return { ...facts, cause: fill(text.title, facts), ...(text.do === undefined ? {} : { remedy: fill(text.do, facts) }) }
}

/** Both in one line, without the last full stop; what to do only where a person is asked for it. */
export function adviceText(reason: Reason, problems: ProblemsSpec, isAsked: boolean): string | undefined {
  const todo = isAsked ? todoText(reason, problems) : undefined
  const parts = [hintText(reason, problems), todo === NOTHING ? undefined : todo].filter((one) => one !== undefined)
  return parts.length === 0 ? undefined : inOneLine(parts)
}

/** Sentences one after the other, without the last full stop. */
export function inOneLine(sentences: readonly string[]): string {
  return sentences.map((one) => (/[.!?:]$/.test(one) ? one : `${one}.`)).join(' ').replace(/\.$/, '')
}

/** What to do, where there is nothing to do. */
export const NOTHING = 'Nothing.'

/** One reason that stands for many of the same code: facts that differ are left open. */
export function sharedReason(reasons: readonly Reason[]): Reason {
  const [first, ...rest] = reasons
  if (!first) throw new Error('no reason to share')
  const facts: Facts = {}
  for (const [name, value] of Object.entries(first.facts ?? {})) {
    const text = factText(value)
    if (rest.every((one) => factText(one.facts?.[name]) === text)) facts[name] = value
  }
  const place = rest.every((one) => one.place === first.place) ? first.place : undefined
  return { code: first.code, facts, ...(place === undefined ? {} : { place }) }
}

/**
 * One line for many reasons of the same code: facts that differ are left open, or the text for many is taken where there is one. few: the
 * values of what differs, where they are few; the text says which of them it names.
 */
export function sharedText(reasons: readonly Reason[], problems: ProblemsSpec, few: Facts = fewOf(reasons.map(({ facts }) => facts))): string {
  const same = sharedReason(reasons)
  const text = textOf(same, problems)
  const listed = (text?.listed ?? []).filter((name) => !hasFact(same.facts, name) && hasFact(few, name))
  const shared = { ...same, facts: { ...same.facts, ...Object.fromEntries(listed.map((name) => [name, few[name]])) } }
  if (text?.many === undefined || openFacts(shared, text?.title).length === 0) return reasonText(shared, problems)
  return fill(text.many, shared.facts)
}

/** What differs from the shared reason, as a person wants it beside the name of one item: "179.50". Of the second line where the first is the same for all. */
export function ownText(reason: Reason, shared: Reason, problems: ProblemsSpec): string | undefined {
  const ownIn = (text: string | undefined): string[] => openFacts(shared, text).filter((name) => name !== 'key' && hasFact(reason.facts, name))
  const { title, hint } = textOf(shared, problems) ?? {}
  const inTitle = ownIn(title)
  const own = inTitle.length > 0 ? inTitle : ownIn(hint)
  return own.length === 0 ? undefined : own.map((name) => factText(reason.facts?.[name])).join(', ')
}

/** The facts that a sentence speaks of and that the reason does not bring. */
function openFacts(reason: Reason, sentence = ''): string[] {
  return [...new Set(namesIn(sentence))].filter((name) => !hasFact(reason.facts, name))
}

/** Why a stream does not run, beside its name: "is switched off; switch it on with streams: customer: on". */
export function offText({ stream, ...reason }: OffReason, problems: ProblemsSpec): string {
  const text = reasonText(reason, problems)
  const hint = hintText(reason, problems)?.replace(/\.$/, '')
  const own = text.startsWith(`${oneLine(stream)} `) ? text.slice(oneLine(stream).length + 1) : text
  return hint === undefined ? own : `${own}; ${hint}`
}

type OffReason = Reason & { readonly stream: string }

/** A code is data: "constructor" is a code without a text like any other. */
function textOf(reason: Reason, problems: ProblemsSpec): ProblemText | undefined {
  return Object.hasOwn(problems, reason.code) ? problems[reason.code] : undefined
}

function fill(template: string, facts: Facts | undefined): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => (hasFact(facts, name) ? factText(facts?.[name]) : DIFFERS))
}

function namesIn(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
}

function hasFact(facts: Facts | undefined, name: string): boolean {
  return facts !== undefined && Object.hasOwn(facts, name) && facts[name] !== undefined
}

function factText(value: unknown): string {
  if (typeof value === 'string') return withoutDigests(oneLine(value))
  if (typeof value === 'number') return Number.isInteger(value) ? countText(value) : String(value)
  if (Array.isArray(value)) return value.map(factText).join(', ')
  return value === undefined ? DIFFERS : withoutDigests(oneLine(JSON.stringify(value)))
}
