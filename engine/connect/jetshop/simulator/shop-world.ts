// What a simulated shop's file holds, and a believable new one. The rows are made to be read and
// edited by a person.
import { World, type Row, type Tables } from '../../world/world.js'

/**
 * A product under its article number. Everything may be left out; then it is as in a new product.
 */
export interface ProductRow {
  id?: number
  template?: number
  /** Excl. VAT, four decimals, of the default price list. Negative: none. */
  price?: string
  discountedPrice?: string
  /** A fraction: "0.25000000". */
  vat?: string
  weight?: string
  volume?: string
  ean?: string
  /**
   * Texts by culture, under the service's own names: Name, SubName, ShortDescription,
   * ProductDescription, Permalink …
   */
  texts?: { [culture: string]: { [member: string]: string } }
  categories?: { id: number; order?: number; canonical?: boolean }[]
  /** By price list: whole currency units incl. VAT, and whether the list hides the article. */
  priceLists?: { [list: string]: ListRow }
  stock?: {
    count?: number
    statusId?: number
    statusWhenOut?: number
    deliveryDate?: string
    advanced?: boolean
  }
  fields?: { [key: string]: { [culture: string]: string } }
  images?: string[]
  /** The article that this one is a variant of. */
  parent?: string
  modified?: string
}

/** Of a campaign, its days are the shop's own wall time. */
export interface ListRow {
  incVat?: number
  discountedIncVat?: number
  hidden?: boolean
  membersOnly?: boolean
  useSpan?: boolean
  from?: string
  to?: string
}

export interface ShopSettings {
  readonly shopId: string
  readonly user: string
  readonly password: string
  readonly token: string
  readonly defaultPriceList: string
  readonly cultures: readonly string[]
}

const STANDARD: ShopSettings = {
  shopId: 'nordlys',
  user: 'samsyn',
  password: 'simulated',
  token: 'simulated-token',
  defaultPriceList: '5b1e0000-0000-4000-8000-000000000001',
  cultures: ['sv-SE'],
}

const STANDARD_TABLES: Tables = {
  categories: { 10: { name: 'Kök' }, 11: { name: 'Koppar', parent: 10 }, 20: { name: 'Textil' } },
  priceLists: {
    '5b1e0000-0000-4000-8000-000000000001': { name: 'Standard', currency: 'SEK' },
    '7c2f0000-0000-4000-8000-000000000002': { name: 'Återförsäljare', currency: 'SEK' },
  },
  channels: {
    1: {
      name: 'Nordlys',
      isDefault: true,
      currency: 'SEK',
      priceList: '5b1e0000-0000-4000-8000-000000000001',
    },
  },
  stockStatuses: {
    1: { name: 'Exakt antal' },
    9: { name: 'Kommer datum' },
    10: { name: 'Slut i lager' },
  },
  orderStatuses: {
    10: { name: 'Ny' },
    20: { name: 'Betald' },
    25: { name: 'Överförd' },
    30: { name: 'Levererad' },
    35: { name: 'Debiteras', captures: true },
    40: { name: 'Makulerad' },
  },
  paymentMethods: { 1: { name: 'Klarna' }, 2: { name: 'Faktura' } },
  customerGroups: { 1: { name: 'Privat' }, 2: { name: 'Återförsäljare' } },
  customers: {},
  orders: {},
  dynamicFields: {},
  products: {},
}

/**
 * Makes the file of a new shop: three categories, two price lists, one channel. Tables given
 * replace these.
 */
export function createShopWorld(
  file: string,
  settings: Partial<ShopSettings> = {},
  tables: Tables = {},
): World {
  return World.create(
    file,
    { ...STANDARD, ...settings },
    { ...structuredClone(STANDARD_TABLES), ...tables },
  )
}

/** The settings of a world, whatever its file leaves out. */
export function shopSettings(world: World): ShopSettings {
  const given = world.settings as Partial<ShopSettings>
  return { ...STANDARD, ...given }
}

/** The product with that number, as it is now. */
export function productIn(world: World, articleNumber: string): ProductRow | undefined {
  return world.row('products', articleNumber) as ProductRow | undefined
}

/** Whether the list keeps the article out of sight. */
export function isHidden(row: ProductRow, list: string): boolean {
  return rowOfList(row, list).hidden ?? false
}

/** What the world holds of the article in a list. */
export function rowOfList(row: ProductRow, list: string): ListRow {
  return Object.entries(row.priceLists ?? {}).find(([id]) => sameList(id, list))?.[1] ?? {}
}

/** Price lists are named by GUIDs, in either case. */
export function sameList(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}

/** The price list as the world spells it, or undefined where there is none. */
export function listIn(world: World, id: string): string | undefined {
  return Object.keys(world.table('priceLists')).find((list) => sameList(list, id))
}

export type { Row }
