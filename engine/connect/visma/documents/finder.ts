// Which orders and invoices carry our mark for a key: a shop's order may have become either.
import type { LookFacts } from '../../connector.js'
import type { VismaApi } from '../api.js'
import { OOI_HEAD } from '../adk-fields.js'
import { MarkFinder } from '../marks.js'
import { KINDS, REGISTERS, type DocumentKind } from './fields.js'
import type { DocumentSettings } from './read.js'
import { REFERENCE_FIELDS } from './reference.js'

/** A document by its kind and number. */
export interface DocumentRef { readonly kind: DocumentKind; readonly number: string }

export interface FinderParts { readonly api: VismaApi; readonly settings: DocumentSettings; readonly pageMax: number }

export class DocumentFinder {
  private readonly finders: ReadonlyMap<DocumentKind, MarkFinder>

  constructor({ api, settings, pageMax }: FinderParts) {
    this.finders = new Map(KINDS.map((kind) => {
      const { head, order } = REGISTERS[kind]
      const at = { register: head, order, number: OOI_HEAD.DOCUMENT_NUMBER, mark: REFERENCE_FIELDS[settings.referenceField] }
      return [kind, new MarkFinder(at, { api, shop: settings.shop, pageMax })]
    }))
  }

  /** The documents with these keys. since: only those above these numbers, by kind, are looked at. Throws SystemError. */
  async find(keys: readonly string[], since?: LookFacts): Promise<ReadonlyMap<string, readonly DocumentRef[]>> {
    const found = new Map<string, DocumentRef[]>(keys.map((key) => [key, []]))
    for (const [kind, finder] of this.finders) {
      const above = since?.[kind]
      const numbers = await finder.find(keys, above === undefined ? undefined : Number(above))
      for (const key of keys) found.get(key)?.push(...(numbers.get(key) ?? []).map((number) => ({ kind, number: String(number) })))
    }
    return found
  }

  /** The highest number of each kind: what a later look starts from. Throws SystemError. */
  async highest(): Promise<LookFacts> {
    const numbers: Record<string, number> = {}
    for (const [kind, finder] of this.finders) numbers[kind] = await finder.highest()
    return numbers
  }

  /** Every document that carries our mark for this shop. Throws SystemError. */
  async all(): Promise<ReadonlyMap<string, readonly DocumentRef[]>> {
    const all = new Map<string, DocumentRef[]>()
    for (const [kind, finder] of this.finders) {
      for (const [key, numbers] of await finder.all()) {
        all.set(key, [...all.get(key) ?? [], ...numbers.map((number) => ({ kind, number: String(number) }))])
      }
    }
    return all
  }
}
