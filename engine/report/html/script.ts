// The plan page's own script: plain JavaScript as text, run in the reader's browser. It builds only the rows of one page, puts data
// in as text and never as HTML, and asks no network for anything.
import { WORD_MARKS } from './word-marks.js'

/** What runs in the page. It reads the JSON in the element "plan". */
export const SCRIPT = `'use strict';
(function () {
${WORD_MARKS}
var PAGE = 100;
var plan = JSON.parse(document.getElementById('plan').textContent);
var KIND = 0, STREAM = 1, KEY = 2, NAME = 3, STATE = 4, CAUSE = 5, REASON = 6, GROUP = 7, PERCENT = 8;
var UNUSUAL = 9, TARGET = 10, FIELDS = 11, WHAT = 12;
var VERDICTS = { pending: '.', withheld: '×', held: '!' };
var MARKS = { create: '+', update: '~', retire: '-', hold: '!', skip: '.' };
var state = {}, sort = { by: '', down: false }, page = 0, found = [], haystack;
var byId = function (id) { return document.getElementById(id); };
var controls = ['q', 'stream', 'kind', 'state', 'who', 'field', 'group', 'odd'];

function make(tag, attributes, children) {
  var element = document.createElement(tag);
  for (var name in attributes) {
    if (name === 'text') element.textContent = attributes[name];
    else if (name === 'on') element.addEventListener('click', attributes[name]);
    else element.setAttribute(name, attributes[name]);
  }
  (children || []).forEach(function (child) { if (child) element.appendChild(child); });
  return element;
}
function count(number) { return String(number).replace(/\\B(?=(\\d{3})+$)/g, ' '); }
function percentText(percent) { return percent === null ? '' : (percent > 0 ? '+' : '') + percent.toFixed(1) + ' %'; }

function option(select, value, label) { select.appendChild(make('option', { value: value, text: label })); }
function fillSelect(id, values) { values.forEach(function (value) { option(byId(id), value, value); }); }
function whoOf(row) { return row[FIELDS].map(function (field) { return plan.texts[field[3]]; }); }
fillSelect('stream', plan.streams.map(function (stream) { return stream.id; }));
fillSelect('kind', plan.kinds);
fillSelect('state', plan.states);
fillSelect('field', plan.fields.slice().sort());
fillSelect('group', plan.groups.slice().sort());
(function () {
  var seen = {};
  plan.rows.forEach(function (row) { row[FIELDS].forEach(function (field) { seen[field[3]] = true; }); });
  fillSelect('who', Object.keys(seen).map(function (at) { return plan.texts[at]; }).sort());
})();

function hay() {
  if (haystack) return haystack;
  haystack = plan.rows.map(function (row) {
    var parts = [row[KEY], row[NAME], row[TARGET], plan.reasons[row[REASON]] ? plan.reasons[row[REASON]].text : ''];
    row[FIELDS].forEach(function (field) { parts.push(String(field[1] || '').slice(0, 200), field[2].slice(0, 200)); });
    return parts.join('\\n').toLowerCase();
  });
  return haystack;
}

/* Ranges are those of the chart, which shows prices. */
function moves(field, low, high) {
  if (field[6] !== 2 || field[5] === null) return false;
  return (low === undefined || field[5] >= low) && (high === undefined || field[5] < high);
}

function matches() {
  var words = (state.q || '').toLowerCase().split(/\\s+/).filter(Boolean);
  var texts = words.length > 0 ? hay() : undefined;
  var low = state.from === undefined ? undefined : Number(state.from), high = state.to === undefined ? undefined : Number(state.to);
  return function (row, at) {
    if (state.stream && plan.streams[row[STREAM]].id !== state.stream) return false;
    if (state.kind && plan.kinds[row[KIND]] !== state.kind) return false;
    if (state.state && plan.states[row[STATE]] !== state.state) return false;
    if (state.group && plan.groups[row[GROUP]] !== state.group) return false;
    if (state.odd && !row[UNUSUAL]) return false;
    if (state.who && whoOf(row).indexOf(state.who) < 0) return false;
    if (state.field && !row[FIELDS].some(function (field) { return plan.fields[field[0]] === state.field; })) return false;
    if ((low !== undefined || high !== undefined) && !row[FIELDS].some(function (field) { return moves(field, low, high); })) return false;
    return words.every(function (word) { return texts[at].indexOf(word) >= 0; });
  };
}

var letters = new Intl.Collator('sv', { numeric: true });
var sorts = {
  key: function (one, other) { return letters.compare(one[KEY], other[KEY]); },
  stream: function (one, other) { return one[STREAM] - other[STREAM]; },
  name: function (one, other) { return letters.compare(one[NAME], other[NAME]); },
  kind: function (one, other) { return one[KIND] - other[KIND]; },
  percent: function (one, other) { return percentOf(one) - percentOf(other); },
  why: function (one, other) { return letters.compare(whyText(one), whyText(other)); }
};

function percentOf(row) { return row[PERCENT] === null ? -1e9 : row[PERCENT]; }

function whyText(row) {
  var held = plan.states[row[STATE]] !== 'ready';
  return held || row[CAUSE] < 0 ? plan.reasons[row[REASON]].text : plan.texts[row[CAUSE]];
}

function look() {
  var test = matches();
  found = [];
  plan.rows.forEach(function (row, at) { if (test(row, at)) found.push(at); });
  if (sort.by) {
    var compare = sorts[sort.by], way = sort.down ? -1 : 1;
    found.sort(function (one, other) { return way * compare(plan.rows[one], plan.rows[other]) || one - other; });
  }
  if (page * PAGE >= found.length) page = 0;
  show();
}

function valueOf(text, absent) { return make('span', { class: 'value' + (absent ? ' soft' : ''), text: absent ? '(not shown)' : text }); }

function marked(field, side) {
  var cell = make('span', { class: 'value' });
  wordMarks(field[1], field[2]).forEach(function (part) {
    if (part[0] === 0) cell.appendChild(document.createTextNode(part[1]));
    else if (part[0] === side) cell.appendChild(make(side < 0 ? 'del' : 'ins', { text: part[1] }));
  });
  return cell;
}

function newFieldRow(field) {
  var note = field[4] ? make('div', { class: 'soft', text: field[4] }) : null;
  return make('tr', {}, [make('td', { text: plan.fields[field[0]] }), make('td', { colspan: '3' }, [valueOf(field[2]), note])]);
}

function fieldRow(field) {
  var isText = field[6] === 1 && field[1] !== 0;
  var note = field[4] ? make('span', { class: 'soft', text: '  ' + field[4] }) : null;
  return make('tr', {}, [
    make('td', { text: plan.fields[field[0]] }),
    make('td', {}, [isText ? marked(field, -1) : valueOf(field[1], field[1] === 0)]),
    make('td', {}, [isText ? marked(field, 1) : valueOf(field[2]), note]),
    make('td', { class: 'soft', text: [plan.texts[field[3]], percentText(field[5])].filter(Boolean).join(', ') })
  ]);
}

function headOf(title) { return make('th', { text: title, scope: 'col' }); }

function detail(row) {
  var reason = plan.reasons[row[REASON]], parts = [];
  if (row[FIELDS].length > 0) {
    var isNew = plan.kinds[row[KIND]] === 'create' && row[FIELDS].every(function (field) { return field[1] === 0; });
    parts.push(make('table', {}, [
      make('thead', {}, [make('tr', {}, (isNew ? ['field', 'is to be', '', ''] : ['field', 'before', 'after', 'who moved']).map(headOf))]),
      make('tbody', {}, row[FIELDS].map(isNew ? newFieldRow : fieldRow))
    ]));
  }
  parts.push(make('p', {}, [make('b', { text: reason.text })]));
  if (reason.hint) parts.push(make('p', { text: reason.hint }));
  if (reason.todo) parts.push(make('p', { text: 'What to do: ' + reason.todo }));
  var line = [plan.streams[row[STREAM]].title];
  if (row[TARGET]) line.push('there: ' + row[TARGET]);
  if (row[GROUP] >= 0) line.push('group ' + plan.groups[row[GROUP]]);
  if (reason.place) line.push('asked for at ' + reason.place);
  line.push(reason.code);
  parts.push(make('p', { class: 'soft', text: line.join('  ·  ') }));
  return make('div', { class: 'inner' }, parts);
}

function toggle(row, line, button) {
  var next = line.nextSibling;
  if (next && next.className === 'detail') {
    next.remove(); button.textContent = '▸'; button.setAttribute('aria-expanded', 'false');
    return;
  }
  line.after(make('tr', { class: 'detail' }, [make('td', { colspan: '8' }, [detail(row)])]));
  button.textContent = '▾'; button.setAttribute('aria-expanded', 'true');
}

function brief(row) {
  var cell = make('td', {}), first = row[FIELDS][0];
  if (row[WHAT]) { cell.textContent = row[WHAT]; return cell; }
  if (!first) return cell;
  if (plan.kinds[row[KIND]] === 'create' && row[FIELDS].length > 1) { cell.textContent = row[FIELDS].length + ' fields'; return cell; }
  var short = function (text) { return text.length > 60 ? text.slice(0, 60) + '…' : text; };
  cell.appendChild(make('span', { class: 'soft', text: plan.fields[first[0]] + ' ' }));
  cell.appendChild(make('span', { class: 'value', text: (first[1] === 0 ? '' : short(first[1]) + ' ') + '→ ' + short(first[2]) }));
  if (row[FIELDS].length > 1) cell.appendChild(make('span', { class: 'soft', text: ' and ' + (row[FIELDS].length - 1) + ' more' }));
  return cell;
}

function lineOf(row) {
  var kind = plan.kinds[row[KIND]], status = plan.states[row[STATE]];
  var label = 'details of ' + row[KEY];
  var button = make('button', { class: 'more', type: 'button', 'aria-expanded': 'false', 'aria-label': label, text: '▸' });
  var tag = status === 'ready' || status === 'skipped' ? kind : status;
  var line = make('tr', { class: 'row' }, [
    make('td', {}, [button]),
    make('td', { class: 'code', text: row[KEY] + (row[UNUSUAL] ? ' ⚑' : '') }),
    make('td', { class: 'soft', text: plan.streams[row[STREAM]].id }),
    make('td', { text: row[NAME] }),
    make('td', {}, [make('span', { class: 'tag ' + tag, text: (VERDICTS[status] || MARKS[kind]) + ' ' + (tag === kind ? kind : status) })]),
    brief(row),
    make('td', { class: 'number', text: percentText(row[PERCENT]) }),
    make('td', { class: 'soft', text: whyText(row) })
  ]);
  line.addEventListener('click', function (event) {
    if (event.target !== button && String(window.getSelection()) !== '') return;
    toggle(row, line, button);
  });
  return line;
}

function show() {
  var body = byId('rows').tBodies[0], from = page * PAGE, to = Math.min(found.length, from + PAGE);
  body.textContent = '';
  for (var at = from; at < to; at++) body.appendChild(lineOf(plan.rows[found[at]]));
  if (found.length === 0) {
    var none = plan.rows.length === 0 ? 'Nothing to do: both sides say the same.' : 'Nothing matches these filters.';
    body.appendChild(make('tr', {}, [make('td', { colspan: '8', class: 'none', text: none })]));
  }
  byId('shown').textContent = found.length === 0 ? '' : count(from + 1) + '–' + count(to) + ' of ' + count(found.length);
  byId('back').disabled = page === 0;
  byId('next').disabled = to >= found.length;
  var only = [];
  if (state.from !== undefined) only.push('prices that move from ' + state.from + ' %');
  if (state.to !== undefined) only.push('under ' + state.to + ' %');
  byId('only').textContent = only.join(' ');
}

function readHash() {
  var given = new URLSearchParams(location.hash.slice(1));
  state = {};
  controls.concat('from', 'to').forEach(function (name) { if (given.get(name)) state[name] = given.get(name); });
  controls.forEach(function (name) {
    var control = byId(name);
    if (control.type === 'checkbox') control.checked = Boolean(state[name]);
    else control.value = state[name] || '';
  });
}

function writeHash() {
  var next = new URLSearchParams();
  for (var name in state) if (state[name]) next.set(name, state[name]);
  history.replaceState(null, '', '#' + next.toString());
}

var typing;
controls.forEach(function (name) {
  var control = byId(name);
  control.addEventListener('input', function () {
    clearTimeout(typing);
    typing = setTimeout(function () {
      var value = control.type === 'checkbox' ? (control.checked ? '1' : '') : control.value;
      if (value) state[name] = value; else delete state[name];
      page = 0; writeHash(); look();
    }, name === 'q' ? 120 : 0);
  });
});
function turn(by) { page += by; show(); byId('list').scrollIntoView(); }
byId('back').addEventListener('click', function () { turn(-1); });
byId('next').addEventListener('click', function () { turn(1); });
byId('clear').addEventListener('click', function () { state = {}; page = 0; writeHash(); readHash(); look(); });
document.querySelectorAll('th button').forEach(function (button) {
  button.addEventListener('click', function () {
    var by = button.getAttribute('data-sort');
    sort = { by: by, down: sort.by === by && !sort.down };
    document.querySelectorAll('th[aria-sort]').forEach(function (head) { head.removeAttribute('aria-sort'); });
    button.parentNode.setAttribute('aria-sort', sort.down ? 'descending' : 'ascending');
    page = 0; look();
  });
});
document.addEventListener('keydown', function (event) {
  if (event.key === '/' && !/INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) { event.preventDefault(); byId('q').focus(); }
});
document.querySelectorAll('button[data-copy]').forEach(function (button) {
  button.addEventListener('click', function () {
    var text = byId(button.getAttribute('data-copy')).textContent;
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(function () { button.textContent = 'copied'; });
  });
});
byId('theme').addEventListener('click', function () {
  var root = document.documentElement, usual = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  var now = root.getAttribute('data-theme') || usual;
  root.setAttribute('data-theme', now === 'dark' ? 'light' : 'dark');
});
window.addEventListener('hashchange', function () {
  readHash(); page = 0; look();
  if (location.hash.length > 1) byId('list').scrollIntoView();
});
readHash(); look();
})();
`
