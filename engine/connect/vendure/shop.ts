// What the driver must know of the shop before it can read or write: its channels, and of each its language, currency, taxes and
// stock locations. Read when first needed, and again after a while.
import { rateFromPercent } from '../../values/rate.js'
import { again, type Called } from '../called.js'
import { type Ask, type Graph, refused } from './graph.js'
import type { VendureSettings } from './settings.js'

export interface Location {
  readonly id: string
  readonly name: string
}

/** A tax category, and what it means in the channel's own tax zone. */
export interface TaxCategory {
  readonly id: string
  readonly isDefault: boolean
  readonly basisPoints: number
}

export interface Channel {
  readonly id: string
  readonly code: string
  readonly token: string
  readonly language: string
  readonly currency: string
  /** Whether the prices that are kept include VAT. */
  readonly pricesIncludeTax: boolean
  /** How many decimals an amount has; amounts travel as whole numbers of the smallest unit. */
  readonly places: number
  /** Whether articles are kept in stock where they do not say otherwise. */
  readonly tracksStock: boolean
  readonly taxes: readonly TaxCategory[]
  readonly locations: readonly Location[]
  /** The states an order can be in, and where each can go. */
  readonly states: readonly { readonly name: string; readonly to: readonly string[] }[]
}

/** Taxes and channels are changed by people, rarely; a day-long loop must see it all the same. */
const KNOWN_FOR_MS = 5 * 60_000
const DEFAULT_CHANNEL = '__default_channel__'

const ME = 'query Me { me { channels { code token } } }'
/** A key belongs to no person: the server has no "me" for it, and it needs the right to read channels. */
const CHANNELS = 'query Channels { channels(options: { take: 500 }) { items { code token } } }'
const CHANNEL = `query Channel { activeChannel {
    id code token defaultLanguageCode defaultCurrencyCode pricesIncludeTax defaultTaxZone { id } }
  globalSettings { trackInventory serverConfig { moneyStrategyPrecision orderProcess { name to } } }
  taxRates(options: { take: 200, filter: { enabled: { eq: true } } }) { items { value zone { id } category { id isDefault } } }
  stockLocations(options: { take: 200 }) { items { id name } } }`

interface ChannelData {
  readonly activeChannel: {
    readonly id: string
    readonly code: string
    readonly token: string
    readonly defaultLanguageCode: string
    readonly defaultCurrencyCode: string
    readonly pricesIncludeTax: boolean
    readonly defaultTaxZone: { readonly id: string } | null
  }
  readonly globalSettings: {
    readonly trackInventory: boolean
    readonly serverConfig: { readonly moneyStrategyPrecision: number; readonly orderProcess: Channel['states'] }
  }
  readonly taxRates: {
    readonly items: readonly {
      readonly value: number
      readonly zone: { readonly id: string }
      readonly category: { readonly id: string; readonly isDefault: boolean }
    }[]
  }
  readonly stockLocations: { readonly items: readonly Location[] }
}
interface Known<Value> {
  readonly value: Promise<Called<Value>>
  readonly until: number
}

export class Shop {
  private readonly channels = new Map<string, Known<Channel>>()
  private tokens: Known<ReadonlyMap<string, string>> | undefined

  constructor(
    private readonly graph: Graph,
    private readonly settings: Pick<VendureSettings, 'account' | 'channel' | 'stockLocation'>,
  ) {}

  /** The channel with that code; left out: the one that the Shop names. */
  async channel(code: string = this.settings.channel ?? DEFAULT_CHANNEL): Promise<Called<Channel>> {
    const known = this.channels.get(code)
    if (known && known.until > Date.now()) return known.value
    const fresh = { value: this.read(code), until: Date.now() + KNOWN_FOR_MS }
    this.channels.set(code, fresh)
    const called = await fresh.value
    if (called.kind !== 'ok') this.channels.delete(code)
    return called
  }

  async codes(): Promise<Called<readonly string[]>> {
    const tokens = await this.tokensByCode()
    return tokens.kind === 'ok' ? { kind: 'ok', value: [...tokens.value.keys()] } : tokens
  }

  /** The location that levels are read from and written to. */
  locationIn({ locations, code }: Channel): Called<Location> {
    const { stockLocation } = this.settings
    const found = locations.filter(({ id, name }) => stockLocation === undefined || stockLocation === name || stockLocation === id)
    const [only] = found
    return only && found.length === 1
      ? { kind: 'ok', value: only }
      : refused('VENDURE_STOCK_LOCATION', { channel: code, known: locations.map(({ name }) => name).join(', ') })
  }

  private async read(code: string): Promise<Called<Channel>> {
    const tokens = await this.tokensByCode()
    if (tokens.kind !== 'ok') return tokens
    const channelToken = tokens.value.get(code)
    if (channelToken === undefined)
      return refused('VENDURE_CHANNEL', { channel: code, known: [...tokens.value.keys()].join(', ') })
    const called = await this.patiently<ChannelData>({ operation: 'Channel', document: CHANNEL, channelToken })
    return called.kind === 'ok' ? { kind: 'ok', value: channelOf(called.value) } : called
  }

  private async tokensByCode(): Promise<Called<ReadonlyMap<string, string>>> {
    if (!this.tokens || this.tokens.until < Date.now())
      this.tokens = { value: this.readTokens(), until: Date.now() + KNOWN_FOR_MS }
    const called = await this.tokens.value
    if (called.kind !== 'ok') this.tokens = undefined
    return called
  }

  private async readTokens(): Promise<Called<ReadonlyMap<string, string>>> {
    type Tokens = readonly { code: string; token: string }[]
    const called = await this.patiently<{ me?: { channels: Tokens } | null; channels?: { items: Tokens } }>(
      'apiKey' in this.settings.account ? { operation: 'Channels', document: CHANNELS } : { operation: 'Me', document: ME })
    if (called.kind !== 'ok') return called
    const tokens = called.value.me?.channels ?? called.value.channels?.items ?? []
    return { kind: 'ok', value: new Map(tokens.map(({ code, token }) => [code, token])) }
  }

  private patiently<Data>(ask: Ask): Promise<Called<Data>> {
    return again(() => this.graph.ask<Data>(ask))
  }
}

function channelOf({ activeChannel, globalSettings, taxRates, stockLocations }: ChannelData): Channel {
  const { serverConfig, trackInventory } = globalSettings
  const zone = activeChannel.defaultTaxZone?.id
  const taxes = taxRates.items.flatMap(({ value, zone: { id }, category }) => {
    const basisPoints = rateFromPercent(value)
    return id === zone && basisPoints !== undefined ? [{ ...category, basisPoints }] : []
  })
  return {
    id: activeChannel.id,
    code: activeChannel.code,
    token: activeChannel.token,
    language: activeChannel.defaultLanguageCode,
    currency: activeChannel.defaultCurrencyCode,
    pricesIncludeTax: activeChannel.pricesIncludeTax,
    places: serverConfig.moneyStrategyPrecision,
    tracksStock: trackInventory,
    taxes,
    locations: stockLocations.items,
    states: serverConfig.orderProcess,
  }
}
