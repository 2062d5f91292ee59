// What a shop shows of what it was to be told: that an order was taken, an event, a capture. It is looked at just before it is told, so a
// person who was quicker is seen here.
import type { Found, LookFacts, Reader } from '../connect/connector.js'
import type { RawItem } from '../core/item.js'
import { problem } from '../core/problem.js'
import type { OrderLane } from '../core/stream.js'
import { isClosed } from '../trade/order/capture-stop.js'
import { isTold, type StatusShown } from '../trade/order/tellings.js'
import { partOf } from './keys.js'
import { partCaptured, type Told } from './told.js'

export interface ShopToldParts { readonly reader: Reader; readonly lane: OrderLane; readonly told: Told }

type Looks = ReadonlyMap<string, Found>

const STATUS = 'order-status'

export class ShopTold {
  constructor(private readonly parts: ShopToldParts) {}

  /** A receipt is there where the order has left the statuses that start the transfer. */
  async receipts(keys: readonly string[], since: LookFacts | undefined): Promise<Looks> {
    const { lane: { then, rules }, reader } = this.parts
    const shown = await reader.find(STATUS, keys, {}, since)
    return new Map(keys.map((key) => [key, shownAs(shown.get(key), ({ status, history = [] }) => status === then || history.includes(String(then)) || !(rules.statuses ?? []).includes(String(status))
      ? { key, fields: { number: key, status: then } } : undefined)]))
  }

  async events(keys: readonly string[], since: LookFacts | undefined): Promise<Looks> {
    const { lane, reader } = this.parts
    const shown = await reader.find(STATUS, numbersOf(keys), {}, since)
    return new Map(keys.map((key): [string, Found] => {
      const { number, part: event } = partOf(key)
      const rule = lane.feedback.find((one) => one.event === event)
      const look = shown.get(number)
      if (event !== 'cancelled' && lane.rules.cancelledStatuses.includes(statusOf(look) ?? '')) return [key, { kind: 'unknown', problem: problem('TELLING_WAITS', { key, before: 'cancellation' }) }]
      return [key, shownAs(look, (at) => rule && isTold(rule, at, lane) ? { key, fields: { id: key, event, status: rule.status } } : undefined)]
    }))
  }

  /** Captures go by the order's number in the shop, which shows what it took of it. One of several is what is beyond those before it. */
  async captures(keys: readonly string[], scope: Parameters<Reader['find']>[2], since: LookFacts | undefined): Promise<Looks> {
    const { lane, told, reader } = this.parts
    const shown = await reader.find('capture', numbersOf(keys), scope, since)
    const { captures } = told.now()
    const looks = new Map(keys.map((key): [string, Found] => {
      const { number } = partOf(key)
      const look = shown.get(number) ?? { kind: 'absent' }
      if (look.kind !== 'found') return [key, look]
      const part = lane.captureParts ? partCaptured(key, captures.get(number) ?? [], look.item.fields['amount']) : {}
      return [key, part ? { kind: 'found', item: { ...look.item, key, fields: { ...look.item.fields, ...part, id: key } } } : { kind: 'absent' }]
    }))
    return this.unlessClosed(looks)
  }

  /** What is not captured yet of an order that is cancelled or ended meanwhile must not be asked for. */
  private async unlessClosed(looks: Looks): Promise<Looks> {
    const { lane, reader } = this.parts
    const open = [...looks].filter(([, { kind }]) => kind === 'absent').map(([key]) => key)
    if (open.length === 0) return looks
    const shown = await reader.find(STATUS, numbersOf(open), {})
    const closed = open.flatMap((key): [string, Found][] => {
      const { number } = partOf(key)
      const status = statusOf(shown.get(number))
      const rules = { feedback: lane.feedback, final: lane.final, cancelled: lane.rules.cancelledStatuses }
      return status !== undefined && isClosed(status, rules) ? [[key, { kind: 'unknown', problem: problem('CAPTURE_ORDER_CLOSED', { key: number, status }) }]] : []
    })
    return new Map([...looks, ...closed])
  }
}

function numbersOf(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.map((key) => partOf(key).number))]
}

function statusOf(look: Found | undefined): string | undefined {
  const status = look?.kind === 'found' ? look.item.fields['status'] : undefined
  return typeof status === 'string' ? status : undefined
}

/** What the shop shows of an order's status, as an item of ours where that says so; as it stands where it could not be read. */
function shownAs(look: Found | undefined, as: (shown: StatusShown) => RawItem | undefined): Found {
  if (look?.kind !== 'found') return look ?? { kind: 'absent' }
  if (look.item.problem) return { kind: 'unknown', problem: look.item.problem }
  const { status, history } = look.item.fields
  const item = as({ status: typeof status === 'string' ? status : null, history: Object.values((history ?? {}) as Readonly<Record<string, string>>) })
  return item ? { kind: 'found', item } : { kind: 'absent' }
}
