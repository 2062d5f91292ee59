// Generated from schemas/system.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * verified: known from the system itself or a published contract. assumed: off until verified.
 */
export type Confidence = 'verified' | 'assumed'

/**
 * What one kind of system can do, how sure we are, and how it stores what it is given.
 */
export interface SystemSpec {
  id: string
  title: string
  role: 'shop' | 'erp'
  driver: string
  /**
   * Settings that say which physical system this is. Secrets are never among them as values, only as references.
   *
   * @minItems 1
   */
  identity: [string, ...string[]]
  /**
   * Settings without which a real one cannot be reached, by way in. The first way is meant unless another one is begun.
   */
  needs?: [string, ...string[]][]
  /**
   * Settings that not every system of its role has: what another one lists and this one does not is refused in its document.
   */
  settings?: string[]
  can: Abilities
  habits: Habits
  /**
   * What init writes as a new system's settings: YAML under spec. {answers} stand in braces; a line that starts with ? is kept only if the answer after it is yes.
   */
  template?: string
  notes?: string[]
}
/**
 * By entity: verb → how sure. A missing verb means: cannot.
 */
export interface Abilities {
  [k: string]: Ability | undefined
}
export interface Ability {
  list?: Confidence
  read?: Confidence
  create?: Confidence
  update?: Confidence
  delete?: Confidence
  /**
   * Events of an order that are told by something nobody has verified; off on a real installation until its document says that somebody has.
   */
  assumedEvents?: string[]
  /**
   * whole: what the list lacks is absent. subset: absence from the list proves nothing.
   */
  covers?: 'whole' | 'subset'
  /**
   * Why a verb is missing or assumed, in words for a person.
   */
  why?: string
  boundBy?: BoundBy
  /**
   * A thing can be done in parts, e.g. a payment captured twice. Left out or false: only as a whole.
   */
  parts?: boolean
  /**
   * Fields that a shop shows as verified where its orders come from a checkout with a published contract.
   */
  checkout?: string[]
  fields: FieldAbilities
}
/**
 * Verbs that a customer's OrderBinding can make verified: by which of its operations.
 */
export interface BoundBy {
  list?: string
  read?: string
  create?: string
  update?: string
}
export interface FieldAbilities {
  [k: string]: FieldAbility | undefined
}
export interface FieldAbility {
  read?: Confidence
  write?: Confidence
  /**
   * false: the list does not show the field, only a read of the item does.
   */
  listed?: boolean
  /**
   * A setting of the system's document that says, where it is true, that somebody has seen the field written rightly on this installation.
   */
  verifiedBy?: string
  onlyAtCreate?: boolean
  lengthMax?: number
  /**
   * The text is kept in several fields of these lengths, broken between words.
   */
  lines?: number[]
  onTooLong?: 'hold' | 'shorten'
  placesMax?: number
  /**
   * What happens to decimals that do not fit.
   */
  onTooFine?: 'hold' | 'round'
  /**
   * The system's own name of the field, as its API has it.
   */
  as?: string
  /**
   * What the program calls it on the screen, where that is known.
   */
  label?: string
  /**
   * The column of the program's database, as integrators quote it: for error texts and support cases.
   */
  column?: string
  note?: string
}
/**
 * How the system behaves. Measured by the contract suite.
 */
export interface Habits {
  /**
   * A write can carry the value it expects to find.
   */
  conditionalWrite: boolean
  /**
   * No item moves between pages while a list is read.
   */
  stablePaging: boolean
  /**
   * How long a write may stay invisible to a read.
   */
  readDelayMs: number
  /**
   * Changes that fit in one write.
   */
  batchMax: number
  /**
   * Requests under way at once.
   */
  parallelMax: number
  /**
   * Items in one page of a list.
   */
  pageMax: number
  charset?: 'utf-8' | 'windows-1252'
  /**
   * Where a listing tells too little, every item is read within this time.
   */
  compareWithinHours?: number
  /**
   * The most items that this compare reads in an hour, all streams of the system together. Left out: as many as the time asks for.
   */
  looksPerHour?: number
}
