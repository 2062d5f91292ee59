// Generated from schemas/vat.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * VAT rates with the days they are valid.
 */
export interface VatSpec {
  country: string
  abroad: RatesAbroad
  classes: VatClass[]
}
/**
 * Rates above zero of other countries of the EU, by country: whose VAT it is that a shop charged.
 */
export interface RatesAbroad {
  /**
   * @minItems 1
   *
   * Items: 2550 is 25.5 %.
   */
  [k: string]: [number, ...number[]] | undefined
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
