import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { loadDesired } from '../../engine/load/desired.js'
import { resolveSecrets } from '../../engine/load/secrets.js'
import { loadSpecs } from '../../engine/load/specs.js'
import { problemsText } from '../../engine/report/problem-text.js'
import { erp, integration, load, shop } from '../kit/customer.js'
import { temporaryFolder } from '../kit/folder.js'

const test = suite('secrets')

test('references are looked up wherever they stand, everything else is left as it is', () => {
  const { folder, remove } = temporaryFolder()
  writeFileSync(join(folder, 'token.txt'), 'nyckel-1\r\n')
  const settings = { url: 'https://example.se', user: 'env:USER_1', storeApi: { token: 'file:token.txt', channelId: 2 }, articles: ['1', '2'] }
  const { settings: known, problems } = resolveSecrets(settings, folder, { USER_1: 'anna' })
  assert.equal(problems, [])
  assert.equal(known, { url: 'https://example.se', user: 'anna', storeApi: { token: 'nyckel-1', channelId: 2 }, articles: ['1', '2'] })
  assert.is(settings.user, 'env:USER_1')
  remove()
})

const lacking: readonly [string, Record<string, string>, string][] = [
  ['env:NOT_SET', {}, 'SECRET_NOT_SET'],
  ['env:EMPTY', { EMPTY: '' }, 'SECRET_NOT_SET'],
  ['file:not-there', {}, 'SECRET_FILE'],
  ['file:.', {}, 'SECRET_FILE'],
]
for (const [reference, env, code] of lacking) {
  test(`${reference} → ${code}`, () => {
    const { settings, problems } = resolveSecrets({ password: reference }, '/tmp', env)
    assert.equal([problems.map((one) => one.code), problems[0]?.facts['key'], settings['password']], [[code], 'password', undefined])
  })
}

test('a simulated system needs no secrets', () => {
  assert.equal(resolveSecrets({ simulator: 'world.json', password: 'env:NOT_SET' }, '/tmp', {}).problems, [])
})

test('a value is never in a problem', () => {
  const { problems } = resolveSecrets({ user: 'env:A', password: 'env:B' }, '/tmp', { A: 'hemligt-värde' })
  assert.not.match(JSON.stringify(problems), /hemligt/)
})

test('a password or a token in clear text is a warning that does not repeat it; a user is none', async () => {
  const open = shop('se', 'storeApi: { shopId: nordlys, token: hemlig-token }').replace('env:JETSHOP_PASSWORD', 'hemligt-ord').replace('env:JETSHOP_USER', 'anna')
  const { desired, problems } = await load(integration('erp-leads', 400), erp, open)
  assert.ok(desired)
  assert.equal(problems.filter((one) => one.code === 'W301').map((one) => [one.level, one.facts['key']]), [['warning', 'password'], ['warning', 'token']])
  assert.not.match(JSON.stringify(problems), /hemlig/)
})

test('no line that is shown tells a secret, whatever is wrong with it', async () => {
  const wrong = [
    'password: hunter2', 'passwrod: hunter2', 'password: *hunter2', 'password: [hunter2]', 'password: "hunter2', 'password: !hunter2 x',
    'storeApi: { shopId: se, token: hunter2 }', 'storeApi: { shopId: se, tokn: hunter2, token: hunter2 }', 'password: { value: hunter2 }', 'password: @hunter2',
  ]
  for (const line of wrong) {
    const { folder, remove } = temporaryFolder()
    writeFileSync(join(folder, 'samsyn.yaml'), [integration('erp-leads', 400), erp, shop().replace('password: env:JETSHOP_PASSWORD', line)].join('---\n'))
    const { problems } = await loadDesired(folder, loadSpecs())
    const text = problemsText(problems, loadSpecs().problems, folder)
    remove()
    assert.ok(problems.length > 0, line)
    assert.not.match(text, 'hunter2')
    assert.not.match(JSON.stringify(problems), 'hunter2')
  }
})

test('a secret is in no digest and no fingerprint', async () => {
  const [one, other] = await Promise.all(['hemligt', 'annat'].map((word) => load(integration('erp-leads', 400), erp.replace('env:VISMA_PASSWORD', word), shop())))
  assert.is(one?.desired?.digest, other?.desired?.digest)
  assert.equal(one?.desired?.systems.map((system) => system.fingerprint), other?.desired?.systems.map((system) => system.fingerprint))
})

test.run()
