// A believable document of every kind that a customer writes. Made up.

/** metadata and spec of each kind. */
export const documents: Record<string, { metadata?: object; spec: object }> = {
  Integration: {
    spec: {
      mode: 'erp-leads',
      package: 400,
      ordersFrom: '2026-11-01',
      masters: { 'product.name': 'shop', stock: 'erp' },
      streams: { 'order-status': 'on', 'price-list': true },
      policies: { price: 'mirror' },
      orders: {
        as: 'order',
        byPayment: { Faktura: 'invoice' },
        pay: { Klarna: 'authorised', Förskott: 'paid' },
        customer: { numberFrom: 'erp', matchBy: ['number', 'email', 'orgNo'] },
        onUnknownArticle: 'hold',
        onEdit: 'hold',
        lockedPeriod: 'hold',
      },
      stock: { inFlight: 'ignore' },
      pos: false,
      contacts: { alerts: ['drift@example.se'] },
    },
  },
  Erp: {
    spec: {
      driver: 'visma-administration',
      edition: 1000,
      commonFiles: 'C:\\Gemensamma',
      company: 'C:\\Nordlys',
      user: 'env:A',
      password: 'env:B',
    },
  },
  Shop: {
    spec: {
      driver: 'jetshop',
      url: 'https://shop.example',
      user: 'env:A',
      password: 'env:B',
      shopId: 'env:C',
      storeApi: { shopId: 'nordlys', token: 'env:D' },
      orders: { binding: 'jetshop-orders.yaml' },
      cultures: ['sv-SE', 'nb-NO'],
      defaultPriceList: '5b1e',
      templateId: 7,
      priceRounding: 'half-up',
      streams: { stock: 'off' },
      articles: ['00123'],
    },
  },
  Channel: {
    metadata: { name: 'b2b', shop: 'se' },
    spec: {
      match: { channelId: 2 },
      orders: { as: 'invoice', project: '20', priceList: 'AF', terms: '30' },
    },
  },
  PriceListBinding: {
    spec: {
      erp: { priceList: 'AF' },
      shop: { name: 'se', priceList: '7c2f', customerGroup: 'Återförsäljare' },
      currency: 'SEK',
    },
  },
  OrderStatusMapping: {
    metadata: { name: 'standard', shop: 'se' },
    spec: {
      import: { when: ['Betald', 'Godkänd'], then: 'Överförd' },
      feedback: [
        { event: 'delivered', status: 'Levererad', mail: true, tracking: true, capture: true },
      ],
    },
  },
  StockProfile: {
    spec: {
      basis: 'disposable',
      buffer: 1,
      cap: 10,
      round: 'down',
      status: { inStock: '1', out: '10', coming: '9', whenOut: '9' },
    },
  },
  FieldMapping: {
    spec: {
      entity: 'product',
      to: 'shop',
      fields: {
        name: {
          from: ['name', 'sku'],
          steps: [
            { name: 'join', with: ' ' },
            { name: 'shorten', with: 80 },
          ],
        },
        barcode: {
          from: 'barcode',
          steps: [
            { name: 'split', with: '-', take: 1 },
            { name: 'replace', find: ' ', with: '' },
          ],
          clear: true,
        },
        description: { plugin: 'texts' },
      },
    },
  },
  ValueMap: {
    spec: {
      entity: 'product',
      field: { shop: 'group', erp: 'group' },
      pairs: [{ shop: '12', erp: 'SKOR' }],
      otherwise: { shop: '99' },
    },
  },
  Schedule: {
    spec: {
      streams: ['se/stock'],
      every: '5m',
      windows: ['07:00-19:00'],
      days: ['mon', 'fri'],
      blackout: ['22:00-05:00'],
    },
  },
  Guard: {
    spec: { entities: ['price'], limits: { priceJumpPercentMax: 80, createCountMax: null } },
  },
  Plugin: {
    spec: {
      file: 'plugins/texts.mjs',
      version: '1.0',
      entity: 'product',
      to: 'shop',
      reads: ['name'],
      writes: ['description'],
    },
  },
  OrderBinding: {
    spec: {
      operations: {
        listOrders: {
          operation: 'Order_List',
          input: { options: { From: '{since}' } },
          result: 'OrderData',
        },
      },
      fields: { number: 'OrderNumber', email: 'Email' },
      assumed: true,
    },
  },
  Pairs: {
    metadata: { name: 'first', shop: 'se' },
    spec: { entity: 'product', pairs: [{ shop: 'A-1', erp: 'A1', confirmed: true }] },
  },
  PaymentReconciliation: {
    spec: {
      provider: 'klarna',
      methods: ['Klarna'],
      files: { folder: 'payouts', pattern: '*.csv' },
      match: { by: ['paymentReference'], onUnmatched: 'holdLine', roundingMax: '0.50' },
      accounts: { bank: '1930', clearing: '1512', fees: '6570', inputVat: '2641' },
    },
  },
}

/** The whole document of that kind, fresh each time. */
export const whole = (kind: string): Record<string, unknown> =>
  structuredClone({
    apiVersion: 'samsyn/v1',
    kind,
    metadata: { name: 'nordlys' },
    ...documents[kind],
  })
