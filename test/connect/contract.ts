// What every driver must do, whatever system is behind it. Run against each with a new, empty
// system for every test.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Scope } from '../../engine/core/stream.js'
import type {
  Answer,
  Connector,
  Found,
  Page,
  WriteAction,
  WriteItem,
} from '../../engine/connect/connector.js'
import type { World } from '../../engine/connect/world/world.js'
import type { Ability, SystemSpec } from '../../engine/types/system.js'

/** One new system and a connector to it. */
export interface Subject {
  readonly connector: Connector
  /** The simulated system's own memory, to put faults in and to see what really happened. */
  readonly world: World
  close(): Promise<void>
}

/**
 * lostAfter: it happens, and the answer is lost. lostBefore: nothing happens, and the answer is
 * lost. busy: not now.
 */
export type Mishap = 'lostAfter' | 'lostBefore' | 'busy'

export interface ContractOptions {
  readonly spec: SystemSpec
  readonly make: (habits: { pageMax: number }) => Promise<Subject>
  /** Makes the next write of a product meet with the mishap, once. */
  readonly arm: (world: World, mishap: Mishap) => void
  readonly product: {
    readonly scope: Scope
    /** A whole article as it is written, and what is read back where that differs. */
    readonly fields: Readonly<Record<string, unknown>>
    readonly readBack?: Readonly<Record<string, unknown>>
    /** What an article needs besides its name to show up in the listing. */
    readonly toBeListed?: Readonly<Record<string, unknown>>
    readonly clear: string
    /** One that the system refuses, whatever else is in the request. */
    readonly bad: WriteItem
  }
  readonly price: {
    readonly scope: Scope
    readonly values: readonly string[]
    readonly clears: boolean
    /** A price list where a write can be refused, and the values that are. */
    readonly refused: readonly unknown[]
  }
}

const KEYS = ['1/4"-UNC', 'Å-12', 'A&B', '00123', '4711']
const ABSENT = '123'

/** Registers the suite; the file that calls it is the test. */
export function contractSuite(name: string, options: ContractOptions): void {
  const test = suite(name)
  const { spec, product, price } = options
  const batchMax = spec.habits.batchMax

  const within = (title: string, run: (subject: Subject) => Promise<void>, pageMax = 100): void => {
    test(title, async () => {
      const subject = await options.make({ pageMax })
      try {
        await run(subject)
      } finally {
        await subject.close()
      }
    })
  }

  async function send(
    subject: Subject,
    entity: string,
    request: { action: WriteAction; scope?: Scope; items: readonly WriteItem[] },
  ): Promise<Map<string, Answer>> {
    const answers = new Map<string, Answer>()
    for (let at = 0; at < request.items.length; at += batchMax) {
      const items = request.items.slice(at, at + batchMax)
      const scope = request.scope ?? product.scope
      for (const [key, answer] of await subject.connector.writer.send({
        entity,
        action: request.action,
        scope,
        items,
      }))
        answers.set(key, answer)
    }
    return answers
  }

  const create = (subject: Subject, items: readonly WriteItem[]): Promise<Map<string, Answer>> =>
    send(subject, 'product', { action: 'create', items })
  const update = (
    subject: Subject,
    key: string,
    fields: WriteItem['fields'],
  ): Promise<Map<string, Answer>> =>
    send(subject, 'product', { action: 'update', items: [{ key, fields }] })
  const whole = (key: string): WriteItem => ({ key, fields: { sku: key, ...product.fields } })

  async function find(
    subject: Subject,
    key: string,
    entity = 'product',
    scope = product.scope,
  ): Promise<Found> {
    const found = (await subject.connector.reader.find(entity, [key], scope)).get(key)
    assert.ok(found, `no answer for ${key}`)
    return found!
  }

  async function fieldsOf(
    subject: Subject,
    key: string,
    entity = 'product',
    scope = product.scope,
  ): Promise<Record<string, unknown>> {
    const found = await find(subject, key, entity, scope)
    assert.is(found.kind, 'found', `${key}: ${JSON.stringify(found)}`)
    return found.kind === 'found' ? { ...found.item.fields } : {}
  }

  function allDone(answers: ReadonlyMap<string, Answer>): void {
    for (const [key, answer] of answers)
      assert.is(answer.kind, 'done', `${key}: ${JSON.stringify(answer)}`)
  }

  within('says who it is', async (subject) => {
    const { title } = await subject.connector.reader.identify()
    assert.ok(title.length > 0)
  })

  within(
    'finds articles by the very same number, and says which are not there',
    async (subject) => {
      allDone(await create(subject, KEYS.map(whole)))
      const found = await subject.connector.reader.find('product', [...KEYS, ABSENT], product.scope)
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
      assert.is((await subject.connector.reader.find('product', [], product.scope)).size, 0)
    },
  )

  within('reads back what was written', async (subject) => {
    allDone(await create(subject, [whole('4711')]))
    const fields = await fieldsOf(subject, '4711')
    for (const [field, value] of Object.entries({ ...product.fields, ...product.readBack }))
      assert.equal(fields[field], value, field)
  })

  within('shows every field that its spec says a read shows', async (subject) => {
    allDone(await create(subject, [whole('4711')]))
    const fields = await fieldsOf(subject, '4711')
    for (const [field, ability] of Object.entries(abilityOf('product').fields)) {
      if (ability?.read === 'verified' && field !== 'parent') assert.ok(field in fields, field)
    }
  })

  within('writes the same twice without changing anything', async (subject) => {
    allDone(await create(subject, [whole('4711')]))
    const before = await fieldsOf(subject, '4711')
    const { sku: _sku, ...fields } = whole('4711').fields
    allDone(await update(subject, '4711', updatable(fields)))
    assert.equal(await fieldsOf(subject, '4711'), before)
  })

  within('changes one field and leaves the others', async (subject) => {
    allDone(await create(subject, [whole('4711')]))
    const before = await fieldsOf(subject, '4711')
    allDone(await update(subject, '4711', { name: 'Tekopp räfflad' }))
    assert.equal(await fieldsOf(subject, '4711'), { ...before, name: 'Tekopp räfflad' })
  })

  within('clears a field that is written as null', async (subject) => {
    allDone(await create(subject, [whole('4711')]))
    const before = await fieldsOf(subject, '4711')
    assert.is.not(before[product.clear], null)
    allDone(await update(subject, '4711', { [product.clear]: null }))
    assert.equal(await fieldsOf(subject, '4711'), { ...before, [product.clear]: null })
  })

  within('retires an article, and brings it back', async (subject) => {
    allDone(await create(subject, [whole('4711')]))
    allDone(
      await send(subject, 'product', {
        action: 'retire',
        items: [{ key: '4711', fields: { active: false } }],
      }),
    )
    assert.is((await fieldsOf(subject, '4711'))['active'], false)
    allDone(await update(subject, '4711', { active: true }))
    assert.is((await fieldsOf(subject, '4711'))['active'], true)
  })

  within('answers for each change of a batch, one of which is refused', async (subject) => {
    const answers = await create(subject, [whole('A'), product.bad, whole('B')])
    assert.is(answers.get('A')?.kind, 'done')
    assert.is(answers.get('B')?.kind, 'done')
    assert.is(answers.get(product.bad.key)?.kind, 'refused')
    assert.is((await find(subject, product.bad.key)).kind, 'absent')
    assert.is((await find(subject, 'B')).kind, 'found')
  })

  within('refuses the same again', async (subject) => {
    for (let time = 0; time < 2; time += 1) {
      assert.is((await create(subject, [product.bad])).get(product.bad.key)?.kind, 'refused')
    }
  })

  within(
    'refuses to change an article that is not there, and does not create it',
    async (subject) => {
      assert.is((await update(subject, ABSENT, { name: 'Ingenting' })).get(ABSENT)?.kind, 'refused')
      assert.is((await find(subject, ABSENT)).kind, 'absent')
    },
  )

  within(
    'does not know what became of a write whose answer was lost, and finds it',
    async (subject) => {
      options.arm(subject.world, 'lostAfter')
      assert.is((await create(subject, [whole('4711')])).get('4711')?.kind, 'unknown')
      assert.is(
        (await fieldsOf(subject, '4711'))['name'],
        { ...product.fields, ...product.readBack }['name'],
      )
    },
  )

  within(
    'does not know what became of a write that never arrived, and finds nothing',
    async (subject) => {
      options.arm(subject.world, 'lostBefore')
      assert.is((await create(subject, [whole('4711')])).get('4711')?.kind, 'unknown')
      assert.is((await find(subject, '4711')).kind, 'absent')
      allDone(await create(subject, [whole('4711')]))
    },
  )

  within('says that nothing happened when the system is busy', async (subject) => {
    options.arm(subject.world, 'busy')
    const answer = (await create(subject, [whole('4711')])).get('4711')
    assert.is(answer?.kind, 'retry', JSON.stringify(answer))
    const waitMs = answer?.kind === 'retry' ? (answer.afterMs ?? 0) : 0
    await new Promise((resolve) => {
      setTimeout(resolve, waitMs)
    })
    assert.is((await find(subject, '4711')).kind, 'absent')
    allDone(await create(subject, [whole('4711')]))
  })

  within(
    'lists page by page, each article once, the coverage last',
    async (subject) => {
      const keys = Array.from({ length: 25 }, (_, at) => `L-${String(at).padStart(2, '0')}`)
      allDone(
        await create(
          subject,
          keys.map((key) => ({ key, fields: { ...whole(key).fields, ...product.toBeListed } })),
        ),
      )
      const pages = await pagesOf(subject, 'product')
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
      assert.is(pages.at(-1)?.coverage?.kind, abilityOf('product').covers)
      const again = (await pagesOf(subject, 'product')).flatMap((page) => page.items)
      if (spec.habits.stablePaging)
        assert.equal(
          again.map(({ key }) => key),
          items.map(({ key }) => key),
        )
    },
    10,
  )

  within(
    'lists no field that its spec says a listing lacks, and all the others',
    async (subject) => {
      allDone(
        await create(subject, [
          { key: 'L', fields: { ...whole('L').fields, ...product.toBeListed } },
        ]),
      )
      for (const [entity, scope] of [
        ['product', product.scope],
        ['price', price.scope],
        ['stock', {}],
      ] as const) {
        const item = (await pagesOf(subject, entity, scope))
          .flatMap((page) => page.items)
          .find(({ key }) => key === 'L')
        if (!item) {
          assert.is(entity, 'price', `${entity}: not listed`)
          continue
        }
        for (const [field, ability] of Object.entries(abilityOf(entity).fields)) {
          if (ability?.read !== 'verified') continue
          assert.is(
            field in item.fields,
            ability.listed !== false || item.partial !== true,
            `${entity}.${field}`,
          )
        }
      }
    },
  )

  within('writes prices and reads the same amounts', async (subject) => {
    allDone(await create(subject, [whole('4711')]))
    for (const value of price.values) {
      allDone(
        await send(subject, 'price', {
          action: 'update',
          scope: price.scope,
          items: [{ key: '4711', fields: { price: value } }],
        }),
      )
      assert.is((await fieldsOf(subject, '4711', 'price', price.scope))['price'], value)
    }
    if (!price.clears) return
    allDone(
      await send(subject, 'price', {
        action: 'retire',
        scope: price.scope,
        items: [{ key: '4711', fields: { price: null } }],
      }),
    )
    assert.is((await fieldsOf(subject, '4711', 'price', price.scope))['price'], null)
  })

  within('refuses prices that the system would keep as something else', async (subject) => {
    allDone(await create(subject, [whole('4711')]))
    for (const value of price.refused) {
      const answers = await send(subject, 'price', {
        action: 'update',
        scope: price.scope,
        items: [{ key: '4711', fields: { price: value } }],
      })
      assert.is(answers.get('4711')?.kind, 'refused', String(value))
    }
  })

  within('writes stock where the system can, and refuses where it cannot', async (subject) => {
    allDone(await create(subject, [whole('4711')]))
    const can = abilityOf('stock').update === 'verified'
    for (const quantity of [12, 0]) {
      const answers = await send(subject, 'stock', {
        action: 'update',
        scope: {},
        items: [{ key: '4711', fields: { quantity } }],
      })
      assert.is(answers.get('4711')?.kind, can ? 'done' : 'refused')
      if (can) assert.is((await fieldsOf(subject, '4711', 'stock', {}))['quantity'], quantity)
    }
  })

  within('takes as many changes at once as its spec says', async (subject) => {
    const items = Array.from({ length: batchMax }, (_, at) => whole(`B-${at}`))
    const answers = await subject.connector.writer.send({
      entity: 'product',
      action: 'create',
      scope: product.scope,
      items,
    })
    assert.is(answers.size, batchMax)
    allDone(answers)
  })

  within('closes twice without harm', async (subject) => {
    await subject.connector.reader.close()
    await subject.connector.reader.close()
  })

  function abilityOf(entity: string): Ability {
    const ability = spec.can[entity]
    assert.ok(ability, `${spec.id} has no ${entity}`)
    return ability!
  }

  function updatable(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const abilities = abilityOf('product').fields
    return Object.fromEntries(
      Object.entries(fields).filter(([field]) => abilities[field]?.onlyAtCreate !== true),
    )
  }

  async function pagesOf(
    subject: Subject,
    entity: string,
    scope: Scope = product.scope,
  ): Promise<Page[]> {
    const pages: Page[] = []
    for await (const page of subject.connector.reader.list(entity, scope)) pages.push(page)
    return pages
  }

  test.run()
}
