// Who is who: the reviewed pairs of a first sync, and what a person has told apart.
import { placeText, problem, warning, type Place } from '../../core/problem.js'
import type { Stream } from '../../core/stream.js'
import type { KeyPair } from '../../types/pairs.js'
import type { Lane } from './lanes.js'
import { tellOnce } from './settings.js'
import { otherRole, type Setup } from './setup.js'

export type Reviewed = Pick<Stream, 'pairs' | 'different'>

/** Of the register that the lane's items are part of. What nobody has looked at is left out, and said. */
export function pairsOf(setup: Setup, lane: Lane): Reviewed {
  const pairs: Record<string, string> = {}
  const different: [string, string][] = []
  const to = otherRole(lane.from)
  const seen = new Map<string, string>()
  for (const document of setup.book.of('Pairs')) {
    const { metadata, spec } = document.body
    if (metadata.shop !== lane.shop.ref.name || spec.entity !== lane.entity.of) continue
    setup.book.used.add(document)
    for (const [at, pair] of spec.pairs.entries()) {
      tellDoubles(setup, seen, pair, (side) => document.place(['spec', 'pairs', at, side]))
      if (pair.confirmed === false) continue
      if (pair.same === false) different.push([pair[lane.from], pair[to]])
      else define(pairs, pair[lane.from], pair[to])
    }
    const open = spec.pairs.filter((pair) => pair.confirmed === false).length
    if (open > 0)
      tellOnce(
        setup,
        warning('W305', { count: open, name: document.name }, document.place(['spec', 'pairs'], 'key')),
      )
  }
  return { pairs, ...(different.length > 0 ? { different } : {}) }
}

/** One thing is one thing on the other side; it may differ from many, but not from what it is paired with. */
function tellDoubles(setup: Setup, seen: Map<string, string>, pair: KeyPair, placeOf: (side: 'shop' | 'erp') => Place): void {
  const both = `both ${JSON.stringify([pair.shop, pair.erp])}`
  const ids = pair.same === false ? [] : (['shop', 'erp'] as const).map((side) => [side, `${side} ${pair[side]}`] as const)
  for (const [side, id] of [...ids, ['shop', both] as const]) {
    const first = seen.get(id)
    if (first === undefined) seen.set(id, placeText(placeOf(side)))
    else tellOnce(setup, problem('E217', { key: pair[side], first }, placeOf(side)))
  }
}

/** "__proto__" may be a number like any other. */
function define(pairs: Record<string, string>, key: string, value: string): void {
  Object.defineProperty(pairs, key, { value, enumerable: true, configurable: true, writable: true })
}
