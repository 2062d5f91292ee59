// A plan as one page that opens from a file: a summary, charts, sentences, what waits and what is held, and every change in a table
// to search and filter. It holds everything itself and asks no network for anything.
import type { PlanDocument, Reason, StreamPlan } from '../types/plan.js'
import { FILTER_OF, moveChart, priceChart, streamChart, type Move } from './html/chart.js'
import { asHtml, asScriptJson, inAddress } from './html/html-text.js'
import { shownPlan } from './html/rows.js'
import { SCRIPT } from './html/script.js'
import { STYLE } from './html/style.js'
import { approveCommand, fieldOf, saveCommand, type Knowledge } from './knowledge.js'
import { groupSees, otherSide } from './moved-text.js'
import { countText, ofNoun } from './number-text.js'
import { clip } from './plain-text.js'
import { assertCounts, COUNTED, countsText, countWord, isQuiet } from './plan-totals.js'
import { hintText, offText, remarkText, todoText } from './reason-text.js'
import { sentencesOf, type Sentence } from './sentences.js'
import { isFigure, percentOfMove } from './shape.js'
import { groupText, shownDocument, shownKnowledge } from './shown-plan.js'
import { madeText } from './time-text.js'
import { sumRows, totalText } from './sums.js'
import { heldFactsText } from './told-text.js'
import { unusualOf } from './unusual.js'

const NAMED_MAX = 12
const HELD_MAX = 50

/** The plan as a self-contained page. Personal values are covered unless the knowledge says otherwise. */
export function planHtml(document: PlanDocument, known: Knowledge): string {
  const shown = shownDocument(document, known)
  const knowledge = shownKnowledge(document, known)
  assertCounts(shown.totals, 'the plan')
  // Only our own script and style run, whatever data might try.
  const nonce = shown.id.replace(/[^\w]/g, '').slice(0, 32) || 'samsyn'
  const own = `style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`
  const policy = `default-src 'none'; ${own}; base-uri 'none'; form-action 'none'`
  const body = [
    headHtml(shown), '<main>', tilesHtml(shown), sumsHtml(shown, knowledge), troubleHtml(shown, knowledge), sentencesHtml(shown, knowledge),
    groupsHtml(shown, knowledge), heldHtml(shown.streams, knowledge), chartsHtml(shown, knowledge), listHtml(),
    streamsHtml(shown), offHtml(shown, knowledge), '</main>',
  ]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer"><title>Plan for ${asHtml(shown.integration)}</title>
<style nonce="${nonce}">${STYLE}</style></head>
<body>${body.join('\n')}
<script type="application/json" id="plan" nonce="${nonce}">${asScriptJson(shownPlan(shown, knowledge))}</script>
<script nonce="${nonce}">${SCRIPT}</script></body></html>
`
}

function headHtml(document: PlanDocument): string {
  const parts = [document.mode, document.package === undefined ? undefined : `package ${document.package}`]
  const of = asHtml(parts.filter((one) => one !== undefined).join(', '))
  const systems = document.systems.map((one) =>
    `${asHtml(one.name)} (${asHtml(one.title ?? one.driver)}${one.simulated ? ', <b>simulated</b>' : ''})`)
  const line = [of, ...systems, `made ${asHtml(madeText(document))}`].filter(Boolean).join(' · ')
  return `<header><div><h1>Plan for ${asHtml(document.integration)}</h1><p class="soft">${line}</p></div>
<button class="push" type="button" id="theme" aria-label="light or dark">◐</button></header>`
}

function tilesHtml({ totals }: PlanDocument): string {
  const tiles = COUNTED.filter((name) => totals[name] > 0).map((name) => {
    const inner = `<b>${countText(totals[name])}</b>${asHtml(countWord(name))}`
    const filter = FILTER_OF[name]
    return filter === undefined ? `<div class="tile">${inner}</div>` : `<a class="tile ${name}" href="#${asHtml(filter)}">${inner}</a>`
  })
  return `<div class="tiles"><div class="tile"><b>${countText(totals.considered)}</b>considered</div>${tiles.join('')}</div>`
}

function sumsHtml(document: PlanDocument, knowledge: Knowledge): string {
  const rows = sumRows(document, knowledge).flatMap(({ stream, as, totals }) => totals.map((total) =>
    `<tr><td>${asHtml(stream)}</td><td>${asHtml(as)}</td><td class="number">${asHtml(totalText(total))}</td></tr>`))
  if (rows.length === 0) return ''
  const heads = ['stream', '', 'comes to'].map((title, at) => `<th scope="col"${at === 2 ? ' class="number"' : ''}>${title}</th>`).join('')
  return `<section><h2>Sums</h2><div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`
}

function sentencesHtml(document: PlanDocument, knowledge: Knowledge): string {
  if (isQuiet(document.totals) && document.streams.every((one) => !one.failed)) {
    const counts = asHtml(countsText(document.totals))
    return `<section><h2>Nothing to do</h2><p>Both sides say the same: ${counts}.</p></section>`
  }
  const sentences = sentencesOf(document.streams, knowledge)
  const streams = document.streams.filter((stream) => sentences.some((one) => one.stream === stream.stream))
  const parts = streams.map((stream) => {
    const own = sentences.filter((one) => one.stream === stream.stream)
    const way = `<span class="soft">${stream.from} → ${otherSide(stream.from)}</span>`
    return `<h3>${asHtml(stream.stream)} ${way}</h3><ul class="told">${own.map(sentenceHtml).join('')}</ul>`
  })
  return `<section><h2>What would happen</h2>${parts.join('')}</section>`
}

function sentenceHtml(sentence: Sentence): string {
  const named = sentence.named.slice(0, NAMED_MAX).map((one) => `<span>${asHtml(one.text)}</span>`)
  if (sentence.named.length > NAMED_MAX) named.push(`<span>and ${countText(sentence.named.length - NAMED_MAX)} more</span>`)
  const beneath = named.length > 0 ? `<div class="named">${named.join('')}</div>` : ''
  return `<li><span class="mark">${sentence.mark}</span>${asHtml(sentence.text)}${beneath}</li>`
}

function groupsHtml({ groups, streams }: PlanDocument, knowledge: Knowledge): string {
  if (groups.length === 0) return ''
  const save = saveCommand(knowledge)
  const isDone = groups.every((one) => one.approved)
  const first = save === undefined || isDone ? '' : `<p>First save the plan:</p>${commandHtml(save, 'save')}`
  const parts = groups.map((group, at) => {
    const see = `<a href="#group=${asHtml(inAddress(group.id))}">${ofNoun(group.count, 'change')}</a>`
    const head = `<h3><code>${asHtml(clip(group.id, 120))}</code></h3><p>${see}: ${asHtml(groupText(group, streams, knowledge))}</p>`
    if (!group.approved) return head + commandHtml(approveCommand(knowledge, group.id), `approve${at}`)
    const by = group.approvedBy === undefined ? '' : ` by ${asHtml(group.approvedBy)}`
    return `${head}<p class="soft">approved${by} ${asHtml(group.approvedAt ?? '')}</p>`
  })
  return `<section><h2>${isDone ? 'Approved' : 'Waits for approval'}</h2>${first}${parts.join('')}</section>`
}

function commandHtml(command: string, id: string): string {
  return `<pre id="${id}">${asHtml(command)}</pre><button type="button" data-copy="${id}">copy</button>`
}

function heldHtml(streams: readonly StreamPlan[], knowledge: Knowledge): string {
  const held = streams.flatMap((stream) => stream.held.map((item) => ({ stream, item })))
  if (held.length === 0) return ''
  const rows = held.slice(0, HELD_MAX).map(({ stream, item }) =>
    `<tr><td>${asHtml(stream.stream)}</td><td class="code">${asHtml(clip(item.key, 60))}</td>`
    + `<td>${asHtml(heldFactsText(item, stream, knowledge) ?? clip(item.name ?? '', 80))}</td>\n<td>${reasonHtml(item.reason, knowledge)}</td></tr>`)
  const hidden = held.length - HELD_MAX
  const more = hidden > 0 ? `<p><a href="#state=held">and ${countText(hidden)} more</a></p>` : ''
  const heads = ['stream', 'key', 'what', 'why, and what to do'].map((title) => `<th scope="col">${title}</th>`).join('')
  return `<section><h2>A person decides</h2><div class="scroll"><table><thead><tr>${heads}</tr></thead>
<tbody>${rows.join('')}</tbody></table></div>${more}</section>`
}

function reasonHtml(reason: Reason, knowledge: Knowledge): string {
  const hint = hintText(reason, knowledge.problems)
  const todo = todoText(reason, knowledge.problems)
  const place = reason.place === undefined ? '' : ` <code>${asHtml(clip(reason.place, 120))}</code>`
  return `${asHtml(remarkText(reason, knowledge.problems))}${place}${hint === undefined ? '' : `<div>${asHtml(hint)}</div>`}${todo === undefined ? '' : `<div class="soft">${asHtml(todo)}</div>`}`
}

function troubleHtml(document: PlanDocument, knowledge: Knowledge): string {
  const item = (html: string): string => `<li><span class="mark">!</span>${html}</li>`
  const rows = document.streams.flatMap((stream) => [
    ...(stream.failed ? [item(`<b>${asHtml(stream.stream)} could not be planned:</b> ${reasonHtml(stream.failed, knowledge)}`)] : []),
    ...stream.warnings.map((one) => item(`${asHtml(stream.stream)}: ${reasonHtml(one, knowledge)}`)),
  ])
  return rows.length === 0 ? '' : `<section><h2>Look at this first</h2><ul class="told">${rows.join('')}</ul></section>`
}

function chartsHtml(document: PlanDocument, knowledge: Knowledge): string {
  const bars = streamChart(document)
  if (bars === '') return ''
  const moves = movesOf(document, knowledge)
  const used = COUNTED.filter((name) => FILTER_OF[name] !== undefined && document.totals[name] > 0)
  const square = (name: string): string =>
    `<svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true"><rect class="${name}" width="10" height="10" rx="3"/></svg>`
  const legend = used.map((name) => `<li>${square(name)} ${asHtml(countWord(name))}</li>`).join('')
  const far = moves.length > 0 ? `<h3>How far prices move, in percent</h3>${moveChart(moves)}` : ''
  const left = `<h3>Changes per stream</h3>${bars}<ul class="legend">${legend}</ul>${far}`
  const scatter = priceChart(moves)
  const right = scatter === '' ? '' : `<div><h3>Prices before and after</h3>${scatter}</div>`
  return `<section><h2>At a glance</h2><div class="charts"><div>${left}</div>${right}</div></section>`
}

/** Every price that moves from one figure to another. */
function movesOf(document: PlanDocument, knowledge: Knowledge): Move[] {
  return document.streams.flatMap((stream) => {
    const unusual = unusualOf(stream.changes, knowledge)
    return stream.changes.flatMap((change) => Object.entries(change.fields).flatMap(([name, field]): Move[] => {
      const spec = fieldOf(knowledge, change.entity, name)
      const percent = field && spec?.type === 'money' && isFigure(field.after, spec) ? percentOfMove(field, spec) : undefined
      if (!field || percent === undefined) return []
      const before = Number(field.before ?? field.was)
      return [{ key: change.key, before, after: Number(field.after), percent, unusual: unusual.has(change.id) }]
    }))
  })
}

const FILTERS = [
  ['stream', 'stream'], ['kind', 'action'], ['state', 'verdict'], ['who', 'who moved'], ['field', 'field'], ['group', 'group'],
] as const

const SEARCH = 'search ( / )<input id="q" type="search" placeholder="article number, name, value" autocomplete="off">'

function listHtml(): string {
  const selects = FILTERS.map(([id, label]) => `<label>${label}<select id="${id}"><option value="">all</option></select></label>`)
  const head = (by: string, label: string, kind = ''): string =>
    `<th scope="col"${kind}><button type="button" data-sort="${by}">${label}</button></th>`
  const heads = [
    '<th scope="col"><span hidden>details</span></th>', head('key', 'key'), head('stream', 'stream'), head('name', 'name'),
    head('kind', 'action'), '<th scope="col">what</th>', head('percent', '%', ' class="number"'), head('why', 'why'),
  ]
  const pages = '<button type="button" id="back">previous</button><button type="button" id="next">next</button>'
  return `<section class="list" id="list"><h2>Every change</h2><div class="filters"><label class="wide">${SEARCH}</label>
${selects.join('')}
<label>unusual only<input id="odd" type="checkbox"></label><button type="button" id="clear">clear</button></div>
<p class="soft" id="only"></p><table id="rows"><thead><tr>${heads.join('')}</tr></thead><tbody></tbody></table>
<div class="pager">${pages}<span class="soft" id="shown" aria-live="polite"></span></div>
<noscript><p>The table needs a script; the summary above does not.</p></noscript></section>`
}

function streamsHtml(document: PlanDocument): string {
  const columns = COUNTED.filter((name) => document.totals[name] > 0)
  const cell = (count: number): string => `<td class="number">${count === 0 ? '' : countText(count)}</td>`
  const row = (title: string, way: string, counts: PlanDocument['totals']): string =>
    `<tr><td>${title}</td><td>${way}</td>${cell(counts.considered)}${columns.map((name) => cell(counts[name])).join('')}</tr>`
  const rows = document.streams.map((one) =>
    row(asHtml(one.stream), [`${one.from} → ${otherSide(one.from)}`, ...[one.policy, groupSees(one)].flatMap((part) => (part === undefined ? [] : asHtml(part)))].join(', '), one.counts))
  const heads = columns.map((name) => `<th scope="col" class="number">${asHtml(countWord(name))}</th>`).join('')
  return `<section><h2>Accounts</h2><div class="scroll"><table><thead><tr><th scope="col">stream</th><th scope="col">way</th>
<th scope="col" class="number">considered</th>
${heads}</tr></thead><tbody>${rows.join('')}${row('<b>total</b>', '', document.totals)}</tbody></table></div></section>`
}

function offHtml(document: PlanDocument, knowledge: Knowledge): string {
  if (document.off.length === 0) return ''
  const rows = document.off.map((one) =>
    `<li><span class="mark">·</span>${asHtml(one.stream)} ${asHtml(offText(one, knowledge.problems))}</li>`)
  return `<section><h2>Off</h2><ul class="told">${rows.join('')}</ul></section>`
}
