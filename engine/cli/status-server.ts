// The status page of a running engine, on this machine only. It shows; it changes nothing.
import { localServer, type LocalServer } from '../connect/local-server.js'
import { problemsText } from '../report/problem-text.js'
import { statusHtml } from '../report/status-html.js'
import { StoreError } from '../store/memory.js'
import type { FileStore } from '../store/store.js'
import type { Project } from './project.js'
import { statusFacts } from './status-facts.js'

const HEADERS = { 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" }

/** Serves the page at / and the same facts at /status.json. port 0: any free one. */
export async function statusServer(project: Project, store: FileStore, port: number): Promise<LocalServer> {
  const server = await localServer(({ url }, response) => {
    if (url !== '/' && url !== '/status.json') {
      response.writeHead(404).end()
      return
    }
    const type = url === '/' ? 'text/html' : 'application/json'
    const { code, text } = answer(type, project, store)
    response.writeHead(code, { ...HEADERS, 'content-type': `${code === 200 ? type : 'text/plain'}; charset=utf-8` })
    response.end(text)
  }, { port })
  return { url: `${server.url}/`, close: server.close }
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
