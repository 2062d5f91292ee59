// Generated from schemas/plan.schema.json. Do not edit: change the schema and run "npm run generate".

export type ChangeAction = 'create' | 'update' | 'retire'
/**
 * Who moved the field since both sides last agreed. new: never agreed before.
 */
export type Moved = 'config' | 'shop' | 'erp' | 'both' | 'new'
export type Verdict = 'ready' | 'pending' | 'withheld' | 'held'

/**
 * What would be written to either system, and why. Text, Markdown and HTML are views of this object.
 */
export interface PlanDocument {
  formatVersion: 1
  /**
   * Digest of everything below but madeAt; the same plan has the same id.
   */
  id: string
  integration: string
  mode?: string
  package?: string
  madeAt: string
  configDigest: string
  systems: PlanSystem[]
  streams: StreamPlan[]
  /**
   * Streams of the mode that do not run, each with its reason.
   */
  off: StreamOff[]
  /**
   * Groups that wait for approval, and those that have it.
   */
  groups: Group[]
  totals: Counts
}
export interface PlanSystem {
  name: string
  role: 'shop' | 'erp'
  driver: string
  title?: string
  fingerprint: string
  simulated: boolean
}
export interface StreamPlan {
  stream: string
  entity: string
  from: 'shop' | 'erp'
  source: string
  target: string
  policy: string
  lists?: BoundLists
  counts: Counts
  changes: Change[]
  held: HeldItem[]
  skipped: HeldItem[]
  warnings: Reason[]
  failed?: Reason
}
/**
 * Of a bound price list: the ERP's list, or the customer whose prices it holds, the shop's list, and the group that sees that.
 */
export interface BoundLists {
  erp?: string
  customerNumber?: string
  shop: string
  customerGroup?: string
}
/**
 * considered is the sum of all the others.
 */
export interface Counts {
  considered: number
  create: number
  update: number
  retire: number
  /**
   * Nothing moved, or nothing that this stream writes.
   */
  unchanged: number
  /**
   * Both sides already agree, or the target's own value is accepted; only remembered.
   */
  adopted: number
  /**
   * Waits for an item that another stream creates, or for a first value.
   */
  waiting: number
  /**
   * Gone on both sides.
   */
  forgotten: number
  /**
   * A person decides.
   */
  held: number
  /**
   * Waits for approval in a group.
   */
  pending: number
  /**
   * The system cannot, or we are not sure that it can.
   */
  withheld: number
  /**
   * Left out, with a reason.
   */
  skipped: number
}
/**
 * One planned step.
 */
export interface Change {
  /**
   * Stable: stream, action and key.
   */
  id: string
  stream: string
  entity: string
  /**
   * The source's key.
   */
  key: string
  /**
   * Where the target's key is not the source's.
   */
  targetKey?: string
  /**
   * What a person would call the item.
   */
  name?: string
  action: ChangeAction
  side: 'shop' | 'erp'
  system: string
  /**
   * source/target since both last agreed, e.g. changed/same.
   */
  drift: string
  fields: FieldChanges
  reason: Reason
  verdict: Verdict
  /**
   * Why it is not ready.
   */
  why?: Reason[]
  /**
   * The group whose approval it waits for, or has.
   */
  group?: string
  /**
   * Changes that must be done first.
   */
  needs?: string[]
  reliedOn?: ReliedOn
  /**
   * Of what it does and what it relies on. Approval is bound to it.
   */
  digest: string
}
export interface FieldChanges {
  [k: string]: FieldChange | undefined
}
export interface FieldChange {
  /**
   * Left out: the target does not have, or does not show, the field.
   */
  before?:
    | string
    | number
    | boolean
    | null
    | {
        [k: string]: unknown | undefined
      }
  /**
   * null clears the field.
   */
  after:
    | string
    | number
    | boolean
    | null
    | {
        [k: string]: unknown | undefined
      }
  /**
   * What was last written, where the target does not show the field.
   */
  was?:
    | string
    | number
    | boolean
    | null
    | {
        [k: string]: unknown | undefined
      }
  moved: Moved
  /**
   * What was done to make the value fit, e.g. shortened.
   */
  note?: string
  personal?: boolean
}
export interface Reason {
  code: string
  facts?: Facts
  /**
   * The YAML line or the rule: samsyn.yaml:4:9.
   */
  place?: string
  /**
   * Names of facts that say something of a person: masked in every output unless asked for.
   */
  personal?: string[]
}
export interface Facts {
  [k: string]: unknown | undefined
}
/**
 * What must still be true of the target when it is applied. absent: it has no such item. A field with null is empty.
 */
export interface ReliedOn {
  absent: boolean
  fields?: Facts
}
/**
 * An item that a person must decide, or that was skipped for a reason.
 */
export interface HeldItem {
  key: string
  name?: string
  drift?: string
  reason: Reason
  /**
   * It is not its turn, and nothing is wrong with it.
   */
  notDue?: boolean
  fields?: HeldFields
}
export interface HeldFields {
  [k: string]: FieldChange | undefined
}
export interface StreamOff {
  stream: string
  code: string
  facts: Facts
}
export interface Group {
  id: string
  code: string
  stream: string
  count: number
  approved: boolean
  approvedBy?: string
  approvedAt?: string
  digest: string
  facts: Facts
}
