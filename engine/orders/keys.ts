// Keys of things that belong to an order: "1001/delivered", "1001/1", "1001/370012345678". An order's number may hold a slash itself,
// so the last one counts.
import type { EntitySpec } from '../types/entity.js'

const SLASH = '/'
/** Of a register whose items are orders; every other's are parts of them. */
const NUMBER = 'number'
const ORDERS = 'order'

export function partKey(number: string, part: string): string {
  return `${number}${SLASH}${part}`
}

export function partOf(key: string): { readonly number: string; readonly part: string } {
  const at = key.lastIndexOf(SLASH)
  return { number: key.slice(0, at), part: key.slice(at + 1) }
}

/** The number of the order that an item of a register of orders is about: what has a slash is a part of one only where the register's items are parts. */
export function orderNumberOf(key: string, { key: named }: Pick<EntitySpec, 'key'>): string {
  return named === NUMBER || !key.includes(SLASH) ? key : partOf(key).number
}

/** Are its items orders, or parts of orders? */
export function isOfOrders({ of }: Pick<EntitySpec, 'of'>): boolean {
  return of === ORDERS
}

/** Is an item of the register the order, or something that happened to it? */
export function isAbout(order: string, key: string, entity: Pick<EntitySpec, 'of' | 'key'>): boolean {
  return isOfOrders(entity) && orderNumberOf(key, entity) === order
}
