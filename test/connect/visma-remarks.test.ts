// What is done and not as it was meant to be is said with the answer, however far from the write it was noticed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Answer } from '../../engine/connect/connector.js'
import { VismaApi } from '../../engine/connect/visma/api.js'
import { OwnProcessBridge } from '../../engine/connect/visma/bridge/client.js'
import type { Bridge, Reply } from '../../engine/connect/visma/bridge/protocol.js'
import { makeRegisters } from '../../engine/connect/visma/registers.js'
import { createErpWorld } from '../../engine/connect/visma/simulator/make.js'
import { AdkSimulator } from '../../engine/connect/visma/simulator/simulator.js'
import type { World } from '../../engine/connect/world/world.js'

const test = suite('visma remarks')
let dir = ''
let world: World
let api: VismaApi
test.before.each(() => {
  dir = mkdtempSync(join(tmpdir(), 'samsyn-remarks-'))
  world = createErpWorld(join(dir, 'erp.json'), {
    tables: {
      ARTICLE: { KOPP: { NUMBER: 'KOPP', NAME: 'Kopp', ACCOUNTING_CODE: '25', UNIT_CODE: 'st' } }, CUSTOMER: { K1: { NUMBER: 'K1', NAME: 'Åsa Öberg' } },
      VERIFICATION_SERIES: { V: { VER_SERIE: 'V', NAME: 'Butiken', ACTIVE: true } },
    },
  })
})
test.after.each(async () => {
  await api.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Sends one create through a bridge that may change an answer on its way. */
async function create(entity: string, key: string, fields: Record<string, unknown>, change: (reply: Reply) => Reply = (reply) => reply): Promise<Answer> {
  const own = new OwnProcessBridge(() => new AdkSimulator(world))
  const bridge: Bridge = {
    call: async (verb, ask) => {
      const reply = await own.call(verb, ask)
      return verb === 'addDocument' ? change(reply) as typeof reply : reply
    },
    end: () => own.end(),
  }
  api = new VismaApi({ bridge, open: { commonFiles: '', company: '', user: '', password: '' } })
  const { writers } = makeRegisters(api, 50, {})
  const writer = writers.find((one) => one.entities.includes(entity))
  assert.ok(writer, entity)
  const request = { entity, action: 'create', scope: {}, items: [{ key, fields }] } as const
  return (writer as NonNullable<typeof writer>).one(request, request.items[0])
}

function warned(answer: Answer): readonly string[] {
  assert.is(answer.kind, 'done', JSON.stringify(answer))
  return answer.kind === 'done' ? (answer.warnings ?? []).map(({ code }) => code) : []
}

test('a document that cannot be read after it was made is done, and says so', async () => {
  const order = { customerNumber: 'K1', pricesWithVat: true, rows: { 1: { sku: 'KOPP', quantity: '1', price: '100.00' } } }
  assert.equal(warned(await create('order', '1', order)), [])
  await api.close()
  const answer = await create('order', '2', order, () => ({ ok: { head: [], rows: [] } }))
  assert.equal(warned(answer), ['VISMA_DOCUMENT_NOT_READ'])
  assert.is(Object.keys(world.table('ORDER_HEAD')).length, 2)
})

test('letters that a voucher cannot hold are said', async () => {
  const voucher = {
    series: 'V', date: '2026-11-25', text: 'Łódź', rows: { 1: { account: '1920', amount: '100.00', text: 'Łódź' }, 2: { account: '3001', amount: '-100.00' } },
  }
  const answer = await create('voucher', '2026-11-25/1', voucher)
  const codes = warned(answer)
  assert.is(codes.length, 2, JSON.stringify(answer))
  assert.ok(codes.every((code) => code === codes[0]), JSON.stringify(codes))
})

test.run()
