// Which features the package held gives. A feature asked for by name that it lacks is an error; it is never half-run.
import type { Feature, TierSpec } from '../types/tier.js'
import { problem, type Place, type Problem } from './problem.js'

/** Something in the files that needs a feature, and where it is asked for. */
export interface Want {
  /** As a sentence names it: a second Shop, Schedule "night". */
  readonly what: string
  readonly feature: string
  readonly place?: Place
}

/** One problem for each want that the package held does not fulfil, with the first package that does. */
export function entitle(wants: readonly Want[], held: TierSpec, tiers: readonly TierSpec[]): Problem[] {
  return wants
    .filter(({ feature }) => !has(held, feature))
    .map(({ what, feature, place }) => problem('E207', { what, ...lack(feature, held, tiers) }, place))
}

/** The first of the features that the package held does not give, or undefined. */
export function lacking(features: readonly string[] | undefined, held: TierSpec): string | undefined {
  return features?.find((feature) => !has(held, feature))
}

/** The facts of a lack: the feature, the package held, and the first that has it. */
export function lack(
  feature: string,
  held: TierSpec,
  tiers: readonly TierSpec[],
): { feature: string; tier: string; first: string } {
  return { feature, tier: held.id, first: firstWith([feature], tiers)?.id ?? 'none' }
}

/** The lowest package that gives all of the features. */
export function firstWith(features: readonly string[], tiers: readonly TierSpec[]): TierSpec | undefined {
  return [...tiers]
    .sort((one, other) => one.rank - other.rank)
    .find((tier) => features.every((feature) => has(tier, feature)))
}

function has(tier: TierSpec, feature: string): boolean {
  return tier.features.includes(feature as Feature)
}
