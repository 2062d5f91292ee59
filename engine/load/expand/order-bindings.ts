// A Shop and the OrderBinding that it names: what of it the schema cannot tell, and what it makes possible.
import { bindingFaults, liftedBy } from '../../core/order-binding.js'
import { warning, type Problem } from '../../core/problem.js'
import type { OrderBindingRef, SystemRef } from '../../core/stream.js'
import type { CustomerDocument } from '../files.js'
import type { Path } from '../yaml.js'
import type { Book } from './book.js'
import type { ShopSystem } from './setup.js'

/** The shop with its binding, where it names one that is there. Without a fault, only. */
export function withOrders(ref: SystemRef, shop: CustomerDocument<'Shop'>, book: Book): SystemRef {
  const document = boundTo(shop, book)
  if (!document) return ref
  const orderBinding = bindingRef(document)
  return { ...ref, orderBinding, spec: liftedBy(orderBinding, ref.spec) }
}

/** Places that are no places, and what an operation cannot do without, with their lines. */
export function orderBindingFaults(book: Book): Problem[] {
  return book.of('OrderBinding').flatMap((document) =>
    bindingFaults(document.body.spec).map(({ path, problem }) => ({ ...problem, place: document.place(['spec', ...path]) })))
}

/** Made-up names are called so wherever the files are spoken of. */
export function assumedBindings(shops: readonly ShopSystem[]): Problem[] {
  return shops.flatMap(({ ref: { name, orderBinding }, document }) => (orderBinding?.spec.assumed
    ? [warning('W311', { shop: name, binding: orderBinding.name }, document.place(['spec', 'orders', 'binding']))]
    : []))
}

/** The whole of a binding, with the place of each of its values. */
export function bindingRef(document: CustomerDocument<'OrderBinding'>): OrderBindingRef {
  const { spec } = document.body
  const places = Object.fromEntries(pathsIn(spec, []).map((path) => [path.join('/'), document.place(['spec', ...path])]))
  return { name: document.name, file: document.place(['kind']).file, spec, places }
}

/** A shop names its OrderBinding by its file or by its name. */
function boundTo({ body }: CustomerDocument<'Shop'>, book: Book): CustomerDocument<'OrderBinding'> | undefined {
  const wanted = body.spec.orders?.binding
  if (wanted === undefined) return undefined
  return book.of('OrderBinding').find((one) => one.name === wanted || one.place(['kind']).file === wanted)
}

function pathsIn(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))]
}
