// Which customers have an e-mail address or an organisation number. Read from the register each time: people make cards too.
import { SystemError } from '../connector.js'
import { problem } from '../../core/problem.js'
import { DB, ORDER } from './adk.js'
import { CUSTOMER } from './adk-fields.js'
import { isMissingOrder } from './answers.js'
import type { Row, ScanAsk } from './bridge/protocol.js'
import type { PartContext } from './part.js'

/** alike: two values that are the same for this look-up; empty ones are nobody's. order: shows only cards that have the value. */
interface Lookup { readonly field: number; readonly order?: number; readonly alike: (value: unknown) => string }

const LOOKUPS: Readonly<Record<string, Lookup>> = {
  email: { field: CUSTOMER.EMAIL, order: ORDER.CUSTOMER_EMAIL, alike: (value) => String(value ?? '').trim().toLowerCase() },
  orgNo: { field: CUSTOMER.ORGANISATION_NUMBER, alike: (value) => String(value ?? '').replace(/\D/g, '') },
}

/**
 * Customer numbers by key, the key as it was asked for. by: email or orgNo. Whether the program's order by e-mail tells capitals apart is
 * not publicly known, so a card that is not found as it is spelt is looked for among all. Throws SystemError.
 */
export async function customersBy(by: string, keys: readonly string[], parts: PartContext): Promise<ReadonlyMap<string, readonly string[]>> {
  const lookup = LOOKUPS[by]
  if (!lookup) throw new SystemError('refused', problem('VISMA_NO_SUCH_LOOKUP', { by, lookups: Object.keys(LOOKUPS).join(', ') }))
  const found = new Map<string, readonly string[]>()
  const { order } = lookup
  if (order !== undefined) for (const key of keys) found.set(key, await spelt(lookup, order, key, parts))
  const missing = keys.filter((key) => (found.get(key) ?? []).length === 0 && lookup.alike(key) !== '')
  const others = missing.length === 0 ? new Map<string, string[]>() : await everywhere(lookup, new Set(missing.map(lookup.alike)), parts)
  return new Map(keys.map((key) => [key, found.get(key)?.length ? found.get(key) as readonly string[] : others.get(lookup.alike(key)) ?? []]))
}

async function spelt(lookup: Lookup, order: number, key: string, { api, pageMax }: PartContext): Promise<readonly string[]> {
  const wanted = lookup.alike(key)
  if (wanted === '') return []
  const ask: ScanAsk = {
    register: DB.CUSTOMER, order, from: { field: lookup.field, value: wanted }, fields: [CUSTOMER.NUMBER, lookup.field], unique: CUSTOMER.NUMBER,
    chunk: pageMax,
  }
  try {
    const numbers: string[] = []
    for await (const rows of api.scan(ask)) for (const [number, value] of rows) if (lookup.alike(value) === wanted) numbers.push(String(number))
    return numbers
  } catch (error) {
    if (isMissingOrder(error)) return []
    throw error
  }
}

async function everywhere(lookup: Lookup, wanted: ReadonlySet<string>, { api, pageMax }: PartContext): Promise<ReadonlyMap<string, string[]>> {
  const numbers = new Map<string, string[]>()
  const note = ([number, value]: Row): void => {
    const alike = lookup.alike(value)
    if (wanted.has(alike)) numbers.set(alike, [...numbers.get(alike) ?? [], String(number)])
  }
  const ask = { register: DB.CUSTOMER, order: ORDER.CUSTOMER_NUMBER, fields: [CUSTOMER.NUMBER, lookup.field], unique: CUSTOMER.NUMBER, chunk: pageMax }
  for await (const rows of api.scan(ask)) rows.forEach(note)
  return numbers
}
