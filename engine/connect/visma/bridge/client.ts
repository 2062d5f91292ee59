// Ways to the API of one company: inside this process, in a child process of its own, or over HTTP
// to a simulator that runs by itself. All take one call at a time. None repeats anything: a lost
// bridge is said, and the next call gets a new one.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { AdkApi } from '../adk.js'
import { ProcessGone } from '../simulator/faults.js'
import { BridgeLost, type Ask, type Bridge, type Reply, type Verb, type Verbs } from './protocol.js'
import { Session } from './serve.js'

export const DEADLINE_MS = 30_000
/** How long a killed process may take to be gone. */
const KILL_MS = 5_000

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

interface Waiting { readonly resolve: (reply: Reply) => void; readonly reject: (error: BridgeLost) => void; readonly verb: Verb }

/**
 * The API in a child process. A call that takes longer than the deadline takes the child with it.
 */
export class ChildBridge implements Bridge {
  private child: ChildProcess | undefined
  private waiting: Waiting | undefined
  private line = ''
  private late = false
  private before: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: { readonly args: readonly string[]; readonly deadlineMs?: number }) {}

  async call<V extends Verb>(verb: V, ask: Verbs[V]['ask']): Promise<Reply<V>> {
    const mine = this.before.then(() => this.ask(verb, ask))
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

  private ask(verb: Verb, ask: unknown): Promise<Reply> {
    const child = this.child ??= this.start()
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => { this.takeDown(child) }, this.deadline())
      const settle = <Result>(how: (result: Result) => void) => (result: Result) => { clearTimeout(late); how(result) }
      this.waiting = { verb, resolve: settle(resolve), reject: settle(reject) }
      child.stdin?.write(`${JSON.stringify({ verb, ask })}\n`)
    })
  }

  private start(): ChildProcess {
    const own = fileURLToPath(import.meta.url)
    const main = own.replace(/client\.([jt]s)$/, 'main.$1')
    const child = spawn(process.execPath, [...process.execArgv, main, ...this.options.args], {
      stdio: ['pipe', 'pipe', 'inherit'], windowsHide: true,
    })
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

  private take(text: string): void {
    this.line += text
    const end = this.line.indexOf('\n')
    if (end < 0) return
    const reply = parsed(this.line.slice(0, end))
    if (!reply) {
      this.lost('died')
      return
    }
    this.line = this.line.slice(end + 1)
    const waiting = this.waiting
    this.waiting = undefined
    waiting?.resolve(reply)
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
function parsed(line: string): Reply | undefined {
  try {
    return JSON.parse(line) as Reply
  } catch {
    return undefined
  }
}

function howLost(error: unknown): BridgeLost['how'] {
  if ((error as Error).name === 'TimeoutError') return 'deadline'
  const cause = (error as { cause?: { code?: string } }).cause
  return cause?.code === 'ECONNREFUSED' ? 'unreachable' : 'died'
}
