// samsyn plugin test as a process of its own: the table, the exit code, and that nothing is left running.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { packageRoot } from '../../engine/load/root.js'
import { samsyn } from '../kit/cli.js'
import { doc } from '../kit/customer.js'
import { testFolder } from '../kit/program.js'

const test = suite('cli: plugin test')

function folder(source: string, cases?: string): string {
  const dir = testFolder()
  mkdirSync(join(dir, 'own'))
  writeFileSync(join(dir, 'plugin.yaml'), doc('Plugin', 'own', 'file: own/own.mjs\nversion: 1.0.0\nentity: product\nto: shop\nreads: [name, weight]\nwrites: [subName, weight]\ndeadlineMs: 300'))
  writeFileSync(join(dir, 'own', 'own.mjs'), `export const version = '1.0.0'\n${source}\n`)
  if (cases !== undefined) writeFileSync(join(dir, 'own', 'own.cases.yaml'), cases)
  return dir
}

test('the example passes, also as JSON', async () => {
  const dir = join(testFolder(), 'plugin')
  cpSync(join(packageRoot(), 'examples', 'plugin'), dir, { recursive: true })
  const [text, json] = await Promise.all([samsyn(['plugin', 'test', dir]), samsyn(['plugin', 'test', dir, '--json'])])
  assert.equal([text.code, json.code], [0, 0], text.out + text.err)
  assert.match(text.out, '4 of 4 passed')
  const { ok, plugins } = JSON.parse(json.out) as { ok: boolean; plugins: { name: string; cases: { passed: boolean; ms: number }[] }[] }
  assert.equal([ok, plugins.map((one) => one.name), plugins[0]?.cases.length], [true, ['sending'], 4])
  assert.ok(plugins[0]?.cases.every((one) => one.passed && one.ms >= 0))
})

test('each way to fail is told, and the exit code is 1', async () => {
  const source = `let calls = 0
export default ({ name, weight }) => {
  if (name === 'throws') throw new Error('nej')
  if (name === 'loops') for (;;);
  if (name === 'counts') return { subName: String(++calls) }
  if (name === 'half') return { subName: 0.5 }
  return { subName: name, weight: weight === undefined ? null : String(Number(weight) + 1) }
}`
  const cases = `
- { name: right, reads: { name: Te, weight: 1.50 }, writes: { subName: Te, weight: "2.5" } }
- { name: wrong, reads: { name: Te }, writes: { subName: Kaffe } }
- { name: throws, reads: { name: throws }, writes: { subName: Te } }
- { name: throws else, reads: { name: throws }, fails: vikt }
- { name: throws rightly, reads: { name: throws }, fails: ne }
- { name: throws not, reads: { name: Te }, fails: vikt }
- { name: loops, reads: { name: loops }, writes: {} }
- { name: counts, reads: { name: counts }, writes: { subName: "1" } }
- { name: half, reads: { name: half }, writes: {} }
- { name: counts again, reads: { name: counts }, writes: { subName: "2" } }
`
  const { code, out, err } = await samsyn(['plugin', 'test', folder(source, cases)])
  assert.is(code, 1, err)
  const shown = out.replace(/ +\d+\.\d ms/g, '').split('\n')
  for (const line of [
    '  passed  right', '  FAILED  wrong', '          subName: expected "Kaffe", got "Te"', '          weight: expected nothing at all, got null',
    '          it failed: "nej", at own/own.mjs:4', '          it failed, but with "nej", at own/own.mjs:4', '          expected "vikt"',
    '  passed  throws rightly', '          it did not fail; expected "vikt"', '          the plugin own gave no answer within 300 ms',
    '  FAILED  counts again', '          it gave two answers to the same question: it remembers something from call to call',
    '          the plugin own gave an answer for subName that cannot be used', '  2 of 10 passed.',
  ]) assert.ok(shown.includes(line), `${line}\n--\n${out}`)
})

test('a plugin that goes on after its answer does not pass, with one case either', async () => {
  const source = `export default ({ name }) => {
  ;(async () => { for (;;) await null })()
  return { subName: name }
}`
  const dir = folder(source, '- { name: only, reads: { name: Te }, writes: { subName: Te } }\n')
  const { code, out } = await samsyn(['plugin', 'test', dir])
  assert.is(code, 1, out)
  assert.match(out, /PLUGIN_DEADLINE|no answer|300/)
})

test('without cases it says how to write them, and nothing has passed', async () => {
  const { code, out } = await samsyn(['plugin', 'test', folder('export default () => ({})')])
  assert.is(code, 1)
  assert.match(out, 'own has no cases. Write them in own/own.cases.yaml')
  assert.match(out, 'reads: { name: "...", weight: "..." }')
})

test('cases that cannot be tried are told with their place', async () => {
  const cases = `- { name: a, reads: { name: Te }, writes: {}, fails: x }
- { name: b, reads: { subName: Te }, writes: {} }
- { name: c, reads: { weight: tung }, writes: {} }
- { name: d, reads: { name: Te } }
`
  const told = await samsyn(['plugin', 'test', folder('export default () => ({})', cases), '--json'])
  assert.is(told.code, 1)
  const { plugins: [one] } = JSON.parse(told.out) as { plugins: [{ problems: { code: string; place: string }[] }] }
  assert.equal(one.problems.map(({ code }) => code), ['E241', 'E241', 'E241', 'E241'])
  const misspelt = await samsyn(['plugin', 'test', folder('export default () => ({})', '- { name: a, reads: { name: Te }, write: {} }\n')])
  assert.match(misspelt.out, /own\/own\.cases\.yaml:1:35 .*"write"/)
  assert.match(misspelt.out, 'Did you mean "writes"')
})

test('a plugin that cannot be loaded, and a folder without plugins', async () => {
  const [broken, none] = await Promise.all([samsyn(['plugin', 'test', folder('export default nobody')]), samsyn(['plugin', 'test', testFolder()])])
  assert.equal([broken.code, none.code], [1, 1])
  assert.match(broken.out, 'own/own.mjs:2:16')
  assert.match(none.err, 'no document of kind Plugin')
})

test.run()
