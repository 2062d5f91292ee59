// The status page of a running engine, on this machine only. It shows; it changes nothing.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { statusHtml } from '../report/status-html.js'
import type { FileStore } from '../store/store.js'
import type { Project } from './project.js'
import { statusFacts } from './status-facts.js'

/** Serves the page at / and the same facts at /status.json. port 0: any free one. */
export async function statusServer(project: Project, store: FileStore, port: number): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const facts = statusFacts(project, store, Date.now())
    const json = request.url === '/status.json'
    if (!json && request.url !== '/') {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'content-type': json ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8', 'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    })
    response.end(json ? JSON.stringify(facts) : statusHtml(facts))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const close = (): Promise<void> => new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close }
}
