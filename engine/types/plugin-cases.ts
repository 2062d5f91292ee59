// Generated from schemas/plugin-cases.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * What a plugin must answer: plugins/NAME.cases.yaml beside plugins/NAME.mjs. Tried by samsyn plugin test.
 *
 * @minItems 1
 */
export type PluginCases = [PluginCase, ...PluginCase[]]

/**
 * One call, and what must come of it: either writes or fails.
 */
export interface PluginCase {
  /**
   * What the case is about, in a few words.
   */
  name: string
  reads: CaseFields
  writes?: CaseFields
  /**
   * It must throw, and this must be part of its message.
   */
  fails?: string
}
/**
 * Values by field, as an article or another item has them.
 */
export interface CaseFields {
  /**
   * A value.
   */
  [k: string]:
    | string
    | number
    | boolean
    | null
    | {
        [k: string]: unknown | undefined
      }
    | unknown[]
    | undefined
}
