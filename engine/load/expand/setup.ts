// What the expansion of a mode starts from: the one Integration, its mode and package, the systems, and the book of documents.
import type { Problem } from '../../core/problem.js'
import type { Role, SystemRef } from '../../core/stream.js'
import type { ModeSpec } from '../../types/mode.js'
import type { TierSpec } from '../../types/tier.js'
import type { CustomerDocument } from '../files.js'
import type { LoadedPlugin } from '../plugins.js'
import type { Specs } from '../specs.js'
import type { Book } from './book.js'

export interface Setup {
  readonly dir: string
  readonly specs: Specs
  readonly book: Book
  readonly integration: CustomerDocument<'Integration'>
  readonly mode: ModeSpec
  readonly tier: TierSpec
  readonly tiers: readonly TierSpec[]
  readonly erp?: SystemRef
  readonly shops: readonly ShopSystem[]
  readonly plugins: readonly LoadedPlugin[]
  /** A first sync goes from this side, whatever the mode says. */
  readonly firstSyncFrom?: Role
  /** Whatever is found on the way. */
  readonly problems: Problem[]
}

export interface ShopSystem {
  readonly ref: SystemRef
  readonly document: CustomerDocument<'Shop'>
}

export function otherRole(role: Role): Role {
  return role === 'shop' ? 'erp' : 'shop'
}
