// Puts the order side between a run and its systems: the same Readers and Writers, with the registers that neither system has. What
// the streams do not need is left as it was.
import type { Reader, Writer } from '../connect/connector.js'
import type { Desired, Stream, SystemRef } from '../core/stream.js'
import type { Parts } from '../run/parts.js'
import { fitter } from '../core/fit.js'
import type { EntitySpec } from '../types/entity.js'
import { keyedDigest } from '../values/digest.js'
import { Credits } from './credits.js'
import { CustomerRegister } from './customer-register.js'
import { AfterTransfer } from './after-transfer.js'
import { CardUpdates } from './card-updates.js'
import { CarrierFile } from './carrier-file.js'
import { Claims } from './claims.js'
import { ShopDesk } from './desk.js'
import { ErpSide } from './erp-side.js'
import { FoundAgain } from './found-again.js'
import { Handed } from './handed.js'
import { InFlight } from './in-flight.js'
import { Ledger } from './ledger.js'
import { OrderBook } from './order-book.js'
import { reopened } from './reopened.js'
import { ShopCustomers } from './shop-customers.js'
import { ShopSide } from './shop-side.js'
import { ShopTriggers } from './shop-triggers.js'
import { ShopTold } from './shop-told.js'
import { StockGuard } from './stock-guard.js'
import { Told } from './told.js'
import { ErpWriter, ShopWriter } from './writers.js'

type Given = Pick<Parts, 'desired' | 'readers' | 'writers' | 'store' | 'clock' | 'tell'>

/** key: the installation's secret, asked for only where orders flow. */
export function withOrders<P extends Given>(parts: P, key: () => string): P {
  const { desired, readers, writers } = parts
  const lanes = lanesOf(desired)
  const erp = desired.systems.find(({ role }) => role === 'erp')
  const ledgerReader = erp && readers.get(erp.name)
  if (lanes.size === 0 || !erp || !ledgerReader) return parts
  const secret = key()
  const digest = (value: unknown): string => keyedDigest(secret, value)
  const customers = new CustomerRegister({ reader: ledgerReader, clock: parts.clock })
  const ledger = new Ledger({ reader: ledgerReader, clock: parts.clock, levels: desired.streams.some(({ entity, from }) => entity.inFlight === true && from === 'erp') })
  const entities = entitiesOf(desired)
  const claims = new Claims([...lanes.keys()])
  const after = new AfterTransfer({ reader: ledgerReader, clock: parts.clock, isPlan: writers === undefined, file: new CarrierFile(desired.dir) })
  const credits = new Credits({ reader: ledgerReader, after, ledger, clock: parts.clock, store: parts.store, streams: refundStreams(lanes) })
  const made = [...lanes].flatMap(([shop, streams]) => {
    const reader = readers.get(shop)
    return reader ? [sideOf({ shop, streams, reader, erp: ledgerReader, ledger, customers, claims, credits, digest, parts })] : []
  })
  const desks = new Map(made.map(({ desk }) => [desk.shop, desk]))
  const inFlight = new InFlight({ desks, entities, counted: readsLevels(desired, 'inFlight'), shelf: readsLevels(desired, 'undelivered') })
  const sides: [string, Reader][] = made.map(({ desk, side }) => [desk.shop, side])
  return {
    ...parts,
    readers: new Map([...readers, ...sides, [erp.name, new ErpSide({ reader: ledgerReader, customers, inFlight, after, credits, desks, digest, ...byShop(made) })]]),
    ...(writers ? { writers: writersOf({ writers, erp, entities, customers, desks, inFlight, digest }) } : {}),
  }
}

/** By shop: its streams of orders. */
function lanesOf({ streams }: Desired): ReadonlyMap<string, readonly Stream[]> {
  const lanes = new Map<string, Stream[]>()
  for (const stream of streams) {
    if (!stream.orders) continue
    const { shop } = stream.orders.rules
    lanes.set(shop, [...(lanes.get(shop) ?? []), stream])
  }
  return lanes
}

/** By shop, the stream that credits what it gave back. */
function refundStreams(lanes: ReadonlyMap<string, readonly Stream[]>): ReadonlyMap<string, string> {
  return new Map([...lanes].flatMap(([shop, streams]) => streams.filter(({ entity }) => entity.between?.wants === 'refunds').map(({ id }) => [shop, id] as const)))
}

function entitiesOf({ streams }: Desired): Readonly<Record<string, EntitySpec | undefined>> {
  return Object.fromEntries(streams.map(({ entity }) => [entity.id, entity]))
}

/** Levels are counted with the orders on their way, unless their streams are withheld or say otherwise. */
function readsLevels({ streams }: Desired, field: 'inFlight' | 'undelivered'): boolean {
  return streams.some(({ entity, reads }) => entity.inFlight === true && reads.includes(field))
}

interface SideParts {
  readonly shop: string
  readonly streams: readonly Stream[]
  readonly reader: Reader
  readonly erp: Reader
  readonly ledger: Ledger
  readonly customers: CustomerRegister
  readonly claims: Claims
  readonly credits: Credits
  readonly digest: (value: unknown) => string
  readonly parts: Given
}

function sideOf({ shop, streams, reader, erp, ledger, customers, claims, credits, digest, parts: { store, clock, tell } }: SideParts): { readonly desk: ShopDesk; readonly side: ShopSide; readonly updates: CardUpdates; readonly register: ShopCustomers } {
  const [{ orders: lane } = {}] = streams
  if (!lane) throw new Error(`the shop ${shop} has no order stream`)
  const idOf = (is: (entity: EntitySpec) => boolean): string | undefined => streams.find(({ entity }) => is(entity))?.id
  const handed = new Handed(store, idOf(({ between }) => between?.made !== undefined))
  const wanting = (wants: string): string | undefined => idOf(({ between }) => between?.wants === wants)
  const told = new Told(store, { events: wanting('feedback'), parcels: wanting('tracking'), captures: wanting('capture') }, { receipts: wanting('then'), cancellations: wanting('cancelled') })
  const book = new OrderBook({ shop, reader, lane, handed, told, clock, tell })
  const headRoom = () => ledger.headRoom()
  const desk = new ShopDesk({ headRoom, shop, lane, book, handed, customers, digest, store, clock, told, cards: idOf(isOfCards), register: wanting('customers') })
  const updates = new CardUpdates({ headRoom, desk, customers, store, clock, digest, stream: wanting('cardUpdates') })
  const register = new ShopCustomers({ headRoom, reader, desk, customers, digest })
  const articles = streams.find(({ entity: { between } }) => between?.wants === 'newArticles')
  return { desk, updates, register, side: new ShopSide({ ...(articles ? { articleFits: fitter(articles.target.spec, articles.entity) } : {}), shop, reader, lane, book, ledger, handed, claims, again: new FoundAgain({ shop, erp, lane, handed }), desk, told: new ShopTold({ reader, lane, told }), triggers: new ShopTriggers({ reader, lane, clock }), credits, updates, register, clock, digest, reopened: (orders) => reopened({ shop, erp, lane, handed, told }, orders) }) }
}

/** The register in which the customers of orders become cards. */
function isOfCards({ between }: EntitySpec): boolean {
  return between?.source === 'order' && between.target === 'customer' && between.create === 'create'
}

type Made = ReturnType<typeof sideOf>

function byShop(made: readonly Made[]): { readonly updates: ReadonlyMap<string, CardUpdates>; readonly registers: ReadonlyMap<string, ShopCustomers> } {
  return { updates: new Map(made.map(({ desk, updates }) => [desk.shop, updates])), registers: new Map(made.map(({ desk, register }) => [desk.shop, register])) }
}

interface WriterParts {
  readonly writers: ReadonlyMap<string, Writer>
  readonly erp: SystemRef
  readonly entities: Readonly<Record<string, EntitySpec | undefined>>
  readonly customers: CustomerRegister
  readonly desks: ReadonlyMap<string, ShopDesk>
  readonly inFlight: InFlight
  readonly digest: (value: unknown) => string
}

function writersOf({ writers, erp, entities, customers, desks, inFlight, digest }: WriterParts): ReadonlyMap<string, Writer> {
  return new Map([...writers].map(([name, writer]) => [name, name === erp.name
    ? new ErpWriter({ writer, entities, customers, desks, digest })
    : new ShopWriter({
      writer, entities, parcelWithStatus: desks.get(name)?.lane.parcelWithStatus === true, guard: new StockGuard(inFlight, desks.get(name)?.lane.articleNumbers),
    })]))
}
