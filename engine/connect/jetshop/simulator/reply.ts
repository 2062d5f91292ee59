// What goes over the wire as an answer.
import type { ServerResponse } from 'node:http'

export interface Reply {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly headers?: Record<string, string>
}

export const XML = 'application/soap+xml; charset=utf-8'

/** Answers, unless the connection is gone or was answered already. */
export function send(response: ServerResponse, { status, type, body, headers }: Reply): void {
  if (response.destroyed || response.headersSent) return
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...headers,
  })
  response.end(body)
}
