// Whom a document is to and where it goes, as texts that fit the ledger's fields. A document has one name for who pays and one for
// who gets the goods: a company comes first, and the person stands on a line of the address, or the other way round for a private buyer
// who writes where they work. What does not fit is held, goes on in rows of text, or is shortened, as the rules say.
import { shortenAtWord } from '../../values/text.js'
import { layOut, oneLine, type Addressee } from './address-lines.js'
import { held, isHeld, type Held, type Remarks } from './finding.js'
import { linesOf } from './texts.js'
import type { HeadRoom, MadeDocument, OrderAddress, OrderRules, ShopOrder } from './types.js'

/** Who pays: what stands as name and as reference, and who else the invoice is to. */
export interface Payer { readonly name?: string; readonly reference?: string; readonly others: readonly string[] }
export interface Parts { readonly rules: Pick<OrderRules, 'onLongComment'>; readonly room: HeadRoom; readonly remarks: Remarks }
/** rows: what no field has room for. */
export type HeadTexts = Pick<MadeDocument, 'customerName' | 'invoiceAddress' | 'deliveryAddress' | 'reference' | 'poNumber'> & { readonly rows: readonly string[] }

const NAMES = { invoiceAddress: 'the invoice address', deliveryAddress: 'the delivery address', reference: 'the reference', poNumber: "the customer's order number" }
const WHOLE = 'whole in rows of text'
/** They mean something else when they are cut. */
const WHOLE_PARTS = { postcode: 'the postal code', country: 'the country' }

export function headTexts(order: ShopOrder, payer: Payer, textRoom: number, parts: Parts): HeadTexts | Held {
  const invoice = addressOf('invoiceAddress', order.invoiceAddress, { name: payer.name, others: payer.others }, parts)
  if (isHeld(invoice)) return invoice
  const delivery = addressOf('deliveryAddress', order.deliveryAddress, recipientOf(order.deliveryAddress), parts)
  if (isHeld(delivery)) return delivery
  const reference = referenceOf(payer.reference, parts)
  if (isHeld(reference)) return reference
  const number = poNumberOf(order.poNumber, parts)
  if (isHeld(number)) return number
  const { name: deliveryName, ...deliveryParts } = delivery.address
  const { name: customerName, ...invoiceAddress } = invoice.address
  return {
    ...(customerName ? { customerName } : {}), ...(Object.keys(invoiceAddress).length > 0 ? { invoiceAddress } : {}),
    ...(Object.keys(delivery.address).length > 0 ? { deliveryAddress: deliveryName ? { name: deliveryName, ...deliveryParts } : deliveryParts } : {}),
    ...(reference.text === undefined ? {} : { reference: reference.text }), ...(number.text === undefined ? {} : { poNumber: number.text }),
    rows: [...invoice.rows, ...delivery.rows, ...reference.rows, ...number.rows].flatMap((row) => linesOf(row, textRoom)),
  }
}

/** Who gets the goods: a company first, and the person whom they are for. */
function recipientOf(address: OrderAddress | null | undefined): Pick<Addressee, 'others'> & { readonly name: string | undefined } {
  const [company, person] = [oneLine(address?.company), oneLine(address?.name)]
  return { name: company ?? person, others: company === undefined || person === undefined || person === company ? [] : [`Att: ${person}`] }
}

interface Fitted { readonly address: OrderAddress; readonly rows: readonly string[] }
type Place = 'invoiceAddress' | 'deliveryAddress'

/** to: its name, and who else it is to. The name is a part of what comes back. */
export function addressOf(place: Place, typed: OrderAddress | null | undefined, to: { readonly name: string | undefined; readonly others: readonly string[] }, parts: Parts): Fitted | Held {
  const { rules: { onLongComment: rule }, remarks } = parts
  const given = { line1: oneLine(typed?.line1), line2: oneLine(typed?.line2), postcode: oneLine(typed?.postcode), city: oneLine(typed?.city), country: oneLine(typed?.country) }
  const room = (part: string): number => roomOf(parts.room, part === 'name' && place === 'invoiceAddress' ? 'customerName' : `${place}.${part}`)
  const tooLong = (['postcode', 'country'] as const).find((part) => (given[part]?.length ?? 0) > room(part))
  if (tooLong) return unfit(`${WHOLE_PARTS[tooLong]} of ${NAMES[place]}`, given[tooLong]?.length ?? 0, String(room(tooLong)))
  const { left, ...laid } = layOut({ ...known({ name: to.name, line1: given.line1, line2: given.line2 }), others: to.others }, { name: room('name'), line1: room('line1'), line2: room('line2') })
  const city = given.city === undefined ? undefined : shortenAtWord(given.city, room('city'))
  const address = known({ ...laid, postcode: given.postcode, city, country: given.country })
  if (to.others.length > 0) remarks.note(place, `${NAMES[place]}: another name on its lines`)
  if (left.length === 0 && city === given.city) return { address, rows: [] }
  const lines = [to.name, ...to.others, given.line1, given.line2].filter((one) => one !== undefined)
  const whole = [...lines, [given.postcode, given.city].filter((one) => one !== undefined).join(' ')].filter((one) => one !== '').join(', ')
  const text = left.length > 0
    ? { what: NAMES[place], length: lines.join(', ').length, room: `${room('name')} + ${room('line1')} + ${room('line2')}` }
    : { what: `the city of ${NAMES[place]}`, length: given.city?.length ?? 0, room: String(room('city')) }
  const more = beyond(rule, { ...text, field: place, whole, note: `${NAMES[place]}: ${WHOLE}` }, remarks)
  return isHeld(more) ? more : { ...more, address }
}

/** Who ordered, in the field of the reference. */
export function referenceOf(typed: string | undefined, { rules, room, remarks }: Parts): { readonly text?: string; readonly rows: readonly string[] } | Held {
  const [whole, max] = [oneLine(typed), roomOf(room, 'reference')]
  if (whole === undefined || whole.length <= max) return { ...(whole === undefined ? {} : { text: whole }), rows: [] }
  const more = beyond(rules.onLongComment, { what: NAMES.reference, field: 'reference', note: WHOLE, whole, length: whole.length, room: String(max) }, remarks)
  return isHeld(more) ? more : { ...more, text: shortenAtWord(whole, max) }
}

/** A number is never cut: it stands whole in its field, or whole in a row of text. */
function poNumberOf(typed: string | null | undefined, { rules, room, remarks }: Parts): { readonly text?: string; readonly rows: readonly string[] } | Held {
  const [whole, max] = [oneLine(typed), roomOf(room, 'poNumber')]
  if (whole === undefined || whole.length <= max) return { ...(whole === undefined ? {} : { text: whole }), rows: [] }
  return beyond(rules.onLongComment === 'textRows' ? 'textRows' : 'hold', { what: NAMES.poNumber, field: 'poNumber', note: WHOLE, whole, length: whole.length, room: String(max) }, remarks)
}

/** whole: what a row of text says of it. note: that it does; an address's names the address, since the notes of a field of parts say what they are of. */
interface Text { readonly what: string; readonly field: string; readonly note: string; readonly whole: string; readonly length: number; readonly room: string }

/** What becomes of a text whose field has no room for all of it. */
function beyond(rule: OrderRules['onLongComment'], { what, field, note, whole, length, room }: Text, remarks: Remarks): { readonly rows: readonly string[] } | Held {
  if (rule === 'hold') return unfit(what, length, room)
  if (rule === 'textRows') {
    remarks.note(field, note)
    return { rows: [whole] }
  }
  remarks.warn('TEXT_SHORTENED', { what, length, max: room })
  return { rows: [] }
}

function unfit(field: string, length: number, room: string): Held {
  return held('HEAD_TEXT_TOO_LONG', { field, length, room })
}

function roomOf(room: HeadRoom, field: string): number {
  return room[field] ?? Number.MAX_SAFE_INTEGER
}

function known<Fields extends object>(fields: Fields): { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
