// How the makers of a document say what they found: a hold ends the making, remarks go with the document.
import type { Finding } from './types.js'

/** Why there is no document. */
export interface Held { readonly problem: Finding }

export function held(code: string, facts: Finding['facts'] = {}): Held {
  return { problem: { code, facts } }
}

export function isHeld(one: unknown): one is Held {
  return typeof one === 'object' && one !== null && 'problem' in one
}

/** What is worth saying of a document that is made. note: what was done, by field. warn: look at it. */
export class Remarks {
  readonly notes: Record<string, string> = {}
  readonly warnings: Finding[] = []

  note(field: string, text: string): void {
    const before = this.notes[field]
    this.notes[field] = before === undefined ? text : `${before}; ${text}`
  }

  warn(code: string, facts: Finding['facts'] = {}): void {
    this.warnings.push({ code, facts })
  }
}

/** Every one made, or the first hold. */
export function eachOf<One, Made>(all: readonly One[], make: (one: One) => Made | Held): readonly Made[] | Held {
  const made: Made[] = []
  for (const one of all) {
    const next = make(one)
    if (isHeld(next)) return next
    made.push(next)
  }
  return made
}
