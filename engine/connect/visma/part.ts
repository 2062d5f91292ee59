// One part of the register of a company: the entities that are read and written in the same way.
import type { Answer, Found, LookFacts, Page, WriteItem, WriteRequest } from '../connector.js'
import type { Scope } from '../../core/stream.js'
import type { VismaApi } from './api.js'
import type { RegisterFacts } from './facts.js'

/** What every part is made from. */
export interface PartContext { readonly api: VismaApi; readonly facts: RegisterFacts; readonly pageMax: number }

export interface PartReader {
  readonly entities: readonly string[]
  /** Throws SystemError. */
  list(entity: string, scope: Scope): AsyncIterable<Page>
  /** One answer for each key. Throws SystemError. */
  find(entity: string, keys: readonly string[], scope: Scope, since?: LookFacts): Promise<ReadonlyMap<string, Found>>
}

export interface PartWriter {
  readonly entities: readonly string[]
  /** Throws SystemError where nothing has been written. */
  one(request: WriteRequest, item: WriteItem): Promise<Answer>
  /** See Writer.prepare. */
  prepare?(request: WriteRequest): Promise<LookFacts | undefined>
}
