// A list in pages that may move while it is read: an item that slips from one page to the one
// before it, because another went out of the list, would be lost.

export interface PageAsked<One> {
  /** The page by its place, from 0. last: nothing comes after it. */
  readonly page: (at: number) => Promise<{ readonly items: readonly One[]; readonly last: boolean }>
  /** Two with the same text are the same thing in the same state. */
  readonly keyOf: (one: One) => string
}

/** A service that repeats itself is not followed for ever. */
const PAGES_MAX = 10_000
const ROUNDS_MAX = 5

/**
 * Each thing once. What needed more than one page is read again until a round shows nothing new, so
 * that a quiet list of one page costs one call.
 */
export async function* untilQuiet<One>({ page, keyOf }: PageAsked<One>): AsyncIterable<One> {
  const seen = new Set<string>()
  let reached = 0
  for (let round = 1; round <= ROUNDS_MAX; round += 1) {
    let fresh = 0
    let at = 0
    let before: string | undefined
    for (; at < PAGES_MAX; at += 1) {
      const { items, last } = await page(at)
      const now = items.map(keyOf).join('\n')
      // A service that knows no pages, or no more of them, gives the same again for every one.
      if (now === before) break
      before = now
      const freshBefore = fresh
      for (const one of items) {
        const key = keyOf(one)
        if (seen.has(key)) continue
        seen.add(key)
        fresh += 1
        yield one
      }
      // Nothing new where the round before had ended: whatever comes after is repetition in another order.
      if (last || (at >= reached && fresh === freshBefore)) break
    }
    if (at === 0 || fresh === 0) return
    reached = at
  }
}
