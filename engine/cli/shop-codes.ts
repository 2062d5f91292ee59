// the statuses that the files name are the shop's own. Asked at the start of a run, of shops whose orders can be reached.
import type { Connector } from '../connect/connector.js'
import type { Problem } from '../core/problem.js'
import { codesIn } from '../load/codes.js'
import { suggest } from '../load/suggest.js'
import type { Project } from './project.js'

/** What is wrong, with what may be meant. A shop that cannot be asked is told of by its own streams. */
export async function unknownCodes({ desired, specs, dir }: Project, connectors: ReadonlyMap<string, Connector>): Promise<Problem[]> {
  const found: Problem[] = []
  for (const system of desired.systems.filter(({ orderBinding }) => orderBinding === undefined || orderBinding.spec.verified)) {
    const codes = codesIn(dir, specs.codes, system)
    if (codes.length > 0) found.push(...(await connectors.get(system.name)?.unknownCodes?.(codes) ?? []))
  }
  return found.map(withMeant)
}

function withMeant(one: Problem): Problem {
  const { code, known } = one.facts
  const meant = typeof code === 'string' && Array.isArray(known) ? suggest(code, known.map(String)) : undefined
  return meant === undefined ? one : { ...one, facts: { ...one.facts, meant } }
}
