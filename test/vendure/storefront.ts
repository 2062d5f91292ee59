// What a merchant sets up so that customers can buy, and a customer who does.
import type { Connector } from '../../engine/connect/connector.js'
import { allDone } from '../connect/contract-bench.js'
import { session, type NewChannel, type ShopServer } from './server.js'

/** Ways to deliver and to pay in that channel. */
export async function openForSale({ ask }: ShopServer, { token, code }: NewChannel): Promise<void> {
  await ask('mutation ($input: CreatePaymentMethodInput!) { createPaymentMethod(input: $input) { id } }', {
    input: { code: `kort-${code}`, enabled: true, handler: { code: 'card', arguments: [] }, translations: [{ languageCode: 'sv', name: 'Kort', description: '' }] },
  }, token)
  const text = (value: unknown): string => JSON.stringify(value)
  await ask('mutation ($input: CreateShippingMethodInput!) { createShippingMethod(input: $input) { id } }', {
    input: {
      code: `paket-${code}`, fulfillmentHandler: 'manual-fulfillment', translations: [{ languageCode: 'sv', name: 'Paket', description: '' }],
      checker: { code: 'default-shipping-eligibility-checker', arguments: [{ name: 'orderMinimum', value: '0' }] },
      calculator: { code: 'default-shipping-calculator', arguments: [{ name: 'rate', value: '4900' }, { name: 'includesTax', value: 'include' }, { name: 'taxRate', value: text(25) }] },
    },
  }, token)
}

/** Two articles at 199.00 and 49.50 incl. VAT with plenty in stock, made and priced through the driver itself. */
export async function stocked({ writer }: Connector, [first, second]: readonly [string, string], quantity = 100): Promise<void> {
  const items = [[first, 2500, '199.00'], [second, 1200, '49.50']] as const
  const each = (fields: (one: (typeof items)[number]) => object) => items.map((one) => ({ key: one[0], fields: { ...fields(one) } }))
  allDone(await writer.send({ entity: 'product', action: 'create', scope: {}, items: each(([sku, vatRate]) => ({ sku, name: `Artikel ${sku}`, vatRate, active: true, stockItem: true })) }))
  allDone(await writer.send({ entity: 'price', action: 'update', scope: {}, items: each(([, , price]) => ({ price })) }))
  allDone(await writer.send({ entity: 'stock', action: 'update', scope: {}, items: each(() => ({ quantity })) }))
}

export interface Placing {
  readonly rows: readonly { readonly sku: string; readonly quantity: number }[]
  /** Makes the bank refuse when the money is taken. */
  readonly refuse?: boolean
  readonly coupon?: string
}

/** A customer fills a cart, gives an address and pays; gives the order's number. The payment's reference is that number. */
export async function placeOrder({ ask, storeUrl }: ShopServer, { token, code }: NewChannel, { rows, refuse = false, coupon }: Placing): Promise<string> {
  const { productVariants } = await ask<{ productVariants: { items: readonly { id: string; sku: string }[] } }>(
    'query ($skus: [String!]!) { productVariants(options: { filter: { sku: { in: $skus } } }) { items { id sku } } }', { skus: rows.map(({ sku }) => sku) }, token)
  const buy = session(storeUrl)
  const step = async <Data>(document: string, variables: object = {}): Promise<Data> => {
    const said = await buy<Data>(document, variables, token)
    const [result] = Object.values(said as object) as { errorCode?: string }[]
    if (result?.errorCode !== undefined) throw new Error(`${document}: ${JSON.stringify(result)}`)
    return said
  }
  const OK = '__typename ... on ErrorResult { errorCode message }'
  for (const { sku, quantity } of rows) {
    const id = productVariants.items.find((one) => one.sku === sku)?.id
    await step(`mutation ($id: ID!, $quantity: Int!) { addItemToOrder(productVariantId: $id, quantity: $quantity) { ${OK} } }`, { id, quantity })
  }
  await step(`mutation { setCustomerForOrder(input: { firstName: "Åsa", lastName: "Öberg", emailAddress: "asa@example.se", phoneNumber: "070-1234567" }) { ${OK} } }`)
  await step(`mutation { setOrderShippingAddress(input: { fullName: "Åsa Öberg", streetLine1: "Storgatan 1", postalCode: "111 22", city: "Stockholm", countryCode: "SE" }) { ${OK} } }`)
  if (coupon !== undefined) await step(`mutation ($coupon: String!) { applyCouponCode(couponCode: $coupon) { ${OK} } }`, { coupon })
  const { eligibleShippingMethods } = await buy<{ eligibleShippingMethods: readonly { id: string }[] }>('{ eligibleShippingMethods { id } }', {}, token)
  await step(`mutation ($ids: [ID!]!) { setOrderShippingMethod(shippingMethodId: $ids) { ${OK} } }`, { ids: [eligibleShippingMethods[0]?.id] })
  await step(`mutation { transitionOrderToState(state: "ArrangingPayment") { ${OK} } }`)
  const { activeOrder } = await buy<{ activeOrder: { code: string } }>('{ activeOrder { code } }', {}, token)
  await step(`mutation ($input: PaymentInput!) { addPaymentToOrder(input: $input) { ${OK} } }`,
    { input: { method: `kort-${code}`, metadata: { reference: activeOrder.code, refuse } } })
  return activeOrder.code
}

/** The states that an order has gone to since it was placed, by the shop's own history. */
export async function statesSincePlaced({ ask }: ShopServer, { token }: NewChannel, number: string): Promise<readonly string[]> {
  const { orders } = await ask<{ orders: { items: readonly { history: { items: readonly { data: { to?: string } }[] } }[] } }>(
    `query ($number: String!) { orders(options: { filter: { code: { eq: $number } } }) { items {
      history(options: { filter: { type: { eq: "ORDER_STATE_TRANSITION" } }, sort: { createdAt: ASC } }) { items { data } } } } }`, { number }, token)
  const states = orders.items[0]?.history.items.map(({ data }) => String(data.to)) ?? []
  return states.slice(states.indexOf('PaymentAuthorized') + 1)
}
