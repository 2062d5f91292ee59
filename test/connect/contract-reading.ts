// The contract of reading: finding, listing, and what is shown.
import * as assert from 'uvu/assert'
import type { Within } from './contract.js'
import { allDone } from './contract-bench.js'

const KEYS = ['1/4"-UNC', 'Å-12', 'A&B', '00123', '4711']
const ABSENT = '123'

/** Registers the tests of a Reader. */
export function reading(within: Within): void {
  within('says who it is', async (it) => {
    const { title } = await it.connector.reader.identify()
    assert.ok(title.length > 0)
  })

  within('finds articles by the very same number, and says which are not there', async (it) => {
    allDone(await it.create(KEYS.map(it.whole)))
    const found = await it.connector.reader.find(
      'product',
      [...KEYS, ABSENT],
      it.options.product.scope,
    )
    assert.is(found.size, KEYS.length + 1)
    for (const key of KEYS) {
      const one = found.get(key)
      assert.is(one?.kind, 'found', key)
      if (one?.kind === 'found') {
        assert.is(one.item.key, key)
        assert.is(one.item.fields['sku'], key)
      }
    }
    assert.equal(found.get(ABSENT), { kind: 'absent' })
    assert.is((await it.connector.reader.find('product', [], it.options.product.scope)).size, 0)
  })

  within('shows every field that its spec says a read shows', async (it) => {
    allDone(await it.create([it.whole('4711')]))
    const fields = await it.fieldsOf('4711')
    for (const [field, ability] of Object.entries(it.abilityOf('product').fields)) {
      if (ability?.read === 'verified' && field !== 'parent') assert.ok(field in fields, field)
    }
  })

  within(
    'lists page by page, each article once, the coverage last',
    async (it) => {
      const keys = Array.from({ length: 25 }, (_, at) => `L-${String(at).padStart(2, '0')}`)
      allDone(
        await it.create(
          keys.map((key) => ({
            key,
            fields: { ...it.whole(key).fields, ...it.options.product.toBeListed },
          })),
        ),
      )
      const pages = await it.pagesOf('product')
      const items = pages.flatMap((page) => page.items)
      assert.equal(
        items
          .map(({ key }) => key)
          .filter((key) => keys.includes(key))
          .sort(),
        keys,
      )
      assert.is(new Set(items.map(({ key }) => key)).size, items.length)
      for (const page of pages) assert.ok(page.items.length <= 10, `a page of ${page.items.length}`)
      assert.ok(pages.slice(0, -1).every((page) => page.coverage === undefined))
      assert.is(pages.at(-1)?.coverage?.kind, it.abilityOf('product').covers)
      const again = (await it.pagesOf('product')).flatMap((page) => page.items)
      if (it.options.spec.habits.stablePaging)
        assert.equal(
          again.map(({ key }) => key),
          items.map(({ key }) => key),
        )
    },
    10,
  )

  within('lists no field that its spec says a listing lacks, and all the others', async (it) => {
    allDone(
      await it.create([
        { key: 'L', fields: { ...it.whole('L').fields, ...it.options.product.toBeListed } },
      ]),
    )
    for (const [entity, scope] of [
      ['product', it.options.product.scope],
      ['price', it.options.price.scope],
      ['stock', {}],
    ] as const) {
      const item = (await it.pagesOf(entity, scope))
        .flatMap((page) => page.items)
        .find(({ key }) => key === 'L')
      if (!item) {
        assert.is(entity, 'price', `${entity}: not listed`)
        continue
      }
      for (const [field, ability] of Object.entries(it.abilityOf(entity).fields)) {
        if (ability?.read !== 'verified') continue
        assert.is(
          field in item.fields,
          ability.listed !== false || item.partial !== true,
          `${entity}.${field}`,
        )
      }
    }
  })

  within('closes twice without harm', async (it) => {
    await it.connector.reader.close()
    await it.connector.reader.close()
  })
}
