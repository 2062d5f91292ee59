// Questions and progress on a terminal. (only user of @clack/prompts)
import * as clack from '@clack/prompts'
import { countText } from '../report/number-text.js'
import type { Tell } from '../run/parts.js'
import type { Teller } from './log-teller.js'

/** A person who does not want to answer more. */
export class Cancelled extends Error {}

export interface Choice { readonly value: string; readonly label: string; readonly hint?: string }

/** One of several. */
export async function choose(message: string, options: readonly Choice[], initial?: string): Promise<string> {
  return answered(await clack.select({ message, options: [...options], ...(initial === undefined ? {} : { initialValue: initial }) }))
}

export interface Given { readonly initial?: string; readonly placeholder?: string; readonly check?: (text: string) => string | undefined }

/** A line of text; check gives what is wrong with it, or nothing. */
export async function askText(message: string, given: Given = {}): Promise<string> {
  const { initial, placeholder, check } = given
  return answered(await clack.text({
    message,
    ...(initial === undefined ? {} : { initialValue: initial }),
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(check ? { validate: (text: string | undefined) => check(text ?? '') } : {}),
  }))
}

export async function confirm(message: string, initial: boolean): Promise<boolean> {
  return answered(await clack.confirm({ message, initialValue: initial }))
}

export function intro(text: string): void {
  clack.intro(text)
}

export function outro(text: string): void {
  clack.outro(text)
}

function answered<T>(answer: T): Exclude<T, symbol> {
  if (clack.isCancel(answer)) throw new Cancelled('cancelled')
  return answer as Exclude<T, symbol>
}

/** What a bar is drawn with; total undefined: nobody knows how much there is. */
export interface Bar {
  start(text: string): void
  advance(by: number, text: string): void
  stop(text: string): void
}

export interface ProgressOptions {
  readonly makeBar?: (total: number | undefined) => Bar
  /** So long nobody has to be told anything. */
  readonly waitMs?: number
}

const WAIT_MS = 1000

interface Work { readonly label: string; readonly done: number; readonly total: number | undefined }

/** A teller that draws a bar for whatever takes longer than a moment; close it before anything else is printed. */
export function progressTeller({ makeBar = clackBar, waitMs = WAIT_MS }: ProgressOptions = {}): Teller {
  let work: Work | undefined
  let drawn: { readonly bar: Bar; readonly label: string; readonly at: number } | undefined
  let waiting: NodeJS.Timeout | undefined
  let waited = false
  let closed = false
  const end = (): void => {
    drawn?.bar.stop(drawn.label)
    drawn = undefined
  }
  const draw = (): void => {
    if (!work) return
    const { label, done, total } = work
    if (drawn?.label !== label) {
      end()
      const bar = makeBar(total)
      bar.start(label)
      drawn = { bar, label, at: 0 }
    }
    const text = total !== undefined ? `  ${countText(done)} of ${countText(total)}` : done > 0 ? `  ${countText(done)}` : undefined
    if (text === undefined) return
    drawn.bar.advance(total === undefined ? 0 : done - drawn.at, label + text)
    drawn = { ...drawn, at: done }
  }
  const close = (): void => {
    clearTimeout(waiting)
    end()
    closed = true
  }
  const tell: Tell = (event, fields = {}) => {
    const next = closed ? undefined : workOf(event, fields)
    if (!next) return
    work = next
    waiting ??= setTimeout(() => { waited = true; draw() }, waitMs).unref()
    if (waited) draw()
  }
  return { tell, close }
}

/** What an event says about work under way; undefined where it says nothing of the kind. */
function workOf(event: string, fields: Readonly<Record<string, unknown>>): Work | undefined {
  const stream = String(fields['stream'] ?? '')
  const count = (name: string): number => Number(fields[name] ?? 0)
  const total = fields['total'] === undefined ? undefined : count('total')
  switch (event) {
    case 'stream': return { label: stream, done: 0, total: undefined }
    case 'listed': return { label: `${stream}  listing ${String(fields['system'])}`, done: count('items'), total }
    case 'looked': return { label: `${stream}  reading ${String(fields['system'])}`, done: count('done'), total }
    case 'applied': return { label: `${stream}  applying`, done: count('done'), total }
    default: return undefined
  }
}

function clackBar(total: number | undefined): Bar {
  const options = { output: process.stderr }
  if (total === undefined) {
    const spinner = clack.spinner(options)
    return { start: (text) => spinner.start(text), advance: (_by, text) => spinner.message(text), stop: (text) => spinner.stop(text) }
  }
  const bar = clack.progress({ ...options, max: Math.max(1, total) })
  return { start: (text) => bar.start(text), advance: (by, text) => bar.advance(by, text), stop: (text) => bar.stop(text) }
}
