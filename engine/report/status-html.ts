// The status as a page of its own, for a running engine. It renews itself, holds everything itself and has no script.
import { asHtml } from './html/html-text.js'
import { STYLE } from './html/style.js'
import { ofNoun } from './number-text.js'
import { MEASURES, packageText, priceText, streamCounts, useText } from './status-text.js'
import type { StatusFacts, StreamFacts, WaitingFacts } from './status.js'
import { agoText, timeText } from './time-text.js'
import type { UsageFacts } from './usage.js'

const REFRESH_SECONDS = 15

/** The status page. */
export function statusHtml(status: StatusFacts): string {
  const simulated = status.simulated.length > 0 ? ` · simulated: <b>${status.simulated.map(asHtml).join(', ')}</b>` : ''
  const body = [
    tilesHtml(status), streamsHtml(status), waitingHtml(status), groupsHtml(status), offHtml(status), status.usage ? usageHtml(status.usage) : '',
  ]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="${REFRESH_SECONDS}">
<title>${asHtml(status.integration)}: ${asHtml(worst(status.streams))}</title><style>${STYLE}</style></head>
<body><header><div><h1>${asHtml(status.integration)}</h1><p class="soft">${asHtml(status.mode)} · ${asHtml(timeText(status.now, status.timeZone))}${simulated}</p></div></header>
<main>${body.join('\n')}</main></body></html>
`
}

const ORDER: readonly StreamFacts['type'][] = ['Stalled', 'Working', 'Ready', 'Off']

function worst(streams: readonly StreamFacts[]): string {
  return ORDER.find((type) => streams.some((one) => one.type === type)) ?? 'no stream'
}

function tilesHtml({ streams, groups }: StatusFacts): string {
  const classes = { Stalled: 'retire', Working: 'update', Ready: 'create', Off: 'skipped' }
  const tiles = ORDER.map((type) => ({ type, count: streams.filter((one) => one.type === type).length })).filter((one) => one.count > 0)
    .map(({ type, count }) => `<div class="tile ${classes[type]}"><b>${count}</b>${type}</div>`)
  const waiting = streams.reduce((sum, one) => sum + one.waiting.reduce((more, each) => more + each.count, 0), 0)
  if (waiting > 0) tiles.push(`<div class="tile held"><b>${waiting}</b>for a person</div>`)
  if (groups.length > 0) tiles.push(`<div class="tile pending"><b>${groups.length}</b>to approve</div>`)
  return `<div class="tiles">${tiles.join('')}</div>`
}

function streamsHtml(status: StatusFacts): string {
  const { now } = status
  const cell = (at: string | undefined): string => `<td>${at === undefined ? '' : asHtml(agoText(at, now))}</td>`
  const rows = status.streams.map((one) => `<tr><td>${asHtml(one.stream)}</td><td><span class="tag ${one.type}">${one.type}</span></td><td>${asHtml(one.text)}<div class="soft">${asHtml(streamCounts(one))}</div></td>
<td>${asHtml(timeText(one.since, status.timeZone))}</td>${cell(one.lastRunAt)}${cell(one.lastChangeAt)}${cell(one.notBefore ?? one.nextRunAt)}${cell(one.oldestSeenAt)}</tr>`)
  const titles = ['stream', 'condition', 'what', 'since', 'last run', 'last change', 'next run', 'oldest look']
  return `<section><h2>Streams</h2><div class="scroll"><table><thead><tr>${titles.map((one) => `<th scope="col">${one}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`
}

function waitingHtml(status: StatusFacts): string {
  const parts = status.streams.filter((one) => one.waiting.length > 0)
    .map((one) => `<h3>${asHtml(one.stream)}</h3><ul class="told">${one.waiting.map((each) => waitingItem(each, status.now)).join('')}</ul>`)
  return parts.length === 0 ? '' : `<section><h2>Waits for a person</h2>${parts.join('')}</section>`
}

function waitingItem(one: WaitingFacts, now: string): string {
  const keys = `${one.examples.join(', ')}${one.count > one.examples.length ? ', …' : ''}`
  return `<li><span class="mark">!</span>${one.count} × ${asHtml(one.text)} <span class="soft">${asHtml(one.code)}, since ${asHtml(agoText(one.since, now))}</span>
<div class="named"><span class="code">${asHtml(keys)}</span></div>${one.todo === undefined ? '' : `<div class="soft">${asHtml(one.todo)}</div>`}</li>`
}

function groupsHtml({ groups }: StatusFacts): string {
  if (groups.length === 0) return ''
  const parts = groups.map((one) => `<h3><code>${asHtml(one.id)}</code></h3><p>${ofNoun(one.count, 'change')}: ${asHtml(one.text)}${one.hint === undefined ? '' : `; ${asHtml(one.hint)}`}</p><pre>${asHtml(one.command)}</pre>`)
  return `<section><h2>Waits for approval</h2>${parts.join('')}</section>`
}

function offHtml({ off }: StatusFacts): string {
  if (off.length === 0) return ''
  return `<section><h2>Off</h2><ul class="told">${off.map((one) => `<li><span class="mark">·</span>${asHtml(one.stream)} ${asHtml(one.text)}</li>`).join('')}</ul></section>`
}

function usageHtml(usage: UsageFacts): string {
  const measures = usage.measures.map((one) => `<p>${asHtml(MEASURES[one.measure])}: ${asHtml(useText(one))}</p>${one.percent === null ? '' : bar(one.percent, one.level)}`)
  const rows = usage.packages.map((one) => `<tr><td>${asHtml(one.package)}${one.package === usage.lowest ? ' <span class="soft">lowest that fits</span>' : ''}</td><td>${asHtml(priceText(one))}</td><td>${asHtml(packageText(one))}</td></tr>`)
  return `<section><h2>Package ${asHtml(usage.package)}</h2>${measures.join('')}<div class="scroll"><table><thead><tr><th scope="col">package</th><th scope="col">price</th><th scope="col">a change would mean</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`
}

/** As SVG, so that its width needs no style of its own. */
function bar(percent: number, level: string): string {
  const fill = { fine: 'create', near: 'update', over: 'retire' }[level] ?? 'create'
  return `<svg viewBox="0 0 100 2" preserveAspectRatio="none" class="bar" aria-hidden="true"><rect class="${fill}" width="${Math.min(100, percent)}" height="2"/></svg>`
}
