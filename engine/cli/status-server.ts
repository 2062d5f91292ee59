// The status page of a running engine, on this machine only. It shows; it changes nothing.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { problemsText } from '../report/problem-text.js'
import { statusHtml } from '../report/status-html.js'
import { StoreError } from '../store/memory.js'
import type { FileStore } from '../store/store.js'
import type { Project } from './project.js'
import { statusFacts } from './status-facts.js'

export interface StatusServer { readonly url: string; close(): Promise<void> }

const HEADERS = { 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" }

/** Serves the page at / and the same facts at /status.json. port 0: any free one. */
export async function statusServer(project: Project, store: FileStore, port: number): Promise<StatusServer> {
  const server = createServer(({ url }, response) => {
    if (url !== '/' && url !== '/status.json') {
      response.writeHead(404).end()
      return
    }
    const type = url === '/' ? 'text/html' : 'application/json'
    const { code, text } = answer(type, project, store)
    response.writeHead(code, { ...HEADERS, 'content-type': `${code === 200 ? type : 'text/plain'}; charset=utf-8` })
    response.end(text)
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

/** A file that cannot be read is said to who asked; the engine itself goes on, or stops for reasons of its own. */
function answer(type: string, project: Project, store: FileStore): { readonly code: number; readonly text: string } {
  try {
    const facts = statusFacts(project, store, Date.now())
    return { code: 200, text: type === 'text/html' ? statusHtml(facts) : JSON.stringify(facts) }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { code: 503, text: problemsText([error.problem], project.specs.problems, project.dir) }
  }
}
