// Changes to the shop, entity by entity.
import type { Answer, Writer, WriteRequest } from '../connector.js'
import type { ArticleWriter } from './article-writer.js'

export interface WriterParts {
  readonly articles: ArticleWriter
}

export class VendureWriter implements Writer {
  constructor(private readonly parts: WriterParts) {}

  send(request: WriteRequest): Promise<ReadonlyMap<string, Answer>> {
    return this.parts.articles.send(request)
  }
}
