// The tables of pages that repeat what specs/ says. They stand between two marks, and a test
// compares them.
import { checkTable, doubtTable, messageTable, namedMessageTable, otherMessageTable, proveTable, settingTable } from './doctor-tables.js'
import { rows } from './rows.js'
import type { CompiledSpecs } from './specs.js'

/** of: what follows the name of the table, e.g. a system. */
type Table = (specs: CompiledSpecs, of: string) => string

const tables: Record<string, Table> = {
  streams: streamTable, packages: packageTable, checks: checkTable, messages: messageTable, 'other-messages': otherMessageTable,
  'messages-of': namedMessageTable, prove: proveTable, doubts: doubtTable, settings: settingTable,
}
const marks = /(<!-- table: (\S+?)(?: (\S+))? -->\n)[\s\S]*?(<!-- end -->)/g

/** The text with every marked table made anew. Throws at a mark that means nothing. */
export function fillTables(text: string, specs: CompiledSpecs): string {
  return text.replace(marks, (_all, open: string, name: string, of: string | undefined, close: string) => {
    const table = tables[name]
    if (!table) throw new Error(`there is no table named ${name}`)
    return `${open}${table(specs, of ?? '')}${close}`
  })
}

/** Streams down, modes across (the simplest first): which way it goes, and under which policy. */
function streamTable({ modes, entities }: CompiledSpecs): string {
  const size = (mode: (typeof modes)[string]): number => Object.keys(mode.streams).length
  const all = Object.values(modes).sort((one, other) => size(one) - size(other))
  const cells = (entity: string): string[] => all.map((mode) => {
    const stream = Object.entries(mode.streams).find(([id]) => id === entity)?.[1]
    if (!stream) return ''
    const way = stream.from === 'shop' ? 'shop → ERP' : 'ERP → shop'
    return `${way}, ${stream.policy}${stream.optional ? ', optional' : ''}`
  })
  const used = Object.values(entities).filter(({ id }) => cells(id).some((cell) => cell !== ''))
  return rows(['stream', ...all.map(({ id }) => id)], used.map(({ id, built }) =>
    [built ? id : `${id} (not built)`, ...cells(id)]))
}

/** Features down, packages across. */
function packageTable({ tiers }: CompiledSpecs): string {
  const all = Object.values(tiers).sort((one, other) => one.rank - other.rank)
  const features = [...new Set(all.flatMap((tier) => tier.features))]
  const yes = (has: boolean): string => (has ? 'yes' : '')
  const limit = (value: number | null): string => (value === null ? 'no limit' : String(value))
  return rows(['', ...all.map(({ id }) => id)], [
    ['orders a month', ...all.map(({ limits }) => limit(limits.ordersPerMonth))],
    ['articles', ...all.map(({ limits }) => limit(limits.uniqueProducts))],
    ...features.map((one) => [one, ...all.map((tier) => yes(tier.features.includes(one)))]),
    ['SEK a month', ...all.map(({ pricePerMonth }) => String(pricePerMonth))],
  ])
}

