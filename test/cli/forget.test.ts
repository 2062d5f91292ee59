// samsyn forget: a person leaves the engine's folder; what the books and the once-only need stays.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { FileIntents } from '../../engine/store/intents.js'
import { FileStore } from '../../engine/store/store.js'
import { samsyn } from '../kit/cli.js'
import { orderScenario, type OrderScenario } from '../kit/order-scenario.js'

const test = suite('samsyn forget')
const EMAIL = 'asa@example.se'
const NAME = 'Åsa Öberg'

/** Files of the engine's folder that say who bought. */
function telling(dir: string): string[] {
  const look = (folder: string): string[] => readdirSync(folder).flatMap((name) => {
    const file = join(folder, name)
    if (statSync(file).isDirectory()) return look(file)
    return /Åsa|asa@|Öberg/.test(readFileSync(file, 'utf8')) ? [file.slice(dir.length + 1)] : []
  })
  return look(join(dir, '.samsyn')).sort()
}

/** One order that was handed over, and beside it what an engine that kept more would have left: in the memory, its backup and the intents. */
async function remembered(): Promise<OrderScenario> {
  const it = await orderScenario({ orders: 'customer: { numberFrom: erp }' })
  it.place('1001', {})
  it.place('1002', { customer: { email: 'bo@example.se' } })
  await it.run()
  const store = new FileStore({ dir: it.dir, now: Date.now, owns: () => true })
  const known = store.read('se/order')
  const withName = (email: string) => [...known.entries].map(([key, entry]) => [key, key === '1001' ? { ...entry, target: { ...entry.target, customerName: NAME, comment: email } } : entry] as const)
  await store.write('se/order', { ...known, entries: new Map(withName('old')) })
  await store.write('se/order', { ...known, entries: new Map(withName(EMAIL)) })
  await store.close()
  const intents = writer(it.dir)
  await intents.end(await intents.begin(meant('1001', { customerName: NAME, gross: '447.00' })), { 'se/order:create:1001': 'done' })
  await intents.close()
  return it
}

function writer(dir: string): FileIntents {
  return FileIntents.open({ dir, fence: 1, now: Date.now, owns: () => true })
}

function meant(key: string, after: Record<string, unknown>): Parameters<FileIntents['begin']>[0] {
  return { stream: 'se/order', entity: 'order', action: 'create', system: 'erp', scope: {}, items: [{ change: `se/order:create:${key}`, key, after, before: null }] }
}

test('S-075: by e-mail, customer number or order number, our copies go; numbers and digests stay, and the ERP is as it was', async () => {
  for (const by of ['email', 'customer', 'order'] as const) {
    const it = await remembered()
    const card = it.document('se/1001')['CUSTOMER_NUMBER'] as string
    const asked = { email: EMAIL, customer: card, order: '1001' }[by]
    assert.is(telling(it.dir).length, 3, telling(it.dir).join())
    it.erpLog()
    const before = JSON.stringify([it.documents(), it.customers()])
    const { code, out, err } = await samsyn(['forget', asked, it.dir, '--json'])
    assert.is(code, 0, out + err)
    const told = JSON.parse(out) as { removed: Record<string, number>; intents: number; left: { orders: string[]; cards: string[] }; unreachable: string[] }
    assert.equal([told.removed['se/order'], told.intents, told.left.orders, told.left.cards], [1, 1, ['1001'], [card]])
    assert.ok(told.unreachable.length > 0)
    assert.equal(telling(it.dir), [])
    assert.not.match(out + err, /asa@|Åsa/)
    assert.equal([JSON.stringify([it.documents(), it.customers()]), it.erpLog()], [before, []])
    it.close()
  }
})

test('S-075: where the shop owns the numbers a customer is found by e-mail all the same, and so is one who is held', async () => {
  const two = Object.fromEntries(['501', '502'].map((NUMBER) => [NUMBER, { NUMBER, NAME: 'Bo', EMAIL: 'bo@example.se' }]))
  const it = await orderScenario({ orders: 'customer: { numberFrom: shop, matchBy: [number, email] }', customers: two })
  it.place('1001', { customer: { id: '7003', email: EMAIL } })
  it.place('1002', { customer: { id: '7012', email: 'bo@example.se' } })
  await it.run()
  const asked = async (text: string): Promise<unknown> => {
    const { code, out, err } = await samsyn(['forget', text, it.dir, '--json'])
    assert.is(code, 0, `${text}: ${out}${err}`)
    const { left } = JSON.parse(out) as { left: { entries: number; waiting: number; orders: string[]; cards: string[] } }
    return [left.entries > 0, left.waiting, left.orders, left.cards]
  }
  assert.equal(await asked('Asa@example.se'), [true, 0, ['1001'], ['7003']])
  assert.equal(await asked('7003'), [true, 0, ['1001'], ['7003']])
  for (const held of ['7012', '1002']) assert.equal(await asked(held), [false, 2, ['1002'], []])
  it.close()
})

test('twice is once; the order stays handed over, and the customer is known again by the digest', async () => {
  const it = await remembered()
  await samsyn(['forget', EMAIL, it.dir])
  const state = readFileSync(join(it.dir, '.samsyn', 'state', readdirSync(join(it.dir, '.samsyn', 'state')).find((name) => /order\.json$/.test(name)) as string), 'utf8')
  const again = await samsyn(['forget', EMAIL, it.dir])
  assert.is(again.code, 0, again.err)
  assert.match(again.out, /nothing personal was left to remove/)
  assert.match(state, /447\.00|"gross"/)
  const passed = await it.run()
  assert.equal(passed.outcomes, [])
  assert.equal(passed.document.streams.flatMap(({ held }) => held), [])
  const cards = it.customers().length
  it.place('1003', {})
  it.at('2026-11-25T15:00:00Z')
  await it.run()
  assert.equal([it.customers().length, it.document('se/1003')['CUSTOMER_NUMBER']], [cards, it.document('se/1001')['CUSTOMER_NUMBER']])
  it.close()
})

test('what is refused: nobody, several, and a write without an end', async () => {
  const it = await remembered()
  const refused = async (...args: string[]): Promise<string> => {
    const { code, err } = await samsyn(['forget', ...args])
    assert.is(code, 1, err)
    return /\[([A-Z_]+)\]/.exec(err)?.[1] ?? err
  }
  assert.is(await refused('nobody@example.se', it.dir), 'FORGET_NOBODY')
  assert.is(await refused('1001', it.dir, '--by', 'name'), 'FORGET_BY_UNKNOWN')
  const store = new FileStore({ dir: it.dir, now: Date.now, owns: () => true })
  const cards = store.read('se/order-customer')
  const [[id, entry] = ['', undefined]] = [...cards.entries]
  await store.write('se/order-customer', { ...cards, entries: new Map([...cards.entries, [id, { ...entry!, target: { ...entry!.target, number: '1002' } }]]) })
  assert.is(await refused('1002', it.dir), 'FORGET_UNCLEAR')
  const intents = writer(it.dir)
  await intents.begin(meant('1001', { customerName: NAME }))
  await intents.close()
  const before = telling(it.dir)
  assert.is(await refused('1001', it.dir), 'FORGET_OPEN')
  assert.equal(telling(it.dir), before)
  it.close()
})

test.run()
