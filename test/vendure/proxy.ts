// Stands between the driver and a real server and does what networks do: loses requests and answers, lets them arrive late, and
// answers in the server's place. Counts what goes through.
import { bodyOf, localServer } from '../../engine/connect/local-server.js'

/**
 * lostBefore: it never arrives. lostAfter: it happens, and the answer is lost. late: the answer is lost, and it happens a little
 * later. The others answer in the server's place.
 */
export type Fault = 'lostBefore' | 'lostAfter' | 'late' | 'busy' | 'badGateway' | 'page' | 'cut' | 'slow'

export interface Proxy {
  readonly url: string
  /** How often each operation arrived at the server. */
  readonly arrived: Map<string, number>
  /** The next times that the operation passes, it meets with the fault. */
  arm(operation: string, fault: Fault, times?: number): void
  close(): Promise<void>
}

const BYTES_MAX = 20_000_000
export const LATE_MS = 400
const SLOW_MS = 300

export async function startProxy(target: string): Promise<Proxy> {
  const armed = new Map<string, Fault[]>()
  const arrived = new Map<string, number>()
  const late = new Set<Promise<unknown>>()
  const { url, close } = await localServer((request, response) => {
    const forward = async (body: string, operation: string): Promise<Response> => {
      arrived.set(operation, (arrived.get(operation) ?? 0) + 1)
      const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers
      return fetch(target, { method: 'POST', headers: headers as Record<string, string>, body })
    }
    void (async () => {
      const body = await bodyOf(request, BYTES_MAX)
      const operation = String((JSON.parse(body) as { operationName?: string }).operationName)
      const fault = armed.get(operation)?.shift()
      const lose = (): void => { request.socket.destroy() }
      switch (fault) {
        case 'lostBefore': lose(); return
        case 'late': {
          lose()
          late.add(new Promise((done) => { setTimeout(done, LATE_MS) }).then(() => forward(body, operation)).catch(() => {}))
          return
        }
        case 'busy': response.writeHead(429, { 'retry-after': '0' }).end(); return
        case 'badGateway': response.writeHead(502).end('bad gateway'); return
        case 'page': response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Strax tillbaka</title>'); return
        default:
      }
      const answer = await forward(body, operation)
      const text = await answer.text()
      if (fault === 'lostAfter') { lose(); return }
      if (fault === 'slow') await new Promise((done) => { setTimeout(done, SLOW_MS) })
      const token = answer.headers.get('vendure-auth-token')
      response.writeHead(answer.status, { 'content-type': 'application/json', ...(token === null ? {} : { 'vendure-auth-token': token }) })
      response.end(fault === 'cut' ? text.slice(0, text.length / 2) : text)
    })().catch(() => { request.socket.destroy() })
  }, { port: 0 })
  return {
    url, arrived,
    arm: (operation, fault, times = 1) => {
      armed.set(operation, [...(armed.get(operation) ?? []), ...Array.from({ length: times }, () => fault)])
    },
    close: async () => {
      await Promise.all(late)
      await close()
    },
  }
}
