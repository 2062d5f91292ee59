// The chain of one order for the terminal: what happened in the order of time, how both sides are now, and what waits with what to do.
import type { ProblemsSpec } from '../types/problems.js'
import type { Reason } from '../types/plan.js'
import { withoutDigests } from './digest-text.js'
import { documentText, listText, thingTexts } from './list-text.js'
import { amountText, countText } from './number-text.js'
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
    ...shop.waits.flatMap((one) => waitLines(one, shop, now, problems)),
    ...shop.missing.flatMap((one) => [`  ! ${oneLine(one.part)} could not be asked: ${reasonText(one.reason, problems)}  [${oneLine(one.reason.code)}]`, ...adviceLines(one.reason, problems)]),
    ...(shop.waits.length + shop.missing.length === 0 ? ['  nothing waits'] : []),
  ]
}

interface Step { readonly at: string; readonly where: string; readonly text: string; readonly beneath?: readonly string[] }

function chainLines(shop: ShopTrace): string[] {
  const { order, writes } = shop
  const placedAt = text(order?.['placedAt'])
  const steps: Step[] = [
    ...(placedAt === undefined ? [] : [{ at: placedAt, where: SIDES.shop, text: placedText(order ?? {}), beneath: rowsOf(order ?? {}) }]),
    ...refundSteps(order ?? {}),
    ...writes.map((one) => ({ at: one.at, where: SIDES[one.side], text: writeText(one, shop) })),
  ].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  return aligned(withoutRepeats(steps).flatMap(({ at, where, text: what, beneath = [] }) => [['', timeText(at), where, what], ...beneath.map((line) => ['', '', '', `  ${line}`])]))
}

/** What was tried again and again is one step, with how often and when for the last time. */
function withoutRepeats(steps: readonly Step[]): Step[] {
  const runs: { first: Step; last: Step; count: number }[] = []
  for (const step of steps) {
    const run = runs.at(-1)
    if (run?.first.text === step.text && run.first.where === step.where) Object.assign(run, { last: step, count: run.count + 1 })
    else runs.push({ first: step, last: step, count: 1 })
  }
  return runs.map(({ first, last, count }) => (count === 1 ? first : { ...first, text: `${first.text}, ${countText(count)} times until ${timeText(last.at)}` }))
}

/** "placed, 447.00 SEK of which VAT 89.40, Klarna, channel 1". */
function placedText(order: Readonly<Record<string, unknown>>): string {
  const { gross, vat, currency, paymentMethod, channel } = order
  const part = text(vat) === undefined ? '' : ` of which VAT ${amountText(text(vat) ?? '')}`
  const amount = text(gross) === undefined ? undefined : `${amountText(text(gross) ?? '')} ${text(currency) ?? ''}`.trim() + part
  const said = [amount, text(paymentMethod), text(channel) === undefined ? undefined : `channel ${text(channel)}`].filter((one) => one !== undefined)
  return ['placed', ...said].join(', ')
}

/** What was ordered, each row by itself. */
function rowsOf({ rows }: Readonly<Record<string, unknown>>): string[] {
  return typeof rows === 'object' && rows !== null ? thingTexts(rows as Readonly<Record<string, unknown>>) : []
}

/** "gave back 96.67 SEK: refund 7 (pending)". */
function refundSteps({ refunds, currency }: Readonly<Record<string, unknown>>): readonly Step[] {
  return Object.entries((refunds ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>).map(([id, { at, amount, state }]) => {
    const how = text(state) === undefined || state === 'done' ? '' : ` (${text(state)})`
    return { at: text(at) ?? '', where: SIDES.shop, text: `gave back ${text(amount) ?? ''} ${text(currency) ?? ''}: refund ${oneLine(id)}${how}` }
  })
}

/** "order written: done", "told of delivered (status Levererad, with mail): done". */
function writeText(write: WriteTrace, shop: ShopTrace): string {
  const { action, outcome, fields } = write
  const { status, mail, amount, parcels } = fields
  const said = [
    ...(text(amount) === undefined ? [] : [`${amountText(text(amount) ?? '')} ${text(shop.order?.['currency']) ?? ''}`.trim()]), ...(text(status) === undefined ? [] : [`status ${text(status)}`]),
    ...parcelTexts(parcels), ...(mail === true ? ['with mail'] : []),
  ]
  const what = eventTold(write, shop) ?? write.did ?? `${write.noun} ${DONE[action] ?? action}`
  return `${what}${said.length > 0 ? ` (${said.join(', ')})` : ''}: ${outcome === 'open' ? 'outcome not known yet' : outcome}`
}

/** "parcel 370012345678". */
function parcelTexts(parcels: unknown): string[] {
  return typeof parcels === 'object' && parcels !== null ? Object.keys(parcels).map((number) => `parcel ${oneLine(number)}`) : []
}

/** "told of delivered", of what is about an event. */
function eventTold({ key }: Pick<WriteTrace, 'key'>, shop: ShopTrace): string | undefined {
  const found = shop.events.find((one) => key.endsWith(`/${one.event}`))
  return found && `told of ${found.event}`
}

const DONE: Readonly<Record<string, string>> = { create: 'written', update: 'changed', retire: 'ended' }

function nowLines(shop: ShopTrace): string[] {
  const { order, documents, card, events } = shop
  const rows = [
    ...(order === undefined ? [] : [['', SIDES.shop, order === null ? 'does not have it, or does not list it any more' : shownText(order)]]),
    ...(documents === undefined ? [] : (documents.length === 0 ? ['has no document of it'] : documents.map(documentText)).map((one, at) => ['', at === 0 ? SIDES.erp : '', one])),
    ...(card === undefined ? [] : [['', 'card', card === null ? 'none yet for its customer' : `of customer ${oneLine(card)}`]]),
    ...events.map((one, at) => ['', at === 0 ? 'events' : '', eventText(one)]),
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

/** "delivered (told 2026-11-25 09:12: Levererad, with mail)", "cancelled (not told, the shop was there already: Makulerad)", "invoiced". */
function eventText({ event, status, mail, capture, told, toldAt, known }: EventTrace): string {
  if (status === undefined) return event
  if (known) return `${event} (not told, the shop was there already: ${oneLine(status)})`
  const what = [oneLine(status), ...(mail ? ['with mail'] : []), ...(capture ? ['with capture'] : [])].join(', ')
  return `${event} (${told ? `told${toldAt === undefined ? '' : ` ${timeText(toldAt)}`}` : 'not told yet'}: ${what})`
}

function editLines({ edits }: ShopTrace): string[] {
  if (edits.length === 0) return []
  const said = (value: string | undefined): string => (value === undefined ? 'nothing' : withoutDigests(oneLine(value)))
  return ['  changed in the shop since it was handed over', ...aligned(edits.map(({ line, before, now }) => ['', '', oneLine(line), `${said(before)} → ${said(now)}`]))]
}

const MARKS: Readonly<Record<WaitTrace['as'], string>> = { held: '!', skipped: '.', pending: '.', withheld: '×', ready: '+' }
const WORDS: Readonly<Record<WaitTrace['as'], string>> = { held: 'held', skipped: 'left out', pending: 'waits for approval', withheld: 'withheld', ready: '' }

function waitLines(wait: WaitTrace, shop: ShopTrace, now: string, problems: ProblemsSpec): string[] {
  const { as, nextTryAt } = wait
  const reason = wait.reason ?? wait.lastTry
  const tried = wait.reason === undefined && wait.lastTry !== undefined ? '; the last time' : ''
  const why = reason === undefined ? '' : `${tried}: ${reasonText(reason, problems)}  [${oneLine(reason.code)}]`
  const next = nextTryAt === undefined || nextTryAt <= now ? [] : [`      next try ${timeText(nextTryAt)} (${agoText(nextTryAt, now)})`]
  const what = eventTold(wait, shop) ?? (as === 'ready' ? wait.did : undefined) ?? oneLine(wait.noun)
  return [`  ${MARKS[as]} ${what}${as === 'ready' ? ' at the next run' : ` ${WORDS[as]}`}${why}`, ...(reason === undefined ? [] : adviceLines(reason, problems)), ...next]
}

function adviceLines(reason: Reason, problems: ProblemsSpec): string[] {
  return [hintText(reason, problems), todoText(reason, problems)].filter((one) => one !== undefined && one !== NOTHING).map((one) => `      ${one}`)
}

function text(value: unknown): string | undefined {
  return value === null || value === undefined || value === '' || typeof value === 'object' ? undefined : oneLine(String(value))
}
