// Generated from schemas/samsyn.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * Any document of a customer's folder, by its kind. For editors.
 */
export type SamsynDocument = {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind:
    | 'Integration'
    | 'Erp'
    | 'Shop'
    | 'Channel'
    | 'PriceListBinding'
    | 'OrderStatusMapping'
    | 'StockProfile'
    | 'FieldMapping'
    | 'ValueMap'
    | 'Schedule'
    | 'Guard'
    | 'Plugin'
    | 'OrderBinding'
    | 'Pairs'
    | 'PaymentReconciliation'
  [k: string]: unknown | undefined
}
