// The ASSUMED order extension: nobody has seen the order operations of the real service. Their
// names and shapes here are made up in its style, around the few names that a partner's page tells
// (OrderData, ShipTo…, CustomerId, Email). A world opts in with the setting assumedOrders.
import type { Members } from '../types.js'

export const ORDER_TYPES: Readonly<Record<string, Members>> = {
  OrderOptions: { ModifiedSince: 'dateTime?', StatusId: 'int?', ChannelId: 'int?', Page: 'int?', PageSize: 'int?' },
  OrderGetOptions: { OrderNumber: 'string' },
  OrderData: {
    OrderId: 'int', OrderNumber: 'string', ChannelId: 'int', Culture: 'string', OrderDate: 'dateTime', ModifiedDate: 'dateTime', StatusId: 'int', IsExported: 'boolean',
    CurrencyCode: 'string', CurrencyRate: 'decimal', PricesIncVat: 'boolean', CustomerId: 'string', OrganizationNumber: 'string', VatNumber: 'string', VatNumberValidatedDate: 'dateTime?', Email: 'string', MobilePhone: 'string',
    BillToCompany: 'string', BillToFirstName: 'string', BillToLastName: 'string', BillToAddress: 'string', BillToCo: 'string', BillToZipCode: 'string', BillToCity: 'string', BillToCountryCode: 'string',
    ShipToCompany: 'string', ShipToFirstName: 'string', ShipToLastName: 'string', ShipToAddress: 'string', ShipToCo: 'string', ShipToZipCode: 'string', ShipToCity: 'string', ShipToCountryCode: 'string',
    CustomerReference: 'string', PurchaseOrderNumber: 'string', GoodsLabel: 'string', CustomerComment: 'string',
    OrderRows: 'OrderRowData[]', OrderDiscounts: 'OrderDiscountData[]', GiftVouchers: 'GiftVoucherData[]', VatLines: 'VatLineData[]',
    FreightFee: 'decimal', FreightVat: 'decimal', PaymentFee: 'decimal', PaymentFeeVat: 'decimal',
    Rounding: 'decimal', TotalExVat: 'decimal', TotalVat: 'decimal', TotalIncVat: 'decimal', AmountToPay: 'decimal',
    PaymentMethodId: 'int', PaymentState: 'PaymentStateType', PaymentReference: 'string', DeliveryMethodId: 'int',
    ReservedAmount: 'decimal', CapturedAmount: 'decimal', ReservationExpiresDate: 'dateTime?', OrderCaptures: 'OrderCaptureData[]',
    Refunds: 'RefundData[]', RefundRows: 'RefundRowData[]',
    Parcels: 'ParcelData[]', StatusHistory: 'OrderStatusHistoryData[]',
  },
  OrderRowData: { RowNumber: 'int', ArticleNumber: 'string', Name: 'string', Quantity: 'decimal', UnitName: 'string', UnitPrice: 'decimal', DiscountPercent: 'decimal', Vat: 'decimal', RowTotal: 'decimal' },
  OrderDiscountData: { Description: 'string', Amount: 'decimal', Vat: 'decimal' },
  GiftVoucherData: { VoucherNumber: 'string', ChargedAmount: 'decimal' },
  VatLineData: { Vat: 'decimal', AmountExVat: 'decimal', VatAmount: 'decimal' },
  ParcelData: { TrackingNumber: 'string', Carrier: 'string', TrackingUrl: 'string' },
  OrderCaptureData: { CapturedDate: 'dateTime', CapturedAmount: 'decimal' },
  RefundData: { RefundId: 'int', RefundDate: 'dateTime', RefundState: 'RefundStateType', RefundAmount: 'decimal', RefundedFreight: 'decimal', IsRestocked: 'boolean' },
  RefundRowData: { RefundId: 'int', ArticleNumber: 'string', Quantity: 'decimal', RefundAmount: 'decimal?' },
  OrderCapture: { OrderNumber: 'string', Amount: 'decimal' },
  OrderStatusHistoryData: { StatusId: 'int', ChangedDate: 'dateTime' },
  OrderStatusData: { StatusId: 'int', Name: 'string' },
  OrderStatusUpdate: { OrderNumber: 'string', StatusId: 'int', SendMail: 'boolean', TrackingNumber: 'string', Carrier: 'string', TrackingUrl: 'string' },
  OrderTracking: { OrderNumber: 'string', SendMail: 'boolean', TrackingNumber: 'string', Carrier: 'string', TrackingUrl: 'string' },
  OrderResult: { OrderNumber: 'string', Success: 'boolean', Message: 'string' },
  ChannelData: { ChannelId: 'int', Name: 'string' },
  PaymentMethodData: { PaymentMethodId: 'int', Name: 'string' },
  CustomerGroupData: { CustomerGroupId: 'int', Name: 'string' },
  PriceListData: { PriceListId: 'guid', Name: 'string' },
  CustomerOptions: { ModifiedSince: 'dateTime?', Page: 'int?', PageSize: 'int?' },
  CustomerGetOptions: { CustomerId: 'string' },
  CustomerData: { CustomerId: 'string', CustomerType: 'string', Name: 'string', OrganizationNumber: 'string', Email: 'string', MobilePhone: 'string', CustomerGroupId: 'int?' },
}

/** What each takes, and what is repeated in its result. */
export const ORDER_OPERATIONS: Readonly<Record<string, { readonly takes: Members; readonly gives: string }>> = {
  Order_GetOrders: { takes: { orderOptions: 'OrderOptions' }, gives: 'OrderData' },
  Order_Get: { takes: { orderGetOptions: 'OrderGetOptions' }, gives: 'OrderData' },
  Order_GetStatuses: { takes: {}, gives: 'OrderStatusData' },
  Order_SetStatus: { takes: { orderStatusUpdates: 'OrderStatusUpdate[]' }, gives: 'OrderResult' },
  Order_AddTracking: { takes: { orderTrackings: 'OrderTracking[]' }, gives: 'OrderResult' },
  Order_SetExported: { takes: { orderNumbers: 'string[]' }, gives: 'OrderResult' },
  Order_Capture: { takes: { orderCaptures: 'OrderCapture[]' }, gives: 'OrderResult' },
  Channel_GetChannels: { takes: {}, gives: 'ChannelData' },
  PaymentMethod_GetPaymentMethods: { takes: {}, gives: 'PaymentMethodData' },
  Customer_GetCustomerGroups: { takes: {}, gives: 'CustomerGroupData' },
  PriceList_GetPriceLists: { takes: {}, gives: 'PriceListData' },
  Customer_GetCustomers: { takes: { customerOptions: 'CustomerOptions' }, gives: 'CustomerData' },
  Customer_Get: { takes: { customerGetOptions: 'CustomerGetOptions' }, gives: 'CustomerData' },
}

/** Simple types: what they are made from, and their values. */
export const ORDER_ENUMS: Readonly<Record<string, readonly string[]>> = {
  PaymentStateType: ['Pending', 'Reserved', 'Captured', 'Credited', 'Failed'],
  RefundStateType: ['Pending', 'Done', 'Failed'],
}
