import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeLog } from '../../engine/report/log.js'

const test = suite('log')

function logged(level: string, write: (log: ReturnType<typeof makeLog>) => void): Record<string, unknown>[] {
  const lines: string[] = []
  write(makeLog({ level, destination: { write: (line) => { lines.push(line) } } }))
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('a line is one JSON object with its sentence, its level and its fields', () => {
  const [line] = logged('info', (log) => log.info({ stream: 'se/price', ms: 12, key: 'Å-12' }, 'cycle ended'))
  assert.is(line!['msg'], 'cycle ended')
  assert.is(line!['level'], 'info')
  assert.is(line!['stream'], 'se/price')
  assert.is(line!['key'], 'Å-12')
  assert.match(String(line!['time']), /^\d{4}-\d\d-\d\dT/)
  assert.not.ok('pid' in line! || 'hostname' in line!)
})

test('what is below the level is not written', () => {
  assert.equal(logged('info', (log) => log.debug({}, 'page read')), [])
  assert.is(logged('debug', (log) => { log.debug({}, 'page read'); log.warn({}, 'slow'); log.error({}, 'gone') }).length, 3)
  assert.equal(logged('silent', (log) => log.error({}, 'gone')), [])
  assert.is(logged('lots', (log) => { log.debug({}, 'page read'); log.info({}, 'begun') }).length, 1)
})

test('secrets and personal data are hidden by name at any likely depth', () => {
  const secret = 'hemligt-7Qx'
  const lines = logged('info', (log) => {
    log.info({ password: secret, user: secret, headers: { Authorization: secret } }, 'connecting')
    log.info({ settings: { storeApi: { token: secret, secret } }, customer: { email: secret, phone: secret } }, 'connecting')
  })
  assert.is(lines.length, 2)
  assert.not.match(JSON.stringify(lines), secret)
  assert.match(JSON.stringify(lines), '[hidden]')
})

test('the fields that were given are left as they were', () => {
  const fields = { password: 'hemligt' }
  logged('info', (log) => log.info(fields, 'connecting'))
  assert.is(fields.password, 'hemligt')
})

test.run()
