// Ways to the API of one company: inside this process, in a child process of its own, or over HTTP
// to a simulator that runs by itself. All take one call at a time. None repeats anything: a lost
// bridge is said, and the next call gets a new one.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { SystemError } from '../../connector.js'
import type { AdkApi } from '../adk.js'
import { ProcessGone } from '../simulator/faults.js'
import type { AnswerLine, CallLine, Hello, Ready } from './child.js'
import { BridgeLost, type Ask, type Bridge, type Reply, type Verb, type Verbs } from './protocol.js'
import { Session } from './serve.js'

export const DEADLINE_MS = 30_000
/** How long a killed process may take to be gone. */
const KILL_MS = 5_000
/** How long a child may take until it can serve: Node, our code, the library and its companions. */
const START_MS = 60_000

/**
 * The API in this very process: for simulators and tests. A simulated crash takes only the session
 * down.
 */
export class OwnProcessBridge implements Bridge {
  private session: Session | undefined

  constructor(private readonly makeApi: () => AdkApi) {}

  async call<V extends Verb>(verb: V, ask: Verbs[V]['ask']): Promise<Reply<V>> {
    this.session ??= new Session(this.makeApi())
    try {
      return this.session.serve({ verb, ask } as Ask) as Reply<V>
    } catch (error) {
      if (!(error instanceof ProcessGone)) throw error
      await this.end()
      throw new BridgeLost(verb, error.how)
    }
  }

  async end(): Promise<void> {
    this.session?.close()
    this.session = undefined
  }
}

export interface ChildOptions {
  /** What the child is to hold: --world FILE or --library FILE. */
  readonly args: readonly [kind: '--world' | '--library', file: string]
  /** Another Node than the one that runs the engine. */
  readonly node?: string
  readonly deadlineMs?: number
}

type Line = Hello | AnswerLine
interface Waiting { readonly resolve: (line: Line) => void; readonly reject: (error: BridgeLost) => void; readonly verb: Verb }

/**
 * The API in a child process. A call that takes longer than the deadline takes the child with it.
 */
export class ChildBridge implements Bridge {
  private child: ChildProcess | undefined
  private waiting: Waiting | undefined
  private line = ''
  private late = false
  private ids = 0
  private before: Promise<unknown> = Promise.resolve()
  private hello: Ready | undefined

  constructor(private readonly options: ChildOptions) {}

  /** Throws SystemError where the child says that it cannot serve. */
  async call<V extends Verb>(verb: V, ask: Verbs[V]['ask']): Promise<Reply<V>> {
    const mine = this.before.then(() => this.ask({ verb, ask } as Ask))
    this.before = mine.catch(() => undefined)
    return mine as Promise<Reply<V>>
  }

  async end(): Promise<void> {
    const mine = this.before.then(() => this.stop())
    this.before = mine
    return mine
  }

  /** For tests that play an accident. */
  get pid(): number | undefined { return this.child?.pid }

  /** What the child said of itself when it last started. */
  get ready(): Ready | undefined { return this.hello }

  private async stop(): Promise<void> {
    const child = this.child
    this.child = undefined
    if (!child || child.exitCode !== null) return
    const gone = new Promise<void>((resolve) => { child.once('exit', () => { resolve() }) })
    child.stdin?.end()
    const late = setTimeout(() => child.kill('SIGKILL'), this.deadline())
    await gone
    clearTimeout(late)
  }

  private async ask(ask: Ask): Promise<Reply> {
    const child = this.child ?? await this.start(ask.verb)
    const id = this.ids += 1
    const answer = this.next(child, ask.verb, this.deadline())
    child.stdin?.write(`${JSON.stringify({ id, ...ask } satisfies CallLine)}\n`)
    const line = await answer
    if ('id' in line && line.id === id) return line.reply
    this.lost('died')
    throw new BridgeLost(ask.verb, 'died')
  }

  /** A child that can serve. Where there is none, nothing was asked of anybody. */
  private async start(verb: Verb): Promise<ChildProcess> {
    const child = this.spawn()
    const line = await this.next(child, verb, START_MS).catch(() => { throw new BridgeLost(verb, 'unreachable') })
    if ('ready' in line) {
      this.hello = line.ready
      return child
    }
    this.lost('died')
    if ('refused' in line) throw new SystemError('refused', line.refused)
    throw new BridgeLost(verb, 'unreachable')
  }

  private spawn(): ChildProcess {
    const own = fileURLToPath(import.meta.url)
    const main = own.replace(/client\.([jt]s)$/, 'main.$1')
    const { node, args } = this.options
    const flags = node === undefined ? process.execArgv : []
    const child = spawn(node ?? process.execPath, [...flags, main, ...args, String(this.deadline())], {
      // detached: Windows ends the children of a process that is killed, and a terminal sends Ctrl-C
      // to them too. The bridge must see its input end instead, and close the company.
      stdio: ['pipe', 'pipe', 'inherit'], windowsHide: true, detached: true,
    })
    this.child = child
    this.line = ''
    this.late = false
    child.stdout?.setEncoding('utf8').on('data', (text: string) => { if (child === this.child) this.take(text) })
    // A pipe to a child that just died; its exit tells.
    child.stdin?.on('error', () => undefined)
    const gone = () => { if (child === this.child) this.lost(this.late ? 'deadline' : 'died') }
    // close comes when its last answer has been read, exit may come before.
    child.once('close', gone).once('error', gone)
    return child
  }

  /** The next line of the child, if it comes in time. */
  private next(child: ChildProcess, verb: Verb, ms: number): Promise<Line> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => { this.takeDown(child) }, ms)
      const settle = <Result>(how: (result: Result) => void) => (result: Result) => { clearTimeout(late); how(result) }
      this.waiting = { verb, resolve: settle(resolve), reject: settle(reject) }
    })
  }

  private take(text: string): void {
    this.line += text
    const end = this.line.indexOf('\n')
    if (end < 0) return
    const line = parsed(this.line.slice(0, end))
    this.line = this.line.slice(end + 1)
    const waiting = this.waiting
    this.waiting = undefined
    // A child that speaks unasked, or twice, is not to be trusted with the next call.
    if (line && waiting && this.line === '') waiting.resolve(line)
    else {
      this.waiting = waiting
      this.lost('died')
    }
  }

  /**
   * Too late: whoever waits hears of it when the child is really gone, so that nothing can happen
   * afterwards.
   */
  private takeDown(child: ChildProcess): void {
    this.late = true
    child.kill('SIGKILL')
    setTimeout(() => { if (child === this.child) this.lost('deadline') }, KILL_MS).unref()
  }

  private lost(how: BridgeLost['how']): void {
    const { child, waiting } = this
    this.child = undefined
    this.waiting = undefined
    child?.kill('SIGKILL')
    waiting?.reject(new BridgeLost(waiting.verb, how))
  }

  private deadline(): number { return this.options.deadlineMs ?? DEADLINE_MS }
}

/** The API behind a simulator's HTTP server. */
export class HttpBridge implements Bridge {
  private session = randomUUID()
  private before: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: { readonly url: string; readonly deadlineMs?: number }) {}

  async call<V extends Verb>(verb: V, ask: Verbs[V]['ask']): Promise<Reply<V>> {
    const mine = this.before.then(() => this.ask(verb, ask))
    this.before = mine.catch(() => undefined)
    return mine as Promise<Reply<V>>
  }

  async end(): Promise<void> {
    await this.call('close', {}).catch(() => undefined)
  }

  private async ask(verb: Verb, ask: unknown): Promise<Reply> {
    const deadlineMs = this.options.deadlineMs ?? DEADLINE_MS
    try {
      const response = await fetch(`${this.options.url.replace(/\/$/, '')}/call`, {
        method: 'POST', body: JSON.stringify({ session: this.session, message: { verb, ask } }),
        signal: AbortSignal.timeout(deadlineMs),
      })
      return await response.json() as Reply
    } catch (error) {
      this.session = randomUUID()
      throw new BridgeLost(verb, howLost(error))
    }
  }
}

/** undefined: what came is no answer, so the child is not to be trusted. */
function parsed(line: string): Hello | AnswerLine | undefined {
  try {
    return JSON.parse(line) as Hello | AnswerLine
  } catch {
    return undefined
  }
}

function howLost(error: unknown): BridgeLost['how'] {
  if ((error as Error).name === 'TimeoutError') return 'deadline'
  const cause = (error as { cause?: { code?: string } }).cause
  return cause?.code === 'ECONNREFUSED' ? 'unreachable' : 'died'
}
