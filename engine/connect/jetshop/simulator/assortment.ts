// Which products a channel shows in which category: an index over the world, so that no page of a
// listing costs a walk over all.
import type { World } from '../../world/world.js'
import { isHidden, productIn, type ProductRow } from './shop-world.js'

export class Assortment {
  private members: Map<number, Set<string>> | undefined
  private readonly linksOf = new Map<string, readonly number[]>()
  private readonly parentOf = new Map<string, string>()
  private readonly variantsOf = new Map<string, Set<string>>()
  /**
   * What a channel shows, by channel list and category; thrown away when a product of it changes.
   */
  private readonly shown = new Map<number, Map<string, readonly string[]>>()

  constructor(private readonly world: World) {
    world.watch((put) => {
      if (!put) this.members = undefined
      else if (put[0] === 'products' && this.members) this.take(put[1], put[2] as ProductRow | null)
    })
  }

  /** The article numbers that the list shows in the category, always in the same order. */
  inCategory(category: number, list: string): readonly string[] {
    const members = this.built()
    const byList = this.shown.get(category) ?? new Map<string, readonly string[]>()
    this.shown.set(category, byList)
    const known = byList.get(list)
    if (known) return known
    const shown = [...(members.get(category) ?? [])].filter((number) => {
      const row = productIn(this.world, number)
      return row !== undefined && row.parent === undefined && !isHidden(row, list)
    })
    byList.set(list, shown)
    return shown
  }

  /** The variants of a product, in the order in which they came. */
  variants(articleNumber: string): readonly string[] {
    this.built()
    return [...(this.variantsOf.get(articleNumber) ?? [])]
  }

  private built(): Map<number, Set<string>> {
    if (this.members) return this.members
    this.members = new Map()
    for (const index of [this.linksOf, this.parentOf, this.variantsOf, this.shown]) index.clear()
    for (const [number, row] of Object.entries(this.world.table('products')))
      this.take(number, row as ProductRow)
    return this.members
  }

  private take(number: string, row: ProductRow | null): void {
    const links = (row?.categories ?? []).map(({ id }) => id)
    const before = this.linksOf.get(number) ?? []
    for (const category of before)
      if (!links.includes(category)) this.members?.get(category)?.delete(number)
    for (const category of links) {
      const members = this.members?.get(category) ?? new Set<string>()
      this.members?.set(category, members.add(number))
    }
    for (const category of [...before, ...links]) this.shown.delete(category)
    this.linksOf.set(number, links)
    this.variantsOf.get(this.parentOf.get(number) ?? '')?.delete(number)
    this.parentOf.delete(number)
    if (row?.parent === undefined) return
    this.parentOf.set(number, row.parent)
    this.variantsOf.set(
      row.parent,
      (this.variantsOf.get(row.parent) ?? new Set<string>()).add(number),
    )
  }
}
