// Questions and progress on a terminal. (only user of @clack/prompts)
import * as clack from '@clack/prompts'
import type { Tell } from '../run/parts.js'

/** A person who does not want to answer more. */
export class Cancelled extends Error {}

export interface Choice { readonly value: string; readonly label: string; readonly hint?: string }

/** One of several. */
export async function choose(message: string, options: readonly Choice[], initial?: string): Promise<string> {
  return answered(await clack.select({ message, options: [...options], ...(initial === undefined ? {} : { initialValue: initial }) }))
}

/** A line of text; check gives what is wrong with it, or nothing. */
export async function askText(message: string, given: { initial?: string; placeholder?: string; check?: (text: string) => string | undefined } = {}): Promise<string> {
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

/** A teller that draws a bar for long work on a terminal; close it before anything else is printed. */
export function progressTeller(): { readonly tell: Tell; close(): void } {
  let bar: ReturnType<typeof clack.progress> | undefined
  let label = ''
  let at = 0
  const close = (): void => {
    bar?.stop(label)
    bar = undefined
  }
  const draw = (text: string, done: number, total: number): void => {
    if (total < LONG_WORK) return
    if (!bar || text !== label) {
      close()
      label = text
      at = 0
      bar = clack.progress({ max: total, output: process.stderr })
      bar.start(text)
    }
    bar.advance(done - at, `${text}  ${done} of ${total}`)
    at = done
    if (done >= total) close()
  }
  const tell: Tell = (event, fields = {}) => {
    const stream = String(fields['stream'] ?? '')
    if (event === 'listed') draw(`${stream}  listing ${String(fields['system'])}`, Number(fields['items'] ?? 0), Number(fields['total'] ?? 0))
    if (event === 'looked') draw(`${stream}  reading ${String(fields['system'])}`, Number(fields['done'] ?? 0), Number(fields['total'] ?? 0))
    if (event === 'applied') draw(`${stream}  applying`, Number(fields['done'] ?? 0), Number(fields['total'] ?? 0))
  }
  return { tell, close }
}

/** Below this many items nobody has to wait. */
const LONG_WORK = 200
