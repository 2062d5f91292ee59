// Generated from schemas/mode.schema.json. Do not edit: change the schema and run "npm run generate".

export type Role = 'shop' | 'erp'

/**
 * Which side leads which register: a list of streams.
 */
export interface ModeSpec {
  id: string
  title: string
  /**
   * Features the whole mode needs.
   */
  needs?: string[]
  streams: ModeStreams
}
export interface ModeStreams {
  customer?: ModeStream
  order?: ModeStream
  'order-status'?: ModeStream
  product?: ModeStream
  price?: ModeStream
  'price-list'?: ModeStream
  stock?: ModeStream
  'stock-status'?: ModeStream
}
export interface ModeStream {
  from: Role
  policy: string
  /**
   * Off unless the YAML switches it on.
   */
  optional?: boolean
  needs?: string[]
  /**
   * The registers that run when the stream is on. Left out: the one it is named after.
   *
   * @minItems 1
   */
  carries?: [string, ...string[]]
  fields?: FieldPolicies
}
/**
 * Fields that follow another policy than the stream.
 */
export interface FieldPolicies {
  [k: string]: string | undefined
}
