// The tables in specs/README.md that repeat what specs/ says. They stand between two marks, and a test compares them.
import type { CompiledSpecs } from './specs.js'

type Table = (specs: CompiledSpecs) => string

/** What stands between the marks of that name. */
export const tables: Record<string, Table> = { streams: streamTable, packages: packageTable }

/** The text with every marked table made anew. Throws at a mark that means nothing. */
export function fillTables(text: string, specs: CompiledSpecs): string {
  return text.replace(/(<!-- table: (\S+) -->\n)[\s\S]*?(<!-- end -->)/g, (_all, open: string, name: string, close: string) => {
    const table = tables[name]
    if (!table) throw new Error(`there is no table named ${name}`)
    return `${open}${table(specs)}${close}`
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
  return rows(['stream', ...all.map(({ id }) => id)],
    used.map((entity) => [entity.built ? entity.id : `${entity.id} (not built)`, ...cells(entity.id)]))
}

/** Features down, packages across. */
function packageTable({ tiers }: CompiledSpecs): string {
  const all = Object.values(tiers).sort((one, other) => one.rank - other.rank)
  const features = [...new Set(all.flatMap(({ features }) => features))]
  const limit = (value: number | null): string => (value === null ? 'no limit' : String(value))
  return rows(['', ...all.map(({ id }) => id)], [
    ['orders a month', ...all.map(({ limits }) => limit(limits.ordersPerMonth))],
    ['articles', ...all.map(({ limits }) => limit(limits.uniqueProducts))],
    ...features.map((feature) => [feature, ...all.map((tier) => (tier.features.includes(feature) ? 'yes' : ''))]),
    ['SEK a month', ...all.map(({ pricePerMonth }) => String(pricePerMonth))],
  ])
}

function rows(head: string[], body: string[][]): string {
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}
