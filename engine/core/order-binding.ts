// What a binding of a shop's order operations may say, and what it makes possible. Pure.
import type { BindingVerified, BoundInput, OrderBindingConfig } from '../types/order-binding.js'
import type { Ability, Confidence, SystemSpec } from '../types/system.js'
import { digestOf } from '../values/digest.js'
import type { OrderBindingRef } from './stream.js'
import { problem, type Problem } from './problem.js'

export type Purpose = keyof OrderBindingConfig['operations']

/** What may be filled in where, and in which forms besides the usual one. */
const OF_ORDER = ['orderNumber', 'orderId']
const OF_PAGES = ['page', 'offset', 'pageSize']
const OF_PARCEL = ['trackingNumber', 'carrier', 'trackingUrl']
const PLACES: Readonly<Record<Purpose, readonly string[]>> = {
  listOrders: ['since', 'status', 'statusName', 'channel', 'orderNumber', ...OF_PAGES], getOrder: OF_ORDER,
  setStatus: [...OF_ORDER, ...OF_PARCEL, 'status', 'statusName', 'mail'], setTracking: [...OF_ORDER, ...OF_PARCEL, 'mail'],
  markExported: OF_ORDER, capture: [...OF_ORDER, 'status', 'statusName', 'amount', 'mail'],
  listStatuses: [], listChannels: [], listPaymentMethods: [], listCustomerGroups: [], listPriceLists: [],
  listCustomers: ['since', ...OF_PAGES], getCustomer: ['customerNumber'],
}
const FORMS: Readonly<Record<string, readonly string[]>> = { since: ['local', 'utc', 'date'], mail: ['boolean', 'integer'] }
const PLACE = /^\{([a-zA-Z]+)(?::([a-zA-Z]+))?\}$/
/** What a write cannot do without. */
const NEEDED: Readonly<Partial<Record<Purpose, readonly (readonly string[])[]>>> = {
  getOrder: [OF_ORDER], setStatus: [OF_ORDER, ['status', 'statusName']], setTracking: [OF_ORDER, ['trackingNumber']], markExported: [OF_ORDER],
  capture: [OF_ORDER], getCustomer: [['customerNumber']],
}
const DIGITS = 16

/** The fingerprint of a binding without what was confirmed of it. */
export function bindingDigest({ verified: _verified, ...spec }: OrderBindingConfig): string {
  return digestOf(spec).slice(0, DIGITS)
}

/** Whether somebody confirmed it as it stands now. Whether the service is still the same, only the service knows. */
export function isConfirmed(spec: OrderBindingConfig): boolean {
  return spec.verified?.binding === bindingDigest(spec)
}

/** A place that is no place, or that its operation has no use for. path: inside the spec. */
export interface BindingFault { readonly path: readonly string[]; readonly problem: Problem }

/** Everything that the schema cannot tell. */
export function bindingFaults(spec: OrderBindingConfig): BindingFault[] {
  const operations = Object.entries(spec.operations) as [Purpose, { readonly input?: BoundInput }][]
  return [...operations.flatMap(([purpose, { input }]) => [...placeFaults(purpose, input), ...neededFaults(purpose, input)]), ...numberFault(spec), ...blindFaults(spec), ...lookFault(spec)]
}

function placeFaults(purpose: Purpose, input: BoundInput | undefined): BindingFault[] {
  return leaves(input).flatMap(({ path, text }) => {
    if (!/[{}]/.test(text)) return []
    const match = PLACE.exec(text)
    const known = PLACES[purpose]
    const isKnown = match?.[1] !== undefined && known.includes(match[1])
    if (isKnown && (match[2] === undefined || FORMS[match[1] as string]?.includes(match[2]))) return []
    const forms = isKnown ? (FORMS[match[1] as string] ?? []).map((form) => `{${match[1]}:${form}}`) : []
    return [{
      path: ['operations', purpose, 'input', ...path],
      problem: problem('E231', { value: text, purpose, known: isKnown ? [`{${match[1]}}`, ...forms] : known.map((name) => `{${name}}`) }),
    }]
  })
}

function neededFaults(purpose: Purpose, input: BoundInput | undefined): BindingFault[] {
  const given = new Set(leaves(input).map(({ text }) => PLACE.exec(text)?.[1]))
  return (NEEDED[purpose] ?? []).filter((names) => !names.some((name) => given.has(name))).map((names) => ({
    path: ['operations', purpose], problem: problem('E232', { purpose, wanted: names.map((name) => `{${name}}`).join(' or ') }),
  }))
}

/** Without its number no order is known again. */
function numberFault({ fields, operations }: OrderBindingConfig): BindingFault[] {
  const readsOrders = operations.listOrders !== undefined || operations.getOrder !== undefined
  return !readsOrders || fields?.number !== undefined ? [] : [{ path: ['operations'], problem: problem('E233', {}) }]
}

/** A write whose effect nothing shows would be repeated every time somebody looks whether it is done. */
function blindFaults({ operations, fields, lists, values }: OrderBindingConfig): BindingFault[] {
  const hasCaptured = Object.values(values?.paymentState ?? {}).includes('captured')
  const billsByStatus = operations.capture?.status !== undefined
  const shown: Readonly<Partial<Record<Purpose, readonly [wanted: string, isThere: boolean]>>> = {
    setStatus: ['fields: status', isSeen(fields?.status)],
    setTracking: ['lists: parcels, with a number', isSeen(lists?.parcels?.fields.number)],
    markExported: ['fields: exported', isSeen(fields?.exported)],
    capture: [
      billsByStatus ? 'fields: status and paymentState, and in values: paymentState which text is captured' : 'fields: paymentState, and in values: paymentState which text is captured',
      isSeen(fields?.paymentState) && hasCaptured && (!billsByStatus || isSeen(fields?.status)),
    ],
  }
  return (Object.entries(shown) as [Purpose, readonly [string, boolean]][])
    .filter(([purpose, [, isThere]]) => operations[purpose] !== undefined && !isThere)
    .map(([purpose, [wanted]]) => ({ path: ['operations', purpose], problem: problem('E234', { purpose, wanted }) }))
}

/** Read from the order, not said once for all. */
function isSeen(place: string | undefined): boolean {
  return place !== undefined && !/^\s*=/.test(place)
}

/** One order must be found without reading the list: its first page proves nothing of the others. */
function lookFault({ operations: { listOrders, getOrder } }: OrderBindingConfig): BindingFault[] {
  if (!listOrders || getOrder) return []
  const given = new Set(leaves(listOrders.input).map(({ text }) => PLACE.exec(text)?.[1]))
  const hasPages = given.has('page') || given.has('offset')
  return !hasPages || given.has('orderNumber') ? [] : [{ path: ['operations', 'listOrders'], problem: problem('E235', {}) }]
}

function leaves(input: BoundInput | undefined, path: readonly string[] = []): { readonly path: readonly string[]; readonly text: string }[] {
  return Object.entries(input ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' ? [{ path: [...path, name], text: value }] : leaves(value, [...path, name]))
}

/** Whether a parcel's number can go along with a status. */
export function statusTakesParcel({ operations: { setStatus } }: OrderBindingConfig): boolean {
  return leaves(setStatus?.input).some(({ text }) => PLACE.exec(text)?.[1] === 'trackingNumber')
}

/**
 * Whether the payment can be captured in parts: the operation takes an amount, and the order shows what was captured, so that a look tells
 * what a lost answer meant. A status is set once, so it bills once.
 */
export function captureTakesParts({ operations: { capture }, fields, lists }: OrderBindingConfig): boolean {
  const takesAmount = leaves(capture?.input).some(({ text }) => PLACE.exec(text)?.[1] === 'amount')
  return takesAmount && capture?.status === undefined && (isSeen(fields?.captured) || isSeen(lists?.captures?.fields.amount))
}

/**
 * The spec of a system with what a confirmed binding makes possible: a verb that is assumed and named in boundBy counts as verified
 * once its operation is confirmed, and so do the fields that the binding names. Unconfirmed, it stays assumed and says why.
 */
export function liftedBy({ name, spec: binding }: OrderBindingRef, spec: SystemSpec): SystemSpec {
  const confirmed = isConfirmed(binding) ? Object.keys(binding.verified?.operations ?? {}) : []
  const named = new Set([...Object.keys({ ...binding.fields, ...binding.customerFields }), ...Object.keys(binding.lists ?? {})].map((field) => field.split('.')[0]))
  if (binding.lists?.captures) named.add('captured')
  const inParts = { capture: captureTakesParts(binding) }
  const can = Object.fromEntries(Object.entries(spec.can).map(([entity, ability]) => [entity, ability?.boundBy ? lifted(ability, ability.boundBy, { name, confirmed, named, inParts }) : ability]))
  return { ...spec, can }
}

/** The spec of a shop whose orders come from a checkout: what its contract publishes is verified, the rest stays as it is. */
export function liftedByCheckout(spec: SystemSpec): SystemSpec {
  const can = Object.fromEntries(Object.entries(spec.can).map(([entity, ability]) => {
    if (!ability?.checkout) return [entity, ability]
    const fields = Object.fromEntries(Object.entries(ability.fields).map(([field, one]) => [field, one && { ...one, ...(ability.checkout?.includes(field) ? { read: SURE } : {}) }]))
    return [entity, { ...ability, list: SURE, read: SURE, fields }]
  }))
  return { ...spec, can }
}

/** inParts: what the binding can do a part of. */
interface Confirmed { readonly name: string; readonly confirmed: readonly string[]; readonly named: ReadonlySet<string | undefined>; readonly inParts: Readonly<Record<string, boolean>> }

const VERBS = ['list', 'read', 'create', 'update'] as const
const SURE: Confidence = 'verified'

function lifted(ability: Ability, by: NonNullable<Ability['boundBy']>, { name, confirmed, named, inParts }: Confirmed): Ability {
  const isSure = (verb: (typeof VERBS)[number]): boolean => confirmed.includes(by[verb] ?? '')
  const verbs = VERBS.filter((verb) => ability[verb] !== undefined && isSure(verb))
  if (verbs.length === 0) return { ...ability, why: `${ability.why ?? ''}; the OrderBinding "${name}" is not confirmed for it`.replace(/^; /, '') }
  const writes = verbs.includes('create') || verbs.includes('update')
  const fields = Object.fromEntries(Object.entries(ability.fields).map(([field, one]) => [field, one && {
    ...one,
    ...(one.read !== undefined && verbs.includes('read') && named.has(field) ? { read: SURE } : {}),
    ...(one.write !== undefined && writes ? { write: SURE } : {}),
  }]))
  const parts = verbs.includes('create') && inParts[by.create ?? ''] === true ? { parts: true } : {}
  return { ...ability, ...Object.fromEntries(verbs.map((verb) => [verb, SURE])), ...parts, fields }
}

/**
 * A binding's file with its confirmation in it, in place of an old one: it is reviewed and kept like everything else that decides.
 * Comments and order stay as they are.
 */
export function withConfirmation(text: string, { at, service, binding, operations }: BindingVerified): string {
  const lines = text.replace(/\s*$/, '').split(/\r?\n/)
  // As far in as the first line of the spec: a block that was moved has operations of its own.
  const pad = /^spec:[^\S\n]*(?:#.*)?\n(?:[^\S\n]*(?:#.*)?\n)*( +)\S/m.exec(text)?.[1] ?? '  '
  const block = [
    'verified:   # written by samsyn doctor --confirm-binding; a change above, or in the service, makes it void',
    `  at: "${at}"`, `  service: ${JSON.stringify(service)}`, `  binding: "${binding}"`, '  operations:',
    ...Object.entries(operations).map(([purpose, digest]) => `    ${purpose}: "${digest}"`),
  ]
  return `${[...withoutBlock(lines, pad), ...block.map((line) => `${pad}${line}`)].join('\n')}\n`
}

/** From "verified:" to the next line that stands as far out. */
function withoutBlock(lines: readonly string[], pad: string): string[] {
  const from = lines.findIndex((line) => line.startsWith(`${pad}verified:`))
  if (from < 0) return [...lines]
  const after = lines.findIndex((line, at) => at > from && /\S/.test(line) && line.search(/\S/) <= pad.length)
  return [...lines.slice(0, from), ...(after < 0 ? [] : lines.slice(after))]
}
