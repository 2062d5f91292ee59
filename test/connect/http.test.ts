import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  HttpDoor,
  retryAfterMs,
  type HttpAnswer,
  type HttpLimits,
} from '../../engine/connect/http.js'
import { inParallel, Rate } from '../../engine/connect/turns.js'

const test = suite('http')
type Handler = (request: IncomingMessage, response: ServerResponse) => void

async function against(handler: Handler, run: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(handler)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/service`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

async function ask(url: string, writes: boolean, limits: HttpLimits = {}): Promise<HttpAnswer> {
  const door = new HttpDoor(limits)
  try {
    return await door.post({ url, headers: { 'content-type': 'text/plain' }, body: 'hej', writes })
  } finally {
    door.close()
  }
}

function answering(status: number, body: string, headers: Record<string, string> = {}): Handler {
  return (request, response) => {
    request.resume().on('end', () => {
      response.writeHead(status, headers).end(body)
    })
  }
}

const SORTED: readonly [title: string, handler: Handler, read: string, write: string][] = [
  ['200', answering(200, 'svar'), 'reply', 'reply'],
  ['500 of the service', answering(500, '<soap:Envelope/>'), 'reply', 'reply'],
  ['401', answering(401, ''), 'reply', 'reply'],
  [
    'a redirect, which is not followed',
    answering(302, '', { location: 'http://127.0.0.1:1/' }),
    'reply',
    'reply',
  ],
  ['408', answering(408, ''), 'retry', 'retry'],
  ['429', answering(429, '', { 'retry-after': '2' }), 'retry', 'retry'],
  ['503', answering(503, ''), 'retry', 'retry'],
  ['a page with 200', answering(200, ' <!doctype HTML><title>Underhåll</title>'), 'retry', 'retry'],
  ['a page with 503', answering(503, '<html></html>'), 'retry', 'retry'],
  ['a page with 500', answering(500, '<html></html>'), 'retry', 'unknown'],
  ['502', answering(502, ''), 'retry', 'unknown'],
  ['504', answering(504, ''), 'retry', 'unknown'],
  [
    'a reset before the answer',
    (_request, response) => {
      response.destroy()
    },
    'retry',
    'unknown',
  ],
  [
    'half an answer',
    (_request, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('halvt')
      setTimeout(() => {
        response.destroy()
      }, 5)
    },
    'retry',
    'unknown',
  ],
  ['silence', () => {}, 'retry', 'unknown'],
  [
    'an answer without end',
    (_request, response) => {
      response.write('x'.repeat(5_000))
    },
    'retry',
    'unknown',
  ],
]

for (const [title, handler, read, write] of SORTED) {
  test(`sorts ${title}`, () =>
    against(handler, async (url) => {
      const limits = { deadlineMs: 60, answerBytesMax: 4_000 }
      assert.is((await ask(url, false, limits)).kind, read, 'a read')
      assert.is((await ask(url, true, limits)).kind, write, 'a write')
    }))
}

test('knows that nothing was sent where nobody listens', async () => {
  const answer = await ask('http://127.0.0.1:1/', true)
  assert.is(answer.kind, 'retry')
  if (answer.kind === 'retry') assert.is(answer.problem.code, 'HTTP_UNREACHABLE')
})

test('knows that nothing was sent where the name is unknown', async () => {
  assert.is((await ask('http://butiken.invalid/', true)).kind, 'retry')
})

test('knows that nothing was sent while a connection never came to stand', async () => {
  // A TLS handshake that the other side never answers.
  const silent = createTcpServer(() => {})
  await new Promise<void>((resolve) => {
    silent.listen(0, '127.0.0.1', resolve)
  })
  const answer = await ask(`https://127.0.0.1:${(silent.address() as AddressInfo).port}/`, true, {
    deadlineMs: 40,
  })
  silent.close()
  assert.is(answer.kind, 'retry')
})

test('leaves a busy service alone for as long as it asks', async () => {
  let calls = 0
  await against(
    (request, response) => {
      calls += 1
      answering(429, '', { 'retry-after': '30' })(request, response)
    },
    async (url) => {
      const door = new HttpDoor()
      const post = { url, headers: {}, body: '', writes: true }
      assert.is((await door.post(post)).kind, 'retry')
      const second = await door.post(post)
      assert.is(second.kind, 'retry')
      if (second.kind === 'retry') assert.ok((second.afterMs ?? 0) > 29_000)
      assert.is(calls, 1)
      door.close()
    },
  )
})

test('keeps a connection and bounds how many are open', async () => {
  const sockets = new Set<unknown>()
  let now = 0
  let most = 0
  await against(
    (request, response) => {
      sockets.add(request.socket)
      now += 1
      most = Math.max(most, now)
      setTimeout(() => {
        now -= 1
        response.end('ok')
      }, 3)
    },
    async (url) => {
      const door = new HttpDoor({ parallelMax: 3 })
      await Promise.all(
        Array.from({ length: 20 }, () => door.post({ url, headers: {}, body: 'x', writes: false })),
      )
      door.close()
      assert.is(most, 3)
      assert.is(sockets.size, 3)
    },
  )
})

test('tells nothing of secrets in an address', async () => {
  const answer = await ask('http://user:secret@127.0.0.1:1/a?token=secret', false)
  assert.not.match(JSON.stringify(answer), /secret/)
})

test('reads what Retry-After asks for', () => {
  const now = Date.parse('2026-11-25T06:00:00Z')
  const table: readonly [header: string | undefined, waitMs: number | undefined][] = [
    [undefined, undefined],
    ['0', 0],
    ['2', 2_000],
    ['soon', undefined],
    ['-5', undefined],
    ['Wed, 25 Nov 2026 06:00:10 GMT', 10_000],
    ['Wed, 25 Nov 2026 05:00:00 GMT', 0],
    ['999999', 900_000],
  ]
  for (const [header, waitMs] of table) assert.is(retryAfterMs(header, now), waitMs, header)
})

test('keeps to a rate', async () => {
  const rate = new Rate(50)
  const start = Date.now()
  await Promise.all(Array.from({ length: 53 }, () => rate.take()))
  assert.ok(Date.now() - start >= 50, 'three more than a second holds take 60 ms')
})

test('gives results in the order of the list', async () => {
  const wait = (ms: number): Promise<number> =>
    new Promise((resolve) => {
      setTimeout(() => {
        resolve(ms)
      }, ms)
    })
  assert.equal(await inParallel([9, 1, 5, 2], 2, wait), [9, 1, 5, 2])
})

test.run()
