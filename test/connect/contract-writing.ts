// The contract of writing: what was written is what is read, and nothing else changed.
import * as assert from 'uvu/assert'
import type { Within } from './contract.js'
import { allDone } from './contract-bench.js'

/** Registers the tests of writing articles. */
export function writing(within: Within): void {
  within('reads back what was written', async (it) => {
    allDone(await it.create([it.whole('4711')]))
    const fields = await it.fieldsOf('4711')
    for (const [field, value] of Object.entries({
      ...it.options.product.fields,
      ...it.options.product.readBack,
    }))
      assert.equal(fields[field], value, field)
  })

  within('gives a new article no price, rather than one of nothing', async (it) => {
    allDone(await it.create([it.whole('4711')]))
    assert.is((await it.fieldsOf('4711', 'price', it.options.price.scope))['price'], null)
  })

  within('writes the same twice without changing anything', async (it) => {
    allDone(await it.create([it.whole('4711')]))
    const before = await it.fieldsOf('4711')
    const { sku: _sku, ...fields } = it.whole('4711').fields
    allDone(await it.update('4711', it.updatable(fields)))
    assert.equal(await it.fieldsOf('4711'), before)
  })

  within('changes one field and leaves the others', async (it) => {
    allDone(await it.create([it.whole('4711')]))
    const before = await it.fieldsOf('4711')
    allDone(await it.update('4711', { name: 'Tekopp räfflad' }))
    assert.equal(await it.fieldsOf('4711'), { ...before, name: 'Tekopp räfflad' })
  })

  within('clears a field that is written as null', async (it) => {
    allDone(await it.create([it.whole('4711')]))
    const before = await it.fieldsOf('4711')
    assert.is.not(before[it.options.product.clear], null)
    allDone(await it.update('4711', { [it.options.product.clear]: null }))
    assert.equal(await it.fieldsOf('4711'), { ...before, [it.options.product.clear]: null })
  })

  within('retires an article, and brings it back', async (it) => {
    allDone(await it.create([it.whole('4711')]))
    allDone(
      await it.send('product', {
        action: 'retire',
        items: [{ key: '4711', fields: { active: false } }],
      }),
    )
    assert.is((await it.fieldsOf('4711'))['active'], false)
    allDone(await it.update('4711', { active: true }))
    assert.is((await it.fieldsOf('4711'))['active'], true)
  })
}
