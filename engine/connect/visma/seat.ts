// Waiting for a licence seat. Every open company takes one, also for reading, and a program that was killed may keep its seat for a
// while (how long is not known). So whoever finds none waits a little, then says so, and asks for a person when it lasts.
import { SystemError } from '../connector.js'
import { problem } from '../../core/problem.js'

export interface SeatOptions {
  /** How long to wait before each further try, in milliseconds. */
  readonly triesMs: readonly number[]
  /** When to come back after all tries have failed. */
  readonly againMs: number
  /** From when on a person is asked to look. */
  readonly alarmMs: number
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number
  readonly wait: (ms: number) => Promise<void>
}

const USUAL: SeatOptions = {
  triesMs: [1_000, 3_000, 8_000], againMs: 60_000, alarmMs: 900_000,
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => { setTimeout(resolve, ms) }),
}

/** Who waits, for the message. */
export interface Waiter { readonly company: string; readonly user: string }

export class SeatWait {
  private sinceMs: number | undefined
  private readonly options: SeatOptions

  constructor(
    private readonly who: Waiter,
    private readonly tell: (message: string, fields?: Readonly<Record<string, unknown>>) => void,
    options: Partial<SeatOptions> = {},
  ) {
    this.options = { ...USUAL, ...options }
  }

  /** What opening gives, tried again while all seats are taken. Throws what opening throws, and after the last try that there is none. */
  async until<Result>(open: () => Promise<Result>): Promise<Result> {
    for (const waitMs of [...this.options.triesMs, undefined]) {
      try {
        const opened = await open()
        this.sinceMs = undefined
        return opened
      } catch (error) {
        if (!isNoSeat(error)) throw error
        this.sinceMs ??= this.options.now()
        if (waitMs === undefined) throw this.given(error)
        this.tell('waits for a licence seat', { ...this.who, seconds: Math.round((this.options.now() - this.sinceMs) / 1000) })
        await this.options.wait(waitMs)
      }
    }
    throw new Error('a list of tries without an end')
  }

  private given({ problem: { facts } }: SystemError): SystemError {
    const waitedMs = this.options.now() - (this.sinceMs ?? this.options.now())
    const code = waitedMs >= this.options.alarmMs ? 'VISMA_NO_SEAT_LONG' : 'VISMA_NO_SEAT'
    const minutes = Math.round(waitedMs / 60_000)
    return new SystemError('retry', problem(code, { ...facts, ...this.who, minutes }), this.options.againMs)
  }
}

function isNoSeat(error: unknown): error is SystemError {
  return error instanceof SystemError && error.problem.code === 'VISMA_NO_SEAT'
}
