// Do the documents fit together? Names that must be there, names that must not be there twice, dates, currencies and statuses.
import { problem, type Problem } from '../../core/problem.js'
import type { CustomerDocument } from '../files.js'
import type { Kind } from '../kinds.js'
import { suggest } from '../suggest.js'
import type { Path } from '../yaml.js'
import type { Book } from './book.js'
import { bothListAndCustomerFaults, campaignFaults, channelStockFaults } from './bindings.js'
import { feedbackFaults } from './feedback.js'
import { statusFaults } from './statuses.js'
import { doubles, tableDoubles } from './doubles.js'

/** Every fault between documents that can be told before the mode is expanded. */
export function referenceFaults(book: Book): Problem[] {
  return [
    ...doubles(book),
    ...missingNames(book, [...shopReferences(book), ...mappingReferences(book)]),
    ...missingNames(book, orderBindings(book)),
    ...statusFaults(book),
    ...feedbackFaults(book),
    ...strayPlugins(book),
    ...currencyFaults(book),
    ...campaignFaults(book),
    ...bothListAndCustomerFaults(book),
    ...channelStockFaults(book),
    ...tableDoubles(book),
  ]
}

/** Where a document names another one. */
interface Reference {
  readonly from: CustomerDocument
  readonly path: Path
  readonly kind: Kind
  readonly name: string | undefined
}

function missingNames(book: Book, references: readonly Reference[]): Problem[] {
  if (!book.whole) return []
  return references
    .filter(({ kind, name }) => name !== undefined && !book.names(kind).includes(name))
    .map(({ from, path, kind, name }) => {
      const known = book.names(kind)
      const meant = suggest(name as string, known)
      return problem(
        'E202',
        { kind, name, known: known.length > 0 ? known : 'none', ...(meant ? { meant } : {}) },
        from.place(path),
      )
    })
}

function shopReferences(book: Book): Reference[] {
  const inMetadata = (
    [
      'Channel',
      'OrderStatusMapping',
      'Pairs',
      'StockProfile',
      'FieldMapping',
      'ValueMap',
      'Guard',
      'Plugin',
      'OrderBinding',
      'PaymentReconciliation',
    ] as const
  )
    .flatMap((kind) => book.of<Kind>(kind))
    .map(
      (from): Reference => ({
        from,
        path: ['metadata', 'shop'],
        kind: 'Shop',
        name: (from.body.metadata as { shop?: string }).shop,
      }),
    )
  const bindings = book
    .of('PriceListBinding')
    .map(
      (from): Reference => ({
        from,
        path: ['spec', 'shop', 'name'],
        kind: 'Shop',
        name: from.body.spec.shop.name,
      }),
    )
  const schedules = book
    .of('Schedule')
    .map((from): Reference => ({ from, path: ['spec', 'shop'], kind: 'Shop', name: from.body.spec.shop }))
  return [...inMetadata, ...bindings, ...schedules]
}

function mappingReferences(book: Book): Reference[] {
  return book
    .of('FieldMapping')
    .flatMap((from) =>
      Object.entries(from.body.spec.fields).flatMap(([field, rule]) => [
        { from, path: ['spec', 'fields', field, 'plugin'], kind: 'Plugin' as const, name: rule?.plugin },
        ...(rule?.steps ?? []).map(
          (step, at): Reference => ({
            from,
            path: ['spec', 'fields', field, 'steps', at, 'map'],
            kind: 'ValueMap',
            name: step.map,
          }),
        ),
      ]),
    )
}

/** A shop names its OrderBinding by its file or by its name. */
function orderBindings(book: Book): Reference[] {
  // A faulty one is there all the same, and its faults are told.
  const files = book.every('OrderBinding').map((one) => one.place(['kind']).file)
  return book
    .of('Shop')
    .filter((from) => !files.includes(from.body.spec.orders?.binding ?? ''))
    .map((from) => ({
      from,
      path: ['spec', 'orders', 'binding'],
      kind: 'OrderBinding',
      name: from.body.spec.orders?.binding,
    }))
}

/** A rule may name a plugin for a field only if the plugin says that it writes it. */
function strayPlugins(book: Book): Problem[] {
  return book.of('FieldMapping').flatMap((from) =>
    Object.entries(from.body.spec.fields).flatMap(([field, rule]) => {
      const plugin = book.of('Plugin').find((one) => one.name === rule?.plugin)
      const writes = (plugin?.body.spec.writes ?? [field]) as readonly string[]
      return writes.includes(field)
        ? []
        : [
            problem(
              'E218',
              { plugin: plugin?.name, field, known: writes },
              from.place(['spec', 'fields', field, 'plugin']),
            ),
          ]
    }),
  )
}

/** One price list has one currency, and a currency is one that the world knows. */
function currencyFaults(book: Book): Problem[] {
  const first = new Map<string, string>()
  return book.of('PriceListBinding').flatMap((from) => {
    const { currency = 'SEK', erp } = from.body.spec
    const place = from.place(['spec', 'currency'])
    if (!isCurrency(currency))
      return [
        problem(
          'E108',
          { value: currency, what: 'currency', expected: 'a currency that is in use, as in SEK' },
          place,
        ),
      ]
    const list = erp.priceList ?? `of customer ${erp.customerNumber}`
    const before = first.get(list) ?? currency
    first.set(list, before)
    return before === currency
      ? []
      : [problem('E213', { list, erp: before, shop: currency }, place)]
  })
}

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code)
}
