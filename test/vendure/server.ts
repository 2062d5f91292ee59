// A real shop server for one test file, filled through its own API: tax rates, and a channel of its own for each test, so that each
// begins with an empty shop.
import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { projectRoot } from '../kit/specs.js'
import { INSTALLED, isInstalled } from './installed.js'

export const ADMIN = { user: 'superadmin', password: 'a password of the test' }

export interface NewChannel {
  readonly code: string
  readonly token: string
  readonly id: string
  readonly location: string
}

export interface ShopServer {
  /** Of the Admin API. */
  readonly url: string
  /** Of the Shop API, which the storefront uses. */
  readonly storeUrl: string
  /** References of the payments that were taken from a customer, each time. */
  readonly captured: readonly string[]
  /** Asks the Admin API as a person would; throws at any error. */
  ask<Data>(document: string, variables?: object, channelToken?: string): Promise<Data>
  newChannel(options?: { pricesIncludeTax?: boolean }): Promise<NewChannel>
}

/** Whether the suite can run. Where the server is not installed it says so; in CI that is a fault, because nothing would be tested. */
export function canServe(): boolean {
  if (isInstalled()) return true
  if (process.env['CI']) throw new Error('the shop server is not installed: npx tsx test/vendure/install.ts')
  process.stdout.write('  skipped: the shop server is not installed (npx tsx test/vendure/install.ts)\n')
  return false
}

let running: Promise<ShopServer> | undefined

/** The server of this process, started when first asked for. It ends with the process, and does not keep it. */
export function shopServer(): Promise<ShopServer> {
  running ??= start()
  return running
}

async function start(): Promise<ShopServer> {
  const child = spawn(process.execPath, [join(projectRoot, 'test', 'vendure', 'server.mjs'), INSTALLED], { stdio: ['pipe', 'pipe', 'inherit'] })
  const captured: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => { reject(new Error(`the shop server ended with ${code}`)) })
    createInterface(child.stdout).on('line', (line) => {
      const said = JSON.parse(line) as { url?: string; captured?: string }
      if (said.url !== undefined) resolve(said.url)
      if (said.captured !== undefined) captured.push(said.captured)
    })
  })
  child.unref()
  for (const stream of [child.stdout, child.stdin]) (stream as unknown as Socket).unref()
  const ask = await signedIn(`${url}/admin-api`)
  const zone = await fill(ask)
  let count = 0
  return {
    url: `${url}/admin-api`, storeUrl: `${url}/shop-api`, captured, ask,
    newChannel: async ({ pricesIncludeTax = true } = {}) => {
      count += 1
      return newChannel(ask, { code: `kanal-${count}`, zone, pricesIncludeTax })
    },
  }
}

type AskServer = ShopServer['ask']

async function signedIn(url: string): Promise<AskServer> {
  const ask = session(url)
  await ask('mutation ($user: String!, $password: String!) { login(username: $user, password: $password) { __typename } }', ADMIN)
  return ask
}

/** Asks with the token that the server hands out, as soon as it does; throws at any error. */
export function session(url: string): AskServer {
  let token: string | null = null
  return async <Data>(document: string, variables: object = {}, channelToken?: string): Promise<Data> => {
    const headers = {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(channelToken === undefined ? {} : { 'vendure-token': channelToken }),
    }
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: document, variables }) })
    token = answer.headers.get('vendure-auth-token') ?? token
    const body = await answer.json() as { data: Data; errors?: readonly { message: string }[] }
    if (body.errors) throw new Error(`${document}: ${JSON.stringify(body.errors)}`)
    return body.data
  }
}

/** Sweden with its VAT rates; gives its zone. */
async function fill(ask: AskServer): Promise<string> {
  const { createCountry } = await ask<{ createCountry: { id: string } }>(
    'mutation { createCountry(input: { code: "SE", enabled: true, translations: [{ languageCode: en, name: "Sweden" }] }) { id } }')
  const { createZone } = await ask<{ createZone: { id: string } }>(
    'mutation ($members: [ID!]!) { createZone(input: { name: "Sverige", memberIds: $members }) { id } }', { members: [createCountry.id] })
  for (const value of [25, 12, 6, 0]) {
    const { createTaxCategory } = await ask<{ createTaxCategory: { id: string } }>(
      'mutation ($name: String!, $isDefault: Boolean!) { createTaxCategory(input: { name: $name, isDefault: $isDefault }) { id } }', { name: `moms ${value}`, isDefault: value === 25 })
    await ask('mutation ($name: String!, $value: Float!, $zoneId: ID!, $categoryId: ID!) { createTaxRate(input: { name: $name, value: $value, enabled: true, zoneId: $zoneId, categoryId: $categoryId }) { id } }',
      { name: `moms ${value}`, value, zoneId: createZone.id, categoryId: createTaxCategory.id })
  }
  await ask('mutation { updateGlobalSettings(input: { availableLanguages: [en, sv], trackInventory: true }) { __typename } }')
  await ask('mutation ($zone: ID!) { updateChannel(input: { id: "1", defaultTaxZoneId: $zone, defaultShippingZoneId: $zone, availableCurrencyCodes: [USD, SEK], defaultCurrencyCode: SEK, availableLanguageCodes: [en, sv] }) { __typename } }', { zone: createZone.id })
  return createZone.id
}

async function newChannel(ask: AskServer, { code, zone, pricesIncludeTax }: { code: string; zone: string; pricesIncludeTax: boolean }): Promise<NewChannel> {
  const token = `token-of-${code}`
  const { createChannel } = await ask<{ createChannel: { id: string } }>(
    `mutation ($input: CreateChannelInput!) { createChannel(input: $input) { ... on Channel { id } ... on ErrorResult { message } } }`,
    { input: { code, token, pricesIncludeTax, defaultLanguageCode: 'sv', availableLanguageCodes: ['sv'], defaultCurrencyCode: 'SEK', availableCurrencyCodes: ['SEK'], defaultTaxZoneId: zone, defaultShippingZoneId: zone } })
  const { createStockLocation } = await ask<{ createStockLocation: { id: string } }>(
    'mutation ($name: String!) { createStockLocation(input: { name: $name }) { id } }', { name: `lager ${code}` })
  await ask('mutation ($input: AssignStockLocationsToChannelInput!) { assignStockLocationsToChannel(input: $input) { id } }',
    { input: { stockLocationIds: [createStockLocation.id], channelId: createChannel.id } })
  return { code, token, id: createChannel.id, location: createStockLocation.id }
}
