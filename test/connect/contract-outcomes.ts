// The contract of answers: done, refused, retry and unknown mean what they say; and of prices and
// stock.
import * as assert from 'uvu/assert'
import type { Within } from './contract.js'
import { allDone } from './contract-bench.js'

const ABSENT = '123'

/** Registers the tests of prices and stock. */
export function parts(within: Within): void {
  within('writes prices and reads the same amounts', async (it) => {
    allDone(await it.create([it.whole('4711')]))
    for (const value of it.options.price.values) {
      allDone(
        await it.send('price', {
          action: 'update',
          scope: it.options.price.scope,
          items: [{ key: '4711', fields: { price: value } }],
        }),
      )
      assert.is((await it.fieldsOf('4711', 'price', it.options.price.scope))['price'], value)
    }
    if (!it.options.price.clears) return
    allDone(
      await it.send('price', {
        action: 'retire',
        scope: it.options.price.scope,
        items: [{ key: '4711', fields: { price: null } }],
      }),
    )
    assert.is((await it.fieldsOf('4711', 'price', it.options.price.scope))['price'], null)
  })

  within('refuses prices that the system would keep as something else', async (it) => {
    allDone(await it.create([it.whole('4711')]))
    for (const value of it.options.price.refused) {
      const answers = await it.send('price', {
        action: 'update',
        scope: it.options.price.scope,
        items: [{ key: '4711', fields: { price: value } }],
      })
      assert.is(answers.get('4711')?.kind, 'refused', String(value))
    }
  })

  within('writes stock where the system can, and refuses where it cannot', async (it) => {
    allDone(await it.create([it.whole('4711')]))
    const can = it.abilityOf('stock').update === 'verified'
    for (const quantity of [12, 0]) {
      const answers = await it.send('stock', {
        action: 'update',
        scope: {},
        items: [{ key: '4711', fields: { quantity } }],
      })
      assert.is(answers.get('4711')?.kind, can ? 'done' : 'refused')
      if (can) assert.is((await it.fieldsOf('4711', 'stock', {}))['quantity'], quantity)
    }
  })
}

/** Registers the tests of answers. */
export function outcomes(within: Within): void {
  within('answers for each change of a batch, one of which is refused', async (it) => {
    const answers = await it.create([it.whole('A'), it.options.product.bad, it.whole('B')])
    assert.is(answers.get('A')?.kind, 'done')
    assert.is(answers.get('B')?.kind, 'done')
    assert.is(answers.get(it.options.product.bad.key)?.kind, 'refused')
    assert.is((await it.find(it.options.product.bad.key)).kind, 'absent')
    assert.is((await it.find('B')).kind, 'found')
  })

  within('refuses the same again', async (it) => {
    for (let time = 0; time < 2; time += 1) {
      assert.is(
        (await it.create([it.options.product.bad])).get(it.options.product.bad.key)?.kind,
        'refused',
      )
    }
  })

  within('refuses to change an article that is not there, and does not create it', async (it) => {
    assert.is((await it.update(ABSENT, { name: 'Ingenting' })).get(ABSENT)?.kind, 'refused')
    assert.is((await it.find(ABSENT)).kind, 'absent')
  })

  within('does not know what became of a write whose answer was lost, and finds it', async (it) => {
    it.arm('lostAfter')
    assert.is((await it.create([it.whole('4711')])).get('4711')?.kind, 'unknown')
    assert.is(
      (await it.fieldsOf('4711'))['name'],
      { ...it.options.product.fields, ...it.options.product.readBack }['name'],
    )
  })

  within(
    'does not know what became of a write that never arrived, and finds nothing',
    async (it) => {
      it.arm('lostBefore')
      assert.is((await it.create([it.whole('4711')])).get('4711')?.kind, 'unknown')
      assert.is((await it.find('4711')).kind, 'absent')
      allDone(await it.create([it.whole('4711')]))
    },
  )

  within('says that nothing happened when the system is busy', async (it) => {
    it.arm('busy')
    const answer = (await it.create([it.whole('4711')])).get('4711')
    assert.is(answer?.kind, 'retry', JSON.stringify(answer))
    const waitMs = answer?.kind === 'retry' ? (answer.afterMs ?? 0) : 0
    await new Promise((resolve) => {
      setTimeout(resolve, waitMs)
    })
    assert.is((await it.find('4711')).kind, 'absent')
    allDone(await it.create([it.whole('4711')]))
  })

  within('takes as many changes at once as its spec says', async (it) => {
    const items = Array.from({ length: it.batchMax }, (_, at) => it.whole(`B-${at}`))
    const answers = await it.connector.writer.send({
      entity: 'product',
      action: 'create',
      scope: it.options.product.scope,
      items,
    })
    assert.is(answers.size, it.batchMax)
    allDone(answers)
  })
}
