// A Jetshop to try things out on: a local HTTP server over a world file, with the service's own shapes, rules and faults.
// Hand edits of the file count from the next request on.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { World } from '../../world/world.js'
import { faultEnvelope, readEnvelope, responseEnvelope, textIn, XmlError, type Envelope } from '../xml.js'
import { checkRequest, SenderFault } from './check.js'
import { Faults, type Fault } from './faults.js'
import { operations } from './operations.js'
import { shopSettings } from './shop-world.js'
import { Storefront, type StoreQuestion } from './storefront.js'
import { wsdlOf } from './wsdl.js'

export interface ShopSimulator {
  readonly url: string
  readonly serviceUrl: string
  readonly storeUrl: string
  /** What the world lets in. */
  readonly account: { readonly user: string; readonly password: string; readonly shopId: string }
  readonly token: string
  readonly close: () => Promise<void>
}

const SERVICE_PATH = '/Webservice20/v3.0/webservice.asmx'
const STORE_PATH = '/storeapi'
const REQUEST_BYTES_MAX = 50_000_000
const XML = 'application/soap+xml; charset=utf-8'
const PAGE = '<!DOCTYPE html><html><head><title>Underhåll</title></head><body>Vi är snart tillbaka.</body></html>'
const RETRY_AFTER_SECONDS = '1'

interface Reply { readonly status: number; readonly type: string; readonly body: string; readonly headers?: Record<string, string> }

/** Starts a simulator over a world file. Port 0 takes any free one. */
export async function startShopSimulator(options: { world: World | string; port: number }): Promise<ShopSimulator> {
  const world = typeof options.world === 'string' ? new World(options.world) : options.world
  const shop = new ShopServer(world)
  const server = createServer((request, response) => { void shop.take(request, response) })
  // Longer than a client keeps an idle connection, so that none is closed just as it is used again.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { user, password, shopId, token } = shopSettings(world)
  return {
    url, token, account: { user, password, shopId },
    serviceUrl: `${url}${SERVICE_PATH}`,
    storeUrl: `${url}${STORE_PATH}`,
    close: async () => { shop.finish(); await closed(server) },
  }
}

class ShopServer {
  private readonly faults: Faults
  private readonly storefront: Storefront
  private readonly late = new Map<NodeJS.Timeout, () => void>()

  constructor(private readonly world: World) {
    this.faults = new Faults(world)
    this.storefront = new Storefront(world)
  }

  /** What was still to happen late, happens now: a shop does not forget because its client went away. */
  finish(): void {
    for (const [timer, happen] of this.late) { clearTimeout(timer); happen() }
    this.late.clear()
  }

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await bodyOf(request)
      this.world.refresh()
      const path = (request.url ?? '').split('?')[0] ?? ''
      if (path.toLowerCase() === SERVICE_PATH.toLowerCase()) await this.service(request, response, body)
      else if (path === STORE_PATH && request.method === 'POST') await this.store(request, response, body)
      else send(response, { status: 404, type: 'text/plain', body: 'not found' })
    } catch (error) {
      // A fault of the simulator itself is the receiver's fault, and says what it was.
      send(response, { status: 500, type: XML, body: faultEnvelope('soap:Receiver', (error as Error).message) })
    }
  }

  private async service(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
    if (!this.letsIn(request)) {
      const headers = { 'www-authenticate': 'Basic realm="Webservice"' }
      send(response, { status: 401, type: 'text/plain', body: 'Unauthorized', headers })
    } else if (request.method === 'GET') {
      const wsdl = /\?wsdl$/i.test(request.url ?? '')
      const address = `http://${request.headers.host ?? ''}${SERVICE_PATH}`
      send(response, wsdl ? { status: 200, type: 'text/xml; charset=utf-8', body: wsdlOf(address) }
        : { status: 200, type: 'text/plain; charset=utf-8', body: Object.keys(operations).join('\n') })
    } else {
      const envelope = read(body)
      const fault = this.faults.next(envelope?.name ?? '')
      await this.under(fault, response, () => this.operation(envelope, fault))
    }
  }

  private async store(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
    const header = (name: string): string | undefined => {
      const value = request.headers[name]
      return typeof value === 'string' ? value : undefined
    }
    const channelId = header('channelid')
    const culture = header('culture')
    const visit = {
      token: header('token') ?? '', shopId: header('shopid') ?? '',
      ...(channelId === undefined ? {} : { channelId }), ...(culture === undefined ? {} : { culture }),
    }
    const answer = await this.storefront.ask(JSON.parse(body) as StoreQuestion, visit)
    const reply = { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(answer) }
    await this.under(this.faults.next('StoreAPI'), response, () => reply)
  }

  /** Answers a call, or does what the fault asks instead. */
  private async under(fault: Fault | undefined, response: ServerResponse, happen: () => Reply): Promise<void> {
    switch (fault?.kind) {
      case 'lostReplyBefore': response.destroy(); return
      case 'lostReplyAfter': happen(); response.destroy(); return
      case 'lateEffect': this.later(happen, fault.delayMs ?? 0); response.destroy(); return
      case 'status429': send(response, busy(429, 'too many requests')); return
      case 'status503': send(response, busy(503, PAGE)); return
      case 'status500':
        send(response, { status: 500, type: XML, body: faultEnvelope('soap:Receiver', 'Object reference not set to an instance of an object.') })
        return
      case 'html': send(response, { status: 200, type: 'text/html; charset=utf-8', body: PAGE }); return
      default: {
        const reply = happen()
        if (fault?.kind === 'slow') await new Promise((resolve) => { setTimeout(resolve, fault.delayMs ?? 0) })
        send(response, reply)
      }
    }
  }

  private later(happen: () => void, delayMs: number): void {
    const quietly = (): void => {
      try {
        happen()
      } catch {
        // Nobody is left to be told.
      }
    }
    const timer = setTimeout(() => { this.late.delete(timer); quietly() }, delayMs)
    this.late.set(timer, quietly)
  }

  private operation(envelope: Envelope | undefined, fault: Fault | undefined): Reply {
    try {
      if (!envelope) throw new SenderFault('Server was unable to read request.')
      const { shopId } = shopSettings(this.world)
      const asked = textIn(envelope.header, 'ShopId')
      if (asked !== undefined && asked !== shopId) throw new SenderFault(`Not known here: ShopId "${asked}".`)
      checkRequest(envelope.name, envelope.content)
      const fails = (article: string, at: number): boolean => (
        fault?.kind === 'rowFailure' && (fault.article === undefined ? at === 0 : fault.article === article)
      )
      const { world } = this
      const result = operations[envelope.name]?.({ world, operation: envelope.name, content: envelope.content, fails }) ?? {}
      return { status: 200, type: XML, body: responseEnvelope(envelope.name, result) }
    } catch (error) {
      if (!(error instanceof SenderFault)) throw error
      return { status: 500, type: XML, body: faultEnvelope('soap:Sender', error.message) }
    }
  }

  private letsIn(request: IncomingMessage): boolean {
    const { user, password } = shopSettings(this.world)
    return request.headers.authorization === `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
  }
}

function busy(status: number, body: string): Reply {
  return { status, type: 'text/html; charset=utf-8', body, headers: { 'retry-after': RETRY_AFTER_SECONDS } }
}

function read(body: string): Envelope | undefined {
  try {
    return readEnvelope(body)
  } catch (error) {
    if (error instanceof XmlError) return undefined
    throw error
  }
}

function send(response: ServerResponse, { status, type, body, headers }: Reply): void {
  if (response.destroyed || response.headersSent) return
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers })
  response.end(body)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > REQUEST_BYTES_MAX) throw new Error('the request is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((resolve) => { server.close(() => { resolve() }) })
}
