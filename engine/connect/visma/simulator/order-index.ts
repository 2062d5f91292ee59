// Sorted views of a world's tables, kept true by the world's own changes, so that no move in a
// register walks through all of it.
import type { Put, Row, World } from '../../world/world.js'
import type { Register, SortOrder } from './register.js'

export interface Entry { readonly sort: string; readonly key: string }

/** One table in one sort order. */
export class OrderIndex {
  private entries: Entry[] | undefined
  private readonly sorts = new Map<string, string>()

  constructor(private readonly world: World, private readonly register: Register, private readonly order: SortOrder) {
    world.watch((put) => { this.take(put) })
  }

  /** The first record at or after this sort text. */
  at(sort: string): Entry | undefined {
    return this.sorted()[lowerBound(this.sorted(), sort)]
  }

  /** The first record after this one. */
  after(sort: string): Entry | undefined {
    const entries = this.sorted()
    const at = lowerBound(entries, sort)
    return entries[entries[at]?.sort === sort ? at + 1 : at]
  }

  before(sort: string): Entry | undefined {
    return this.sorted()[lowerBound(this.sorted(), sort) - 1]
  }

  /** Where the record stands; undefined where the order does not show it. */
  sortTextOf(key: string): string | undefined {
    this.sorted()
    return this.sorts.get(key)
  }

  first(): Entry | undefined { return this.sorted()[0] }
  last(): Entry | undefined { return this.sorted().at(-1) }

  /** The beginning of the sort text of every record whose first sort field is this. */
  static start(value: unknown): string {
    return `${part(value)}\u0000`
  }

  private sorted(): Entry[] {
    if (this.entries) return this.entries
    this.sorts.clear()
    const entries: Entry[] = []
    for (const [key, row] of Object.entries(this.world.table(this.register.name))) {
      const sort = this.sortOf(key, row)
      if (sort === undefined) continue
      this.sorts.set(key, sort)
      entries.push({ sort, key })
    }
    this.entries = entries.sort((left, right) => (left.sort < right.sort ? -1 : 1))
    return this.entries
  }

  private sortOf(key: string, row: Row): string | undefined {
    if (this.order.shows && !this.order.shows(row)) return undefined
    return [...this.order.by.map((name) => part(row[name])), key].join('\u0000')
  }

  private take(put?: Put): void {
    if (!put) this.entries = undefined
    if (!put || !this.entries || put[0] !== this.register.name) return
    const [, key, row] = put
    const before = this.sorts.get(key)
    const sort = row === null ? undefined : this.sortOf(key, row)
    if (before === sort) return
    if (before !== undefined) this.entries.splice(lowerBound(this.entries, before), 1)
    this.sorts.delete(key)
    if (sort === undefined) return
    this.entries.splice(lowerBound(this.entries, sort), 0, { sort, key })
    this.sorts.set(key, sort)
  }
}

/** Numbers sort by size, texts by their letters. */
function part(value: unknown): string {
  return typeof value === 'number' ? value.toFixed(4).padStart(20, '0') : String(value ?? '')
}

function lowerBound(entries: readonly Entry[], sort: string): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle] as Entry).sort < sort) low = middle + 1
    else high = middle
  }
  return low
}
