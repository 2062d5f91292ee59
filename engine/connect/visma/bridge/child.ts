// The lines between the bridge's two ends, one JSON value each. The child speaks first.
import type { Problem } from '../../../core/problem.js'
import type { Ask, Reply } from './protocol.js'

/** What the child runs on, and what of the library's functions it does not have. */
export interface Ready {
  readonly node: string
  readonly bits: 32 | 64
  /** Of the library's interface, "major.minor"; left out for a simulator. */
  readonly version?: string
  readonly missing: readonly string[]
}

/** The child can serve, or why it cannot. */
export type Hello = { readonly ready: Ready } | { readonly refused: Problem }

/** id: counts up; the answer carries that of its call. */
export type CallLine = { readonly id: number } & Ask
export interface AnswerLine { readonly id: number; readonly reply: Reply }
