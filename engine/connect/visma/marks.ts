// Which records of a register carry our mark for a key. There is no sort order on the fields that can
// hold it: where the installation can filter by the field, a filter finds them; where it cannot, the
// heads are walked through once, and after that only what came since. Each filter looks at every
// record, so many keys are looked for with one. Upward from a number that was the highest before a
// write, a look costs next to nothing and is certain.
import type { VismaApi } from './api.js'
import type { Row } from './bridge/protocol.js'
import { keyIn, referenceOf } from './documents/reference.js'

/** A register whose records are numbered upward and can hold our mark. */
export interface MarkedRegister {
  readonly register: number
  /** The sort order by number. */
  readonly order: number
  readonly number: number
  readonly mark: number
}

export interface MarkParts { readonly api: VismaApi; readonly shop: string; readonly pageMax: number }

/** More keys than this are looked for all at once. */
const FEW = 10

/** Numbers by key, the lowest first. */
type ByKey = ReadonlyMap<string, readonly number[]>

export class MarkFinder {
  private seen: { readonly upTo: number; readonly byKey: ByKey } = { upTo: 0, byKey: new Map() }
  private filterable: Promise<boolean> | undefined

  constructor(private readonly at: MarkedRegister, private readonly parts: MarkParts) {}

  /** The records with these keys. since: only those above this number are looked at. Throws SystemError. */
  async find(keys: readonly string[], since?: number): Promise<ByKey> {
    if (since !== undefined) return this.upward(since)
    // Each filter goes through the register; for many keys one walk, which goes on where the last one ended, is cheaper.
    return keys.length <= FEW && await this.canFilter() ? this.filtered(keys) : this.all()
  }

  /** The highest number; 0 where there is none. Throws SystemError. */
  async highest(): Promise<number> {
    const { register, order, number } = this.at
    const last = await this.parts.api.read('last', { register, order, fields: [number] })
    return Number(last?.[0] ?? 0)
  }

  /** Every record that carries our mark for this shop. One that was marked by hand after it was seen is missed. */
  async all(): Promise<ByKey> {
    const byKey = new Map(this.seen.byKey)
    let { upTo } = this.seen
    for await (const rows of this.walk(this.seen.upTo)) {
      this.sort(rows, byKey)
      upTo = Math.max(upTo, ...rows.map(([number]) => Number(number)))
    }
    // Only a walk that came to its end counts.
    this.seen = { upTo, byKey }
    return byKey
  }

  private async upward(above: number): Promise<ByKey> {
    const byKey = new Map<string, readonly number[]>()
    for await (const rows of this.walk(above)) this.sort(rows, byKey)
    return byKey
  }

  private async *walk(above: number): AsyncGenerator<readonly Row[]> {
    const { register, order, number, mark } = this.at
    const ask = { register, order, field: number, above, fields: [number, mark], max: this.parts.pageMax }
    let reply = await this.parts.api.read('above', ask)
    yield reply.rows
    while (reply.more) {
      reply = await this.parts.api.read('above', { ...ask, below: Number(reply.rows.at(-1)?.[0]) })
      yield reply.rows
    }
  }

  private async filtered(keys: readonly string[]): Promise<ByKey> {
    const byKey = new Map<string, readonly number[]>()
    for (const key of keys) byKey.set(key, (await this.beginning(key)).get(key) ?? [])
    return byKey
  }

  /** Whoever writes after our mark must not hide it; what only begins alike is another key. */
  private async beginning(key: string): Promise<ByKey> {
    const { register, order, number, mark } = this.at
    const filters = [{ field: mark, expression: `${referenceOf(this.parts.shop, key)}*` }]
    const scan = this.parts.api.scan({ register, order, heads: true, fields: [number, mark], unique: number, chunk: this.parts.pageMax, filters })
    const found = new Map<string, readonly number[]>()
    for await (const rows of scan) this.sort(rows, found)
    return found
  }

  private canFilter(): Promise<boolean> {
    this.filterable ??= this.parts.api.read('filterable', { register: this.at.register, fields: [this.at.mark] }).then(([can]) => can === true)
    this.filterable.catch(() => { this.filterable = undefined })
    return this.filterable
  }

  private sort(rows: readonly Row[], byKey: Map<string, readonly number[]>): void {
    for (const [number, mark] of rows) {
      const key = keyIn(mark, this.parts.shop)
      if (key !== undefined) byKey.set(key, [...byKey.get(key) ?? [], Number(number)].sort((one, other) => one - other))
    }
  }
}
