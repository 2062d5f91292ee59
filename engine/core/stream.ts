// The words that the rest of the engine speaks: Desired, its systems and its streams. Types only; load makes them, frozen.
import type { EntitySpec } from '../types/entity.js'
import type { OrderBindingConfig } from '../types/order-binding.js'
import type { GuardLimits } from '../types/guards.js'
import type { PolicySpec } from '../types/policy.js'
import type { SystemSpec } from '../types/system.js'
import type { Feature, TierSpec } from '../types/tier.js'
import type { GroupPrices } from '../trade/customer/register.js'
import type { ParcelRules } from '../trade/order/parcels.js'
import type { FeedbackRule } from '../trade/order/tellings.js'
import type { OrderRules } from '../trade/order/types.js'
import type { Fields } from './item.js'
import type { Place, Problem } from './problem.js'

export type Role = 'shop' | 'erp'

/** One system of the customer's: a document of kind Erp or Shop, and the spec of its driver. */
export interface SystemRef {
  readonly role: Role
  /** metadata.name, unique in the integration. */
  readonly name: string
  readonly spec: SystemSpec
  /** The document's spec, secrets still as references (env:NAME, file:PATH). */
  readonly settings: Readonly<Record<string, unknown>>
  /** Of a shop: the binding that its orders come by. */
  readonly orderBinding?: OrderBindingRef
  /** The world file, absolute, where the system is simulated. */
  readonly simulator?: string
  /** Which physical target this is: a digest of what identifies it (URL and shop, or company path). */
  readonly fingerprint: string
}

/** What to list or find inside an entity where it comes in several: which price list, which culture. */
export interface Scope { readonly [name: string]: string | undefined }

/** How a shop's orders are read and written: its OrderBinding, and where each part of it stands in the file. */
export interface OrderBindingRef {
  readonly name: string
  readonly file: string
  readonly spec: OrderBindingConfig
  /** By path inside the spec, joined by slashes. */
  readonly places: Readonly<Record<string, Place>>
}

/** When a stream runs. */
export interface Rhythm {
  readonly everySeconds: number
  /** Local time windows, "07:00-19:00"; empty: always. */
  readonly windows: readonly string[]
  /** 1 Monday … 7 Sunday; empty: every day. */
  readonly days: readonly number[]
  readonly blackouts: readonly string[]
  readonly timeZone: string
}

/** One step of a field mapping: a transform of the closed set, with its argument. */
export interface TransformStep { readonly name: string; readonly with?: unknown }

/** How one field of the target is made. Without a rule a field is taken as it is. */
export interface MapRule {
  readonly to: string
  readonly from: readonly string[]
  readonly steps: readonly TransformStep[]
  /** What to do where a source value is missing: leave the target alone (default) or clear it. */
  readonly clear?: boolean
  readonly place?: string
}

/** A customer's pure function over the fields of one item. */
export type PluginFunction = (input: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>

export interface Mapping {
  readonly rules: readonly MapRule[]
  readonly plugins: readonly { readonly name: string; readonly run: PluginFunction; readonly version: string }[]
}

/** One entity going one way between two systems, under one policy, at one rhythm. */
export interface Stream {
  /** "se/product", "se/price-list/resellers". */
  readonly id: string
  readonly entity: EntitySpec
  readonly policy: PolicySpec
  /** Fields that follow another policy than the stream's. */
  readonly fieldPolicies: Readonly<Record<string, PolicySpec>>
  readonly from: Role
  readonly source: SystemRef
  readonly target: SystemRef
  /** Fields of the source that the mapping reads. */
  readonly reads: readonly string[]
  /** Fields of the target that the stream writes, in the entity's order. */
  readonly writes: readonly string[]
  readonly scope: { readonly source: Scope; readonly target: Scope }
  readonly mapping: Mapping
  /** Changes when today's mapping could give other values than yesterday's. */
  readonly mappingDigest: string
  readonly guards: GuardLimits
  readonly rhythm: Rhythm
  /** Reviewed pairs of keys that differ: source key → target key. */
  readonly pairs: Readonly<Record<string, string>>
  /** Reviewed and found to be different things, however alike: source key and target key. */
  readonly different?: readonly (readonly [source: string, target: string])[]
  /** Of its amounts, where the files say it. */
  readonly currency?: string
  /** Of a bound price list: what becomes what, and who sees it. */
  readonly lists?: BoundLists
  /** The YAML line that asks for the stream, "samsyn.yaml:9:5". */
  readonly place?: string
  /** Withholds everything the stream would write, with this reason, e.g. stock while orders cannot be read. */
  readonly withheld?: Problem
  /** Of the streams of a shop's orders: how they become documents, and what the shop is told of them. */
  readonly orders?: OrderLane
}

/** erp, or the customer whose prices it holds. shop: the id of the shop's list. */
export interface BoundLists { readonly erp?: string; readonly customerNumber?: string; readonly shop: string; readonly customerGroup?: string }

/** What the customer's files say of one shop's orders. */
export interface OrderLane {
  readonly rules: OrderRules
  /** Status that the shop's order gets once its document stands. */
  readonly then?: string
  readonly feedback: readonly FeedbackRule[]
  /** Statuses that are never left. */
  readonly final: readonly string[]
  /** How long an order is followed after its transfer. */
  readonly followDays: number
  /** Local date: orders that were placed since then, and before the first day, count as sold. Left out: none of them. */
  readonly inFlightFrom?: string
  /** Article numbers of the shop that the ERP has under another, and that one: reviewed pairs. */
  readonly articleNumbers: Readonly<Record<string, string>>
  /** Groups of the shop's customers, by whose prices they see. */
  readonly groups: readonly GroupPrices[]
  /** Where parcel numbers come from; undefined: from nowhere. */
  readonly parcels?: ParcelLane
  /** The shop takes a parcel along with a status. */
  readonly parcelWithStatus: boolean
  /** The shop can take a part of a reserved payment. */
  readonly captureParts: boolean
  /** The shop shows what it gave back. */
  readonly refunds: boolean
  /** Which invoices and credits belong to an order is known, and not only assumed. */
  readonly seesBills: boolean
  /** Credits may be made in the ERP; else they are said, and made by hand. */
  readonly makesCredits: boolean
  /** The status by which the shop takes a reserved payment, where a status does it. */
  readonly captureStatus?: string
}

/** file: a carrier's, from the customer's folder. columns: its headings, by what they are to us. */
export interface ParcelLane extends ParcelRules {
  readonly file?: string
  readonly columns: Readonly<Record<'orderNumber' | 'parcel' | 'carrier' | 'url', string>>
}

/** A stream that the mode has and that does not run, with the reason. */
export interface OffStream { readonly id: string; readonly problem: Problem }

/** The customer's YAML after checking, its mode expanded into streams. Deeply frozen. */
export interface Desired {
  readonly name: string
  /** The customer's folder, absolute. */
  readonly dir: string
  readonly mode: string
  readonly tier: TierSpec
  readonly systems: readonly SystemRef[]
  readonly streams: readonly Stream[]
  readonly off: readonly OffStream[]
  /** Every register of this version, also those that no stream carries. */
  readonly registers: Readonly<Record<string, EntitySpec>>
  readonly contacts: readonly string[]
  /** Features of the package that the files make use of. */
  readonly features: readonly Feature[]
  /** Of everything that decides what is planned; not of comments, order or secrets' values. */
  readonly digest: string
  readonly warnings: readonly Problem[]
}

/** What a mapping gives for one item. */
export interface Mapped {
  readonly fields: Fields
  /** What was done to make values fit, by field. */
  readonly notes?: Readonly<Record<string, string>>
  /** What is worth a look and stops nothing: by field what is not fit to be handed over, and what was remarked on while it was made. */
  readonly left?: Readonly<Record<string, Problem>>
  readonly problem?: Problem
}
