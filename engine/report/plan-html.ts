// A plan as one page that opens from a file: a summary, charts, sentences, what waits and what is held, and every change in a table
// to search and filter. It holds everything itself and asks no network for anything.
import type { Group, PlanDocument, Reason, StreamPlan } from '../types/plan.js'
import { FILTER_OF, moveChart, priceChart, streamChart, type Move } from './html/chart.js'
import { asHtml, asScriptJson, inAddress } from './html/html-text.js'
import { shownPlan } from './html/rows.js'
import { SCRIPT } from './html/script.js'
import { STYLE } from './html/style.js'
import { approveCommand, fieldOf, type Knowledge } from './knowledge.js'
import { otherSide } from './moved-text.js'
import { countText, ofNoun } from './number-text.js'
import { clip } from './plain-text.js'
import { maskPlan } from './plan-mask.js'
import { assertCounts, COUNTED, countsText, countWord, isQuiet } from './plan-totals.js'
import { hintText, offText, reasonText, todoText } from './reason-text.js'
import { sentencesOf, type Sentence } from './sentences.js'
import { isFigure, percentOfMove } from './shape.js'
import { unusualOf } from './unusual.js'

const NAMED_MAX = 12
const HELD_MAX = 50

/** The plan as a self-contained page. Personal values are covered unless the knowledge says otherwise. */
export function planHtml(document: PlanDocument, knowledge: Knowledge): string {
  const shown = knowledge.showPersonalData ? document : maskPlan(document, knowledge.entities)
  assertCounts(shown.totals, 'the plan')
  // Only our own script and style run, whatever data might try.
  const nonce = shown.id.replace(/[^\w]/g, '').slice(0, 32) || 'samsyn'
  const body = [
    headHtml(shown), '<main>', tilesHtml(shown), troubleHtml(shown, knowledge), sentencesHtml(shown, knowledge), groupsHtml(shown.groups, knowledge),
    heldHtml(shown.streams, knowledge), chartsHtml(shown, knowledge), listHtml(), streamsHtml(shown), offHtml(shown, knowledge), '</main>',
  ]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer"><title>Plan for ${asHtml(shown.integration)}</title><style nonce="${nonce}">${STYLE}</style></head>
<body>${body.join('\n')}
<script type="application/json" id="plan" nonce="${nonce}">${asScriptJson(shownPlan(shown, knowledge))}</script>
<script nonce="${nonce}">${SCRIPT}</script></body></html>
`
}

function headHtml(document: PlanDocument): string {
  const of = [document.mode, document.package === undefined ? undefined : `package ${document.package}`].filter((one) => one !== undefined)
  const systems = document.systems.map((one) => `${asHtml(one.name)} (${asHtml(one.title ?? one.driver)}${one.simulated ? ', <b>simulated</b>' : ''})`)
  const made = `made ${asHtml(document.madeAt.slice(0, 16).replace('T', ' '))}`
  return `<header><div><h1>Plan for ${asHtml(document.integration)}</h1><p class="soft">${[asHtml(of.join(', ')), ...systems, made].filter(Boolean).join(' · ')}</p></div>
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

function sentencesHtml(document: PlanDocument, knowledge: Knowledge): string {
  if (isQuiet(document.totals) && document.streams.every((one) => !one.failed)) {
    return `<section><h2>Nothing to do</h2><p>Both sides say the same: ${asHtml(countsText(document.totals))}.</p></section>`
  }
  const sentences = sentencesOf(document.streams, knowledge)
  const streams = document.streams.filter((stream) => sentences.some((one) => one.stream === stream.stream))
  const parts = streams.map((stream) => {
    const own = sentences.filter((one) => one.stream === stream.stream)
    return `<h3>${asHtml(stream.stream)} <span class="soft">${stream.from} → ${otherSide(stream.from)}</span></h3><ul class="told">${own.map(sentenceHtml).join('')}</ul>`
  })
  return `<section><h2>What would happen</h2>${parts.join('')}</section>`
}

function sentenceHtml(sentence: Sentence): string {
  const named = sentence.named.slice(0, NAMED_MAX).map((one) => `<span>${asHtml(one.text)}</span>`)
  if (sentence.named.length > NAMED_MAX) named.push(`<span>and ${countText(sentence.named.length - NAMED_MAX)} more</span>`)
  return `<li><span class="mark">${sentence.mark}</span>${asHtml(sentence.text)}${named.length > 0 ? `<div class="named">${named.join('')}</div>` : ''}</li>`
}

function groupsHtml(groups: readonly Group[], knowledge: Knowledge): string {
  if (groups.length === 0) return ''
  const parts = groups.map((group, at) => {
    const hint = hintText(group, knowledge.problems)
    const see = `<a href="#group=${asHtml(inAddress(group.id))}">${ofNoun(group.count, 'change')}</a>`
    const head = `<h3><code>${asHtml(clip(group.id, 120))}</code></h3><p>${see}: ${asHtml(reasonText(group, knowledge.problems))}${hint === undefined ? '' : `; ${asHtml(hint)}`}</p>`
    if (group.approved) return `${head}<p class="soft">approved${group.approvedBy === undefined ? '' : ` by ${asHtml(group.approvedBy)}`} ${asHtml(group.approvedAt ?? '')}</p>`
    return `${head}<pre id="approve${at}">${asHtml(approveCommand(knowledge, group.id))}</pre><button type="button" data-copy="approve${at}">copy</button>`
  })
  return `<section><h2>${groups.every((one) => one.approved) ? 'Approved' : 'Waits for approval'}</h2>${parts.join('')}</section>`
}

function heldHtml(streams: readonly StreamPlan[], knowledge: Knowledge): string {
  const held = streams.flatMap((stream) => stream.held.map((item) => ({ stream, item })))
  if (held.length === 0) return ''
  const rows = held.slice(0, HELD_MAX).map(({ stream, item }) => `<tr><td>${asHtml(stream.stream)}</td><td class="code">${asHtml(clip(item.key, 60))}</td><td>${asHtml(clip(item.name ?? '', 80))}</td>
<td>${reasonHtml(item.reason, knowledge)}</td></tr>`)
  const more = held.length > HELD_MAX ? `<p><a href="#state=held">and ${countText(held.length - HELD_MAX)} more</a></p>` : ''
  return `<section><h2>A person decides</h2><div class="scroll"><table><thead><tr><th scope="col">stream</th><th scope="col">key</th><th scope="col">name</th><th scope="col">why, and what to do</th></tr></thead>
<tbody>${rows.join('')}</tbody></table></div>${more}</section>`
}

function reasonHtml(reason: Reason, knowledge: Knowledge): string {
  const todo = todoText(reason, knowledge.problems)
  const place = reason.place === undefined ? '' : ` <code>${asHtml(clip(reason.place, 120))}</code>`
  return `${asHtml(reasonText(reason, knowledge.problems))}${place}${todo === undefined ? '' : `<div class="soft">${asHtml(todo)}</div>`}`
}

function troubleHtml(document: PlanDocument, knowledge: Knowledge): string {
  const rows = document.streams.flatMap((stream) => [
    ...(stream.failed ? [`<li><span class="mark">!</span><b>${asHtml(stream.stream)} could not be planned:</b> ${reasonHtml(stream.failed, knowledge)}</li>`] : []),
    ...stream.warnings.map((one) => `<li><span class="mark">!</span>${asHtml(stream.stream)}: ${reasonHtml(one, knowledge)}</li>`),
  ])
  return rows.length === 0 ? '' : `<section><h2>Look at this first</h2><ul class="told">${rows.join('')}</ul></section>`
}

function chartsHtml(document: PlanDocument, knowledge: Knowledge): string {
  const bars = streamChart(document)
  if (bars === '') return ''
  const moves = movesOf(document, knowledge)
  const used = COUNTED.filter((name) => FILTER_OF[name] !== undefined && document.totals[name] > 0)
  const legend = used.map((name) => `<li><svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true"><rect class="${name}" width="10" height="10" rx="3"/></svg> ${asHtml(countWord(name))}</li>`)
  const left = `<h3>Changes per stream</h3>${bars}<ul class="legend">${legend.join('')}</ul>${moves.length > 0 ? `<h3>How far prices move, in percent</h3>${moveChart(moves)}` : ''}`
  const scatter = priceChart(moves)
  return `<section><h2>At a glance</h2><div class="charts"><div>${left}</div>${scatter === '' ? '' : `<div><h3>Prices before and after</h3>${scatter}</div>`}</div></section>`
}

/** Every price that moves from one figure to another. */
function movesOf(document: PlanDocument, knowledge: Knowledge): Move[] {
  return document.streams.flatMap((stream) => {
    const unusual = unusualOf(stream.changes, knowledge)
    return stream.changes.flatMap((change) => Object.entries(change.fields).flatMap(([name, field]): Move[] => {
      const spec = fieldOf(knowledge, change.entity, name)
      const percent = field && spec?.type === 'money' && isFigure(field.after, spec) ? percentOfMove(field, spec) : undefined
      if (!field || percent === undefined) return []
      return [{ key: change.key, before: Number(field.before ?? field.was), after: Number(field.after), percent, unusual: unusual.has(change.id) }]
    }))
  })
}

function listHtml(): string {
  const select = (id: string, label: string): string => `<label>${label}<select id="${id}"><option value="">all</option></select></label>`
  const head = (by: string, label: string, kind = ''): string => `<th scope="col"${kind}><button type="button" data-sort="${by}">${label}</button></th>`
  return `<section class="list" id="list"><h2>Every change</h2><div class="filters"><label class="wide">search ( / )<input id="q" type="search" placeholder="article number, name, value" autocomplete="off"></label>
${select('stream', 'stream')}${select('kind', 'action')}${select('state', 'verdict')}${select('who', 'who moved')}${select('field', 'field')}${select('group', 'group')}
<label>unusual only<input id="odd" type="checkbox"></label><button type="button" id="clear">clear</button></div>
<p class="soft" id="only"></p><table id="rows"><thead><tr><th scope="col"><span hidden>details</span></th>${head('key', 'key')}${head('name', 'name')}${head('kind', 'action')}<th scope="col">what</th>${head('percent', '%', ' class="number"')}${head('why', 'why')}</tr></thead><tbody></tbody></table>
<div class="pager"><button type="button" id="back">previous</button><button type="button" id="next">next</button><span class="soft" id="shown" aria-live="polite"></span></div>
<noscript><p>The table needs a script; the summary above does not.</p></noscript></section>`
}

function streamsHtml(document: PlanDocument): string {
  const columns = COUNTED.filter((name) => document.totals[name] > 0)
  const cell = (count: number): string => `<td class="number">${count === 0 ? '' : countText(count)}</td>`
  const row = (title: string, way: string, counts: PlanDocument['totals']): string =>
    `<tr><td>${title}</td><td>${way}</td>${cell(counts.considered)}${columns.map((name) => cell(counts[name])).join('')}</tr>`
  const rows = document.streams.map((one) => row(asHtml(one.stream), `${one.from} → ${otherSide(one.from)}, ${asHtml(one.policy)}`, one.counts))
  return `<section><h2>Accounts</h2><div class="scroll"><table><thead><tr><th scope="col">stream</th><th scope="col">way</th><th scope="col" class="number">considered</th>
${columns.map((name) => `<th scope="col" class="number">${asHtml(countWord(name))}</th>`).join('')}</tr></thead><tbody>${rows.join('')}${row('<b>total</b>', '', document.totals)}</tbody></table></div></section>`
}

function offHtml(document: PlanDocument, knowledge: Knowledge): string {
  if (document.off.length === 0) return ''
  const rows = document.off.map((one) => `<li><span class="mark">·</span>${asHtml(one.stream)} ${asHtml(offText(one, knowledge.problems))}</li>`)
  return `<section><h2>Off</h2><ul class="told">${rows.join('')}</ul></section>`
}
