// The bridge killed or hung at every call of an order's write, before and after each: whatever happened, the company has our order
// once or not at all, and whoever looks for our reference and then asks again makes it once.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ChildBridge } from '../../engine/connect/visma/bridge/client.js'
import { testLibrary } from './build.js'
import { company } from './company.js'
import { addOrder, dies, ok, OPEN, ordersWith } from './orders.js'

const test = suite('native bridge, an order written through accidents')
const file = testLibrary()
const DEADLINE_MS = 1_000
/** Every function that a document's write calls; a wrong name here would fail, as nothing would strike. */
const CALLS = [
  'AdkCreateData', 'AdkGetType', 'AdkSetBool', 'AdkSetStr', 'AdkDateToLong', 'AdkSetDate', 'AdkGetRowsFldId', 'AdkGetNrowsFldId', 'AdkGetRowDbId',
  'AdkCreateDataRow', 'AdkGetDataRow', 'AdkSetDouble', 'AdkSetData', 'AdkAdd', 'AdkGetDouble', 'AdkGetData', 'AdkGetStr', 'AdkDeleteStruct',
]
/** What returns a buffer itself has no moment after it in the small library. */
const ONLY_BEFORE = new Set(['AdkCreateData', 'AdkCreateDataRow', 'AdkGetDataRow'])

if (file !== undefined) {
  for (const kind of ['crash', 'hang'] as const) {
    for (const when of ['before', 'after'] as const) {
      test(`${kind} ${when} each call`, async () => {
        const counted: Record<string, number> = {}
        for (const name of CALLS.filter((one) => when === 'before' || !ONLY_BEFORE.has(one))) {
          const where = company({ fault: `${kind}:${name}:${when}` })
          const bridge = new ChildBridge({ args: ['--library', file], deadlineMs: DEADLINE_MS })
          try {
            ok(await bridge.call('open', OPEN))
            assert.is(await dies(addOrder(bridge, 'webb-7')), kind === 'crash' ? 'died' : 'deadline', name)
            ok(await bridge.call('open', OPEN))
            const there = await ordersWith(bridge, 'webb-7')
            assert.ok(there.length <= 1, `${name}: ${there.length} orders`)
            counted[name] = there.length
            if (there.length === 0) ok(await addOrder(bridge, 'webb-7'))
            assert.equal(await ordersWith(bridge, 'webb-7'), [1001], name)
          } finally {
            await bridge.end()
            where.gone()
          }
        }
        const before = Object.entries(counted).filter(([, orders]) => orders === 0).map(([name]) => name)
        assert.ok(before.length > 0 && before.length < Object.keys(counted).length, `the order was there after ${JSON.stringify(counted)}`)
      })
    }
  }
}

test.run()
