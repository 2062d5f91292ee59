// Use against the package: how much of its limits is used, what each other package would cost and bring, and the lowest that fits.
// Packages are only compared, never recognised.
import type { OfferSpec } from '../types/offer.js'
import type { Feature, TierLimits, TierSpec } from '../types/tier.js'

export type Measure = keyof TierLimits

export interface UsageInput {
  readonly tier: TierSpec
  readonly tiers: readonly TierSpec[]
  readonly offer: OfferSpec
  /** A measure that is left out is not counted yet. */
  readonly used: Readonly<Partial<Record<Measure, number>>>
  /** Features in use today. */
  readonly asked: readonly Feature[]
  /** How many of each a surcharge counts. */
  readonly counted: Readonly<Partial<Record<'shop' | 'paymentMethod', number>>>
}

export interface MeasureUse {
  readonly measure: Measure
  readonly used: number | null
  readonly limit: number | null
  readonly percent: number | null
  /** near: from 80 % on. */
  readonly level: 'fine' | 'near' | 'over'
}

export interface Price {
  readonly package: number
  readonly surcharges: readonly { readonly feature: string; readonly count: number; readonly amount: number }[]
  readonly total: number
}

export interface PackageOffer {
  readonly package: string
  readonly held: boolean
  readonly price: Price
  /** A month, against the package held. */
  readonly difference: number
  readonly gained: readonly Feature[]
  readonly lost: readonly Feature[]
  readonly limits: TierLimits
  /** Has every feature in use and room for what is counted. */
  readonly fits: boolean
}

export interface UsageFacts {
  readonly package: string
  readonly measures: readonly MeasureUse[]
  readonly packages: readonly PackageOffer[]
  /** The lowest package that fits; left out where none does. */
  readonly lowest?: string
}

const NEAR_PERCENT = 80

/** Use, prices and the lowest package that fits, from the packages' own data. */
export function usageOf(input: UsageInput): UsageFacts {
  const tiers = [...input.tiers].sort((one, other) => one.rank - other.rank)
  const held = priceOf(input.tier, input)
  const packages = tiers.map((tier) => offerOf(tier, held, input))
  const lowest = packages.find((one) => one.fits)
  return {
    package: input.tier.id,
    measures: measuresOf(input.tier).map((measure) => useOf(measure, input)),
    packages,
    ...(lowest ? { lowest: lowest.package } : {}),
  }
}

function measuresOf(tier: TierSpec): Measure[] {
  return Object.keys(tier.limits) as Measure[]
}

function useOf(measure: Measure, { tier, used }: UsageInput): MeasureUse {
  const limit = tier.limits[measure]
  const count = used[measure] ?? null
  const percent = count === null || limit === null ? null : limit === 0 ? 100 : Math.floor((count / limit) * 100)
  const level = percent === null || percent < NEAR_PERCENT ? 'fine' : count !== null && limit !== null && count > limit ? 'over' : 'near'
  return { measure, used: count, limit, percent, level }
}

function offerOf(tier: TierSpec, held: Price, input: UsageInput): PackageOffer {
  const price = priceOf(tier, input)
  const roomy = measuresOf(tier).every((measure) => (tier.limits[measure] ?? Infinity) >= (input.used[measure] ?? 0))
  return {
    package: tier.id, held: tier.id === input.tier.id, price, difference: price.total - held.total,
    gained: tier.features.filter((one) => !input.tier.features.includes(one)),
    lost: input.tier.features.filter((one) => !tier.features.includes(one)),
    limits: tier.limits,
    fits: roomy && input.asked.every((one) => tier.features.includes(one)),
  }
}

/** A month in whole SEK, excluding VAT: the package, and a surcharge for each shop or payment method of a feature in use. */
function priceOf(tier: TierSpec, { offer, asked, counted }: UsageInput): Price {
  const surcharges = offer.surcharges.flatMap((one) => {
    const inUse = asked.some((feature) => feature === one.feature) && tier.features.some((feature) => feature === one.feature)
    const count = inUse ? (counted[one.per] ?? 0) : 0
    const free = one.waived && tier.rank >= one.waivedFromRank
    return count > 0 ? [{ feature: one.feature, count, amount: free ? 0 : count * one.amountPerMonth }] : []
  })
  return { package: tier.pricePerMonth, surcharges, total: surcharges.reduce((sum, one) => sum + one.amount, tier.pricePerMonth) }
}
