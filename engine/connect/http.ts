// The way out over HTTP: POST and GET with a deadline, a bounded number at once, a rate, and a limit on the
// answer. It never sends anything twice and never follows a redirect; it says what is known about
// what happened.
import {
  Agent as HttpAgent,
  request as httpRequest,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { problem, type Problem } from '../core/problem.js'
import { Rate, Turns } from './turns.js'

export interface HttpLimits {
  readonly deadlineMs?: number
  readonly parallelMax?: number
  /** Requests a second; left out: as many as there are turns for. */
  readonly perSecond?: number
  readonly answerBytesMax?: number
}

export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /**
   * A request that may change something: when nobody knows whether it arrived, the answer is
   * unknown.
   */
  readonly writes: boolean
  /** Left out: POST. A GET has an empty body. */
  readonly method?: 'GET'
}

/**
 * reply: an answer of the service itself, for its own driver to read. The others say what is known:
 * retry: nothing happened, or nothing could. unknown: it may have happened.
 */
export type HttpAnswer =
  | { readonly kind: 'reply'; readonly status: number; readonly text: string; readonly headers: IncomingHttpHeaders }
  | { readonly kind: 'retry' | 'unknown'; readonly problem: Problem; readonly afterMs?: number }

const DEADLINE_MS = 30_000
const ANSWER_BYTES_MAX = 20_000_000
/**
 * Shorter than any server keeps an idle connection, so that we rarely write into one that is just
 * being closed.
 */
const IDLE_MS = 4_000
const WAIT_MAX_MS = 15 * 60_000

interface Sending {
  sent: boolean
  over: boolean
}

export class HttpDoor {
  private readonly agents: { readonly http: HttpAgent; readonly https: HttpsAgent }
  private readonly turns: Turns
  private readonly rate: Rate
  private quietUntil = 0

  constructor(private readonly limits: HttpLimits = {}) {
    const parallel = limits.parallelMax ?? 4
    this.agents = {
      http: new HttpAgent({ keepAlive: true, maxSockets: parallel, timeout: IDLE_MS }),
      https: new HttpsAgent({ keepAlive: true, maxSockets: parallel, timeout: IDLE_MS }),
    }
    this.turns = new Turns(parallel)
    this.rate = new Rate(limits.perSecond)
  }

  /**
   * Sends once, when it is its turn. While the service has asked to be left alone, nothing is sent
   * at all.
   */
  async post(post: Post): Promise<HttpAnswer> {
    return this.turns.run(async () => {
      const quietMs = this.quietUntil - Date.now()
      if (quietMs > 0)
        return {
          kind: 'retry',
          problem: problem('HTTP_BUSY', { url: bare(post.url) }),
          afterMs: quietMs,
        }
      await this.rate.take()
      const answer = await this.once(post)
      if (answer.kind === 'retry' && answer.afterMs !== undefined)
        this.quietUntil = Date.now() + answer.afterMs
      return answer
    })
  }

  close(): void {
    this.agents.http.destroy()
    this.agents.https.destroy()
  }

  private once(post: Post): Promise<HttpAnswer> {
    return new Promise((resolve) => {
      const sending: Sending = { sent: false, over: false }
      const finish = (answer: HttpAnswer): void => {
        if (sending.over) return
        sending.over = true
        clearTimeout(timer)
        resolve(answer)
      }
      const request = this.open(post)
      const lost = (cause: string): void => finish(lostAnswer(post, sending.sent, cause))
      const deadlineMs = this.limits.deadlineMs ?? DEADLINE_MS
      const timer = setTimeout(() => {
        lost(`no answer within ${deadlineMs} ms`)
        request.destroy()
      }, deadlineMs)
      watchSending(request, sending)
      request.on('error', (error: NodeJS.ErrnoException) => lost(error.code ?? error.message))
      request.on('response', (response) => {
        this.take(response, post, { finish, lost })
      })
      request.end(post.body)
    })
  }

  private open(post: Post): ClientRequest {
    const secure = post.url.startsWith('https:')
    const options = {
      method: post.method ?? 'POST',
      agent: secure ? this.agents.https : this.agents.http,
      headers: post.method === 'GET' ? post.headers : { ...post.headers, 'content-length': Buffer.byteLength(post.body) },
    }
    return secure ? httpsRequest(post.url, options) : httpRequest(post.url, options)
  }

  private take(
    response: IncomingMessage,
    post: Post,
    to: { finish(answer: HttpAnswer): void; lost(cause: string): void },
  ): void {
    const chunks: Buffer[] = []
    let bytes = 0
    const max = this.limits.answerBytesMax ?? ANSWER_BYTES_MAX
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= max) {
        chunks.push(chunk)
        return
      }
      to.lost(`the answer is larger than ${max} bytes`)
      response.destroy()
    })
    response.on('error', (error: NodeJS.ErrnoException) => to.lost(error.code ?? error.message))
    response.on('aborted', () => to.lost('the answer broke off'))
    response.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      to.finish(
        sortAnswer(
          { status: response.statusCode ?? 0, text, headers: response.headers },
          post,
        ),
      )
    })
  }
}

/**
 * Seconds or a date, as a wait from now; undefined for anything else. Never longer than a quarter
 * of an hour.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined
  const seconds = /^\d{1,6}$/.test(header.trim()) ? Number(header) : undefined
  const date = /GMT$/.test(header) ? Date.parse(header) : Number.NaN
  const waitMs = seconds === undefined ? date - nowMs : seconds * 1000
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(waitMs, 0), WAIT_MAX_MS)
}

function sortAnswer(
  from: { status: number; text: string; headers: IncomingHttpHeaders },
  post: Post,
): HttpAnswer {
  const { status, text, headers } = from
  const facts = { url: bare(post.url), status }
  const afterMs = retryAfterMs(headers['retry-after'], Date.now())
  const wait = afterMs === undefined ? {} : { afterMs }
  if (status === 408 || status === 429)
    return { kind: 'retry', problem: problem('HTTP_BUSY', facts), ...wait }
  const page = isPage(text)
  // A maintenance page stands in front of the service: the request never reached it.
  if (status === 503 || (status === 200 && page))
    return { kind: 'retry', problem: problem('HTTP_MAINTENANCE', facts), ...wait }
  if (status === 502 || status === 504 || (status === 500 && page)) {
    return { kind: post.writes ? 'unknown' : 'retry', problem: problem('HTTP_SERVER_FAULT', facts) }
  }
  return { kind: 'reply', status, text, headers }
}

function lostAnswer(post: Post, sent: boolean, cause: string): HttpAnswer {
  const facts = { url: bare(post.url), cause }
  if (!sent) return { kind: 'retry', problem: problem('HTTP_UNREACHABLE', facts) }
  return { kind: post.writes ? 'unknown' : 'retry', problem: problem('HTTP_NO_ANSWER', facts) }
}

/**
 * From the moment the connection stands, the request may be on its way; a connection used again
 * stands already.
 */
function watchSending(request: ClientRequest, sending: Sending): void {
  request.on('socket', (socket) => {
    if (!socket.connecting) {
      sending.sent = true
      return
    }
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
      sending.sent = true
    })
  })
}

function isPage(text: string): boolean {
  return /^\s*(?:<!doctype html|<html)/i.test(text.slice(0, 500))
}

/** The address without what may be secret in it. */
function bare(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//').replace(/\?.*$/, '')
}
