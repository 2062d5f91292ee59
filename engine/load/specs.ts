// All of specs/, as the build compiled it. Checked there; here it is only read, once, and frozen.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChecksSpec } from '../types/checks.js'
import type { CodesSpec } from '../types/codes.js'
import type { EntitySpec } from '../types/entity.js'
import type { GuardsSpec } from '../types/guards.js'
import type { ModeSpec } from '../types/mode.js'
import type { OfferSpec } from '../types/offer.js'
import type { PolicySpec } from '../types/policy.js'
import type { ProblemsSpec } from '../types/problems.js'
import type { SystemSpec } from '../types/system.js'
import type { TierSpec } from '../types/tier.js'
import type { VatSpec } from '../types/vat.js'
import { deepFreeze } from './freeze.js'
import { packageRoot } from './root.js'

type ById<Spec> = Readonly<Record<string, Spec>>

/** Everything that specs/ says, by id. */
export interface Specs {
  readonly modes: ById<ModeSpec>
  readonly policies: ById<PolicySpec>
  readonly tiers: ById<TierSpec>
  readonly systems: ById<SystemSpec>
  readonly entities: ById<EntitySpec>
  readonly vat: VatSpec
  readonly guards: GuardsSpec
  readonly problems: ProblemsSpec
  readonly checks: ChecksSpec
  readonly codes: CodesSpec
  readonly offer: OfferSpec
}

let loaded: Specs | undefined

/** The specs, deeply frozen; read once. Throws where the build has not been run. */
export function loadSpecs(): Specs {
  loaded ??= deepFreeze(JSON.parse(compiledText()) as Specs)
  return loaded
}

function compiledText(): string {
  const file = join(packageRoot(), 'generated', 'specs.json')
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Error(`${file} is not there: "npm run generate" makes it`)
  }
}
