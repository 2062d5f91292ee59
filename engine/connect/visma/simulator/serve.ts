// The simulated program as a process of its own: an HTTP server that speaks the bridge's verbs
// (POST /call, one message in, one answer out). Each client has a session, so that seats and open
// companies behave as between processes.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { World } from '../../world/world.js'
import { Session } from '../bridge/serve.js'
import type { Ask } from '../bridge/protocol.js'
import { ProcessGone } from './faults.js'
import { AdkSimulator } from './simulator.js'

/** A session that nobody has spoken to for so long gives its seat back. */
const IDLE_MS = 300_000
const BODY_BYTES_MAX = 20_000_000

export interface ErpServer { readonly url: string; close(): Promise<void> }

/** Serves the world on this port; 0: any free one. Only this machine can reach it. */
export async function serveErpSimulator(options: { readonly world: World; readonly port?: number }): Promise<ErpServer> {
  const sessions = new Map<string, { session: Session; idle: NodeJS.Timeout }>()
  const drop = (id: string) => {
    const known = sessions.get(id)
    if (!known) return
    clearTimeout(known.idle)
    known.session.close()
    sessions.delete(id)
  }
  const sessionOf = (id: string): Session => {
    const known = sessions.get(id)
    if (known) clearTimeout(known.idle)
    const session = known?.session ?? new Session(new AdkSimulator(options.world))
    sessions.set(id, { session, idle: setTimeout(() => { drop(id) }, IDLE_MS).unref() })
    return session
  }
  const server = createServer((request, response) => {
    void answer(request, response, sessionOf, drop).catch(() => { request.socket.destroy() })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const close = async () => {
    for (const id of [...sessions.keys()]) drop(id)
    server.closeAllConnections()
    await new Promise<void>((resolve) => { server.close(() => { resolve() }) })
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

async function answer(
  request: IncomingMessage, response: ServerResponse, sessionOf: (id: string) => Session, drop: (id: string) => void,
): Promise<void> {
  if (request.method !== 'POST' || request.url !== '/call') {
    response.writeHead(404).end('{}')
    return
  }
  const { session: id, message } = JSON.parse(await bodyOf(request)) as { session: string; message: Ask }
  const session = sessionOf(id)
  try {
    const reply = session.serve(message)
    if (message.verb === 'close') drop(id)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply))
  } catch (error) {
    if (!(error instanceof ProcessGone)) throw error
    drop(id)
    // A hung program says nothing at all; a dead one breaks the line.
    if (error.how === 'died') request.socket.destroy()
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > BODY_BYTES_MAX) throw new Error('too large')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
