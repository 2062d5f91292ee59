// samsyn init without a terminal: answers from a file, files that are valid once what says CHANGE is filled in.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { samsyn } from '../kit/cli.js'
import { testFolder } from '../kit/program.js'

const test = suite('cli: init')

const ANSWERS = {
  name: 'kryddboden', package: '1600', ordersFrom: '2026-11-01', ordersAs: 'order', numberFrom: 'erp', edition: '1000', pos: 'no',
  company: 'C:\\SPCS\\Företag\\Kryddboden', commonFiles: 'C:\\SPCS\\Gemensamma filer', shopName: 'se', storeApi: 'yes', alerts: 'drift@example.se',
}

for (const [mode, simulated] of [['erp-leads', 'yes'], ['shop-leads', 'no'], ['combo', 'yes']] as const) {
  test(`${mode}: what it writes is valid once it is filled in`, async () => {
    const dir = join(testFolder(), 'kund')
    const answers = join(testFolder(), 'answers.json')
    writeFileSync(answers, JSON.stringify({ ...ANSWERS, mode, simulated }))
    const made = await samsyn(['init', dir, '--answers', answers])
    assert.is(made.code, 0, made.err)
    const file = join(dir, 'samsyn.yaml')
    const text = readFileSync(file, 'utf8')
    assert.match(text, /^# yaml-language-server: \$schema=/)
    assert.ok(existsSync(join(dir, 'samsyn.schema.json')))
    assert.match(readFileSync(join(dir, '.gitignore'), 'utf8'), '.samsyn/')
    writeFileSync(file, text.replace(/CHANGE(?!:)/g, 'kryddboden'))
    const valid = await samsyn(['validate', dir])
    assert.is(valid.code, 0, valid.out)
    assert.match(valid.out, `mode ${mode}`)
    const [twice, forced] = [await samsyn(['init', dir, '--answers', answers]), await samsyn(['init', dir, '--answers', answers, '--force'])]
    assert.is(twice.code, 1)
    assert.match(twice.err, 'nothing was written')
    assert.is(forced.code, 0)
    assert.is(readFileSync(file, 'utf8'), text)
  })
}

test('what is still to be filled in is told by validate, with its place', async () => {
  const dir = join(testFolder(), 'kund')
  const answers = join(testFolder(), 'answers.json')
  writeFileSync(answers, JSON.stringify({ mode: 'erp-leads' }))
  assert.is((await samsyn(['init', dir, '--answers', answers])).code, 0)
  const valid = await samsyn(['validate', dir])
  assert.is(valid.code, 1)
  assert.match(valid.out, /samsyn\.yaml:\d+:\d+/)
})

test('without a terminal and without answers it says what to do', async () => {
  const ran = await samsyn(['init', join(testFolder(), 'kund')])
  assert.is(ran.code, 1)
  assert.match(ran.err, '--answers')
})

test.run()
