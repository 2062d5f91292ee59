// One open company for all of a machine: the engine that runs lets commands read through its bridge, so that a plan or a doctor takes
// no second licence seat. Only who may use the engine's own files can reach it: a socket in the folder of the leases, or a named pipe,
// which Windows opens for writing to its maker and to administrators alone. Nobody writes to the company this way.
import { rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import type { Problem } from '../../../core/problem.js'
import { SystemError } from '../../connector.js'
import { BridgeLost, type Ask, type Bridge, type Reply, type Verb, type Verbs } from './protocol.js'

type Told =
  | { readonly reply: Reply }
  | { readonly lost: BridgeLost['how'] }
  | { readonly error: { readonly kind: SystemError['kind']; readonly problem: Problem; readonly afterMs?: number | undefined } }

export interface Shared { close(): Promise<void> }

/** Serves readings at this address until it is closed. Throws where nobody can listen there. */
export async function shareBridge(address: string, answer: (message: Ask) => Promise<Reply>): Promise<Shared> {
  const guests = new Set<Socket>()
  const server = createServer((socket) => {
    guests.add(socket)
    socket.on('close', () => { guests.delete(socket) }).on('error', () => undefined)
    eachLine(socket, (line) => {
      void told(line, answer).then((said) => { if (socket.writable) socket.write(`${JSON.stringify(said)}\n`) })
    })
  })
  // Whoever listens holds the lease: what lies there was left by an engine that died.
  if (!isPipe(address)) rmSync(address, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
  server.unref()
  return {
    close: () => new Promise((resolve) => {
      for (const socket of guests) socket.destroy()
      server.close(() => { resolve() })
    }),
  }
}

async function told(line: string, answer: (message: Ask) => Promise<Reply>): Promise<Told> {
  try {
    return { reply: await answer(JSON.parse(line) as Ask) }
  } catch (error) {
    if (error instanceof BridgeLost) return { lost: error.how }
    if (error instanceof SystemError) return { error: { kind: error.kind, problem: error.problem, afterMs: error.afterMs } }
    return { lost: 'died' }
  }
}

/** A command's way to the company: through the engine that runs, and by its own bridge where none does. */
export class GuestBridge implements Bridge {
  private line: Promise<Line | undefined> | undefined

  constructor(private readonly address: string, private readonly own: Bridge) {}

  async call<V extends Verb>(verb: V, ask: Verbs[V]['ask']): Promise<Reply<V>> {
    // An engine that has gone is asked for no longer.
    if ((await this.line)?.isOpen === false) this.line = undefined
    this.line ??= Line.to(this.address)
    const line = await this.line
    return line ? line.call(verb, ask) : this.own.call(verb, ask)
  }

  /** Whether an engine that runs is asked; decided at the first call. */
  async isGuest(): Promise<boolean> {
    return (await this.line) !== undefined
  }

  async end(): Promise<void> {
    const line = await this.line
    this.line = undefined
    line?.hangUp()
    await this.own.end()
  }
}

interface Waiting { readonly verb: Verb; readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void }

class Line {
  private readonly waiting: Waiting[] = []
  isOpen = true

  private constructor(private readonly socket: Socket) {
    eachLine(socket, (line) => { this.take(JSON.parse(line) as Told) })
    socket.on('close', () => {
      this.isOpen = false
      for (const one of this.waiting.splice(0)) one.reject(new BridgeLost(one.verb, 'died'))
    })
  }

  /** undefined: nobody listens there. */
  static to(address: string): Promise<Line | undefined> {
    return new Promise((resolve) => {
      const socket = connect(address)
      socket.once('connect', () => { resolve(new Line(socket)) }).on('error', () => { resolve(undefined) })
    })
  }

  call<V extends Verb>(verb: V, ask: Verbs[V]['ask']): Promise<Reply<V>> {
    if (!this.isOpen) return Promise.reject(new BridgeLost(verb, 'unreachable'))
    return new Promise((resolve, reject) => {
      this.waiting.push({ verb, resolve: resolve as Waiting['resolve'], reject })
      this.socket.write(`${JSON.stringify({ verb, ask })}\n`)
    })
  }

  hangUp(): void { this.socket.destroy() }

  /** Answers come in the order of the questions: there is one company behind them, and one call at a time. */
  private take(said: Told): void {
    const one = this.waiting.shift()
    if (!one) return
    if ('reply' in said) one.resolve(said.reply)
    else if ('lost' in said) one.reject(new BridgeLost(one.verb, said.lost))
    else one.reject(new SystemError(said.error.kind, said.error.problem, said.error.afterMs))
  }
}

function eachLine(socket: Socket, take: (line: string) => void): void {
  let rest = ''
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) take(line)
  })
}

function isPipe(address: string): boolean {
  return address.startsWith('\\\\')
}
