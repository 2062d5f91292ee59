// The customer of an order, as a card of the ledger says it. Only who pays counts: where the goods go stands on the document alone,
// since what stands on a card is what the next order gets.
import { forDocument } from '../order/channel.js'
import { isHeld, Remarks } from '../order/finding.js'
import { addressOf as headAddressOf, referenceOf, type Payer } from '../order/head-texts.js'
import { isEuSale } from '../order/regime.js'
import type { CardRules, Finding, HeadRoom, OrderRules, ShopOrder } from '../order/types.js'
import { identityOf, sharedCardOf } from './identity.js'
import { numbersOf, type Numbers, type OrgNo } from './numbers.js'
import { numberFor } from './owner.js'
import { addressOf, emailOf, familyFirst, plain } from './spelling.js'
import type { Customer, CustomerKind, CustomerMade, Digest } from './words.js'

/** Says what was done to make a field. */
type Note = (field: string, text: string) => void
type OfNumbers = Pick<Customer, 'orgNo' | 'ignoreOrgNoCheck'>

/**
 * The customer of an order. None for an order whose channel is not clear: it becomes no document either. Holds: ORGNO_BAD (where
 * the rules hold it), CUSTOMER_NAMELESS, CUSTOMER_NUMBER_TOO_LONG, HEAD_TEXT_TOO_LONG. Left out and said: VAT_NO_BAD, EMAIL_BAD. room: of the ledger's fields.
 */
export function customerOf(order: ShopOrder, rules: OrderRules, digest: Digest, room: HeadRoom = {}): CustomerMade {
  const isNobodys = isHeld(forDocument(order, rules)) || sharedCardOf(order, rules) !== undefined
  const id = isNobodys ? undefined : identityOf(order, rules, digest)
  if (id === undefined) return { as: 'none' }
  const made = cardOf(order, rules, room)
  return 'problem' in made ? { as: 'problem', id, finding: made.problem } : { as: 'card', id, ...made }
}

type Card = Pick<Extract<CustomerMade, { as: 'card' }>, 'fields' | 'notes' | 'left'>

function cardOf(order: ShopOrder, rules: OrderRules, room: HeadRoom): Card | { problem: Finding } {
  const numbers = numbersOf(order, rules.ordersFrom)
  const notes: Record<string, string> = {}
  const note: Note = (field, text) => { notes[field] = text }
  const kind = kindOf(numbers, order)
  const orgNo = orgNoFor(numbers, rules, note)
  if ('problem' in orgNo) return orgNo
  const payer = payerAs(order, kind)
  if (payer.name === undefined) return { problem: { code: 'CUSTOMER_NAMELESS', facts: {} } }
  const texts = textsOf(order, { name: nameOnCard(payer.name, kind, order, rules, note), payer, room, rules })
  if ('problem' in texts) return texts
  const { shortened, ...named } = texts
  const owned = numberFor(order, rules)
  if ('problem' in owned) return owned
  const email = emailOf(order.email)
  const others = said({
    // On a card that says so nothing has VAT: only a sale without VAT to a company with a proven number makes one.
    vatNo: numbers.vatNo, euCustomer: isEuSale(order, rules) || undefined, email, phone: plain(order.phone), priceList: priceListFor(kind, rules), currency: plain(order.currency),
  })
  return { fields: { number: owned.number, kind, ...named, ...orgNo, ...others }, notes, left: { ...leftOf(order, numbers, email), ...shortened } }
}

/**
 * Who a customer is, by its numbers: an organisation number of the public sector means public; an organisation number, a VAT number, or
 * a company name with a sole trader's personal number or a foreign number means company. A company name alone means nothing: people
 * write where they work, or a department, into that box.
 */
export function kindOf({ orgNo, vatNo }: Numbers, order: Pick<ShopOrder, 'invoiceAddress'>): CustomerKind {
  if (orgNo?.of === 'public') return 'public'
  if (orgNo?.of === 'company' || vatNo !== undefined) return 'company'
  const isNumbered = orgNo?.of === 'person' || orgNo?.of === 'foreign'
  return isNumbered && plain(order.invoiceAddress?.company) !== undefined ? 'company' : 'private'
}

function orgNoFor({ orgNo, vatNoWasOrgNo }: Numbers, { customer: { onBadOrgNo } }: OrderRules, note: Note): OfNumbers | { problem: Finding } {
  if (!orgNo) return {}
  if (orgNo.of === 'wrong') return wrongOrgNo(orgNo, onBadOrgNo, note)
  if (orgNo.of === 'foreign') return { orgNo: orgNo.text, ignoreOrgNoCheck: true }
  if (vatNoWasOrgNo) note('orgNo', 'from the VAT number that stood in its place')
  return { orgNo: orgNo.text }
}

function wrongOrgNo({ text }: OrgNo, onBad: CardRules['onBadOrgNo'], note: Note): OfNumbers | { problem: Finding } {
  if (onBad === 'hold') return { problem: { code: 'ORGNO_BAD', facts: { orgNo: text } } }
  note('orgNo', onBad === 'omit' ? 'left out: its check digit is wrong' : 'its check digit is wrong, and is not tested')
  return onBad === 'omit' ? {} : { orgNo: text, ignoreOrgNoCheck: true }
}

interface Names { readonly person: string | undefined; readonly name: string | undefined }

/** The invoice address says who pays; what a shop shows as the customer may be who gets the goods, or a company. */
function payerNames(order: ShopOrder, kind: CustomerKind): Names {
  const company = plain(order.invoiceAddress?.company)
  const person = [order.invoiceAddress?.name, order.customerName].map(plain).find((name) => name !== undefined && name !== company)
  return { person, name: kind === 'private' ? person ?? company : company ?? person }
}

/**
 * Who pays, as it was typed: the name of a company or a person, the reference, and who else the invoice is to, whom no field of its own
 * has a place for: where a private buyer works, or the person of a company whose order names another reference.
 */
export function payerOf(order: ShopOrder, { ordersFrom }: Pick<OrderRules, 'ordersFrom'>): Payer {
  return payerAs(order, kindOf(numbersOf(order, ordersFrom), order))
}

function payerAs(order: ShopOrder, kind: CustomerKind): Payer {
  const { person, name } = payerNames(order, kind)
  const [company, typed] = [plain(order.invoiceAddress?.company), plain(order.reference)]
  const other = kind === 'private' ? company : person
  const beside = other === undefined || other === name ? undefined : other
  const reference = typed ?? (kind === 'private' ? undefined : beside)
  const left = beside === undefined || beside === reference ? [] : [kind === 'private' ? beside : `Att: ${beside}`]
  return { ...(name === undefined ? {} : { name }), ...(reference === undefined ? {} : { reference }), others: left }
}

/** A private person's family name may come first on the card. */
function nameOnCard(name: string, kind: CustomerKind, order: ShopOrder, { customer: { nameOrder } }: OrderRules, note: Note): string {
  if (kind !== 'private' || nameOrder === 'given-first' || name === plain(order.invoiceAddress?.company)) return name
  const turned = familyFirst(name)
  if (turned !== name) note('name', 'family name first')
  return turned
}

/** Name, reference and address as the ledger has room for them. What does not fit is held, or shortened and said: the document has it whole. */
function textsOf(order: ShopOrder, { name, payer, room, rules }: { readonly name: string; readonly payer: Payer; readonly room: HeadRoom; readonly rules: OrderRules }):
  Pick<Customer, 'name' | 'reference' | 'invoiceAddress'> & { readonly shortened: Readonly<Record<string, Finding>> } | { problem: Finding } {
  const remarks = new Remarks()
  const parts = { rules: { onLongComment: rules.onLongComment === 'hold' ? 'hold' : 'shorten' } as const, room, remarks }
  const address = headAddressOf('invoiceAddress', addressOf(order.invoiceAddress), { name, others: payer.others }, parts)
  if (isHeld(address)) return address
  const reference = referenceOf(payer.reference, parts)
  if (isHeld(reference)) return reference
  const { name: first = name, ...invoiceAddress } = address.address
  return {
    name: first ?? name, ...(reference.text === undefined ? {} : { reference: reference.text }),
    ...(Object.keys(invoiceAddress).length > 0 ? { invoiceAddress } : {}),
    shortened: Object.fromEntries(remarks.warnings.map((finding) => [`${finding.code} ${String(finding.facts['what'])}`, finding])),
  }
}

function leftOf(order: ShopOrder, { wrongVatNo }: Numbers, email: string | undefined): Readonly<Record<string, Finding>> {
  const typed = plain(order.email)
  return said({
    vatNo: wrongVatNo === undefined ? undefined : { code: 'VAT_NO_BAD', facts: { vatNo: wrongVatNo } },
    email: typed === undefined || email !== undefined ? undefined : { code: 'EMAIL_BAD', facts: { email: typed } },
  }) as Readonly<Record<string, Finding>>
}

/** A public body buys as a company does, unless it has a list of its own. */
function priceListFor(kind: CustomerKind, { customer: { priceListOf } }: OrderRules): string | undefined {
  return priceListOf[kind] ?? (kind === 'public' ? priceListOf['company'] : undefined)
}

/** Only what is said: a card's field that the order says nothing of is left alone. */
function said<Fields extends Readonly<Record<string, unknown>>>(fields: Fields): { readonly [F in keyof Fields]?: Exclude<Fields[F], undefined | false> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
