// Pages of a listing, one behind, so that the last one can say that it is the last.
import type { Page } from '../connector.js'
import type { RawItem } from '../../core/item.js'

/** cursor: of the last page. */
export async function *pagesOf(
  chunks: AsyncIterable<readonly RawItem[]>, kind: 'whole' | 'subset' = 'whole', cursor?: string,
): AsyncGenerator<Page> {
  let pages = 0
  let page: readonly RawItem[] | undefined
  for await (const items of chunks) {
    if (page) yield { items: page }
    page = items
    pages += 1
  }
  yield { items: page ?? [], coverage: { kind, pages }, ...(cursor === undefined ? {} : { cursor }) }
}
