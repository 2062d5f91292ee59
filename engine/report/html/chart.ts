// Charts as inline SVG: what changes per stream, how far prices move, and from what to what. Drawn here, so that they need no script;
// every mark links to a filter of the table.
import type { PlanDocument } from '../../types/plan.js'
import { COUNTED, countWord, type Counted } from '../plan-totals.js'
import { countText } from '../number-text.js'
import { asHtml, inAddress } from './html-text.js'

/** One figure that moves, for the charts of prices. */
export interface Move {
  readonly key: string
  readonly before: number
  readonly after: number
  readonly percent: number
  readonly unusual: boolean
}

const WIDTH = 640
const LABEL = 150
const ROW = 30
/** A share too small to see is still drawn. */
const SEEN = 3

const DRAWN: readonly Counted[] = COUNTED.filter((name) => !['unchanged', 'adopted', 'forgotten', 'waiting'].includes(name))

/** Which filter of the table shows what a count counts. */
export const FILTER_OF: Readonly<Partial<Record<Counted, string>>> = {
  create: 'kind=create&state=ready', update: 'kind=update&state=ready', retire: 'kind=retire&state=ready', pending: 'state=pending',
  held: 'state=held', withheld: 'state=withheld', skipped: 'state=skipped',
}

/** A bar for each stream with something to tell, its parts by what happens. Empty where nothing happens. */
export function streamChart(document: PlanDocument): string {
  const streams = document.streams.filter(({ counts }) => DRAWN.some((name) => counts[name] > 0))
  if (streams.length === 0) return ''
  const most = Math.max(...streams.map(({ counts }) => DRAWN.reduce((sum, name) => sum + counts[name], 0)))
  const rows = streams.map((stream, at) => {
    let left = LABEL
    const parts = DRAWN.filter((name) => stream.counts[name] > 0).map((name) => {
      const width = Math.max(SEEN, (WIDTH - LABEL - 80) * stream.counts[name] / most)
      const label = asHtml(`${stream.stream}: ${countText(stream.counts[name])} ${countWord(name)}`)
      const bar = link(`stream=${inAddress(stream.stream)}&${FILTER_OF[name] ?? ''}`, label,
        `<rect class="${name}" x="${round(left)}" y="${at * ROW + 5}" width="${round(width)}" height="20" rx="3"/>`)
      left += width + 1
      return bar
    })
    const sum = DRAWN.reduce((total, name) => total + stream.counts[name], 0)
    return `<text x="${LABEL - 10}" y="${at * ROW + 20}" text-anchor="end">${asHtml(shortened(stream.stream))}</text>${parts.join('')}`
      + `<text class="figure" x="${round(left + 6)}" y="${at * ROW + 20}">${countText(sum)}</text>`
  })
  return svg('Changes per stream', streams.length * ROW + 4, rows.join(''))
}

const EDGES = [-100, -50, -25, -10, -5, -2, 0, 2, 5, 10, 25, 50, 100]

/** How many prices move by how many percent. Empty where none does. */
export function moveChart(moves: readonly Move[]): string {
  if (moves.length === 0) return ''
  const bins = EDGES.map((from, at) => ({ from, to: EDGES[at + 1] ?? Infinity, count: 0 }))
  for (const { percent } of moves) {
    const bin = bins.findLast((one) => percent >= one.from && (percent !== 0 || one.from === 0))
    if (bin) bin.count++
  }
  const most = Math.max(...bins.map((bin) => bin.count))
  const step = WIDTH / bins.length
  const bars = bins.map((bin, at) => {
    if (bin.count === 0) return ''
    const height = Math.max(SEEN, 130 * bin.count / most)
    const range = `${bin.from} … ${bin.to === Infinity ? '' : bin.to} %`
    const size = `width="${round(step - 6)}" height="${round(height)}"`
    const drawn = `<rect class="${bin.from < 0 ? 'down' : 'up'}" x="${round(at * step + 3)}" y="${round(155 - height)}" ${size} rx="3"/>`
    const hash = `from=${bin.from}${bin.to === Infinity ? '' : `&to=${bin.to}`}`
    const middle = `x="${round((at + 0.5) * step)}" y="${round(149 - height)}" text-anchor="middle"`
    return link(hash, `${countText(bin.count)} prices move ${range}`, drawn)
      + `<text class="figure" ${middle}>${countText(bin.count)}</text>`
  })
  const labels = EDGES.map((edge, at) => {
    const anchor = at === 0 ? '' : ' text-anchor="middle"'
    return `<text class="axis" x="${round(at * step + (at === 0 ? 2 : 0))}" y="172"${anchor}>${edge > 0 ? '+' : ''}${edge}</text>`
  })
  const rule = `<line class="rule" x1="0" y1="156" x2="${WIDTH}" y2="156"/>`
  return svg('How far prices move, in percent', 180, `${rule}${bars.join('')}${labels.join('')}`)
}

const DOTS_MAX = 1200
const SIDE = 300

/** From what to what, on scales by tens: on the line nothing moves, above it prices rise. Every unusual one is drawn. */
export function priceChart(moves: readonly Move[]): string {
  const shown = moves.filter((move) => move.before > 0 && move.after > 0)
  if (shown.length < 3) return ''
  const every = Math.max(1, Math.ceil(shown.length / DOTS_MAX))
  const drawn = shown.filter((move, at) => move.unusual || at % every === 0)
  const all = drawn.flatMap((move) => [move.before, move.after])
  const least = Math.floor(Math.log10(all.reduce((low, one) => Math.min(low, one), Infinity)) * 2) / 2
  const most = Math.max(least + 1, Math.ceil(Math.log10(all.reduce((high, one) => Math.max(high, one), 0)) * 2) / 2)
  const at = (value: number): number => 8 + (SIDE - 16) * (Math.log10(value) - least) / (most - least)
  const x = (value: number): number => 50 + at(value)
  const y = (value: number): number => SIDE - at(value)
  const ticks: string[] = []
  for (let power = Math.ceil(least); power <= most; power++) {
    const value = 10 ** power
    const [across, up] = [round(x(value)), round(y(value))]
    ticks.push(
      `<line class="grid" x1="50" x2="${50 + SIDE}" y1="${up}" y2="${up}"/>`,
      `<line class="grid" y1="0" y2="${SIDE}" x1="${across}" x2="${across}"/>`,
      `<text class="axis" x="44" y="${round(y(value) + 4)}" text-anchor="end">${countText(value)}</text>`,
      `<text class="axis" x="${across}" y="${SIDE + 16}" text-anchor="middle">${countText(value)}</text>`,
    )
  }
  const dot = (move: Move, kind: string, radius: number): string =>
    `<circle class="${kind}" cx="${round(x(move.before))}" cy="${round(y(move.after))}" r="${radius}"/>`
  const radius = drawn.length < 100 ? 4 : 2
  const dots = drawn.filter((move) => !move.unusual).map((move) => dot(move, move.percent < 0 ? 'down' : 'up', radius))
  const odd = drawn.filter((move) => move.unusual).slice(0, DOTS_MAX)
    .map((move) => link(`q=${inAddress(move.key)}`, `${move.key}: ${move.before} → ${move.after}`, dot(move, 'odd', 5)))
  const diagonal = `<line class="rule" x1="${50 + 8}" y1="${SIDE - 8}" x2="${50 + SIDE - 8}" y2="8"/>`
  const titles = `<text class="axis" x="${50 + SIDE}" y="${SIDE + 32}" text-anchor="end">before</text>`
    + '<text class="axis" x="50" y="-6" text-anchor="start">after</text>'
  const inner = `${ticks.join('')}${diagonal}${dots.join('')}${odd.join('')}${titles}`
  const box = `viewBox="0 -18 ${SIDE + 60} ${SIDE + 56}"`
  return `<svg class="square" ${box} role="group" aria-label="Prices before and after">${inner}</svg>`
}

function svg(label: string, height: number, inner: string): string {
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="group" aria-label="${asHtml(label)}">${inner}</svg>`
}

function link(hash: string, label: string, inner: string): string {
  return `<a href="#${asHtml(hash)}" aria-label="${asHtml(label)}"><title>${asHtml(label)}</title>${inner}</a>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function shortened(text: string): string {
  return text.length > 20 ? `${text.slice(0, 19)}…` : text
}
