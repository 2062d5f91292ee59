// Plugins as they run in production: each in a process of its own. Whatever one does, its record is held and the next one is not.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { mapper, type MapFields } from '../../engine/core/map.js'
import { PluginHost } from '../../engine/load/plugin/host.js'
import { Patience } from '../../engine/load/plugin/patience.js'
import { brief, doc, erp, integration, loadFiles, shop } from '../kit/customer.js'

const test = suite('plugins')

/** Code whose default function does this for the article "bad", and names every other one. */
const bad = (body: string): string =>
  `export const version = '1.0.0'\nexport default (input) => {\n  if (input.name === 'bad') { ${body} }\n  return { subName: input.name + '!' }\n}\n`

function files(source: string, more = ''): Record<string, string> {
  const plugin = doc('Plugin', 'own', `file: plugins/own.mjs\nversion: 1.0.0\nentity: product\nto: shop\nreads: [name]\nwrites: [subName]\n${more}`)
  return { 'samsyn.yaml': [integration('erp-leads', 800), erp, shop(), plugin].join('---\n'), 'plugins/own.mjs': source }
}

async function mapped(source: string, more = ''): Promise<MapFields> {
  const { desired, problems } = await loadFiles(files(source, more))
  const stream = desired?.streams.find((one) => one.id === 'se/product')
  assert.ok(stream, JSON.stringify(problems))
  return mapper(stream)
}

const misbehaving: readonly [string, string, string, RegExp?][] = [
  ['throws', 'throw new Error("nej")', 'PLUGIN_FAILED', /^nej$/],
  ['throws nothing', 'throw null', 'PLUGIN_FAILED', /^null$/],
  ['throws what cannot be shown', 'throw { get message() { throw 1 } }', 'PLUGIN_FAILED'],
  ['calls itself for ever', 'const f = () => f() + 1; f()', 'PLUGIN_FAILED', /call stack/],
  ['answers with a list', 'return ["x"]', 'PLUGIN_FAILED'],
  ['answers later', 'return Promise.resolve({ subName: "x" })', 'PLUGIN_FAILED'],
  ['fails later', 'return (async () => { throw new Error("later") })()', 'PLUGIN_FAILED'],
  ['answers with half a number', 'return { subName: 1.5 }', 'PLUGIN_ANSWER'],
  ['answers with no number at all', 'return { subName: NaN }', 'PLUGIN_ANSWER'],
  ['answers with a map', 'return { subName: {} }', 'PLUGIN_ANSWER'],
  ['writes what it does not say', 'return { name: "x" }', 'PLUGIN_FAILED'],
  ['writes what is given to it', 'input.name = "good"', 'PLUGIN_FAILED'],
  ['loops for ever', 'for (;;);', 'PLUGIN_DEADLINE'],
  ['fills the memory', 'const all = []; for (;;) all.push(new Array(1e6).fill(1))', 'PLUGIN_DIED'],
  ['asks for more memory than there is', 'return { subName: String(new Array(3e7).fill(0).map((_, at) => ({ at })).length) }', 'PLUGIN_DIED'],
]
for (const [what, body, code, message] of misbehaving) {
  test(`a plugin that ${what} holds its record, and the next one is made`, async () => {
    const map = await mapped(bad(body), code === 'PLUGIN_DEADLINE' ? 'deadlineMs: 200' : 'deadlineMs: 10000')
    assert.is(map({ name: 'before' }, '1').fields['subName'], 'before!')
    const { problem } = map({ name: 'bad' }, '2')
    assert.equal([problem?.code, problem?.facts['plugin']], [code, 'own'])
    if (message) assert.match(String(problem?.facts['message']), message)
    const after = map({ name: 'after' }, '3')
    assert.equal([after.fields['subName'], after.problem], ['after!', undefined])
  })
}

/** What a plugin reaches for, and what it is told. */
const noRights: readonly [string, RegExp][] = [
  ['process.exit(1)', /process is not defined/],
  ['require("node:fs")', /require is not defined/],
  ['fetch("http://127.0.0.1")', /fetch is not defined/],
  ['new WebSocket("ws://127.0.0.1")', /WebSocket is not defined/],
  ['setTimeout(() => {}, 1)', /setTimeout is not defined/],
  ['Buffer.from("x")', /Buffer is not defined/],
  ['new Uint8Array(8)', /Uint8Array is not defined/],
  ['eval("1")', /from strings disallowed/],
  ['new Function("return 1")()', /from strings disallowed/],
  ['[].constructor.constructor("return process")()', /from strings disallowed/],
  ['Date.now()', /asks the clock/],
  ['new Date()', /asks the clock/],
  ['new Date(0).constructor.now()', /asks the clock/],
  ['new Intl.DateTimeFormat("sv")', /not a constructor/],
  ['Math.random()', /random number/],
]
test('inside there is no file, no network, no clock and no chance', async () => {
  const map = await mapped(`export const version = '1.0.0'\nconst all = [${noRights.map(([code]) => `() => ${code}`)}]\nexport default ({ name }) => { all[Number(name)](); return {} }\n`)
  noRights.forEach(([code, message], at) => {
    const { problem } = map({ name: String(at) }, 'A')
    assert.is(problem?.code, 'PLUGIN_FAILED', code)
    assert.match(String(problem?.facts['message']), message, code)
  })
})

test('what is left gives the same on every machine: a day is a day, and its time zone is UTC', async () => {
  const map = await mapped("export const version = '1.0.0'\nexport default () => { const d = new Date('2026-11-01T12:00'); console.log('hej'); return { subName: [d instanceof Date, d.toISOString(), typeof Date.UTC].join(' ') } }\n")
  assert.is(map({ name: 'a' }, 'A').fields['subName'], 'true 2026-11-01T12:00:00.000Z function')
})

/** A plugin's text, what is wrong with it, and where. */
const broken: readonly [string, RegExp, string][] = [
  ["export const version = '1.0.0'\nexport defaul () => ({})\n", /Unexpected token/, 'plugins/own.mjs:2:1'],
  ["export const version = '1.0.0'\nexport default nobody\n", /nobody is not defined/, 'plugins/own.mjs:2:16'],
  ["// reads a table\nimport fs from 'node:fs'\nexport default () => ({})\n", /imports "node:fs"/, 'plugins/own.mjs:2:16'],
  ['import "./other.mjs"\nexport default () => ({})\n', /imports ".\/other.mjs"/, 'plugins/own.mjs:1:8'],
  ["export const version = '1.0.0'\nawait import('node:fs')\nexport default () => ({})\n", /imports "node:fs"/, 'plugins/own.mjs:2:1'],
  ["export const version = '1.0.0'\nexport const sending = () => ({})\n", /no default function/, 'samsyn.yaml'],
  ["export const version = '1.0.0'\nexport default { name: 'x' }\n", /no default function/, 'samsyn.yaml'],
  ["export const version = '1.0.0'\nconst all = []; for (;;) all.push(new Array(1e6).fill(1))\n", /its process ended/, 'samsyn.yaml'],
]
for (const [source, message, place] of broken) {
  test(`E219 ${message.source} at ${place}`, async () => {
    const { problems } = await loadFiles(files(source))
    const [first] = problems.filter((one) => one.code === 'E219')
    assert.match(String(first?.facts['message']), message)
    assert.match(`${first?.place?.file}:${first?.place?.line}:${first?.place?.column}`, place)
  })
}

test('a plugin whose text never comes to an end is told, and nothing waits for it longer than it takes to start', async () => {
  const { problems } = await loadFiles(files('for (;;);\nexport default () => ({})\n'))
  assert.match(String(problems.find((one) => one.code === 'E219')?.facts['message']), 'does not come to an end')
})

test('another version is E220', async () => {
  assert.equal(brief(await loadFiles(files("export const version = '1.0.1'\nexport default () => ({})\n"))).map((one) => one.split(' ')[0]), ['E220'])
  assert.equal(brief(await loadFiles(files('export default () => ({})\n'))).map((one) => one.split(' ')[0]), ['E220'])
})

test('what was asked in vain is not asked again at once, and after five of them the plugin rests', async () => {
  const map = await mapped("export const version = '1.0.0'\nexport default ({ name }) => { if (name.startsWith('bad')) for (;;); return { subName: name } }\n", 'deadlineMs: 200')
  const startedMs = performance.now()
  const codes = ['bad', 'good', 'bad', 'bad 2', 'bad 3', 'bad 4', 'good', 'bad 5', 'bad', 'good'].map((name) => map({ name }, 'A').problem?.code ?? 'made')
  assert.equal(codes, ['PLUGIN_DEADLINE', 'made', 'PLUGIN_DEADLINE', 'PLUGIN_DEADLINE', 'PLUGIN_DEADLINE', 'PLUGIN_DEADLINE', 'made', 'PLUGIN_DEADLINE', 'PLUGIN_DEADLINE', 'PLUGIN_RESTS'])
  assert.ok(performance.now() - startedMs < 60_000)
})

test('patience comes back: a question after ten minutes, the plugin when the oldest is so old', () => {
  const patience = new Patience()
  for (const at of [0, 1, 2, 3, 4]) patience.missed(`q${at}`, 'late', at * 60_000)
  assert.equal([patience.with('q0', 300_000), patience.with('new', 300_000)], ['late', 'spent'])
  assert.equal([patience.with('q0', 600_000), patience.with('new', 600_000), patience.with('q1', 600_000)], ['ask', 'ask', 'late'])
})

test('a process that is gone between two calls is started anew', () => {
  const host = new PluginHost({ file: 'own.mjs', source: 'let calls = 0\nexport default () => ({ calls: ++calls })', deadlineMs: 200 })
  try {
    assert.equal(host.start(), { isFunction: true })
    assert.equal(host.call({}), { fields: { calls: 1 }, bad: [] })
    assert.equal(host.call({}), { fields: { calls: 2 }, bad: [] })
    host.close()
    assert.equal(host.call({}), { fields: { calls: 1 }, bad: [] })
  } finally {
    host.close()
  }
})

test('what goes on after its answer ends by itself, though nobody is there any more to end it', async () => {
  const program = join(import.meta.dirname, '../../engine/load/plugin/child.cjs')
  const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', program, '50'], { stdio: ['pipe', 'pipe', 'ignore'] })
  const ended = once(child, 'exit')
  const source = 'export default () => { Promise.resolve().then(() => { for (;;); }); return {} }'
  child.stdin.write(`${JSON.stringify({ file: 'own.mjs', source })}\n`)
  await once(child.stdout, 'data')
  child.stdin.end('{}\n')
  assert.equal(await ended, [null, 'SIGKILL'])
})

test('any text and any field name comes through', async () => {
  const host = new PluginHost({ file: 'own.mjs', source: 'export default (input) => ({ ...input })', deadlineMs: 1000 })
  try {
    const fields = JSON.parse('{ "__proto__": "x", "a": "å\\n\\u2028\\u0000\\"", "b": null, "c": false, "d": -0, "e": 9007199254740991 }') as Record<string, string>
    const answer = host.call(fields)
    assert.ok('fields' in answer)
    assert.equal(JSON.stringify(answer.fields), JSON.stringify(fields))
    const long = 'ö'.repeat(2_000_000)
    assert.equal(host.call({ long }), { fields: { long }, bad: [] })
  } finally {
    host.close()
  }
})

test.run()
