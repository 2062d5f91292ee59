// What every HTTP server of ours is: for this machine only, on any free port if asked so, and gone at once when it is closed.
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LocalServer {
  /** http://127.0.0.1:PORT, without a slash at its end. */
  readonly url: string
  /** Breaks every connection and frees the port. */
  readonly close: () => Promise<void>
}

export interface LocalServerOptions {
  /** 0: any free one. */
  readonly port: number
  /** How long a connection may be idle; left out: as Node has it. */
  readonly keepAliveMs?: number
}

/** Starts it; throws where the port is taken. Only this machine can reach it. */
export async function localServer(take: RequestListener, { port, keepAliveMs }: LocalServerOptions): Promise<LocalServer> {
  const server = createServer(take)
  if (keepAliveMs !== undefined) server.keepAliveTimeout = keepAliveMs
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const close = (): Promise<void> => new Promise((resolve) => {
    server.close(() => { resolve() })
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

/** The whole body as text; throws where it is larger than this many bytes. */
export async function bodyOf(request: IncomingMessage, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > bytesMax) throw new Error('the request is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
