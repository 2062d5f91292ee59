// A plugin that gives no answer costs its whole deadline, and meanwhile the engine stands still. So the same question is not asked again
// for a while, and after some of them the plugin is not asked at all.
import type { Gone } from './host.js'

const WINDOW_MS = 600_000
const MISSES_MAX = 5

type Why = Gone['gone']

/** What was asked in vain of one plugin, and when. Times are of any clock that only goes forward, in milliseconds. */
export class Patience {
  private readonly misses = new Map<string, { readonly why: Why; readonly atMs: number }>()

  /** ask; or why this very question was in vain not long ago; or spent: so many others were that the plugin rests. */
  with(question: string, nowMs: number): 'ask' | 'spent' | Why {
    for (const [old, { atMs }] of this.misses) if (nowMs - atMs >= WINDOW_MS) this.misses.delete(old)
    return this.misses.get(question)?.why ?? (this.misses.size >= MISSES_MAX ? 'spent' : 'ask')
  }

  missed(question: string, why: Why, nowMs: number): void {
    this.misses.set(question, { why, atMs: nowMs })
  }

  static readonly rest = { misses: MISSES_MAX, minutes: WINDOW_MS / 60_000 }
}
