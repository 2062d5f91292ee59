// The shop's own code lists: order states, channels, payment methods, delivery ways, customer groups, stock locations.
import type { Page } from '../connector.js'
import { again, needed, type Called } from '../called.js'
import { refused, type Graph } from './graph.js'
import type { Channel, Shop } from './shop.js'

interface Code {
  readonly code: string
  readonly text: string
}

const NAMED: Readonly<Record<string, string>> = {
  'payment-methods': 'query Codes { codes: paymentMethods(options: { take: 500 }) { items { code text: name } } }',
  'delivery-ways': 'query Codes { codes: shippingMethods(options: { take: 500 }) { items { code text: name } } }',
  'customer-groups': 'query Codes { codes: customerGroups(options: { take: 500 }) { items { code: name text: name } } }',
}

/** Every code of the list that the scope names. */
export async function* codesOf(list: string | undefined, { graph, shop }: { graph: Graph; shop: Shop }): AsyncIterable<Page> {
  const channel = needed(await shop.channel())
  const codes = needed(await read(list ?? '', { graph, shop, channel }))
  yield {
    items: codes.map(({ code, text }) => ({ key: code, fields: { code, text } })),
    total: codes.length, coverage: { kind: 'whole', pages: 1 },
  }
}

async function read(list: string, { graph, shop, channel }: { graph: Graph; shop: Shop; channel: Channel }): Promise<Called<readonly Code[]>> {
  switch (list) {
    case 'order-statuses': return { kind: 'ok', value: channel.states.map(({ name }) => ({ code: name, text: name })) }
    case 'stock-locations': return { kind: 'ok', value: channel.locations.map(({ name }) => ({ code: name, text: name })) }
    // A price list of another group of customers is another channel here.
    case 'price-lists':
    case 'channels': {
      const codes = await shop.codes()
      return codes.kind === 'ok' ? { kind: 'ok', value: codes.value.map((code) => ({ code, text: code })) } : codes
    }
    default: {
      const document = NAMED[list]
      if (document === undefined) return refused('VENDURE_NO_LIST', { list })
      const called = await again(() => graph.ask<{ codes: { items: readonly Code[] } }>({ operation: 'Codes', document, channelToken: channel.token }))
      return called.kind === 'ok' ? { kind: 'ok', value: called.value.codes.items } : called
    }
  }
}
