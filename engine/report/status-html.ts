// The status as a page of its own, for a running engine. It renews itself, holds everything itself and has no script.
import { calledText } from './callers.js'
import { NOTHING } from './reason-text.js'
import { asHtml } from './html/html-text.js'
import { STYLE } from './html/style.js'
import { countText, ofNoun } from './number-text.js'
import {
  engineText, MEASURES, openWritesText, ordersText, packageText, priceText, streamCounts, useText,
} from './status-text.js'
import type { StatusFacts, StreamFacts, WaitingFacts } from './status.js'
import { agoText, timeText } from './time-text.js'
import type { UsageFacts } from './usage.js'

const REFRESH_SECONDS = 15

/** The status page. */
export function statusHtml(status: StatusFacts): string {
  const simulated = status.simulated.length > 0
    ? ` · simulated: <b>${status.simulated.map(asHtml).join(', ')}</b>`
    : ''
  const when = asHtml(timeText(status.now, status.timeZone))
  const body = [
    engineHtml(status), tilesHtml(status), streamsHtml(status), ordersHtml(status), toldHtml(status), groupsHtml(status), offHtml(status),
    status.usage ? usageHtml(status.usage) : '',
  ]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${REFRESH_SECONDS}">
<title>${asHtml(status.integration)}: ${asHtml(worst(status.streams))}</title><style>${STYLE}</style></head>
<body><header><div><h1>${asHtml(status.integration)}</h1><p class="soft">${asHtml(status.mode)} · ${when}${simulated}</p></div></header>
<main>${body.join('\n')}</main></body></html>
`
}

function engineHtml(status: StatusFacts): string {
  const { engine, openWrites } = status
  const writes = openWrites === undefined ? '' : `<p><span class="mark">!</span>${asHtml(openWritesText(openWrites))}</p>`
  return `${engine ? `<p>${asHtml(engineText(engine, status))}</p>` : ''}${writes}`
}

const ORDER: readonly StreamFacts['type'][] = ['Stalled', 'Working', 'Ready', 'Off']

function worst(streams: readonly StreamFacts[]): string {
  return ORDER.find((type) => streams.some((one) => one.type === type)) ?? 'no stream'
}

function tilesHtml({ streams, groups }: StatusFacts): string {
  const classes = { Stalled: 'retire', Working: 'update', Ready: 'create', Off: 'skipped' }
  const tiles = ORDER.map((type) => ({ type, count: streams.filter((one) => one.type === type).length }))
    .filter((one) => one.count > 0)
    .map(({ type, count }) => `<div class="tile ${classes[type]}"><b>${count}</b>${type}</div>`)
  const put = (count: number, kind: string, text: string): void => {
    if (count > 0) tiles.push(`<div class="tile ${kind}"><b>${countText(count)}</b>${text}</div>`)
  }
  put(sum(streams.flatMap((one) => one.waiting)), 'held', 'for a person')
  put(sum(streams.flatMap((one) => one.unseen)), 'skipped', 'not looked at')
  put(groups.length, 'pending', 'to approve')
  return `<div class="tiles">${tiles.join('')}</div>`
}

function sum(told: readonly WaitingFacts[]): number {
  return told.reduce((total, one) => total + one.count, 0)
}

function ordersHtml({ orders = [], now }: StatusFacts): string {
  if (orders.length === 0) return ''
  const rows = orders.map((one) => `<li><span class="mark">·</span>${asHtml(one.shop)}: ${asHtml(ordersText(one, now))}</li>`)
  return `<section><h2>Orders</h2><ul class="told">${rows.join('')}</ul></section>`
}

function streamsHtml(status: StatusFacts): string {
  const titles = ['stream', 'condition', 'what', 'since', 'last run', 'last change', 'next run', 'oldest look']
  return `<section><h2>Streams</h2>${tableHtml(titles, status.streams.map((one) => streamRow(one, status)))}</section>`
}

function streamRow(one: StreamFacts, { now, timeZone }: StatusFacts): string {
  const ago = (at: string | undefined): string => (at === undefined ? '' : asHtml(agoText(at, now)))
  const cells = [
    asHtml(one.stream), `<span class="tag ${one.type}">${one.type}</span>`,
    `${asHtml(one.text)}<div class="soft">${asHtml(streamCounts(one))}</div>`, asHtml(timeText(one.since, timeZone)),
    ago(one.lastRunAt), ago(one.lastChangeAt), ago(one.notBefore ?? one.nextRunAt), `${ago(one.oldestSeenAt)}${one.looksLate ? ', later than asked for' : ''}`,
  ]
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
}

function tableHtml(titles: readonly string[], rows: readonly string[]): string {
  const heads = titles.map((one) => `<th scope="col">${one}</th>`).join('')
  return `<div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`
}

const TOLD = [
  { title: 'Waits for a person', mark: '!', of: (stream: StreamFacts) => stream.waiting },
  { title: 'Could not be looked at', mark: '.', of: (stream: StreamFacts) => stream.unseen },
  { title: 'Withheld', mark: '×', of: (stream: StreamFacts) => stream.withheld },
  { title: 'Left out: not due', mark: '.', of: (stream: StreamFacts) => stream.notDue },
] as const

function toldHtml({ streams, now }: StatusFacts): string {
  return TOLD.map(({ title, mark, of }) => {
    const parts = streams.filter((one) => of(one).length > 0).map((one) =>
      `<h3>${asHtml(one.stream)}</h3><ul class="told">${of(one).map((each) => toldItem(each, mark, now)).join('')}</ul>`)
    return parts.length === 0 ? '' : `<section><h2>${title}</h2>${parts.join('')}</section>`
  }).join('')
}

function toldItem(one: WaitingFacts, mark: string, now: string): string {
  const keys = `${one.examples.map(calledText).join(', ')}${one.count > one.examples.length ? ', …' : ''}`
  const named = one.examples.length === 0 ? '' : `<div class="named"><span class="code">${asHtml(keys)}</span></div>`
  const more = [one.hint, one.todo].map((text) => (text === undefined || text === NOTHING ? '' : `<div class="soft">${asHtml(text)}</div>`)).join('')
  const since = `<span class="soft">${asHtml(one.code)}, since ${asHtml(agoText(one.since, now))}</span>`
  return `<li><span class="mark">${mark}</span>${countText(one.count)} × ${asHtml(one.text)} ${since}\n${named}${more}</li>`
}

function groupsHtml({ groups }: StatusFacts): string {
  if (groups.length === 0) return ''
  const parts = groups.map((one) => {
    const hint = one.hint === undefined ? '' : `; ${asHtml(one.hint)}`
    return `<h3><code>${asHtml(one.id)}</code></h3>
<p>${ofNoun(one.count, 'change')}: ${asHtml(one.text)}${hint}</p><pre>${asHtml(one.command)}</pre>`
  })
  return `<section><h2>Waits for approval</h2>${parts.join('')}</section>`
}

function offHtml({ off }: StatusFacts): string {
  if (off.length === 0) return ''
  const rows = off.map((one) => `<li><span class="mark">·</span>${asHtml(one.stream)} ${asHtml(one.text)}</li>`)
  return `<section><h2>Off</h2><ul class="told">${rows.join('')}</ul></section>`
}

function usageHtml(usage: UsageFacts): string {
  const measures = usage.measures.map((one) =>
    `<p>${asHtml(MEASURES[one.measure])}: ${asHtml(useText(one))}</p>${one.percent === null ? '' : bar(one.percent, one.level)}`)
  const rows = usage.packages.map((one) => {
    const lowest = one.package === usage.lowest ? ' <span class="soft">lowest that fits</span>' : ''
    return `<tr><td>${asHtml(one.package)}${lowest}</td><td>${asHtml(priceText(one))}</td><td>${asHtml(packageText(one))}</td></tr>`
  })
  const table = tableHtml(['package', 'cost', 'a change would mean'], rows)
  return `<section><h2>Package ${asHtml(usage.package)}</h2>${measures.join('')}${table}</section>`
}

/** As SVG, so that its width needs no style of its own. */
function bar(percent: number, level: string): string {
  const fill = { fine: 'create', near: 'update', over: 'retire' }[level] ?? 'create'
  const width = Math.min(100, percent)
  return `<svg viewBox="0 0 100 2" preserveAspectRatio="none" class="bar" aria-hidden="true">`
    + `<rect class="${fill}" width="${width}" height="2"/></svg>`
}
