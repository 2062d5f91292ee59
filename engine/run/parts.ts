// What a run is handed: connectors, store, clock, and someone to tell. It constructs nothing itself. Without writers it is a dry run.
import type { Reader, Writer } from '../connect/connector.js'
import type { Desired } from '../core/stream.js'
import type { Intents, Store } from '../store/memory.js'

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after so many milliseconds, or at once when the run is stopped. */
  wait(ms: number): Promise<void>
}

/** What happens, as it happens: for the log, the progress bar and the tests. */
export type Tell = (event: string, fields?: Readonly<Record<string, unknown>>) => void

export interface Parts {
  readonly desired: Desired
  /** By system name. */
  readonly readers: ReadonlyMap<string, Reader>
  readonly writers?: ReadonlyMap<string, Writer>
  readonly store: Store
  /** Only where there are writers. */
  readonly intents?: Intents
  readonly clock: Clock
  readonly tell: Tell
  /** Items that were refused lately wait for their turn; a person who runs a command does not. */
  readonly patient: boolean
  /** Only what brings the two sides together for the first time; what was agreed before is left alone. */
  readonly firstSync?: boolean
  /** Asked between requests: stop cleanly now? */
  readonly stopping?: () => boolean
}

/** ISO time of the clock. */
export function nowText(clock: Clock): string {
  return new Date(clock.now()).toISOString()
}
