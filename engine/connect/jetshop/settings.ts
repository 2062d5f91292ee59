// What a Shop document says, as the driver needs it. Secrets are resolved already, and live nowhere
// else.
import type { StoreAccount } from './store-api.js'
import type { ServiceAccount } from './soap.js'

export interface JetshopSettings {
  readonly account: ServiceAccount
  /** Without it the driver knows only the articles that it is told of. */
  readonly store?: StoreAccount
  /** Article numbers to look for besides what the storefront lists. */
  readonly articles: readonly string[]
  /** A file with more of them, relative to the customer's folder. */
  readonly articlesFile?: string
  /** The first is the main one. */
  readonly cultures: readonly [string, ...string[]]
  /** The product template that new articles are made from. */
  readonly templateId?: string
  /** The list whose prices and visibility a product row shows. */
  readonly defaultPriceList?: string
  readonly requestsPerSecond?: number
  /** Orders come from Norce Checkout; as its own room reads it. */
  readonly checkout?: Readonly<Record<string, unknown>>
}

export const SERVICE_URL = 'https://integration.jetshop.se/Webservice20/v3.0/webservice.asmx'
const STORE_URL = 'https://storeapi.jetshop.io'
const CULTURE = 'sv-SE'
/** The host is shared by all shops and its limits are not known. */
const CAREFUL_PER_SECOND = 20

/** Reads the settings of a Shop; whatever is left out gets the service's usual value. */
export function settingsOf(from: Readonly<Record<string, unknown>>): JetshopSettings {
  const url = text(from['url']) ?? SERVICE_URL
  const cultures = list(from['cultures'])
  const main = cultures[0] ?? CULTURE
  const store = storeOf(from['storeApi'], main)
  const shopId = text(from['shopId'])
  const templateId = text(from['templateId'])
  const defaultPriceList = text(from['defaultPriceList'])
  const articlesFile = text(from['articlesFile'])
  return {
    account: {
      url,
      user: text(from['user']) ?? '',
      password: text(from['password']) ?? '',
      ...(shopId === undefined ? {} : { shopId }),
    },
    articles: list(from['articles']),
    cultures: [main, ...cultures.slice(1)],
    ...(articlesFile === undefined ? {} : { articlesFile }),
    ...(store === undefined ? {} : { store }),
    ...(templateId === undefined ? {} : { templateId }),
    ...(defaultPriceList === undefined ? {} : { defaultPriceList }),
    ...(isMap(from['orders']) && isMap(from['orders']['checkout']) ? { checkout: from['orders']['checkout'] } : {}),
    ...rateOf(from['callsPerSecond'], url),
  }
}

/** A service on this very machine is a simulator, and waits for nobody. */
function rateOf(given: unknown, url: string): { requestsPerSecond?: number } {
  if (typeof given === 'number') return { requestsPerSecond: given }
  return isLoopback(url) ? {} : { requestsPerSecond: CAREFUL_PER_SECOND }
}

function storeOf(from: unknown, culture: string): StoreAccount | undefined {
  if (typeof from !== 'object' || from === null) return undefined
  const given = from as Readonly<Record<string, unknown>>
  const channelId = text(given['channelId'])
  return {
    url: text(given['url']) ?? STORE_URL,
    shopId: text(given['shopId']) ?? '',
    token: text(given['token']) ?? '',
    culture,
    ...(channelId === undefined ? {} : { channelId }),
  }
}

/** A text, also of what YAML read as a number. Empty is the same as left out. */
function text(from: unknown): string | undefined {
  if (typeof from === 'number') return String(from)
  return typeof from === 'string' && from !== '' ? from : undefined
}

function isMap(from: unknown): from is Readonly<Record<string, unknown>> {
  return typeof from === 'object' && from !== null && !Array.isArray(from)
}

function list(from: unknown): readonly string[] {
  return Array.isArray(from) ? from.map(text).filter((one): one is string => one !== undefined) : []
}

function isLoopback(url: string): boolean {
  return /^https?:\/\/(?:127\.|localhost[:/]|\[::1\])/.test(url)
}
