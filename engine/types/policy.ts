// Generated from schemas/policy.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * keep: nothing. adopt: remember, write nothing. forget: drop the memory. create, update, retire: write to the target. hold: a person decides.
 */
export type PolicyAction = 'keep' | 'adopt' | 'forget' | 'create' | 'update' | 'retire' | 'hold'

/**
 * A decision table: what each side did since both last agreed, and what follows. Twelve cells, none left out.
 */
export interface PolicySpec {
  id: string
  title: string
  /**
   * otherMaster: for a field whose master is not the one of its stream. atCreate: for the same field in the stream that creates the item.
   */
  use?: 'otherMaster' | 'atCreate'
  decide: Decide
}
/**
 * source/target, each against what they last agreed on.
 */
export interface Decide {
  'created/absent': PolicyAction
  'absent/created': PolicyAction
  'created/created': PolicyAction
  'same/same': PolicyAction
  'same/changed': PolicyAction
  'same/deleted': PolicyAction
  'changed/same': PolicyAction
  'changed/changed': PolicyAction
  'changed/deleted': PolicyAction
  'deleted/same': PolicyAction
  'deleted/changed': PolicyAction
  'deleted/deleted': PolicyAction
}
