// Generated from schemas/checks.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * What doctor asks: by system id, or any for all systems; then by the id of the check, in the order in which they are shown.
 */
export interface ChecksSpec {
  [k: string]: ChecksOfSystem | undefined
}
export interface ChecksOfSystem {
  [k: string]: CheckText | undefined
}
export interface CheckText {
  /**
   * What is looked at, in a few words, lower case.
   */
  title: string
  /**
   * The same in Swedish.
   */
  swedish: string
  /**
   * How it is looked at, and what it is held against.
   */
  asks: string
  /**
   * What nobody could prove without a real installation, and how to see it there.
   */
  prove?: string
  /**
   * The problem codes that the check can say.
   */
  says: string[]
}
