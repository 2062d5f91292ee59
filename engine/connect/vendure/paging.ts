// Listings page by page. The server counts from the first item, so whatever leaves a page moves all the others: each page begins
// with the last item of the page before, and where that is another one, the listing has moved and proves no absence.
import type { Page } from '../connector.js'
import { again, needed, type Called } from '../called.js'
import type { RawItem } from '../../core/item.js'

/** So many items from there on; total is that of the whole listing. */
export interface Window {
  readonly skip: number
  readonly take: number
}
export interface Listed<Entry> {
  readonly items: readonly Entry[]
  readonly totalItems: number
}

interface Listing<Entry> {
  readonly pageMax: number
  /** Whether a listing that stood still has shown everything there is. */
  readonly covers: 'whole' | 'subset'
  readonly read: (window: Window) => Promise<Called<Listed<Entry>>>
  readonly itemsOf: (entry: Entry) => readonly RawItem[]
}

/** All pages; throws SystemError where the server cannot be used. */
export async function* pagesOf<Entry extends { readonly id: string }>(listing: Listing<Entry>): AsyncIterable<Page> {
  const { pageMax, covers, read, itemsOf } = listing
  let last: string | undefined
  let seen = 0
  let moved = false
  for (let pages = 1; ; pages += 1) {
    const overlap = last === undefined ? 0 : 1
    const window = { skip: seen - overlap, take: pageMax + overlap }
    const { items, totalItems } = needed(await again(() => read(window)))
    if (last !== undefined && items[0]?.id !== last) moved = true
    const fresh = items.slice(last !== undefined && items[0]?.id === last ? 1 : 0, pageMax + overlap)
    seen += fresh.length
    last = fresh.at(-1)?.id ?? last
    const found = fresh.flatMap(itemsOf)
    if (fresh.length === 0 || seen >= totalItems) {
      yield { items: found, total: totalItems, coverage: { kind: moved || seen < totalItems ? 'subset' : covers, pages } }
      return
    }
    yield { items: found, total: totalItems }
  }
}

/** Everything with these numbers, asked for in parts of at most so many. The first part that fails is the answer. */
export async function inParts<Entry>(
  numbers: readonly string[], max: number, read: (part: readonly string[]) => Promise<Called<Listed<Entry>>>,
): Promise<Called<readonly Entry[]>> {
  const found: Entry[] = []
  for (let at = 0; at < numbers.length; at += max) {
    const called = await again(() => read(numbers.slice(at, at + max)))
    if (called.kind !== 'ok') return called
    found.push(...called.value.items)
  }
  return { kind: 'ok', value: found }
}
