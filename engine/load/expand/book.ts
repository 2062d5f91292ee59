// The customer's documents by kind and name, and which of them turned out to be of use.
import type { CustomerDocument, FaultyDocument, Folder } from '../files.js'
import type { Kind } from '../kinds.js'

/** The documents without a fault, and the names of all. */
export interface Book {
  /** false: something could not be read, so nothing is known to be missing. */
  readonly whole: boolean
  of<Name extends Kind>(kind: Name): readonly CustomerDocument<Name>[]
  /** The documents of a kind and what faulty ones say without their faults: to look for further faults, never to plan with. */
  readable<Name extends Kind>(kind: Name): readonly CustomerDocument<Name>[]
  /** Every document of the kind, faulty ones too, without what it says. */
  every(kind: Kind): readonly Omit<CustomerDocument, 'body'>[]
  /** Of faulty documents: the keys that were taken out to make them readable, and those that are misspelt, as they are meant. */
  readonly left: ReadonlySet<string>
  /** Names of every document of the kind, faulty ones too. */
  names(kind: Kind): readonly string[]
  /** Documents that some stream needed. */
  readonly used: Set<CustomerDocument>
}

export function bookOf({ documents, faulty, whole }: Folder): Book {
  const readable = [...documents, ...faulty.flatMap(restOf)]
  return {
    whole,
    of: <Name extends Kind>(kind: Name) =>
      documents.filter((one): one is CustomerDocument<Name> => one.kind === kind),
    readable: <Name extends Kind>(kind: Name) =>
      readable.filter((one): one is CustomerDocument<Name> => one.kind === kind),
    every: (kind) => [...documents, ...faulty].filter((one) => one.kind === kind),
    left: new Set(faulty.flatMap(({ rest, meant }) => [...(rest?.removed ?? []).map((path) => String(path[1])), ...meant])),
    names: (kind) => [...documents, ...faulty].filter((one) => one.kind === kind).map((one) => one.name),
    used: new Set(),
  }
}

function restOf({ rest, ...document }: FaultyDocument): CustomerDocument[] {
  return rest ? [{ ...document, body: rest.body }] : []
}

/** What a document of a shop's or of all shops says: the shop's own first, then those for all. */
export function forShop<Name extends 'StockProfile' | 'FieldMapping' | 'ValueMap' | 'Guard' | 'Plugin'>(
  documents: readonly CustomerDocument<Name>[],
  shop: string,
): readonly CustomerDocument<Name>[] {
  const of = (one: CustomerDocument<Name>): string | undefined => one.body.metadata.shop
  return [...documents.filter((one) => of(one) === shop), ...documents.filter((one) => of(one) === undefined)]
}
