// The same order extension under other names, made from a seed: what is not public could be called
// anything. A world says assumedOrders: true for the names of the extension itself, { seed: 7 } for
// other words, { seed: 7, blind: true } for names that say nothing at all.
import type { World } from '../../../world/world.js'
import type { WrittenNode, Written, Xml, XmlNode } from '../../xml.js'
import type { Members } from '../types.js'
import { ORDER_ENUMS, ORDER_OPERATIONS, ORDER_TYPES } from './order-types.js'

export interface Dialect {
  /** What the service calls it. */
  operation(canonical: string): string
  /** What the extension calls it; undefined for an operation that it does not have. */
  canonicalOperation(name: string): string | undefined
  element(canonical: string): string
  said(content: WrittenNode): WrittenNode
  heard(content: Xml): Xml
  readonly operations: Readonly<Record<string, { readonly takes: Members; readonly gives: string }>>
  readonly types: Readonly<Record<string, Members>>
  readonly enums: Readonly<Record<string, readonly string[]>>
}

interface Setting { readonly seed?: number; readonly blind?: boolean }

/** Words that mean the same to a person. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  Order: ['Purchase', 'SalesOrder', 'Bestallning'], Orders: ['Purchases', 'SalesOrders', 'Bestallningar'], Number: ['No', 'Nr', 'Nummer'], Id: ['Key', 'Identity', 'Ref'],
  Status: ['State', 'Stage', 'Lage'], Statuses: ['States', 'Stages', 'Lagen'], Get: ['Fetch', 'Read', 'Hamta'], Set: ['Change', 'Update', 'Satt'], Add: ['Append', 'Register', 'Laggtill'],
  Customer: ['Client', 'Buyer', 'Kund'], Customers: ['Clients', 'Buyers', 'Kunder'], Date: ['Time', 'At', 'Tid'], Modified: ['Changed', 'Updated', 'Andrad'], Since: ['From', 'After', 'Fran'],
  Channel: ['Market', 'Site', 'Kanal'], Channels: ['Markets', 'Sites', 'Kanaler'], Payment: ['Pay', 'Paying', 'Betal'], Method: ['Way', 'Kind', 'Satt'], Methods: ['Ways', 'Kinds', 'Sattlista'],
  Tracking: ['Parcel', 'Consignment', 'Kolli'], Parcels: ['Packages', 'Consignments', 'Kollin'], Vat: ['Tax', 'VatPart', 'Moms'], Price: ['Cost', 'Amount', 'Pris'], Unit: ['Each', 'Piece', 'Styck'],
  Rows: ['Lines', 'Items', 'Rader'], Row: ['Line', 'Item', 'Rad'], Quantity: ['Count', 'Qty', 'Antal'], Article: ['Product', 'Sku', 'Artikel'], Name: ['Title', 'Label', 'Namn'],
  Ship: ['Deliver', 'Delivery', 'Leverans'], Bill: ['Invoice', 'Invoicing', 'Faktura'], To: ['Adr', 'Dest', 'Till'], Zip: ['Postal', 'Post', 'Postnr'], City: ['Town', 'Place', 'Ort'], Country: ['Land', 'Nation', 'Landet'],
  Total: ['Sum', 'Whole', 'Summa'], Exported: ['Fetched', 'Transferred', 'Hamtad'], Mail: ['Email', 'Notification', 'Epost'], Send: ['With', 'Do', 'Skicka'], Email: ['Mail', 'EmailAddress', 'Epost'], Freight: ['Shipping', 'Carriage', 'Frakt'],
  Success: ['Ok', 'Succeeded', 'Lyckades'], Message: ['Reason', 'Text', 'Orsak'], Data: ['Info', 'Record', 'Post'], Options: ['Criteria', 'Filter', 'Urval'], Page: ['PageNo', 'Chunk', 'Sida'], Size: ['Length', 'Max', 'Storlek'],
}

export function dialectOf(world: World): Dialect | undefined {
  const setting = world.settings['assumedOrders']
  if (setting === undefined || setting === null || setting === false) return undefined
  const key = JSON.stringify(setting)
  const known = dialects.get(key) ?? made(typeof setting === 'object' ? (setting as Setting) : {})
  dialects.set(key, known)
  return known
}

/** By setting: it is asked for at every request. */
const dialects = new Map<string, Dialect>()

function made({ seed, blind = false }: Setting): Dialect {
  const names = new Names(seed, blind)
  const operations = new Map(Object.keys(ORDER_OPERATIONS).map((name) => [name, names.of(name)]))
  const typeOf = (type: string): string => {
    const plain = type.replace(/\[\]$|\?$/, '')
    return ORDER_TYPES[plain] || ORDER_ENUMS[plain] ? `${names.of(plain)}${type.slice(plain.length)}` : type
  }
  const members = (from: Members): Members => Object.fromEntries(Object.entries(from).map(([name, type]) => [names.of(name), typeOf(type)]))
  const types = Object.fromEntries(Object.entries(ORDER_TYPES).map(([name, from]) => [names.of(name), members(from)]))
  const back = new Map([...operations].map(([canonical, name]) => [name, canonical]))
  return {
    types,
    operations: Object.fromEntries(Object.entries(ORDER_OPERATIONS).map(([name, { takes, gives }]) => [names.of(name), { takes: members(takes), gives: names.of(gives) }])),
    enums: Object.fromEntries(Object.entries(ORDER_ENUMS).map(([name, values]) => [names.of(name), values])),
    operation: (canonical) => operations.get(canonical) ?? canonical,
    canonicalOperation: (name) => back.get(name),
    element: (canonical) => names.of(canonical),
    said: (content) => renamed(content, (name) => names.of(name)) as WrittenNode,
    heard: (content) => heardAs(content, (name) => names.back(name)),
  }
}

/** Every name once, so that it can be told back. */
class Names {
  private readonly given = new Map<string, string>()
  private readonly taken = new Map<string, string>()

  constructor(private readonly seed: number | undefined, private readonly blind: boolean) {
    const all = [...Object.keys(ORDER_OPERATIONS), ...Object.keys(ORDER_TYPES), ...Object.keys(ORDER_ENUMS), ...Object.values(ORDER_TYPES).flatMap(Object.keys), ...Object.values(ORDER_OPERATIONS).flatMap(({ takes }) => Object.keys(takes))]
    all.forEach((name, at) => this.give(name, at))
  }

  of(canonical: string): string {
    return this.given.get(canonical) ?? canonical
  }

  back(name: string): string {
    return this.taken.get(name) ?? name
  }

  private give(canonical: string, at: number): void {
    if (this.given.has(canonical)) return
    let name = this.seed === undefined ? canonical : this.blind ? `N${((at + 1) * 7919 + this.seed) % 100_003}` : this.inOtherWords(canonical)
    while (this.taken.has(name)) name = `${name}2`
    this.given.set(canonical, name)
    this.taken.set(name, canonical)
  }

  private inOtherWords(canonical: string): string {
    const words = canonical.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|_/g) ?? [canonical]
    return words.map((word, at) => {
      const capital = word.charAt(0).toUpperCase() + word.slice(1)
      const others = WORDS[capital]
      if (!others) return word
      const other = others[((this.seed ?? 0) + capital.length) % others.length] as string
      return at === 0 && word !== capital ? other.charAt(0).toLowerCase() + other.slice(1) : other
    }).join('')
  }
}

function renamed(content: Written, name: (name: string) => string): Written {
  if (Array.isArray(content)) return content.map((one: Written) => renamed(one, name))
  if (typeof content !== 'object' || content === null) return content
  return Object.fromEntries(Object.entries(content as WrittenNode).map(([key, value]) => [name(key), renamed(value, name)]))
}

function heardAs(content: Xml, name: (name: string) => string): Xml {
  if (Array.isArray(content)) return content.map((one: Xml) => heardAs(one, name))
  if (typeof content !== 'object' || content === null) return content
  return Object.fromEntries(Object.entries(content as XmlNode).map(([key, value]) => [name(key), value === undefined ? undefined : heardAs(value, name)]))
}
