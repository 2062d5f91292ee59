// Variants of products, which are what a customer can order, in the server's words and in ours. Pure.
import { problem, type Problem } from '../../core/problem.js'
import type { RawItem } from '../../core/item.js'
import { rateFromPercent } from '../../values/rate.js'
import { keptOf, priceOf } from './amount.js'
import type { Channel } from './shop.js'

type Given = Readonly<Record<string, unknown>>

export interface Level {
  readonly stockLocationId: string
  readonly stockOnHand: number
  readonly stockAllocated: number
}

export interface Variant {
  readonly id: string
  readonly sku: string
  readonly enabled: boolean
  readonly trackInventory: 'TRUE' | 'FALSE' | 'INHERIT'
  readonly translations: readonly { readonly languageCode: string; readonly name: string }[]
  readonly prices: readonly { readonly currencyCode: string; readonly price: number }[]
  readonly taxRateApplied: { readonly value: number }
  readonly stockLevels: readonly Level[]
  readonly product: {
    readonly id: string
    readonly enabled: boolean
    readonly slug: string
    readonly translations: readonly { readonly languageCode: string; readonly name: string; readonly description: string }[]
    readonly variantList: { readonly totalItems: number }
  }
}

/** What is asked of a variant, whatever it is wanted for: a page of them is one request. */
export const VARIANT = `fragment Article on ProductVariant {
  id sku enabled trackInventory translations { languageCode name } prices { currencyCode price } taxRateApplied { value }
  stockLevels { stockLocationId stockOnHand stockAllocated }
  product { id enabled slug translations { languageCode name description } variantList(options: { take: 1 }) { totalItems } } }`

/** Where an article is looked at: its channel, the language of its texts, and the stock location for levels. */
export interface View {
  readonly channel: Channel
  readonly language: string
  readonly location?: string
}

/** What an update is made of: members of the variant, and of the product above it where it is the only variant. */
export interface Members {
  readonly variant: Given
  readonly product: Given
}
export type Converted = { readonly members: Members; readonly problem?: undefined } | { readonly problem: Problem; readonly members?: undefined }

const PRODUCT_FIELDS: ReadonlySet<string> = new Set(['sku', 'name', 'description', 'vatRate', 'active', 'stockItem'])

/** An article of that entity, as the engine reads it. */
export function itemOf(entity: string, variant: Variant, view: View): RawItem {
  return { key: variant.sku, id: variant.id, fields: { sku: variant.sku, ...shownBy(entity, variant, view) } }
}

/** A product whose only variant this is carries the article's texts; otherwise it belongs to all of them. */
export function isAlone({ product }: Variant): boolean {
  return product.variantList.totalItems === 1
}

/** The members of a change; variant: as it is now, or undefined for one that is to be made. */
export function membersOf(fields: Given, variant: Variant | undefined, { channel, language }: View): Converted {
  const other = Object.keys(fields).find((field) => !PRODUCT_FIELDS.has(field))
  if (other !== undefined) return { problem: problem('VENDURE_FIELD_READ_ONLY', { field: other }) }
  const { name, description, vatRate, active, stockItem } = fields
  const tax = vatRate === undefined ? undefined : taxOf(vatRate, channel)
  if (vatRate !== undefined && tax === undefined) return { problem: problem('VENDURE_NO_TAX', { value: String(vatRate), channel: channel.code }) }
  const wrong = wrongOf(fields)
  if (wrong !== undefined) return { problem: problem('VENDURE_VALUE_UNFIT', { field: wrong, value: String(fields[wrong]).slice(0, 100) }) }
  const alone = variant === undefined || isAlone(variant)
  const opens = active === true && variant !== undefined && !variant.product.enabled
  const priced = variant !== undefined && keptPrice(variant, channel) !== 0
  if (!alone && (description !== undefined || opens))
    return { problem: problem('VENDURE_SHARED', { field: opens ? 'active' : 'description', product: variant?.product.slug ?? '' }) }
  const texts = { ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description: description ?? '' }) }
  return {
    members: {
      variant: {
        ...(name === undefined ? {} : { translations: [{ languageCode: language, name }] }),
        ...(tax === undefined ? {} : { taxCategoryId: tax }),
        ...(active === undefined || (alone && !priced) ? {} : { enabled: active }),
        ...(stockItem === undefined ? {} : { trackInventory: stockItem === true ? 'TRUE' : 'FALSE' }),
      },
      product: {
        ...(alone && Object.keys(texts).length > 0 ? { translations: [{ languageCode: language, ...texts }] } : {}),
        ...(alone && active !== undefined ? { enabled: active } : {}),
      },
    },
  }
}

/**
 * The price of the channel. This shop knows no article without a price: 0 is what it gives a new one, and it would sell it for
 * nothing. So 0 means that there is none, and an article without a price is disabled until it gets one.
 */
export function priceMembers(fields: Given, variant: Variant, { channel }: View): Converted {
  const other = Object.keys(fields).find((field) => field !== 'price' && field !== 'sku')
  if (other !== undefined) return { problem: problem('VENDURE_FIELD_READ_ONLY', { field: other }) }
  const { price } = fields
  const kept = price === null ? 0 : keptOf(price, rateOf(variant) ?? 0, channel)
  if (kept === undefined) return { problem: problem('VENDURE_PRICE_UNFIT', { value: String(price).slice(0, 100), channel: channel.code }) }
  if (kept === 0 && price !== null) return { problem: problem('VENDURE_PRICE_ZERO', { key: variant.sku }) }
  const first = kept > 0 && keptPrice(variant, channel) === 0
  const enabled = isAlone(variant) && (first || kept === 0) ? { enabled: first } : {}
  return { members: { variant: { prices: [{ currencyCode: channel.currency, price: kept }], ...enabled }, product: {} } }
}

/** What can be sold is what is there less what orders have taken; so that much more is put there. */
export function stockMembers(fields: Given, variant: Variant, { location }: View): Converted {
  const other = Object.keys(fields).find((field) => field !== 'quantity' && field !== 'sku')
  if (other !== undefined) return { problem: problem('VENDURE_FIELD_READ_ONLY', { field: other }) }
  const { quantity } = fields
  if (typeof quantity !== 'number' || !Number.isSafeInteger(quantity) || quantity < 0)
    return { problem: problem('VENDURE_VALUE_UNFIT', { field: 'quantity', value: String(quantity).slice(0, 100) }) }
  const level = levelAt(variant, location)
  const stockLevels = [{ stockLocationId: location, stockOnHand: quantity + (level?.stockAllocated ?? 0) }]
  return { members: { variant: { stockLevels }, product: {} } }
}

/** Only letters and digits of its name and number, so that the server keeps it as it is. */
export function slugOf(name: string, sku: string): string {
  const text = `${name}-${sku}`.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
  return text.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'article'
}

function shownBy(entity: string, variant: Variant, view: View): Given {
  switch (entity) {
    case 'product':
      return productFields(variant, view)
    case 'price':
    case 'price-list':
      return { price: shownPrice(variant, view.channel), vatRate: rateOf(variant) ?? null }
    default: {
      const level = levelAt(variant, view.location)
      return { quantity: level ? level.stockOnHand - level.stockAllocated : null }
    }
  }
}

function productFields(variant: Variant, { language, channel }: View): Given {
  const { product } = variant
  const own = variant.translations.find(({ languageCode }) => languageCode === language)
  const above = product.translations.find(({ languageCode }) => languageCode === language)
  return {
    name: own?.name || null,
    description: above?.description || null,
    vatRate: rateOf(variant) ?? null,
    active: product.enabled && (variant.enabled || (isAlone(variant) && keptPrice(variant, channel) === 0)),
    stockItem: variant.trackInventory === 'INHERIT' ? channel.tracksStock : variant.trackInventory === 'TRUE',
    parent: isAlone(variant) ? null : product.slug,
  }
}

function shownPrice(variant: Variant, channel: Channel): string | null {
  const kept = keptPrice(variant, channel)
  const rate = rateOf(variant)
  return kept === 0 || rate === undefined ? null : priceOf(kept, rate, channel)
}

function keptPrice({ prices }: Variant, { currency }: Channel): number {
  return prices.find(({ currencyCode }) => currencyCode === currency)?.price ?? 0
}

function rateOf({ taxRateApplied }: Variant): number | undefined {
  return rateFromPercent(taxRateApplied.value)
}

function levelAt({ stockLevels }: Variant, location: string | undefined): Level | undefined {
  return stockLevels.find(({ stockLocationId }) => stockLocationId === location)
}

/** The category with that rate; of several, the default one. */
function taxOf(rate: unknown, { taxes }: Channel): string | undefined {
  const found = taxes.filter(({ basisPoints }) => basisPoints === rate)
  return (found.find(({ isDefault }) => isDefault) ?? (found.length === 1 ? found[0] : undefined))?.id
}

/** A field whose value the server would not take. */
function wrongOf({ name, description, active, stockItem }: Given): string | undefined {
  if (name !== undefined && (typeof name !== 'string' || name === '')) return 'name'
  if (description !== undefined && description !== null && typeof description !== 'string') return 'description'
  if (active !== undefined && typeof active !== 'boolean') return 'active'
  return stockItem !== undefined && typeof stockItem !== 'boolean' ? 'stockItem' : undefined
}
