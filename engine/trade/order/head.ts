// What a document's head takes over from the order as it is, and what the channel adds to it.
import type { ForDocument, MadeDocument, ShopOrder } from './types.js'

type Head = Pick<MadeDocument, 'document' | 'customerName' | 'invoiceAddress' | 'deliveryAddress' | 'reference' | 'poNumber' | 'project' | 'costCentre' | 'priceList' | 'vatNo'>

/** payer: the name of who pays, which a shop need not show as its customer. vatNo: in the one form of its spellings. */
export function headOf(order: ShopOrder, own: ForDocument, { payer, vatNo }: { readonly payer: string | undefined; readonly vatNo: string | undefined }): Head {
  return {
    document: own.as,
    ...given({
      customerName: payer, invoiceAddress: order.invoiceAddress, deliveryAddress: order.deliveryAddress, reference: order.reference,
      poNumber: order.poNumber, vatNo, project: own.project, costCentre: own.costCentre, priceList: own.priceList,
    }),
  }
}

/** Without what the shop does not show: left out, the ledger's own default stands. */
function given<Fields extends object>(fields: Fields): { readonly [Name in keyof Fields]?: NonNullable<Fields[Name]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== '')) as { [Name in keyof Fields]?: NonNullable<Fields[Name]> }
}
