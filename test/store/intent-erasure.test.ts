import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { eraseFromIntents, type EraseItem } from '../../engine/store/intent-erasure.js'
import { FileIntents } from '../../engine/store/intents.js'
import { testFolder } from '../kit/program.js'

const test = suite('erasing from intents')
const erase: EraseItem = (_intent, item) => (item.after['name'] === 'Anna' ? { ...item, after: { ...item.after, name: 'erased' } } : item)

const meant = (key: string, name: string): Parameters<FileIntents['begin']>[0] =>
  ({ stream: 'se/customer', entity: 'customer', action: 'update', system: 'erp', scope: {}, items: [{ change: key, key, after: { name, city: 'Ort' }, before: null }] })

test('S-075: ended ones lose it in every month, open ones keep it, and everything else is as it was', async () => {
  const dir = testFolder()
  let nowMs = Date.parse('2026-10-31T12:00:00Z')
  const intents = FileIntents.open({ dir, fence: 1, now: () => nowMs, owns: () => true })
  await intents.end(await intents.begin(meant('1', 'Anna')), { 1: 'done' })
  const late = await intents.begin(meant('2', 'Anna'))
  nowMs = Date.parse('2026-11-02T12:00:00Z')
  await intents.end(await intents.begin(meant('3', 'Bo')), { 3: 'done' })
  await intents.end(late, { 2: 'not done' })
  const open = await intents.begin(meant('4', 'Anna'))
  await intents.close()
  const before = await historyOf(dir)
  assert.is(eraseFromIntents(dir, new Set([open]), erase), 3)
  const after = await historyOf(dir)
  assert.equal(after.map(([key, name]) => `${key} ${name}`), ['1 erased', '3 Bo', '2 erased', '4 Anna'])
  assert.equal(after.map(([key, , rest]) => [key, rest]), before.map(([key, , rest]) => [key, rest]))
  const texts = readdirSync(join(dir, '.samsyn', 'intents')).map((name) => readFileSync(join(dir, '.samsyn', 'intents', name), 'utf8'))
  assert.equal([texts.length, texts.join('').match(/Anna/g)?.length], [2, 1])
  assert.is(eraseFromIntents(dir, new Set([open]), erase), 0)
  const next = FileIntents.open({ dir, fence: 2, now: () => nowMs + 1, owns: () => true })
  assert.equal(next.open().map(({ id }) => id), [open])
  await next.end(open, { 4: 'done' })
  await next.close()
})

async function historyOf(dir: string): Promise<[string, unknown, string][]> {
  const found: [string, unknown, string][] = []
  for await (const { intent, outcomes } of FileIntents.read({ dir }).history())
    for (const { key, after } of intent.items) found.push([key, after['name'], JSON.stringify([intent.id, intent.at, after['city'], outcomes])])
  return found
}

test('a folder without any has nothing to erase', () => {
  assert.is(eraseFromIntents(testFolder(), new Set(), erase), 0)
})

test.run()
