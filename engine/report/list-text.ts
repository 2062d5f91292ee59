// A list of things in one line, as a person says it: rows of an order, freight and fees, VAT by rate, an address, documents. What a thing
// is, is told from what it holds; nothing here knows a register.
import { percentOf } from '../values/rate.js'
import { MASK } from '../core/personal.js'
import { withoutDigests } from './digest-text.js'
import { oneLine } from './plain-text.js'

type Thing = Readonly<Record<string, unknown>>

const NONE = '(none)'

/** Things by key: "2 × A Kopp à 199.00, 25 %; 1 × B à 10.00". A thing of an unknown kind is told as "name value, …". */
export function listText(list: Readonly<Record<string, unknown>>): string {
  const entries = entriesOf(list)
  if (entries.length === 0) return NONE
  if (isAddress(list)) return entries.map(([, one]) => plainText(one)).join(', ')
  return thingTexts(list).join('; ')
}

/** The same, each thing by itself; none of an empty list. */
export function thingTexts(list: Readonly<Record<string, unknown>>): string[] {
  return entriesOf(list).sort(byNumber).map(([key, one]) => thingText(key, one))
}

function entriesOf(list: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(list).filter(([, one]) => one !== null && one !== undefined)
}

/** "1" comes before "10", and both before names. */
function byNumber([one]: [string, unknown], [other]: [string, unknown]): number {
  const [here, there] = [Number(one), Number(other)]
  if (Number.isNaN(here) || Number.isNaN(there)) return Number.isNaN(here) === Number.isNaN(there) ? 0 : Number.isNaN(here) ? 1 : -1
  return here - there
}

function thingText(key: string, value: unknown): string {
  if (typeof value !== 'object' || value === null) return isIndex(key) ? plainText(value) : `${oneLine(key)}: ${plainText(value)}`
  const thing = value as Thing
  if (thing['document'] !== undefined) return documentText(thing)
  if (thing['base'] !== undefined || thing['net'] !== undefined) return taxText(key, thing)
  if (isRow(thing)) return rowText(thing)
  if (thing['amount'] !== undefined) return amountText(key, thing)
  const told = Object.entries(thing).filter(([, one]) => one !== null && one !== undefined).map(([name, one]) => `${oneLine(name)} ${plainText(one)}`)
  return `${isIndex(key) ? '' : `${oneLine(key)}: `}${told.join(', ')}`
}

function isRow({ sku, quantity, price, text, amount }: Thing): boolean {
  return [sku, quantity, price].some((one) => one !== undefined) || (text !== undefined && amount === undefined)
}

/** A row of text alone is its text; what is left out of a row is left out here. */
function rowText({ sku, text, quantity, unit, price, discount, discountAmount, amount, vatRate, account, delivered }: Thing): string {
  const isText = has(text) && !has(sku) && !has(quantity) && !has(price)
  if (isText) return `"${plainText(text)}"`
  const off = has(discountAmount) && !isNought(discountAmount) ? [`− ${plainText(discountAmount)}`] : has(discount) && !isNought(discount) ? [`− ${plainText(discount)} %`] : []
  const what = [
    ...(has(quantity) ? [`${plainText(quantity)}${has(unit) ? ` ${plainText(unit)}` : ''} ×`] : []), ...(has(sku) ? [plainText(sku)] : []),
    ...(has(text) && text !== MASK ? [`"${plainText(text)}"`] : []), ...(has(price) ? [`à ${plainText(price)}`] : []), ...off, ...(has(price) || !has(amount) ? [] : [`= ${plainText(amount)}`]),
  ]
  const sent = has(delivered) && !isNought(delivered) ? [`${plainText(delivered)} delivered`] : []
  return [what.join(' '), ...rateOf(vatRate), ...(has(account) ? [`account ${plainText(account)}`] : []), ...sent].join(', ')
}

/** "freight 49.00, 25 %"; a thing with a text of its own goes by that. */
function amountText(key: string, { amount, vatRate, text, number }: Thing): string {
  const name = has(text) ? `"${plainText(text)}" ` : isIndex(key) ? '' : `${oneLine(key)} `
  return [`${name}${plainText(amount)}`, ...rateOf(vatRate), ...(has(number) ? [plainText(number)] : [])].join(', ')
}

/** "89.40 on 357.60, 25 %"; the rate stands in the thing, or is its key in basis points. */
function taxText(key: string, { base, net, vat, vatRate }: Thing): string {
  return [`${plainText(vat)} on ${plainText(base ?? net)}`, ...rateOf(vatRate ?? (/^\d+$/.test(key) && base !== undefined ? Number(key) : undefined))].join(', ')
}

const STATES = ['printed', 'delivered', 'paid', 'cancelled'] as const

/** "invoice 12, 2026-11-26, 447.00, printed, paid". */
export function documentText(document: Thing): string {
  const { document: kind, number, date, gross } = document
  const states = STATES.filter((name) => document[name] === true)
  return [`${plainText(kind)} ${plainText(number)}`, ...[date, gross].filter(has).map(plainText), ...states].join(', ')
}

const ADDRESS = ['line1', 'line2', 'postcode', 'city', 'country']

function isAddress(list: Thing): boolean {
  return ADDRESS.some((name) => has(list[name]) && typeof list[name] !== 'object')
}

function rateOf(rate: unknown): string[] {
  return typeof rate === 'number' ? [`${percentOf(rate)} %`] : []
}

function has(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

function isNought(value: unknown): boolean {
  return Number(value) === 0
}

function isIndex(key: string): boolean {
  return /^\d+$/.test(key)
}

function plainText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return withoutDigests(oneLine(typeof value === 'object' ? JSON.stringify(value) : String(value)))
}
