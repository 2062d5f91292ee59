// Codes below zero: what the bridge itself says beside the program, whose own codes are never below.
import type { AdkError } from '../../adk.js'
import { FUNCTIONS } from './functions.js'

/** A warning: a value had letters that the program does not have, and was written in others. */
export const LETTERS_REPLACED = -1000

/** The library lacks this function of the table. */
export function lacking(at: number): AdkError {
  return { rc: -1 - at, dbTable: 187, field: 188, function: 0, programPart: 0 }
}

/** The name behind a code that says so; undefined for any other code. */
export function lackingName(rc: number): string | undefined {
  return rc < 0 ? FUNCTIONS[-1 - rc]?.name : undefined
}
