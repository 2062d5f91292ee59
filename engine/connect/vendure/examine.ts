// What doctor asks of the shop: does the Admin API answer, is the account let in, and has the channel what the streams need. It reads,
// and writes nothing.
import { problem } from '../../core/problem.js'
import { ratesInUse } from '../../trade/vat.js'
import { percentOf } from '../../values/rate.js'
import type { Check, Examination } from '../connector.js'
import type { Called } from '../called.js'
import { holdCodes } from './codes.js'
import type { Graph } from './graph.js'
import type { Channel, Shop } from './shop.js'

interface Parts {
  readonly graph: Graph
  readonly shop: Shop
  readonly url: string
}

/** Which check a failed first call belongs to; anything else is said of the address. */
const LOGIN: ReadonlySet<string> = new Set(['VENDURE_LOGIN', 'VENDURE_NO_TOKEN', 'VENDURE_FORBIDDEN'])

/** Every check of specs/checks.yaml that can be asked. */
export async function* examineVendure(parts: Parts, of: Examination): AsyncGenerator<Check> {
  const { shop, url } = parts
  const codes = await shop.codes()
  if (codes.kind !== 'ok') {
    if (LOGIN.has(codes.problem.code)) yield { id: 'address', state: 'ok', found: url }
    yield { id: LOGIN.has(codes.problem.code) ? 'login' : 'address', state: 'failed', problem: codes.problem, ends: true }
    return
  }
  yield { id: 'address', state: 'ok', found: url }
  yield { id: 'login', state: 'ok', found: 'accepted' }
  const channel = await shop.channel()
  if (channel.kind !== 'ok') {
    yield { id: 'channel', state: 'failed', problem: channel.problem, ends: true }
    return
  }
  const { code, currency, pricesIncludeTax } = channel.value
  yield { id: 'channel', state: 'ok', found: `${code}, ${currency}, prices ${pricesIncludeTax ? 'with' : 'without'} VAT` }
  yield locationCheck(shop.locationIn(channel.value), of)
  yield* rateChecks(channel.value, of)
  yield* await codeChecks(parts, of)
}

function locationCheck(location: Called<{ readonly name: string }>, { reads, writes }: Examination): Check {
  const id = 'location'
  if (location.kind === 'ok') return { id, state: 'ok', found: location.value.name }
  return reads.includes('stock') || writes['stock'] ? { id, state: 'failed', problem: location.problem } : { id, state: 'warning', problem: location.problem }
}

/** A rate that is missing is told once; it matters only for the articles that have it. */
function* rateChecks({ taxes, code }: Channel, { vat, today }: Examination): Generator<Check> {
  const id = 'vat-rates'
  const missing = ratesInUse(vat, today).map(({ basisPoints }) => basisPoints).filter((rate) => {
    const having = taxes.filter(({ basisPoints }) => basisPoints === rate)
    return having.length !== 1 && !having.some(({ isDefault }) => isDefault)
  })
  for (const rate of missing)
    yield { id, state: 'warning', problem: problem('VENDURE_NO_TAX', { value: `${percentOf(rate)} %`, channel: code }) }
  if (missing.length === 0) yield { id, state: 'ok', found: [...new Set(taxes.map(({ basisPoints }) => basisPoints))].map((rate) => `${percentOf(rate)} %`).join(', ') }
}

async function codeChecks(parts: Parts, { codes }: Examination): Promise<Check[]> {
  const id = 'codes'
  const { wrong, unread } = await holdCodes(codes, parts)
  const checks: Check[] = [
    ...wrong.map((one): Check => ({ id, state: 'failed', problem: one })),
    ...unread.map((one): Check => ({ id, state: 'unknown', problem: one })),
  ]
  return checks.length > 0 ? checks : [{ id, state: 'ok', found: 'all that the files name' }]
}
