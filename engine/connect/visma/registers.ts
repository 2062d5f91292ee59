// Everything that the driver reads and writes besides articles, prices and stock: put together for
// one company.
import type { VismaApi } from './api.js'
import { CodeReader } from './codes.js'
import { CustomerReader, CustomerWriter } from './customers.js'
import { DocumentPart } from './documents/parts.js'
import { REFERENCE_FIELDS, type ReferenceField } from './documents/reference.js'
import { RegisterFacts } from './facts.js'
import { CustomerPriceReader, IncomingReader } from './figures.js'
import { FlatReader, FlatWriter } from './flat.js'
import { flatEntities } from './flat-registers.js'
import { PackageReader, PackageWriter } from './packages.js'
import type { PartReader, PartWriter } from './part.js'
import { MovementReader, MovementWriter } from './stock-movements.js'
import { VoucherReader, VoucherWriter } from './vouchers.js'

/** What of an Erp document's spec is about these registers. */
export interface RegisterSettings {
  /** The field of a document that carries our mark. */
  readonly referenceField?: ReferenceField
  /** What our mark calls the shop. */
  readonly referenceShop?: string
  readonly documentRowsMax?: number
  readonly deliveryAddressOnCard?: boolean
  readonly paymentRowType?: string
}

/** The header names 200 elements as a limit; that it is one of rows is assumed. */
const ROWS_MAX = 200
const [DEFAULT_FIELD] = Object.keys(REFERENCE_FIELDS) as [ReferenceField, ...ReferenceField[]]
const SHOP = 'shop'

export function makeRegisters(
  api: VismaApi, pageMax: number, settings: RegisterSettings,
): { readonly readers: readonly PartReader[]; readonly writers: readonly PartWriter[] } {
  const context = { api, facts: new RegisterFacts(api), pageMax }
  const shop = settings.referenceShop ?? SHOP
  const about = { ...context, settings: { referenceField: settings.referenceField ?? DEFAULT_FIELD, shop, rowsMax: settings.documentRowsMax ?? ROWS_MAX } }
  const documents = new DocumentPart(about)
  const flat = flatEntities(settings)
  const movements = new MovementReader({ ...context, shop })
  const packages = new PackageReader(context)
  return {
    readers: [
      documents, new CustomerReader(context), new CodeReader(about), new FlatReader(context, flat), packages, movements,
      new VoucherReader({ ...context, shop }), new CustomerPriceReader(context), new IncomingReader(context),
    ],
    writers: [
      documents, new CustomerWriter({ ...context, settings: { deliveryAddressOnCard: settings.deliveryAddressOnCard ?? false } }),
      new FlatWriter(context, flat), new PackageWriter(context, packages), new MovementWriter({ ...context, shop }, movements),
      new VoucherWriter({ ...context, shop }),
    ],
  }
}
