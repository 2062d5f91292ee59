// Generated from schemas/vat.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * VAT rates with the days they are valid.
 */
export interface VatSpec {
  country: string
  classes: VatClass[]
}
export interface VatClass {
  id: string
  title: string
  /**
   * @minItems 1
   */
  rates: [DatedRate, ...DatedRate[]]
}
export interface DatedRate {
  /**
   * First day, local date.
   */
  from: string
  /**
   * 2500 is 25 %.
   */
  basisPoints: number
  note?: string
}
