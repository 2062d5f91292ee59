// One thing in one system, in normal form: the only shape in which two systems are compared.
import type { EntitySpec } from '../types/entity.js'
import type { Problem } from './problem.js'

/** A normal value. Money and decimals are decimal texts ("199.00"), dates are texts; a number is always whole. */
export type Value = string | number | boolean | null | readonly Value[]

/** null: empty in that system. A key left out: the system does not show it. */
export interface Fields { readonly [field: string]: Value | undefined }

/** What a driver hands over: named fields whose values are not yet normal. */
export interface RawItem {
  readonly key: string
  /** The system's own id, where it has one besides the key. */
  readonly id?: string
  readonly fields: { readonly [field: string]: unknown }
  /** true: a listing that shows only some of the fields; a find shows the rest. */
  readonly partial?: boolean
}

export interface Item {
  readonly key: string
  readonly id?: string
  readonly fields: Fields
  readonly partial?: boolean
  /** The item cannot be used as it is, and why. */
  readonly problem?: Problem
}

export type Normalise = (raw: RawItem) => Item
export type EntityItem = { readonly entity: EntitySpec }
