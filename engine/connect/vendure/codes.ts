// The shop's own code lists: order states, channels, payment methods, delivery ways, customer groups, stock locations.
import { problem, type Problem } from '../../core/problem.js'
import { SystemError, type NamedCode, type Page } from '../connector.js'
import { again, needed, type Called } from '../called.js'
import { refused, type Graph } from './graph.js'
import type { Channel, Shop } from './shop.js'

/** What came of holding codes of the files against the shop's lists. unread: lists that could not be read, and why. */
export interface CodesHeld {
  readonly wrong: readonly Problem[]
  readonly unread: readonly Problem[]
}

interface Parts {
  readonly graph: Graph
  readonly shop: Shop
}
interface Code {
  readonly code: string
  readonly text: string
}

/** Code lists of specs/codes.yaml that are the shop's. */
const OF_FILES: ReadonlySet<string> = new Set(['order-statuses', 'customer-groups', 'payment-methods', 'delivery-ways', 'price-lists', 'channels'])
/** Lists whose codes the files write by name: so does the engine read an order. */
const BY_NAME: ReadonlySet<string> = new Set(['payment-methods', 'delivery-ways'])
const NAMED: Readonly<Record<string, string>> = {
  'payment-methods': 'query Codes { codes: paymentMethods(options: { take: 500 }) { items { code text: name } } }',
  'delivery-ways': 'query Codes { codes: shippingMethods(options: { take: 500 }) { items { code text: name } } }',
  'customer-groups': 'query Codes { codes: customerGroups(options: { take: 500 }) { items { code: name text: name } } }',
}

/** Every code of the list that the scope names. */
export async function* codesOf(list: string | undefined, { graph, shop }: Parts): AsyncIterable<Page> {
  const channel = needed(await shop.channel())
  const codes = needed(await read(list ?? '', { graph, shop, channel }))
  yield {
    items: codes.map(({ code, text }) => ({ key: code, fields: { code, text } })),
    total: codes.length, coverage: { kind: 'whole', pages: 1 },
  }
}

/** The codes of the files that are the shop's to know, held against its lists, letter by letter. */
export async function holdCodes(codes: readonly NamedCode[], parts: Parts): Promise<CodesHeld> {
  const wrong: Problem[] = []
  const unread: Problem[] = []
  for (const list of new Set(codes.map((one) => one.list).filter((one) => OF_FILES.has(one)))) {
    const known = await knownIn(list, parts)
    if (!Array.isArray(known)) unread.push(known as Problem)
    else {
      const missing = codes.filter((one) => one.list === list && !known.includes(one.code))
      wrong.push(...missing.map(({ code, place }) => problem('SHOP_CODE_UNKNOWN', { list, code, known }, place)))
    }
  }
  return { wrong, unread }
}

/** The codes of a list, or why it cannot be read. */
async function knownIn(list: string, parts: Parts): Promise<string[] | Problem> {
  try {
    const found: string[] = []
    for await (const { items } of codesOf(list, parts)) found.push(...items.map(({ key, fields }) => (BY_NAME.has(list) ? String(fields['text'] ?? key) : key)))
    return found
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    return error.problem
  }
}

async function read(list: string, { graph, shop, channel }: Parts & { channel: Channel }): Promise<Called<readonly Code[]>> {
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
