// The contract of customers and orders: what was handed over is there once, whole, and found by the shop's own number.
import * as assert from 'uvu/assert'
import type { Answer, WriteItem } from '../../engine/connect/connector.js'
import type { ContractOptions, Mishap, Within } from './contract.js'
import { allDone, type Bench } from './contract-bench.js'

type Fields = Readonly<Record<string, unknown>>

/** A register whose items are handed over whole. */
export interface RegisterCase {
  readonly entity: string
  /** A key that the system takes. */
  readonly key: string
  /** Another one, of which the first is a beginning. */
  readonly longerKey: string
  readonly fields: Fields
  /** What is read back where it differs from what was written; nested fields are looked at one by one. */
  readonly readBack?: Fields
  /** One that the system refuses. */
  readonly bad: Fields
  /** What can be changed afterwards; left out, nothing. */
  readonly change?: Fields
  /** Items to which the system gives their key: fields to make one of, and the value of the field by which it is found. */
  readonly numbered?: { readonly fields: Fields; readonly by: string; readonly value: string }
  /** What retiring looks like when it is read; left out, the system does not retire. */
  readonly retired?: Fields
}

/** Registers the tests of customers and orders, for each that the system has. */
export function documents(within: Within, options: ContractOptions): void {
  for (const one of options.registers ?? []) register(within, one, options)
}

function register(within: Within, one: RegisterCase, { prepare }: ContractOptions): void {
  const ready = (title: string, run: (it: Bench) => Promise<void>): void => {
    within(`${one.entity}: ${title}`, async (it) => {
      await prepare?.(it)
      await run(it)
    })
  }
  const item = (key: string): WriteItem => ({ key, fields: one.fields })
  const create = (it: Bench, ...keys: string[]) => it.send(one.entity, { action: 'create', scope: {}, items: keys.map(item) })

  ready('is absent before, and is read as it was written', async (it) => {
    assert.equal(await it.find(one.key, one.entity, {}), { kind: 'absent' })
    allDone(await create(it, one.key))
    contains(await it.fieldsOf(one.key, one.entity, {}), { ...one.fields, ...one.readBack }, one.entity)
  })

  ready('shows in its answer what a look shows afterwards', async (it) => {
    const answer = (await create(it, one.key)).get(one.key)
    const shown = answer?.kind === 'done' ? answer.readBack?.fields : undefined
    if (shown) contains(await it.fieldsOf(one.key, one.entity, {}), withoutLists(shown), one.entity)
    assert.is(answer?.kind, 'done', JSON.stringify(answer))
  })

  ready('is not taken for one whose key only begins alike', async (it) => {
    allDone(await create(it, one.longerKey))
    assert.equal(await it.find(one.key, one.entity, {}), { kind: 'absent' })
    allDone(await create(it, one.key))
    const found = await it.connector.reader.find(one.entity, [one.longerKey, one.key], {})
    assert.equal([...found].map(([key, { kind }]) => [key, kind]), [[one.longerKey, 'found'], [one.key, 'found']])
  })

  ready('is listed once, the coverage last', async (it) => {
    allDone(await create(it, one.key, one.longerKey))
    const pages = await it.pagesOf(one.entity, {})
    const keys = pages.flatMap(({ items }) => items.map(({ key }) => key))
    assert.equal(keys.filter((key) => key === one.key || key === one.longerKey).sort(), [one.key, one.longerKey].sort())
    assert.ok(pages.slice(0, -1).every(({ coverage }) => coverage === undefined))
    assert.is(pages.at(-1)?.coverage?.kind, it.abilityOf(one.entity).covers)
  })

  ready('is refused where the system does not take it, and leaves nothing behind', async (it) => {
    for (let time = 0; time < 2; time += 1) {
      const answer = (await it.send(one.entity, { action: 'create', scope: {}, items: [{ key: one.key, fields: one.bad }] })).get(one.key)
      assert.is(answer?.kind, 'refused', JSON.stringify(answer))
    }
    assert.equal(await it.find(one.key, one.entity, {}), { kind: 'absent' })
  })

  for (const [mishap, expected] of [['lostAfter', 'found'], ['lostBefore', 'absent']] as const) {
    ready(`${mishap}: nobody knows, and a look from where the write began tells`, async (it) => {
      const answer = await mishapped(it, one, mishap)
      assert.is(answer?.kind, 'unknown', JSON.stringify(answer))
      // Without what was known before, the look takes longer and tells the same.
      assert.is((await it.find(one.key, one.entity, {})).kind, expected)
      if (expected === 'absent') allDone(await create(it, one.key))
    })
  }

  const { change, retired } = one
  if (change) {
    ready('is changed in one field and left as it is in the others', async (it) => {
      allDone(await create(it, one.key))
      const before = await it.fieldsOf(one.key, one.entity, {})
      allDone(await it.send(one.entity, { action: 'update', scope: {}, items: [{ key: one.key, fields: change }] }))
      contains(await it.fieldsOf(one.key, one.entity, {}), { ...withoutLists(before), ...change }, one.entity)
    })
  }
  if (one.numbered) numbered(ready, one.entity, one.numbered)
  if (retired) {
    ready('is retired, and stays', async (it) => {
      allDone(await create(it, one.key))
      allDone(await it.send(one.entity, { action: 'retire', scope: {}, items: [{ key: one.key, fields: {} }] }))
      contains(await it.fieldsOf(one.key, one.entity, {}), retired, one.entity)
    })
  }
}

function numbered(ready: (title: string, run: (it: Bench) => Promise<void>) => void, entity: string, { fields, by, value }: NonNullable<RegisterCase['numbered']>): void {
  const key = 'a name of our own'
  const made = async (it: Bench) => (await it.send(entity, { action: 'create', scope: {}, items: [{ key, fields }] })).get(key)

  ready('is given its key by the system, and is found by it and by what it was made with', async (it) => {
    assert.equal(await it.find(value, entity, { by }), { kind: 'absent' })
    const answer = await made(it)
    assert.is(answer?.kind, 'done', JSON.stringify(answer))
    const id = answer?.kind === 'done' ? answer.id ?? '' : ''
    assert.is(answer?.kind === 'done' ? answer.readBack?.key : undefined, id)
    assert.ok(id !== '' && id !== key)
    for (const found of [await it.find(id, entity, {}), await it.find(value, entity, { by })]) assert.is(found.kind === 'found' ? found.item.key : found.kind, id)
    await made(it)
    const both = await it.find(value, entity, { by })
    assert.is(both.kind === 'ambiguous' ? both.keys.length : both.kind, 2)
  })

  for (const [mishap, expected] of [['lostAfter', 'found'], ['lostBefore', 'absent']] as const) {
    ready(`${mishap}: nobody knows its key, and what it was made with tells whether it is there`, async (it) => {
      it.arm(mishap)
      assert.equal(await it.find(value, entity, { by }), { kind: 'absent' })
      assert.is((await made(it))?.kind, 'unknown')
      assert.is((await it.find(value, entity, { by })).kind, expected)
    })
  }
}

/** Sends one that meets with the mishap, and looks from what the writer knew before. */
async function mishapped(it: Bench, one: RegisterCase, mishap: Mishap): Promise<Answer | undefined> {
  const request = { entity: one.entity, action: 'create', scope: {}, items: [{ key: one.key, fields: one.fields }] } as const
  const since = await it.connector.writer.prepare?.(request)
  it.arm(mishap)
  // The engine looks before it writes.
  assert.equal(await it.find(one.key, one.entity, {}), { kind: 'absent' })
  const answer = (await it.connector.writer.send(request)).get(one.key)
  const found = await it.connector.reader.find(one.entity, [one.key], {}, since)
  assert.is(found.get(one.key)?.kind, mishap === 'lostAfter' ? 'found' : 'absent')
  return answer
}

/** Every value that was meant is shown, however much else is. */
function contains(shown: Fields, meant: Fields, where: string): void {
  for (const [name, value] of Object.entries(meant)) {
    const at = `${where}.${name}`
    if (value !== null && typeof value === 'object') contains((shown[name] ?? {}) as Fields, value as Fields, at)
    else assert.is(shown[name], value, at)
  }
}

function withoutLists(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value === null || typeof value !== 'object'))
}
