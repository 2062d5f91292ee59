// The status for the terminal: a line for each stream, what is held and why, what waits for approval, and use against the package.
import { addCounts, doneText, noCounts } from './plan-totals.js'
import { countText, ofNoun } from './number-text.js'
import { aligned, clip, oneLine } from './plain-text.js'
import { calledText } from './callers.js'
import { NOTHING } from './reason-text.js'
import type { EngineFacts, GroupFacts, OrdersInput, StatusFacts, StreamFacts, WaitingFacts } from './status.js'
import { agoText, timeText } from './time-text.js'
import type { MeasureUse, PackageOffer, UsageFacts } from './usage.js'

const KEY_MAX = 30
const TEXT_MAX = 80

/** What "samsyn status" prints. */
export function statusText(status: StatusFacts): string {
  const blocks = [
    [headLine(status), ...engineLines(status)],
    aligned(status.streams.map((one) => streamRow(one, status)), TEXT_MAX),
    (status.orders ?? []).map((one) => `orders of ${oneLine(one.shop)}: ${ordersText(one, status.now)}`),
    ...status.streams.map((one) => toldLines(one, status)),
    groupLines(status.groups),
    status.off.length === 0 ? [] : ['off', ...aligned(status.off.map((one) => ['', oneLine(one.stream), one.text]))],
    status.usage ? usageLines(status.usage) : [],
  ]
  return `${blocks.filter((block) => block.length > 0).map((block) => block.join('\n')).join('\n\n')}\n`
}

function headLine(status: StatusFacts): string {
  const simulated = status.simulated.length > 0 ? `; simulated: ${status.simulated.map(oneLine).join(', ')}` : ''
  return `${oneLine(status.integration)} (${oneLine(status.mode)}) at ${timeText(status.now, status.timeZone)}${simulated}`
}

/** "an engine has been running since …", or when one last did. */
export function engineText({ running, lastRunAt }: EngineFacts, { now, timeZone }: Pick<StatusFacts, 'now' | 'timeZone'>): string {
  if (running) {
    const { since, pid, host } = running
    return `an engine has been running since ${timeText(since, timeZone)} (process ${pid} on ${oneLine(host)})`
  }
  return `no engine is running; ${lastRunAt === undefined ? 'nothing has run yet' : `the last run was ${agoText(lastRunAt, now)}`}`
}

/** Writes that somebody must look into: the next start does. */
export function openWritesText(count: number): string {
  return `${ofNoun(count, 'write')} of unknown outcome, looked into at the next start`
}

function engineLines(status: StatusFacts): string[] {
  const { engine, openWrites } = status
  return [...(engine ? [engineText(engine, status)] : []), ...(openWrites === undefined ? [] : [`! ${openWritesText(openWrites)}`])]
}

function streamRow(stream: StreamFacts, { now, timeZone }: StatusFacts): string[] {
  const parts = [
    `since ${timeText(stream.since, timeZone)}`,
    stream.lastRunAt === undefined ? 'never run' : `last run ${agoText(stream.lastRunAt, now)}`,
    stream.lastChangeAt === undefined ? '' : `last change ${agoText(stream.lastChangeAt, now)}`,
    stream.nextRunAt === undefined ? '' : `next ${agoText(stream.nextRunAt, now)}`,
    stream.notBefore === undefined ? '' : `next try ${agoText(stream.notBefore, now)}`,
    stream.failures === undefined ? '' : `${ofNoun(stream.failures, 'failure')} in a row`,
    stream.oldestSeenAt === undefined ? '' : `oldest look ${agoText(stream.oldestSeenAt, now)}${stream.looksLate ? ', later than asked for' : ''}`,
    streamCounts(stream),
  ]
  return [oneLine(stream.stream), stream.type, clip(oneLine(stream.text), TEXT_MAX), parts.filter((part) => part !== '').join('; ')]
}

/** The counts of the last run, in words; a stream that never ran has none. */
export function streamCounts(stream: StreamFacts): string {
  if (Object.keys(stream.counts).length === 0) return ''
  return doneText(addCounts(noCounts(), { ...noCounts(), ...stream.counts }), stream.done === undefined ? {} : { done: stream.done })
}

/** "12 handed over this month; 3 held, the oldest is 1002, held 2 hours ago". */
export function ordersText({ handedThisMonth, held, oldest }: OrdersInput, now: string): string {
  const oldestText = oldest === undefined ? '' : `, the oldest is ${clip(oneLine(oldest.key), KEY_MAX)}, held ${agoText(oldest.since, now)}`
  return `${countText(handedThisMonth)} handed over this month; ${held === 0 ? 'none held' : `${countText(held)} held${oldestText}`}`
}

/** What waits for a person, what could not be looked at, and what is withheld, each with the reason. */
function toldLines(stream: StreamFacts, { now }: StatusFacts): string[] {
  const part = (title: string, told: readonly WaitingFacts[], mark: string): string[] =>
    told.length === 0 ? [] : [`${oneLine(stream.stream)} ${title}`, ...told.flatMap((one) => toldLine(one, mark, now))]
  return [
    ...part('waits for a person', stream.waiting, '!'),
    ...part('could not look at all of it', stream.unseen, '.'),
    ...part('withholds', stream.withheld, '×'),
    ...part('leaves out what is not due', stream.notDue, '.'),
  ]
}

function toldLine(one: WaitingFacts, mark: string, now: string): string[] {
  const keys = one.examples.map((key) => clip(calledText(key), KEY_MAX)).join(', ')
  const more = keys === '' ? '' : `: ${keys}${one.count > one.examples.length ? ', …' : ''}`
  return [
    `  ${mark} ${countText(one.count)} ${one.text} (${oneLine(one.code)}), since ${agoText(one.since, now)}${more}`,
    ...[one.hint, one.todo].filter((text) => text !== undefined && text !== NOTHING).map((text) => `      ${text}`),
  ]
}

function groupLines(groups: readonly GroupFacts[]): string[] {
  if (groups.length === 0) return []
  return ['waits for approval', ...groups.flatMap((group) => [
    `  . ${oneLine(group.id)}  ${ofNoun(group.count, 'change')}: ${group.text}${group.hint === undefined ? '' : `; ${group.hint}`}`,
    `      ${group.command}`,
  ])]
}

/** What a measure is called. */
export const MEASURES: Readonly<Record<MeasureUse['measure'], string>> = {
  ordersPerMonth: 'orders this month', uniqueProducts: 'unique products',
}

const LEVELS: Readonly<Record<MeasureUse['level'], string>> = { fine: '', near: ', near the limit', over: ', over the limit' }

/** "4 200 of 5 000 (84 %), near the limit". */
export function useText({ used, limit, percent, level }: MeasureUse): string {
  if (used === null) return `not counted yet; ${limit === null ? 'without limit' : `the limit is ${countText(limit)}`}`
  if (limit === null || percent === null) return `${countText(used)}, without limit`
  return `${countText(used)} of ${countText(limit)} (${percent} %)${LEVELS[level]}`
}

function usageLines(usage: UsageFacts): string[] {
  const measures = aligned(usage.measures.map((one) => [one.level === 'fine' ? '   ' : '  !', MEASURES[one.measure], useText(one)]))
  const packages = aligned(usage.packages.map((one) => ['', `package ${oneLine(one.package)}`, priceText(one), packageText(one)]), 80)
  const lowest = usage.lowest === undefined
    ? 'no package fits what is used today'
    : `the lowest package that fits what is used today: ${usage.lowest}`
  return [`package ${oneLine(usage.package)}`, ...measures, ...packages, `  ${lowest}`]
}

/** "695 + 390 = 1 085 SEK a month". */
export function priceText({ price }: PackageOffer): string {
  const added = price.surcharges.filter((one) => one.amount > 0)
    .map((one) => ` + ${countText(one.amount)} (${countText(one.count)} × ${one.feature})`)
  return `${countText(price.package)}${added.join('')}${added.length > 0 ? ` = ${countText(price.total)}` : ''} SEK a month`
}

/** What a change to the package would mean. */
export function packageText(offer: PackageOffer): string {
  if (offer.held) return 'held today'
  const parts = [
    `${offer.difference >= 0 ? '+' : '-'}${countText(Math.abs(offer.difference))} SEK`,
    offer.gained.length > 0 ? `brings ${offer.gained.join(', ')}` : '',
    offer.lost.length > 0 ? `loses ${offer.lost.join(', ')}` : '',
    offer.fits ? '' : 'too small for what is used today',
  ]
  return parts.filter((part) => part !== '').join('; ')
}
