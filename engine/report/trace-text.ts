// The chain of one order for the terminal: what happened in the order of time, how both sides are now, and what waits with what to do.
import type { ProblemsSpec } from '../types/problems.js'
import type { Reason } from '../types/plan.js'
import { withoutDigests } from './digest-text.js'
import { documentText, listText } from './list-text.js'
import { aligned, oneLine } from './plain-text.js'
import { hintText, NOTHING, reasonText, todoText } from './reason-text.js'
import { agoText, timeText } from './time-text.js'
import type { EventTrace, ShopTrace, Trace, WaitTrace, WriteTrace } from './trace.js'

const SIDES = { shop: 'the shop', erp: 'the ERP' } as const

/** What "samsyn trace" prints. */
export function traceText(trace: Trace, problems: ProblemsSpec): string {
  if (trace.shops.length === 0) return `no shop has an order ${oneLine(trace.key)}\n`
  return `${trace.shops.map((one) => shopLines(one, trace, problems).join('\n')).join('\n\n')}\n`
}

function shopLines(shop: ShopTrace, { key, now }: Trace, problems: ProblemsSpec): string[] {
  return [
    `order ${oneLine(key)} of ${oneLine(shop.shop)}`,
    ...chainLines(shop),
    ...nowLines(shop),
    ...editLines(shop),
    ...shop.waits.flatMap((one) => waitLines(one, now, problems)),
    ...shop.missing.flatMap((one) => [`  ! ${oneLine(one.part)} could not be asked: ${reasonText(one.reason, problems)}  [${oneLine(one.reason.code)}]`, ...adviceLines(one.reason, problems)]),
    ...(shop.waits.length + shop.missing.length === 0 ? ['  nothing waits'] : []),
  ]
}

interface Step { readonly at: string; readonly where: string; readonly text: string }

function chainLines(shop: ShopTrace): string[] {
  const { order, writes } = shop
  const placedAt = text(order?.['placedAt'])
  const steps: Step[] = [
    ...(placedAt === undefined ? [] : [{ at: placedAt, where: SIDES.shop, text: placedText(order ?? {}) }]),
    ...writes.map((one) => ({ at: one.at, where: SIDES[one.side], text: writeText(one, shop) })),
  ].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  return aligned(steps.map(({ at, where, text: what }) => ['', timeText(at), where, what]))
}

/** "placed: 447.00 SEK, Klarna, channel 1: 2 × A à 199.00". */
function placedText(order: Readonly<Record<string, unknown>>): string {
  const { gross, currency, paymentMethod, channel, rows } = order
  const amount = text(gross) === undefined ? undefined : `${text(gross)} ${text(currency) ?? ''}`.trim()
  const said = [amount, text(paymentMethod), text(channel) === undefined ? undefined : `channel ${text(channel)}`].filter((one) => one !== undefined)
  const what = typeof rows === 'object' && rows !== null ? `: ${listText(rows as Readonly<Record<string, unknown>>)}` : ''
  return `placed, ${said.join(', ')}${what}`
}

/** "order written: done", "told of delivered (status Levererad, with mail): done". */
function writeText({ noun, action, outcome, key, fields }: WriteTrace, shop: ShopTrace): string {
  const event = shop.events.find((one) => key.endsWith(`/${one.event}`))
  const { status, mail } = fields
  const said = [...(text(status) === undefined ? [] : [`status ${text(status)}`]), ...(mail === true ? ['with mail'] : [])]
  const what = event ? `told of ${event.event}` : `${noun} ${DONE[action] ?? action}`
  return `${what}${said.length > 0 ? ` (${said.join(', ')})` : ''}: ${outcome === 'open' ? 'outcome not known yet' : outcome}`
}

const DONE: Readonly<Record<string, string>> = { create: 'written', update: 'changed', retire: 'ended' }

function nowLines(shop: ShopTrace): string[] {
  const { order, documents, card, events } = shop
  const rows = [
    ...(order === undefined ? [] : [['', SIDES.shop, order === null ? 'does not have it, or does not list it any more' : shownText(order)]]),
    ...(documents === undefined ? [] : (documents.length === 0 ? ['has no document of it'] : documents.map(documentText)).map((one, at) => ['', at === 0 ? SIDES.erp : '', one])),
    ...(card === undefined ? [] : [['', 'card', card === null ? 'none yet for its customer' : `of customer ${oneLine(card)}`]]),
    ...(events.length === 0 ? [] : [['', 'events', events.map(eventText).join('; ')]]),
  ]
  return rows.length === 0 ? [] : ['  now', ...aligned(rows).map((line) => `  ${line}`)]
}

function shownText(order: Readonly<Record<string, unknown>>): string {
  const { status, paymentMethod, paymentState, customerName, exported, test, parcels } = order
  return [
    ...(text(status) === undefined ? [] : [`status ${text(status)}`]),
    ...(text(paymentMethod) === undefined ? [] : [`payment ${[text(paymentMethod), text(paymentState)].filter((one) => one !== undefined).join(' ')}`]),
    ...(text(customerName) === undefined ? [] : [`customer ${text(customerName)}`]), ...(exported === true ? ['marked as taken'] : []), ...(test === true ? ['a test order'] : []),
    ...(typeof parcels === 'object' && parcels !== null && Object.keys(parcels).length > 0 ? [`parcels ${listText(parcels as Readonly<Record<string, unknown>>)}`] : []),
  ].join(', ')
}

/** "delivered (told 2026-11-25 09:12: Levererad, with mail)", "invoiced (nothing asked for)". */
function eventText({ event, status, mail, capture, told, toldAt }: EventTrace): string {
  if (status === undefined) return event
  const what = [oneLine(status), ...(mail ? ['with mail'] : []), ...(capture ? ['with capture'] : [])].join(', ')
  return `${event} (${told ? `told${toldAt === undefined ? '' : ` ${timeText(toldAt)}`}` : 'not told yet'}: ${what})`
}

function editLines({ edits }: ShopTrace): string[] {
  if (edits.length === 0) return []
  const said = (value: string | undefined): string => (value === undefined ? 'nothing' : withoutDigests(oneLine(value)))
  return ['  changed in the shop since it was handed over', ...aligned(edits.map(({ line, before, now }) => ['', '', oneLine(line), `${said(before)} → ${said(now)}`]))]
}

const MARKS: Readonly<Record<WaitTrace['as'], string>> = { held: '!', skipped: '.', pending: '.', withheld: '×', ready: '+' }
const WORDS: Readonly<Record<WaitTrace['as'], string>> = { held: 'held', skipped: 'left out', pending: 'waits for approval', withheld: 'withheld', ready: 'done at the next run' }

function waitLines({ stream, as, reason, nextTryAt }: WaitTrace, now: string, problems: ProblemsSpec): string[] {
  const why = reason === undefined ? '' : `: ${reasonText(reason, problems)}  [${oneLine(reason.code)}]`
  const next = nextTryAt === undefined || nextTryAt <= now ? [] : [`      next try ${timeText(nextTryAt)} (${agoText(nextTryAt, now)})`]
  return [`  ${MARKS[as]} ${oneLine(stream)} ${WORDS[as]}${why}`, ...(reason === undefined ? [] : adviceLines(reason, problems)), ...next]
}

function adviceLines(reason: Reason, problems: ProblemsSpec): string[] {
  return [hintText(reason, problems), todoText(reason, problems)].filter((one) => one !== undefined && one !== NOTHING).map((one) => `      ${one}`)
}

function text(value: unknown): string | undefined {
  return value === null || value === undefined || value === '' || typeof value === 'object' ? undefined : oneLine(String(value))
}
