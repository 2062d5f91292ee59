// A customer's folder → Desired: every file checked, the documents held against each other, the mode expanded into streams.
// Reads files and nothing else; connects to nothing.
import { resolve } from 'node:path'
import { warning, type Problem } from '../core/problem.js'
import type { Desired, Role, Stream, SystemRef } from '../core/stream.js'
import { digestOf } from '../values/digest.js'
import { bookOf, type Book } from './expand/book.js'
import { featureFaults, featuresUsed } from './expand/features.js'
import { referenceFaults } from './expand/references.js'
import { tableFaults } from './expand/tables.js'
import type { Setup } from './expand/setup.js'
import { integrationCount, systemCounts, wantedStreams } from './expand/needed.js'
import { expand, type Expanded } from './expand/streams.js'
import { assumedBindings, orderBindingFaults, withOrders } from './expand/order-bindings.js'
import { foreignSettings, sameSystems, systemOf } from './expand/systems.js'
import { readFolder, type CustomerDocument } from './files.js'
import { deepFreeze } from './freeze.js'
import type { Kind } from './kinds.js'
import { loadPlugin, type LoadedPlugin } from './plugins.js'
import { clearTextSecrets, withoutSecrets } from './secrets.js'
import type { Specs } from './specs.js'

export interface Loaded {
  /** Left out where anything is wrong. */
  readonly desired?: Desired
  /** Errors and warnings, by place. */
  readonly problems: readonly Problem[]
}

export interface LoadOptions {
  /** false: plugin files are not run; the streams are then not fit to be planned. */
  readonly plugins?: boolean
  /** A first sync in the other direction than the mode's: registers that stand by themselves come from this side, once. */
  readonly firstSyncFrom?: Role
}

/** Every problem of every file at once, and what the files ask for if there is no error among them. */
export async function loadDesired(dir: string, specs: Specs, options: LoadOptions = {}): Promise<Loaded> {
  const root = resolve(dir)
  const folder = readFolder(root)
  const book = bookOf(folder)
  const problems = [
    ...folder.problems,
    ...folder.documents.flatMap((one) =>
      one.kind === 'Erp' || one.kind === 'Shop' ? clearTextSecrets(one) : [],
    ),
    ...referenceFaults(book),
    ...tableFaults(book, specs),
    ...orderBindingFaults(book),
    ...integrationCount(book),
  ]
  const [integration] = book.readable('Integration')
  if (!integration) return { problems: inOrder(problems) }
  const setup = setupOf({ book, integration, specs, dir: root })
  problems.push(...featureFaults(setup), ...systemCounts(setup), ...sameSystems(setup), ...foreignSettings(setup))
  const plugins =
    options.plugins === false || !setup.tier.features.includes('plugin')
      ? []
      : pluginsOf(book, root, problems)
  // With two systems where one is meant, every stream would be told to be wrong.
  const ready: Setup = {
    ...setup,
    plugins,
    ...(options.firstSyncFrom ? { firstSyncFrom: options.firstSyncFrom } : {}),
  }
  const { alerts = [] } = integration.body.spec.contacts ?? {}
  if (alerts.length > 0) setup.problems.push(warning('W320', { what: 'contacts: alerts' }, integration.place(['spec', 'contacts', 'alerts'], 'key')))
  const expanded: Expanded = setup.erp && setup.shops.length > 0 ? expand(ready) : { streams: [], off: [] }
  const isError = (one: Problem): boolean => one.level !== 'warning'
  const hasErrors = [...problems, ...setup.problems].some(isError)
  // What is left out or idle is worth a word only when the rest is right.
  problems.push(...setup.problems.filter((one) => !hasErrors || isError(one)))
  if (!hasErrors) problems.push(...unused(book, specs), ...assumedBindings(setup.shops))
  const told = inOrder(problems.filter((one) => !isEcho(one, book)))
  return hasErrors
    ? { problems: told }
    : { desired: deepFreeze(desiredOf(ready, expanded, told)), problems: told }
}

/** What is told only because a key is not there that a fault took away: by code, the keys of an Integration or a Shop it rests on. */
const RESTS_ON: Readonly<Record<string, readonly string[]>> = {
  E203: ['masters', 'policies', 'streams', 'defaultPriceList'],
  E208: ['masters', 'policies', 'streams'],
  E209: ['ordersFrom', 'streams'],
  E210: ['streams'],
  E211: ['streams'],
}

function isEcho({ code }: Problem, { left }: Book): boolean {
  return (RESTS_ON[code] ?? []).some((key) => left.has(key))
}

interface Given {
  readonly book: Book
  readonly integration: CustomerDocument<'Integration'>
  readonly specs: Specs
  readonly dir: string
}

function setupOf({ book, integration, specs, dir }: Given): Setup {
  const mode = specs.modes[integration.body.spec.mode]
  const tier = specs.tiers[String(integration.body.spec.package)]
  if (!mode || !tier)
    throw new Error('a mode or a package that no spec describes; the schema should have refused it')
  const erps = book.readable('Erp')
  return {
    dir,
    specs,
    book,
    integration,
    mode,
    tier,
    plugins: [],
    problems: [],
    tiers: Object.values(specs.tiers),
    shops: book.readable('Shop').map((document) => ({ document, ref: withOrders(systemOf(document, specs, dir), document, book) })),
    ...(erps.length === 1 && erps[0] ? { erp: systemOf(erps[0], specs, dir) } : {}),
  }
}

function pluginsOf(book: Book, dir: string, problems: Problem[]): LoadedPlugin[] {
  const plugins: LoadedPlugin[] = []
  for (const document of book.of('Plugin')) {
    const loaded = loadPlugin(document, dir)
    if ('code' in loaded) problems.push(loaded)
    else plugins.push(loaded)
  }
  return plugins
}

/** Documents that say something about streams, and that no stream needed. */
function unused(book: Book, specs: Specs): Problem[] {
  const kinds: readonly Kind[] = [
    'PriceListBinding',
    'StockProfile',
    'FieldMapping',
    'ValueMap',
    'Schedule',
    'Guard',
    'Plugin',
    'Pairs',
  ]
  return kinds
    .flatMap((kind) => book.of(kind))
    .filter((one) => !book.used.has(one) && !isForLater(one, specs))
    .map((one) => warning('W303', { kind: one.kind, name: one.name }, one.place(['kind'])))
}

/** What a register needs that is not built yet is not idle, it is early. */
function isForLater(document: CustomerDocument, specs: Specs): boolean {
  if (document.kind !== 'ValueMap') return false
  const { field } = (document as CustomerDocument<'ValueMap'>).body.spec
  const names = typeof field === 'string' ? [field] : [field.shop, field.erp]
  return (
    names.includes('vatClass') ||
    Object.values(specs.entities).some(
      // Tables of a shop's orders wait until its orders can be read.
      (entity) => (!entity.built || entity.measure === 'ordersPerMonth') && names.some((name) => Object.hasOwn(entity.fields, name)),
    )
  )
}

function desiredOf(setup: Setup, { streams, off }: Expanded, problems: readonly Problem[]): Desired {
  const { integration, mode, tier, dir } = setup
  const systems: SystemRef[] = [...(setup.erp ? [setup.erp] : []), ...setup.shops.map(({ ref }) => ref)]
  return {
    name: integration.name,
    dir,
    mode: mode.id,
    tier,
    systems,
    streams,
    off,
    registers: setup.specs.entities,
    contacts: integration.body.spec.contacts?.alerts ?? [],
    features: featuresUsed(setup, wantedStreams(setup)),
    digest: digestOf({
      name: integration.name,
      mode: mode.id,
      package: tier.id,
      systems: Object.fromEntries(
        systems.map(({ name, fingerprint, settings, orderBinding }) => [
          name,
          { fingerprint, settings: withoutSecrets(settings), ...(orderBinding ? { orders: orderBinding.spec } : {}) },
        ]),
      ),
      streams: Object.fromEntries(streams.map((one) => [one.id, decisive(one)])),
      off: off.map((one) => one.id).sort(),
    }),
    warnings: problems,
  }
}

/** What of a stream decides what is planned. When it runs does not. */
function decisive({
  from,
  source,
  target,
  reads,
  scope,
  mappingDigest,
  guards,
  pairs,
  different,
  withheld,
}: Stream): unknown {
  return {
    from,
    source: source.name,
    target: target.name,
    reads,
    scope,
    mappingDigest,
    guards,
    pairs,
    different,
    withheld: withheld?.code,
  }
}

/** By file, line and column; a fault that several streams share is told once. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const once = new Map(problems.map((one) => [JSON.stringify([one.code, one.place, one.facts]), one]))
  const rank = (one: Problem): readonly [string, number, number] => [
    one.place?.file ?? '',
    one.place?.line ?? 0,
    one.place?.column ?? 0,
  ]
  return [...once.values()].sort((one, other) => {
    const [file, line, column] = rank(one)
    const [otherFile, otherLine, otherColumn] = rank(other)
    return file === otherFile ? line - otherLine || column - otherColumn : file < otherFile ? -1 : 1
  })
}
