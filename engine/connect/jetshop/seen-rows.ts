// The product rows that were read last. One row shows everything about an article, so what one stream read a little while ago can
// serve another; and what was just read need not be read again to know that it is there.
import type { XmlNode } from './xml.js'

interface Seen {
  readonly rows: readonly XmlNode[]
  readonly atMs: number
}

/** About a day's rolling compare of fifty thousand articles, an hour of it. */
const ROWS_MAX = 2_000

export class SeenRows {
  /** By culture and number, the one read longest ago first. */
  private readonly seen = new Map<string, Seen>()
  private readonly cultures = new Set<string>()
  private writes = 0

  constructor(private readonly now: () => number = Date.now) {}

  /** Before a read: what is to be handed back with its answer. */
  begin(): number {
    return this.writes
  }

  /** What a read gave. Where something was written meanwhile, nobody knows which came first, and it is not kept. */
  keep(culture: string, key: string, { rows, begun }: { rows: readonly XmlNode[]; begun: number }): void {
    const id = idOf(culture, key)
    this.cultures.add(culture)
    this.seen.delete(id)
    if (begun !== this.writes) return
    this.seen.set(id, { rows, atMs: this.now() })
    const [oldest] = this.seen.keys()
    if (this.seen.size > ROWS_MAX && oldest !== undefined) this.seen.delete(oldest)
  }

  /** The rows of an article as they were read within that time; undefined: they were not. */
  within(culture: string, key: string, ageMs: number): readonly XmlNode[] | undefined {
    const found = this.seen.get(idOf(culture, key))
    return found && this.now() - found.atMs <= ageMs ? found.rows : undefined
  }

  /** After a write: whatever it did or will do, these articles are not as they were read. */
  forget(keys: readonly string[]): void {
    this.writes += 1
    for (const culture of this.cultures) for (const key of keys) this.seen.delete(idOf(culture, key))
  }
}

function idOf(culture: string, key: string): string {
  return `${culture} ${key}`
}
