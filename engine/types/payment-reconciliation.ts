// Generated from schemas/payment-reconciliation.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * Payout files of a payment provider, held against the ledger of the ERP. Runs without an order flow too.
 */
export interface PaymentReconciliation {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind: 'PaymentReconciliation'
  metadata: PaymentReconciliationMetadata
  spec: PaymentReconciliationConfig
}
/**
 * What it is called.
 */
export interface PaymentReconciliationMetadata {
  /**
   * The name in plans and in other documents: small letters, digits and hyphens.
   */
  name: string
  /**
   * The shop whose payments these are.
   */
  shop?: string
}
/**
 * Where the files come from, and how they are booked.
 */
export interface PaymentReconciliationConfig {
  /**
   * Whose files. dibs is Nets or Nexi today.
   */
  provider: 'klarna' | 'dibs' | 'svea'
  /**
   * Payment methods that the files hold.
   *
   * @minItems 1
   *
   * Items: A payment method as the shop names it.
   */
  methods?: [string, ...string[]]
  /**
   * Currency of the payouts.
   */
  currency?: string
  /**
   * The first payout day that is booked.
   */
  from?: string
  files: PayoutFiles
  match?: PayoutMatch
  accounts: PayoutAccounts
  /**
   * Series of the vouchers.
   */
  series?: string
}
/**
 * Where the files are.
 */
export interface PayoutFiles {
  /**
   * Folder that is read, relative to this one.
   */
  folder: string
  /**
   * File names, with * for anything.
   */
  pattern?: string
  columns?: ColumnNames
}
/**
 * The column of a field, where the merchant's report names it differently.
 */
export interface ColumnNames {
  [k: string]: string | undefined
}
/**
 * How a line finds its document.
 */
export interface PayoutMatch {
  /**
   * In this order.
   *
   * @minItems 1
   *
   * Items: What is compared, exactly.
   */
  by?: [
    'paymentReference' | 'orderNumber' | 'invoiceNumber' | 'ocr',
    ...('paymentReference' | 'orderNumber' | 'invoiceNumber' | 'ocr')[]
  ]
  /**
   * A line without a document: it waits, the whole payout waits, or it is booked on the suspense account.
   */
  onUnmatched?: 'holdLine' | 'holdPayout' | 'suspense'
  /**
   * A difference up to this is booked as rounding, in quotes.
   */
  roundingMax?: string
}
/**
 * Accounts, in quotes. Each is checked against the ERP before anything is booked.
 */
export interface PayoutAccounts {
  /**
   * Where the payout lands, e.g. 1930.
   */
  bank: string
  /**
   * The receivable on the provider, e.g. 1512.
   */
  clearing: string
  /**
   * The provider's fees, e.g. 6570.
   */
  fees: string
  /**
   * VAT on the fees, e.g. 2641.
   */
  inputVat?: string
  /**
   * Small differences, e.g. 3740.
   */
  rounding?: string
  /**
   * Lines without a document, only with onUnmatched suspense.
   */
  suspense?: string
  /**
   * Currency differences, e.g. 3960.
   */
  exchange?: string
}
