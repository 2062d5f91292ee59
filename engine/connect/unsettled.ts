// Writes whose answer was lost: until when each may still happen by itself. Also those of a run that
// ended in the middle: the engine looks for them with what it knew before it sent.
import type { LookFacts } from './connector.js'

export class Unsettled {
  private readonly until = new Map<string, number>()
  /** What was sent in this process has been answered here, one way or the other. */
  private readonly sent = new Set<string>()

  constructor(private readonly settleMs: number, private readonly now: () => number) {}

  /** What the engine is to remember with its intent. */
  facts(): LookFacts {
    return { sentAt: this.now() }
  }

  /** A look for what an earlier run may have sent. */
  recalled(entity: string, keys: readonly string[], since: LookFacts | undefined): void {
    const sentAt = since?.['sentAt']
    if (typeof sentAt !== 'number') return
    for (const key of keys) if (!this.sent.has(nameOf(entity, key))) this.until.set(nameOf(entity, key), sentAt + this.settleMs)
  }

  /** How long a write must still wait, in milliseconds; 0: it may go. */
  leftMs(entity: string, key: string, what: string): number {
    const left = [nameOf(entity, key), nameOf(entity, key, what)].map((name) => (this.until.get(name) ?? 0) - this.now())
    return Math.max(0, ...left)
  }

  sending(entity: string, key: string): void {
    this.sent.add(nameOf(entity, key))
  }

  settled(entity: string, key: string, what: string): void {
    this.until.delete(nameOf(entity, key, what))
  }

  lost(entity: string, key: string, what: string): void {
    this.until.set(nameOf(entity, key, what), this.now() + this.settleMs)
  }
}

function nameOf(...parts: readonly string[]): string {
  return JSON.stringify(parts)
}
