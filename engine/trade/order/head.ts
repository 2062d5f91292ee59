// What a document's head takes over from the order, and what the channel adds to it.
import type { HeadTexts } from './head-texts.js'
import type { ForDocument, MadeDocument } from './types.js'

type Head = Pick<MadeDocument, 'document' | 'customerName' | 'invoiceAddress' | 'deliveryAddress' | 'reference' | 'poNumber' | 'project' | 'costCentre' | 'priceList' | 'vatNo'>

/** texts: whom it is to, and where it goes. vatNo: in the one form of its spellings. */
export function headOf(own: ForDocument, { rows: _rows, ...texts }: HeadTexts, vatNo: string | undefined): Head {
  return {
    document: own.as, ...texts,
    ...given({ vatNo, project: own.project, costCentre: own.costCentre, priceList: own.priceList }),
  }
}

/** Without what the shop does not show: left out, the ledger's own default stands. */
function given<Fields extends object>(fields: Fields): { readonly [Name in keyof Fields]?: NonNullable<Fields[Name]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== '')) as { [Name in keyof Fields]?: NonNullable<Fields[Name]> }
}
