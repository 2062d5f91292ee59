// What has changed since an instant, in registers that keep the time of each change. How the program
// sorts by it is not publicly known: where it does not go, undefined says so and everything is read.
import { SystemError } from '../connector.js'
import { ORDER } from './adk.js'
import type { VismaApi } from './api.js'
import type { Cell } from './bridge/protocol.js'

export interface ChangedAsk {
  readonly register: number
  /** What is told of each changed record: its key. */
  readonly field: number
  /** In the program's own text form: what latestChange said before. */
  readonly since: string
}

/** More than this at once is as good as everything. */
const CHANGED_MAX = 5_000

/** When the register was last changed, in the program's own text form; undefined where it cannot be told. Throws SystemError. */
export async function latestChange(api: VismaApi, register: number): Promise<string | undefined> {
  const { timestamp } = await api.read('registerFacts', { register })
  if (timestamp === undefined) return undefined
  try {
    const last = await api.read('last', { register, order: ORDER.TIMESTAMP, fields: [timestamp], instants: [timestamp] })
    return String(last?.[0] ?? '')
  } catch (error) {
    if (error instanceof SystemError && error.kind === 'refused') return undefined
    throw error
  }
}

/** The keys of what changed, the latest first; undefined where it cannot be told. Throws SystemError. */
export async function changedSince(api: VismaApi, { register, field, since }: ChangedAsk): Promise<readonly Cell[] | undefined> {
  const { timestamp } = await api.read('registerFacts', { register })
  if (timestamp === undefined) return undefined
  try {
    const { rows, more } = await api.read('above', {
      register, order: ORDER.TIMESTAMP, field: timestamp, above: since, fields: [field], instants: [timestamp], max: CHANGED_MAX,
      // Times may be no finer than a second: what was changed within the last one is told again.
      orEqual: true,
    })
    return more ? undefined : rows.flatMap((row) => row.slice(0, 1))
  } catch (error) {
    // Refused means that the installation cannot sort so; anything else is no answer to that.
    if (error instanceof SystemError && error.kind === 'refused') return undefined
    throw error
  }
}
