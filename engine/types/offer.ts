// Generated from schemas/offer.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * The commercial side that is not part of one package: surcharges, start, terms. Amounts in whole SEK, excluding VAT.
 */
export interface OfferSpec {
  needs: DocumentNeeds
  startFee: number
  termMonths: number
  noticeMonths: number
  surcharges: Surcharge[]
  delivery: Delivery
  contacts: OfferContacts
}
/**
 * By kind of document, kind.key or kind.more (every one but the first): the feature that it needs.
 */
export interface DocumentNeeds {
  [k: string]: string | undefined
}
export interface Surcharge {
  feature: string
  per: 'shop' | 'paymentMethod'
  amountPerMonth: number
  /**
   * Whether packages from waivedFromRank on are free of it.
   */
  waived: boolean
  waivedFromRank: number
  note?: string
}
export interface Delivery {
  hoursMin: number
  hoursMax: number
  pluginHours: number
  covers: string[]
  notes?: string[]
}
export interface OfferContacts {
  note: string
}
