// Which packages carry a mode, and which one is offered first: the lowest that carries all that the mode switches on by itself.
import { lacking } from '../../core/entitle.js'
import type { Specs } from '../../load/specs.js'
import type { ModeStream } from '../../types/mode.js'
import type { TierSpec } from '../../types/tier.js'
import type { Choice } from './questions.js'

export interface Packages { readonly choices: readonly Choice[]; readonly usual?: string }

/** The packages that the mode may be held in, lowest first; without a known mode, all. */
export function packagesFor(specs: Specs, modeId: string | undefined): Packages {
  const mode = modeId === undefined ? undefined : Object.hasOwn(specs.modes, modeId) ? specs.modes[modeId] : undefined
  const tiers = Object.values(specs.tiers).sort((one, other) => one.rank - other.rank).filter((tier) => lacking(mode?.needs, tier) === undefined)
  const streams = Object.entries((mode?.streams ?? {}) as Readonly<Record<string, ModeStream>>).filter(([, stream]) => !stream.optional)
  const without = (tier: TierSpec): string[] => streams.filter(([, stream]) => lacking(stream.needs, tier) !== undefined).map(([id]) => id)
  const usual = (tiers.find((tier) => without(tier).length === 0) ?? tiers[0])?.id
  const choices = tiers.map((tier) => ({ value: tier.id, label: tier.id, hint: hintOf(tier, without(tier)) }))
  return { choices, ...(usual === undefined ? {} : { usual }) }
}

function hintOf({ limits, pricePerMonth }: TierSpec, without: readonly string[]): string {
  const usage = `${limits.ordersPerMonth ?? 'any number of'} orders a month, ${limits.uniqueProducts ?? 'any number of'} articles, ${pricePerMonth} kr a month`
  return without.length === 0 ? usage : `${usage}; without ${without.join(', ')}`
}
