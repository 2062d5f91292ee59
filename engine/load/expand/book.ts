// The customer's documents by kind and name, and which of them turned out to be of use.
import type { CustomerDocument, Folder } from '../files.js'
import type { Kind } from '../kinds.js'

/** The documents without a fault, and the names of all. */
export interface Book {
  /** false: something could not be read, so nothing is known to be missing. */
  readonly whole: boolean
  of<Name extends Kind>(kind: Name): readonly CustomerDocument<Name>[]
  /** Names of every document of the kind, faulty ones too. */
  names(kind: Kind): readonly string[]
  /** Documents that some stream needed. */
  readonly used: Set<CustomerDocument>
}

export function bookOf({ documents, faulty, whole }: Folder): Book {
  return {
    whole,
    of: <Name extends Kind>(kind: Name) =>
      documents.filter((one): one is CustomerDocument<Name> => one.kind === kind),
    names: (kind) => [...documents, ...faulty].filter((one) => one.kind === kind).map((one) => one.name),
    used: new Set(),
  }
}

/** What a document of a shop's or of all shops says: the shop's own first, then those for all. */
export function forShop<Name extends 'StockProfile' | 'FieldMapping' | 'ValueMap' | 'Guard' | 'Plugin'>(
  documents: readonly CustomerDocument<Name>[],
  shop: string,
): readonly CustomerDocument<Name>[] {
  const of = (one: CustomerDocument<Name>): string | undefined => one.body.metadata.shop
  return [...documents.filter((one) => of(one) === shop), ...documents.filter((one) => of(one) === undefined)]
}
