// What a write becomes in the service's words, or why it cannot be sent.
import { problem, type Problem } from '../../core/problem.js'
import type { Written } from './xml.js'

export type Members = Readonly<Record<string, Written>>

export type Converted =
  | { readonly members: Members; readonly problem?: undefined }
  | { readonly problem: Problem; readonly members?: undefined }

/** The most that the service's whole numbers can hold. */
export const INT_MAX = 2_147_483_647

/** A value that the service has no place for. */
export function unfit(field: string, value: unknown): Converted {
  return { problem: problem('JETSHOP_VALUE_UNFIT', { field, value: String(value).slice(0, 100) }) }
}
