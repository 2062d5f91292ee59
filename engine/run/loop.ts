// Again and again: which stream's turn it is. Never two passes of one shop at once, a clean stop, and a wait after failures.
// node-schedule only gives the beat: left to itself it lets a slow job overlap itself, and answers null to what it does not understand.
import schedule from 'node-schedule'
import { isDue } from '../core/rhythm.js'
import type { Stream } from '../core/stream.js'
import { unreadable } from './memory-of.js'
import type { Parts } from './parts.js'
import { pass, type Passed } from './pass.js'

const EVERY_SECOND = '* * * * * *'

export interface Loop {
  /** Resolves when everything under way has come to its end. */
  stop(): Promise<void>
}

export interface LoopOptions {
  readonly parts: Parts
  /** After each pass of some streams. */
  readonly onPass: (passed: Passed, streams: readonly Stream[]) => void
  /** A fault of ours, or a disk that cannot be used any more: whoever started the loop hears why, and stops it. */
  readonly onFault: (error: unknown) => void
}

/** Starts the loop; every stream runs at once when the hour allows it, then at its rhythm. */
export function startLoop(options: LoopOptions): Loop {
  const { parts } = options
  const startedMs = new Map<string, number>()
  const busy = new Map<string, Promise<void>>()
  let stopping = false
  const beat = (): void => {
    if (stopping) return
    try {
      startDue()
    } catch (error) {
      options.onFault(error)
    }
  }
  const startDue = (): void => {
    for (const [lane, streams] of lanes(parts.desired.streams)) {
      if (busy.has(lane)) continue
      const due = streams.filter((stream) => dueNow(stream, startedMs, parts))
      if (due.length === 0) continue
      for (const stream of due) startedMs.set(stream.id, parts.clock.now())
      busy.set(lane, runLane(due, options).finally(() => busy.delete(lane)))
    }
  }
  const job = schedule.scheduleJob('samsyn', EVERY_SECOND, beat)
  if (!job) throw new Error('node-schedule did not take the beat')
  beat()
  return {
    async stop() {
      stopping = true
      job.cancel()
      await Promise.all(busy.values())
    },
  }
}

async function runLane(streams: readonly Stream[], { parts, onPass, onFault }: LoopOptions): Promise<void> {
  try {
    onPass(await pass(streams, parts), streams)
  } catch (error) {
    onFault(error)
  }
}

/** Streams of one shop go one after the other; shops do not wait for each other. */
function lanes(streams: readonly Stream[]): Map<string, Stream[]> {
  const byShop = new Map<string, Stream[]>()
  for (const stream of streams) {
    const shop = stream.source.role === 'shop' ? stream.source.name : stream.target.name
    byShop.set(shop, [...(byShop.get(shop) ?? []), stream])
  }
  return byShop
}

function dueNow(stream: Stream, startedMs: ReadonlyMap<string, number>, parts: Parts): boolean {
  const at = { nowMs: parts.clock.now(), lastStartMs: startedMs.get(stream.id) }
  // Only a stream whose turn it is may cost a reading; one whose memory is damaged is looked at in its turn.
  if (!isDue(stream.rhythm, at)) return false
  if (unreadable(parts.store, stream.id)) return true
  const { condition } = parts.store.read(stream.id).run
  return isDue(stream.rhythm, { ...at, notBefore: condition.notBefore })
}
