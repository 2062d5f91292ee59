// The simulated program as a process of its own: an HTTP server that speaks the bridge's verbs
// (POST /call, one message in, one answer out). Each client has a session, so that seats and open
// companies behave as between processes.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { bodyOf, localServer, type LocalServer } from '../../local-server.js'
import type { World } from '../../world/world.js'
import { Session } from '../bridge/serve.js'
import type { Ask } from '../bridge/protocol.js'
import { ProcessGone } from './faults.js'
import { AdkSimulator } from './simulator.js'

/** A session that nobody has spoken to for so long gives its seat back. */
const IDLE_MS = 300_000
const BODY_BYTES_MAX = 20_000_000

/** Serves the world on this port; 0: any free one. Only this machine can reach it. */
export async function serveErpSimulator(options: { readonly world: World; readonly port?: number }): Promise<LocalServer> {
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
  const server = await localServer((request, response) => {
    void answer(request, response, sessionOf, drop).catch(() => { request.socket.destroy() })
  }, { port: options.port ?? 0 })
  const close = async () => {
    for (const id of [...sessions.keys()]) drop(id)
    await server.close()
  }
  return { url: server.url, close }
}

async function answer(
  request: IncomingMessage, response: ServerResponse, sessionOf: (id: string) => Session, drop: (id: string) => void,
): Promise<void> {
  if (request.method !== 'POST' || request.url !== '/call') {
    response.writeHead(404).end('{}')
    return
  }
  const { session: id, message } = JSON.parse(await bodyOf(request, BODY_BYTES_MAX)) as { session: string; message: Ask }
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
