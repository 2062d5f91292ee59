// The order API of Norce Checkout, in its own words: list and get. Contract: docs.norce.io
// (published). That a list takes offset and limit is from a vendor employee's own code.
import { problem } from '../../core/problem.js'
import type { Called, Failed } from '../called.js'
import type { HttpDoor } from '../http.js'

export interface CheckoutAccount {
  /** Up to and with …/checkout/order/ */
  readonly url: string
  /** The whole value of the Authorization header. */
  readonly token: string
  readonly merchant: string
  readonly channel?: string
}

/** What JSON gives: figures are figures, so that amounts are turned into decimal texts where they are read. */
export type Json = string | number | boolean | null | readonly Json[] | JsonMap
export interface JsonMap { readonly [name: string]: Json | undefined }

export class CheckoutApi {
  constructor(private readonly door: HttpDoor, private readonly account: CheckoutAccount) {}

  /** A page of orders, in the checkout's own order. */
  async list(offset: number, limit: number): Promise<Called<readonly JsonMap[]>> {
    const asked = await this.get(`api/v0/checkout/orders?offset=${offset}&limit=${limit}`)
    if (asked.kind !== 'ok') return asked
    return Array.isArray(asked.value) ? { kind: 'ok', value: asked.value.map(mapOf) } : unreadable('a list of orders')
  }

  /** The order of that id, which is the checkout's own; undefined where there is none. */
  async order(id: string): Promise<Called<JsonMap | undefined>> {
    const asked = await this.get(`api/v0/checkout/orders/${encodeURIComponent(id)}`)
    if (asked.kind !== 'ok') return asked
    return { kind: 'ok', value: asked.value === undefined ? undefined : mapOf(asked.value) }
  }

  /** undefined: the checkout says that there is no such order. */
  private async get(path: string): Promise<Called<Json | undefined>> {
    const { url, token, merchant, channel } = this.account
    const answer = await this.door.post({
      url: `${url.replace(/\/?$/, '/')}${path}`, method: 'GET', body: '', writes: false,
      headers: { accept: 'application/json', authorization: token, 'x-merchant': merchant, ...(channel === undefined ? {} : { 'x-channel': channel }) },
    })
    if (answer.kind !== 'reply') return { ...answer, kind: 'retry' }
    const facts = { url, status: answer.status }
    const body = parsed(answer.text)
    if (answer.status === 200) return body === undefined ? unreadable('JSON') : { kind: 'ok', value: body }
    if (answer.status === 401 || answer.status === 403) return { kind: 'refused', problem: problem('CHECKOUT_LOGIN', facts) }
    const { code, message } = mapOf(body ?? null)
    if (answer.status === 404 && code === 'order-not-found') return { kind: 'ok', value: undefined }
    const kind = answer.status >= 500 ? 'retry' : 'refused'
    return { kind, problem: problem('CHECKOUT_REFUSED', { ...facts, message: String(message ?? code ?? '').slice(0, 300) }) }
  }
}

export function mapOf(from: Json | undefined): JsonMap {
  return typeof from === 'object' && from !== null && !Array.isArray(from) ? (from as JsonMap) : {}
}

export function listOf(from: Json | undefined): readonly Json[] {
  return Array.isArray(from) ? (from as readonly Json[]) : []
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

function unreadable(wanted: string): Failed {
  return { kind: 'retry', problem: problem('CHECKOUT_UNREADABLE', { wanted }) }
}
