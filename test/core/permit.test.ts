import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { measure } from '../../engine/core/measures.js'
import { permit } from '../../engine/core/permit.js'
import { change, draftOf } from '../kit/change.js'
import { frozen, PRICE, stream, TIER, type SystemOptions } from '../kit/world.js'

const test = suite('core: what a system and a package allow')
const ALL = [change({ action: 'create', key: '1' }), change({ action: 'update', key: '2' }), change({ action: 'retire', key: '3' })]

const ABILITIES: [string, SystemOptions['ability'], (string | undefined)[]][] = [
  ['everything is known', {}, [undefined, undefined, undefined]],
  ['creating is not verified', { create: 'assumed' }, ['NOT_VERIFIED', undefined, undefined]],
  ['retiring is an update', { update: 'assumed' }, [undefined, 'NOT_VERIFIED', 'NOT_VERIFIED']],
]
for (const [name, ability, expected] of ABILITIES) {
  test(name, () => {
    const { changes } = permit(frozen(draftOf(stream({ can: { ability: ability ?? {} } }), ALL)))
    assert.equal(changes.map((one) => one.why?.[0]?.code), expected)
    assert.equal(changes.map((one) => one.verdict), expected.map((code) => (code ? 'withheld' : 'ready')))
  })
}

test('a system that cannot create says why', () => {
  const given = stream()
  const { create: _, ...ability } = given.target.spec.can['product'] ?? { fields: {} }
  const target = { ...given.target, spec: { ...given.target.spec, can: { product: { ...ability, why: 'it is made by hand' } } } }
  const why = permit(draftOf({ ...given, target }, ALL)).changes[0]?.why?.[0]
  assert.equal([why?.code, why?.facts?.['why'], why?.facts?.['verb']], ['SYSTEM_CANNOT', 'it is made by hand', 'create'])
})

test('a system that does not know the entity cannot do anything', () => {
  const given = stream()
  const target = { ...given.target, spec: { ...given.target.spec, can: {} } }
  assert.ok(permit(draftOf({ ...given, target }, ALL)).changes.every((one) => one.why?.[0]?.code === 'SYSTEM_CANNOT'))
})

test('a stream that is withheld gives its own reason to everything', () => {
  const withheld = { code: 'STOCK_IN_FLIGHT_UNKNOWN', facts: {}, place: { file: 'samsyn.yaml', line: 4, column: 9 } }
  const { changes } = permit(draftOf(stream({ withheld }), ALL))
  assert.ok(changes.every((one) => one.verdict === 'withheld'))
  assert.equal(changes[0]?.why, [{ code: 'STOCK_IN_FLIGHT_UNKNOWN', place: 'samsyn.yaml:4:9' }])
})

const NONE: ReadonlySet<string> = new Set()
const creates = (count: number) => Array.from({ length: count }, (_, at) => change({ action: 'create', key: String(1000 + at) }))
const tier = (uniqueProducts: number | null) => ({ ...TIER, limits: { ...TIER.limits, uniqueProducts } })

const LIMITS: [string, number, number, number | null, number][] = [
  ['S-144 a range of 1 050 in a package of 1 000', 1050, 0, 1000, 1000], ['the last place', 1, 999, 1000, 1], ['full', 3, 1000, 1000, 0],
  ['already over', 3, 1200, 1000, 0], ['no limit', 50, 99_999, null, 50], ['room enough', 5, 5, 1000, 5],
]
for (const [name, planned, used, limit, expected] of LIMITS) {
  test(name, () => {
    const update = change({ action: 'update', key: '1' })
    const { changes, held } = measure(frozen(draftOf(stream(), [update, ...creates(planned)])), { uniqueProducts: used, ordersPerMonth: 0, products: NONE }, tier(limit))
    assert.equal([changes.length - 1, held.length], [expected, planned - expected])
    assert.is(changes[0], update)
    assert.ok(held.every((one) => one.reason.code === 'PRODUCT_LIMIT'))
    if (held.length > 0) assert.equal([held[0]?.key, held[0]?.reason.facts], [String(1000 + expected), { limit, package: '400' }])
  })
}

test('a product that another shop has counted takes no place', () => {
  const products = new Set(['1000', '1001', '1002'])
  const { changes, held } = measure(draftOf(stream(), creates(5)), { uniqueProducts: 3, ordersPerMonth: 0, products }, tier(4))
  assert.equal([changes.map(({ key }) => key), held.map(({ key }) => key)], [['1000', '1001', '1002', '1003'], ['1004']])
})

test('what is withheld takes no place', () => {
  const given = [change({ action: 'create', key: '1', verdict: 'withheld' }), change({ action: 'create', key: '2' })]
  assert.is(measure(draftOf(stream(), given), { uniqueProducts: 0, ordersPerMonth: 0, products: NONE }, tier(1)).held.length, 0)
})

test('an entity without a measure has no limit', () => {
  assert.is(measure(draftOf(stream({ entity: PRICE }), creates(5)), { uniqueProducts: 9, ordersPerMonth: 0, products: NONE }, tier(1)).held.length, 0)
})

test.run()
