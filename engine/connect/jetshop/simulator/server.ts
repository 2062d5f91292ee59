// A Jetshop to try things out on: a local HTTP server over a world file, with the service's own
// shapes, rules and faults. Hand edits of the file count from the next request on.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { bodyOf, localServer } from '../../local-server.js'
import { World } from '../../world/world.js'
import {
  faultEnvelope,
  readEnvelope,
  responseEnvelope,
  textIn,
  XmlError,
  type Envelope,
} from '../xml.js'
import { checkRequest, SenderFault } from './check.js'
import { Faults, type Fault } from './faults.js'
import { Mishaps } from './mishaps.js'
import { operations } from './operations.js'
import { dialectOf } from './orders/dialect.js'
import { OrderMemory } from './orders/order-memory.js'
import { orderOperations } from './orders/order-operations.js'
import { send, XML, type Reply } from './reply.js'
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
  /** How often somebody knocked with the wrong login. */
  readonly refusedLogins: () => number
  readonly close: () => Promise<void>
}

const SERVICE_PATH = '/Webservice20/v3.0/webservice.asmx'
const STORE_PATH = '/storeapi'
/** Larger than any real request. */
const REQUEST_BYTES_MAX = 50_000_000
/** Longer than a client keeps an idle connection, so that none is closed just as it is used again. */
const KEEP_ALIVE_MS = 60_000

/** Starts a simulator over a world file. Port 0 takes any free one. */
export async function startShopSimulator(options: {
  world: World | string
  port: number
}): Promise<ShopSimulator> {
  const world = typeof options.world === 'string' ? new World(options.world) : options.world
  const shop = new ShopServer(world)
  const server = await localServer((request, response) => {
    void shop.take(request, response)
  }, { port: options.port, keepAliveMs: KEEP_ALIVE_MS })
  const { url } = server
  const { user, password, shopId, token } = shopSettings(world)
  return {
    url,
    token,
    account: { user, password, shopId },
    serviceUrl: `${url}${SERVICE_PATH}`,
    storeUrl: `${url}${STORE_PATH}`,
    refusedLogins: () => shop.refusedLogins,
    close: async () => {
      shop.mishaps.finish()
      await server.close()
      world.fold()
    },
  }
}

/** The shop behind the door: what it answers to a request. */
export class ShopServer {
  private readonly faults: Faults
  private readonly storefront: Storefront
  private readonly memory: OrderMemory
  readonly mishaps = new Mishaps()
  refusedLogins = 0

  constructor(private readonly world: World) {
    this.faults = new Faults(world)
    this.storefront = new Storefront(world)
    this.memory = new OrderMemory(world)
  }

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await bodyOf(request, REQUEST_BYTES_MAX)
      this.world.refresh()
      const path = (request.url ?? '').split('?')[0] ?? ''
      if (path.toLowerCase() === SERVICE_PATH.toLowerCase())
        await this.service(request, response, body)
      else if (path === STORE_PATH && request.method === 'POST')
        await this.store(request, response, body)
      else send(response, { status: 404, type: 'text/plain', body: 'not found' })
    } catch (error) {
      // A fault of the simulator itself is the receiver's fault, and says what it was.
      send(response, {
        status: 500,
        type: XML,
        body: faultEnvelope('soap:Receiver', (error as Error).message),
      })
    }
  }

  private async service(
    request: IncomingMessage,
    response: ServerResponse,
    body: string,
  ): Promise<void> {
    if (!this.letsIn(request)) {
      this.refusedLogins += 1
      const headers = { 'www-authenticate': 'Basic realm="Webservice"' }
      send(response, { status: 401, type: 'text/plain', body: 'Unauthorized', headers })
    } else if (request.method === 'GET') {
      const wsdl = /\?wsdl$/i.test(request.url ?? '')
      const address = `http://${request.headers.host ?? ''}${SERVICE_PATH}`
      const reply = (): Reply => wsdl
        ? { status: 200, type: 'text/xml; charset=utf-8', body: wsdlOf(address, dialectOf(this.world)) }
        : { status: 200, type: 'text/plain; charset=utf-8', body: Object.keys(operations).join('\n') }
      await this.mishaps.under(wsdl ? this.faults.next('WSDL') : undefined, response, reply)
    } else {
      const envelope = read(body)
      const fault = this.faults.next(this.ownName(envelope?.name ?? ''))
      await this.mishaps.under(fault, response, () => this.operation(envelope, fault))
    }
  }

  private async store(
    request: IncomingMessage,
    response: ServerResponse,
    body: string,
  ): Promise<void> {
    const header = (name: string): string | undefined => {
      const value = request.headers[name]
      return typeof value === 'string' ? value : undefined
    }
    const channelId = header('channelid')
    const culture = header('culture')
    const visit = {
      token: header('token') ?? '',
      shopId: header('shopid') ?? '',
      ...(channelId === undefined ? {} : { channelId }),
      ...(culture === undefined ? {} : { culture }),
    }
    const answer = await this.storefront.ask(JSON.parse(body) as StoreQuestion, visit)
    const reply = {
      status: 200,
      type: 'application/json; charset=utf-8',
      body: JSON.stringify(answer),
    }
    await this.mishaps.under(this.faults.next('StoreAPI'), response, () => reply)
  }

  private operation(envelope: Envelope | undefined, fault: Fault | undefined): Reply {
    try {
      if (!envelope) throw new SenderFault('Server was unable to read request.')
      const { shopId } = shopSettings(this.world)
      const asked = textIn(envelope.header, 'ShopId')
      if (asked !== undefined && asked !== shopId)
        throw new SenderFault(`Not known here: ShopId "${asked}".`)
      const orders = this.orderOperation(envelope, fault)
      if (orders) return orders
      checkRequest(envelope.name, envelope.content)
      const fails = (article: string, at: number): boolean =>
        fault?.kind === 'rowFailure' &&
        (fault.article === undefined ? at === 0 : fault.article === article)
      const { world } = this
      const result =
        operations[envelope.name]?.({
          world,
          operation: envelope.name,
          content: envelope.content,
          fails,
        }) ?? {}
      return { status: 200, type: XML, body: responseEnvelope(envelope.name, result) }
    } catch (error) {
      if (!(error instanceof SenderFault)) throw error
      return { status: 500, type: XML, body: faultEnvelope('soap:Sender', error.message) }
    }
  }

  /** The order extension, where the world has it; under whatever names the world gives it. */
  private orderOperation(envelope: Envelope, fault: Fault | undefined): Reply | undefined {
    const dialect = dialectOf(this.world)
    const operation = dialect?.canonicalOperation(envelope.name)
    // Without the extension, or under other names, the service knows no such operation.
    if (operation === undefined && orderOperations[envelope.name]) throw new SenderFault(`Server did not recognize the operation: ${envelope.name}.`)
    const act = operation === undefined ? undefined : orderOperations[operation]
    if (!dialect || operation === undefined || !act) return undefined
    const content = dialect.heard(envelope.content)
    checkRequest(operation, content)
    const result = act({ world: this.world, operation, content, fault, memory: this.memory })
    return { status: 200, type: XML, body: responseEnvelope(envelope.name, dialect.said(result)) }
  }

  private ownName(operation: string): string {
    return dialectOf(this.world)?.canonicalOperation(operation) ?? operation
  }

  private letsIn(request: IncomingMessage): boolean {
    const { user, password } = shopSettings(this.world)
    return (
      request.headers.authorization ===
      `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
    )
  }
}

function read(body: string): Envelope | undefined {
  try {
    return readEnvelope(body)
  } catch (error) {
    if (error instanceof XmlError) return undefined
    throw error
  }
}
