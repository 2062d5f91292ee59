// What only one engine may write to: the customer's company. Whoever takes the lease and whoever looks at it must mean the same one.
import type { Project } from './project.js'

/** The key of the customer's lease. */
export function leaseKey({ desired, dir }: Project): string {
  const main = desired.systems.find((system) => system.role === 'erp') ?? desired.systems[0]
  return main?.fingerprint ?? dir
}
