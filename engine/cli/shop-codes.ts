// the codes that the files name are the shop's own. Asked at the start of a run, of shops whose orders can be reached.
import type { Connector } from '../connect/connector.js'
import { placeText, type Problem } from '../core/problem.js'
import type { SystemRef } from '../core/stream.js'
import { codesIn } from '../load/codes.js'
import { suggest } from '../load/suggest.js'
import type { Project } from './project.js'

/** What is wrong, with what may be meant. A shop that cannot be asked is told of by its own streams. */
export async function unknownCodes(project: Project, connectors: ReadonlyMap<string, Connector>): Promise<Problem[]> {
  const { desired, specs, dir } = project
  const asked = desired.systems.filter(({ orderBinding }) => orderBinding === undefined || orderBinding.spec.verified)
  const found: Problem[][] = []
  for (const system of asked) {
    const codes = codesIn(dir, specs.codes, system)
    found.push(codes.length > 0 ? [...(await connectors.get(system.name)?.unknownCodes?.(codes) ?? [])] : [])
  }
  const isWrong = wrongEverywhere(project, asked, found)
  return found.flatMap((one) => one.filter(isWrong)).map(withMeant)
}

/** Of what was found in each of these systems: a code that the files write for every shop is wrong only where no shop has it. */
export function wrongEverywhere({ dir, specs }: Project, asked: readonly SystemRef[], found: readonly (readonly Problem[])[]): (one: Problem) => boolean {
  const shops = asked.filter(({ role }) => role === 'shop')
  const [first] = shops
  const shared = new Set(first ? codesIn(dir, specs.codes, first).filter((one) => one.shared).map(({ list, place }) => `${list} ${placeText(place)}`) : [])
  const idOf = ({ facts: { list }, place }: Problem): string => `${String(list)} ${place ? placeText(place) : ''}`
  const lacking = (id: string): number => found.filter((problems) => problems.some((one) => one.code === UNKNOWN && idOf(one) === id)).length
  return (one) => one.code !== UNKNOWN || !shared.has(idOf(one)) || lacking(idOf(one)) >= shops.length
}

const UNKNOWN = 'SHOP_CODE_UNKNOWN'

export function withMeant(one: Problem): Problem {
  const { code, known } = one.facts
  const meant = typeof code === 'string' && Array.isArray(known) ? suggest(code, known.map(String)) : undefined
  return meant === undefined ? one : { ...one, facts: { ...one.facts, meant } }
}
