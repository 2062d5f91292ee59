// The place where one plugin runs: a process of its own, asked in turn and waited for. It has no rights, little memory and a deadline;
// whatever it does there, the engine gets an answer. See decision 0026.
import { fileURLToPath } from 'node:url'
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads'

export interface Hosted {
  /** Relative to the customer's folder; how the plugin's own errors name it. */
  readonly file: string
  readonly source: string
  /** Longest time for one call. */
  readonly deadlineMs: number
}

/** What the plugin's text turned out to be. fault: why it cannot be run; line and column count from 1. */
export interface Started {
  readonly isFunction?: boolean
  readonly version?: string
  readonly fault?: string
  readonly line?: number
  readonly column?: number
  readonly length?: number
}

/** What came of one call. bad: fields with something in them that is no value. line: where in the plugin it threw. */
export type Answer =
  | { readonly fields: Readonly<Record<string, string | number | boolean | null>>; readonly bad: readonly string[] }
  | { readonly threw: string; readonly line?: number }
  | Gone

/** late: it gave no answer in time. died: its process ended, as it does when it needs too much memory. */
export interface Gone { readonly gone: 'late' | 'died' }

const BOOT_MS = 10_000
const IDLE_MS = 10_000
const MEMORY_MB = 128
const SLACK_MS = 5_000

/** One plugin and its process. The process starts when it is needed, and ends when it has been idle for a while. */
export class PluginHost {
  private relay: { readonly worker: Worker; readonly port: MessagePort; readonly signal: Int32Array } | undefined
  private fault: Error | undefined

  constructor(private readonly hosted: Hosted) {}

  /** Loads the plugin's text and tells what it is. */
  start(): Started | Gone {
    return this.ask(null) as Started | Gone
  }

  /** Calls the plugin with these fields. Waits until there is an answer, and never longer than the deadline and a start. */
  call(fields: Readonly<Record<string, unknown>>): Answer {
    return this.ask(JSON.stringify(fields)) as Answer
  }

  close(): void {
    void this.relay?.worker.terminate()
    this.relay = undefined
  }

  private ask(text: string | null): unknown {
    if (this.fault) throw this.fault
    const { port, signal } = (this.relay ??= this.newRelay())
    const before = Atomics.load(signal, 0)
    port.postMessage(text)
    Atomics.wait(signal, 0, before, this.hosted.deadlineMs + BOOT_MS + SLACK_MS)
    const answer = receiveMessageOnPort(port)?.message as string | undefined
    if (answer !== undefined) return JSON.parse(answer)
    this.close()
    return { gone: 'late' } satisfies Gone
  }

  private newRelay(): NonNullable<PluginHost['relay']> {
    const { file, source, deadlineMs } = this.hosted
    const signal = new Int32Array(new SharedArrayBuffer(4))
    const { port1, port2 } = new MessageChannel()
    const worker = new Worker(new URL('./relay.cjs', import.meta.url), {
      execArgv: [],
      transferList: [port2],
      workerData: {
        port: port2, signal, program: fileURLToPath(new URL('./child.cjs', import.meta.url)), boot: JSON.stringify({ file, source }),
        bootMs: BOOT_MS, deadlineMs, idleMs: IDLE_MS, memoryMb: MEMORY_MB,
      },
    })
    worker.on('error', (error) => { this.fault = error })
    worker.unref()
    return { worker, port: port1, signal }
  }
}
