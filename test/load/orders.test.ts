// What a customer's files say of orders, as the rules of a shop's order streams.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { brief, doc, erp, errors, integration, load, loadFiles, shop } from '../kit/customer.js'

const test = suite('rules of orders')

const vendure = doc('Shop', 'se', 'driver: vendure\nurl: https://shop.example.se/admin-api\nuser: env:USER\npassword: env:PASSWORD')
const mapping = (spec: string): string => doc('OrderStatusMapping', 'standard', spec, 'shop: se')
const FEEDBACK = `import: { when: [PaymentSettled], then: Transferred, cancelled: [Cancelled] }
final: [Returned]
feedback:
  - { event: delivered, status: Delivered, mail: true }
  - { event: invoiced, status: Billed }`

test('an order stream has the choices of the Integration, its channels and its maps', async () => {
  const { desired } = await load(
    integration('erp-leads', 400, `
orders:
  as: order
  byPayment: { Faktura: invoice }
  pay: { Klarna: authorised }
  customer: { numberFrom: bucket, bucket: "99999" }
  articles: { freight: FRAKT }
  regimes: { ossFrom: 2026-01-01, accounts: { "OSS DE": "3106" } }`),
    erp, vendure, mapping(FEEDBACK),
    doc('Channel', 'b2b', 'match: { currency: EUR }\norders: { as: invoice, project: "20", terms: "30" }', 'shop: se'),
    doc('ValueMap', 'terms', 'field: { shop: paymentMethod, erp: paymentTerms }\npairs: [{ shop: Faktura, erp: "30" }]\notherwise: { erp: "10" }'),
  )
  const orders = desired?.streams.find(({ id }) => id === 'se/order')?.orders
  assert.equal(orders?.then, 'Transferred')
  assert.equal(orders?.final, ['Returned'])
  const { rules } = orders ?? {}
  assert.equal([rules?.ordersFrom, rules?.as, rules?.byPayment, rules?.pay], ['2026-11-01', 'order', { Faktura: 'invoice' }, { Klarna: 'authorised' }])
  assert.equal([rules?.statuses, rules?.cancelledStatuses], [['PaymentSettled'], ['Cancelled']])
  assert.equal([rules?.customer.numberFrom, rules?.customer.bucket], ['bucket', '99999'])
  assert.equal(rules?.channels, [{ name: 'b2b', flows: true, match: { currency: 'EUR' }, orders: { as: 'invoice', project: '20', terms: '30' } }])
  assert.equal(rules?.paymentTerms, { pairs: { Faktura: '30' }, otherwise: { code: '10' } })
  assert.equal([rules?.articles, rules?.regimes.ossFrom, rules?.regimes.accounts], [{ freight: 'FRAKT' }, '2026-01-01', { 'OSS DE': '3106' }])
})

test('a table of documents that names a value of the shop twice is refused, with both lines', async () => {
  const terms = (last: string): string => doc('ValueMap', 'terms', `field: { shop: paymentMethod, erp: paymentTerms }\npairs:\n  - { shop: Klarna, erp: "10" }\n  - { shop: ${last}, erp: "30" }`)
  const told = async (table: string): Promise<unknown[]> => (await load(integration('erp-leads', 400), erp, vendure, mapping('import: { when: [PaymentSettled] }'), table)).problems
    .filter(({ level }) => level !== 'warning').map(({ code, facts, place }) => [code, facts['key'], facts['first'], place?.line])
  assert.equal(await told(terms('Klarna')), [['E217', 'Klarna', 'samsyn.yaml:41:15', 42]])
  assert.equal(await told(terms('Faktura')), [])
  const codes = 'entity: product\nfield: { shop: vatRate, erp: accountingCode }\npairs:\n  - { shop: "2500", erp: "1" }\n  - { shop: "2500", erp: "2" }'
  assert.equal(await told(doc('ValueMap', 'codes', codes)), [['E217', '2500', 'samsyn.yaml:42:15', 43]])
})

const ossAccounts: readonly [string, string, readonly string[], string?][] = [
  ['a country, and one of its rates beside it', '"OSS DE": "3106", "OSS DE 7": "3107", "OSS FI 25.5": "3110", "OSS XI": "3111", EXPORT: "3105"', []],
  ['a rate that nobody here knew of', '"OSS EE 26": "3106"', []],
  ['no country', '"OSS XX": "3106"', ['E254 11:19']],
  ['a country outside of the EU', '"OSS NO": "3106"', ['E254 11:19']],
  ['the home country', '"OSS SE": "3106"', ['E254 11:19']],
  ['the home country, with a rate', '"OSS SE 25": "3106"', ['E254 11:19']],
  ['Sweden for a seller who is elsewhere', '"OSS SE": "3106", "OSS DE": "3107"', ['E254 11:37'], 'home: DE'],
  ["the EU's letters for Greece", '"OSS EL 24": "3106"', ['E254 11:19']],
  ['a rate of nothing', '"OSS DE 0": "3106"', ['E254 11:19']],
  ['a rate in another spelling', '"OSS DE 19.0": "3106"', ['E254 11:19']],
]
for (const [what, accounts, expected, more = 'ossFrom: 2026-01-01'] of ossAccounts) {
  test(`accounts of sales abroad: ${what}`, async () => {
    const loaded = await load(integration('erp-leads', 400, `orders:\n  regimes:\n    ${more}\n    accounts: { ${accounts} }`), erp, vendure, mapping('import: { when: [PaymentSettled] }'))
    assert.equal(brief(loaded).filter((one) => one.startsWith('E')), expected)
  })
}

test('an account of sales abroad that is spelt otherwise is told as it should be', async () => {
  const meant = async (name: string): Promise<unknown> => (await load(integration('erp-leads', 400, `orders: { regimes: { accounts: { "${name}": "3106" } } }`), erp, vendure)).problems.find(({ code }) => code === 'E254')?.facts['meant']
  assert.equal(await Promise.all(['OSS EL 24.0', 'OSS DE 07', 'OSS DE 0', 'OSS XX', 'OSS SE'].map(meant)), ['OSS GR 24', 'OSS DE 7', 'OSS DE', undefined, undefined])
})

test('rules of orders that cannot be read yet are held against themselves all the same, and idle ones are not called used', async () => {
  const orders = integration('erp-leads', 400, 'orders: { regimes: { accounts: { "OSS XX": "3106" } } }')
  const twice = doc('ValueMap', 'terms', 'field: { shop: paymentMethod, erp: paymentTerms }\npairs: [{ shop: Klarna, erp: "10" }, { shop: Klarna, erp: "30" }]')
  assert.equal(errors(await load(orders, erp, shop(), twice)).sort(), ['E217', 'E254'])
  assert.equal(brief(await load(integration('erp-leads', 400), erp, shop(), mapping('final: [Returnerad]'))).filter((one) => /^(E|W321)/.test(one)), [])
})

test('an article for discounts is no choice: what the rows cannot take comes off the freight, and more than that is held', async () => {
  const told = await load(integration('erp-leads', 400, 'orders: { articles: { freight: FRAKT, discount: RABATT } }'), erp, vendure)
  assert.equal(brief(told).filter((one) => one.startsWith('E')), ['E103 8:41'])
})

test('an event that rests on what nobody has verified is left out and said, until somebody has', async () => {
  const on = integration('erp-leads', 400, 'streams: { order-status: on }')
  const unsure = await load(on, erp, vendure, mapping(FEEDBACK))
  assert.equal(brief(unsure).filter((one) => one.startsWith('W319')), ['W319 38:16'])
  assert.equal(unsure.desired?.streams.find(({ id }) => id === 'se/order-event')?.orders?.feedback.map(({ event }) => event), ['delivered'])
  const sure = await load(on, erp.replace('edition: 1000', 'edition: 1000\n  verifiedEvents: [invoiced]'), vendure, mapping(FEEDBACK))
  assert.equal(errors(sure), [])
  assert.equal(sure.desired?.streams.find(({ id }) => id === 'se/order-event')?.orders?.feedback.map(({ event }) => event), ['delivered', 'invoiced'])
})

test('a choice that this version does nothing for is said with its line', async () => {
  const asked = await load(
    integration('erp-leads', 400, 'orders: { customer: { update: [email], onInactive: reactivate } }'), erp, vendure, mapping('import: { when: [PaymentSettled] }'),
    doc('Channel', 'b2b', 'match: { currency: EUR }\norders: { series: B }', 'shop: se'),
  )
  assert.equal(brief(asked).filter((one) => one.startsWith('W320')).length, 1)
  assert.ok(asked.desired?.streams.some(({ id }) => id === 'se/order-customer-update'))
})

const ruled = async (spec: string): Promise<string[]> => brief(await load(integration('erp-leads', 800), erp, vendure, mapping('import: { when: [PaymentSettled] }'), doc('FieldMapping', 'own', spec)))

/** Counted, proven or looked up by the engine: whoever makes them himself writes what nobody has proven. */
const CLOSED: Readonly<Record<string, readonly string[]>> = {
  order: ['customer', 'document', 'documentDate', 'currency', 'rate', 'pricesWithVat', 'customerName', 'invoiceAddress', 'deliveryAddress', 'rows', 'charges', 'invoiceDiscount',
    'rounding', 'taxLines', 'net', 'vat', 'gross', 'export', 'vatNo', 'customerNumber', 'printed', 'cancelled', 'delivered'],
  'order-customer': ['number', 'orgNo', 'vatNo', 'email', 'currency', 'euCustomer', 'export', 'active', 'ignoreOrgNoCheck', 'invoiceAddress'],
}

test('a rule may make the texts and codes of a document, and nothing that is counted or proven', async () => {
  for (const [entity, fields] of Object.entries(CLOSED)) {
    for (const field of fields) {
      const told = await ruled(`entity: ${entity}\nto: erp\nfields:\n  ${field}: { from: ${field} }`)
      assert.equal(told.filter((one) => one.startsWith('E')).map((one) => one.split(' ')[0]), ['E248'], `${entity} ${field}: ${told}`)
    }
  }
  for (const field of ['reference', 'poNumber', 'comment', 'paymentTerms', 'deliveryWay', 'priceList', 'project', 'costCentre', 'noBackOrder'])
    assert.equal((await ruled(`entity: order\nto: erp\nfields:\n  ${field}: { from: ${field} }`)).filter((one) => one.startsWith('E')), [], field)
  for (const field of ['name', 'phone', 'mobile', 'reference', 'priceList'])
    assert.equal((await ruled(`entity: order-customer\nto: erp\nfields:\n  ${field}: { from: ${field} }`)).filter((one) => one.startsWith('E')), [], field)
})

const ORDER_PLUGIN = (reads: string, writes: string): string => doc('Plugin', 'own', `file: plugins/own.mjs\nversion: 1.0.0\nentity: order\nto: erp\nreads: [${reads}]\nwrites: [${writes}]`)

test('a plugin makes no more than a rule may, and a field that is not there is said with its place', async () => {
  const told = async (reads: string, writes: string): Promise<string[]> => brief(await loadFiles({
    'samsyn.yaml': [integration('erp-leads', 800), erp, vendure, mapping('import: { when: [PaymentSettled] }'), ORDER_PLUGIN(reads, writes)].join('---\n'),
    'plugins/own.mjs': "export const version = '1.0.0'\nexport default () => ({})\n",
  })).filter((one) => one.startsWith('E')).map((one) => one.split(' ')[0] as string)
  assert.equal(await told('rows, paymentMethod', 'comment, project'), [])
  assert.equal(await told('rows', 'pricesWithVat, customer'), ['E248', 'E248'])
  assert.equal(await told('rows', 'grosss'), ['E214'])
  assert.equal(await told('rowss', 'comment'), ['E214'])
})

test('without import, what stands behind the transfer starts none: final, and every status of feedback, also of events that are not told', async () => {
  const loaded = async (...documents: readonly string[]): Promise<[unknown, readonly string[]]> => {
    const it = await load(integration('erp-leads', 400, 'streams: { order-status: on }'), erp, vendure, ...documents)
    const { statuses, pastStatuses } = it.desired?.streams.find(({ id }) => id === 'se/order')?.orders?.rules ?? {}
    return [{ statuses, pastStatuses }, brief(it).filter((one) => one.startsWith('W321') || one.startsWith('E'))]
  }
  const behind = 'final: [Returned]\nfeedback: [{ event: delivered, status: Delivered }, { event: invoiced, status: Billed }]'
  assert.equal(await loaded(mapping(behind)), [{ statuses: undefined, pastStatuses: ['Returned', 'Delivered', 'Billed'] }, ['W321 33:1']])
  assert.equal(await loaded(mapping(behind), doc('OrderStatusMapping', 'start', 'import: { when: [Paid] }', 'shop: se')), [{ statuses: ['Paid'], pastStatuses: undefined }, []])
  assert.equal(await loaded(), [{ statuses: undefined, pastStatuses: undefined }, []])
})

test('what nothing asks for does not run: receipts without a status, cancellations without one', async () => {
  const { desired } = await load(integration('erp-leads', 400), erp, vendure, mapping('import: { when: [PaymentSettled] }'))
  assert.equal(desired?.streams.map(({ id }) => id).filter((id) => id.startsWith('se/order')), ['se/order-customer', 'se/order'])
})

const TABLES: readonly (readonly [string, string, string[]])[] = [
  ['one that documents are made with', 'field: { shop: paymentMethod, erp: paymentTerms }', []],
  ['in short', 'field: paymentMethod', []],
  ['of a register', 'entity: order\nfield: deliveryWay', []],
  ['of one register, in two fields', 'field: { shop: group, erp: accountingCode }', ['W303']],
  ['of two things', 'field: { shop: paymentMethod, erp: unit }', ['E250']],
  ['of two things in one register', 'entity: order\nfield: { shop: status, erp: paymentTerms }', ['E250']],
  ['that no document is made with', 'entity: order\nfield: project', ['E250']],
  ['misspelt', 'field: unitt', ['E249']],
  ['misspelt on one side', 'field: { shop: paymentMetod, erp: paymentTerms }', ['E249']],
  ['misspelt in a register', 'entity: order\nfield: deliveryWayy', ['E214']],
]
for (const [what, spec, codes] of TABLES) {
  test(`a table ${what}: ${codes.join() || 'taken'}`, async () => {
    const { problems } = await load(integration('erp-leads', 800), erp, vendure, mapping('import: { when: [PaymentSettled] }'), doc('ValueMap', 'own', `${spec}\npairs: [{ shop: a, erp: b }]`))
    assert.equal(problems.map(({ code }) => code).filter((code) => code === 'W303' || code.startsWith('E')), codes)
    for (const one of problems) if (one.code === 'E249' || one.code === 'E214') assert.type(one.facts['meant'], 'string')
  })
}

test('rows of unknown articles as rows of another need that one', async () => {
  assert.equal(errors(await load(integration('erp-leads', 400, 'orders: { onUnknownArticle: textRow }'), erp, vendure)), ['E255'])
  assert.equal(errors(await load(integration('erp-leads', 400, 'orders: { onUnknownArticle: textRow, articles: { fallback: DIV } }'), erp, vendure)), [])
})

test('rates of the one-stop shop may be named with their country; which a country has, the specs say', async () => {
  const { desired, problems } = await load(integration('erp-leads', 400, 'orders: { regimes: { ossFrom: 2026-01-01, accounts: { "OSS FI 25.5": "3110" } } }'), erp, vendure)
  const { rules } = desired?.streams.find(({ id }) => id === 'se/order')?.orders ?? {}
  assert.equal([problems.filter(({ level }) => level !== 'warning').length, rules?.regimes.rates['SE'], rules?.regimes.rates['DE'], rules?.rateWithinPercent], [0, [2500, 1200, 600], [1900, 700], 20])
})

const statusFaults: readonly [string, string, readonly string[]][] = [
  ['the status after the transfer among the cancelled', 'import: { when: [Betald], then: Makulerad, cancelled: [Makulerad] }', ['E251 33:35']],
  ['one that starts the transfer among the cancelled', 'import: { when: [Betald, Makulerad], cancelled: [Makulerad] }', ['E251 33:28']],
  ['a feedback among the cancelled', 'import: { when: [Betald], cancelled: [Levererad] }\nfeedback: [{ event: delivered, status: Levererad }]', ['E251 34:42']],
  ['one that starts the transfer and ends the order', 'import: { when: [Betald, Levererad] }\nfinal: [Levererad]', ['E256 33:28']],
  ['that of a cancellation itself', 'import: { when: [Betald], cancelled: [Makulerad] }\nfeedback: [{ event: cancelled, status: Makulerad }]', []],
]
for (const [what, spec, expected] of statusFaults) {
  test(`statuses that would do two things at once: ${what}`, async () => {
    assert.equal(brief(await load(integration('erp-leads', 400), erp, vendure, mapping(spec))).filter((one) => one.startsWith('E')), expected)
  })
}

test('statuses are those of a shop, over all of its mappings', async () => {
  const second = doc('OrderStatusMapping', 'second', 'import: { when: [Godkänd], then: Makulerad }', 'shop: se')
  const first = mapping('import: { when: [Betald], cancelled: [Makulerad] }')
  assert.equal(errors(await load(integration('erp-leads', 400), erp, vendure, first, second)), ['E251'])
  assert.equal(errors(await load(integration('erp-leads', 400), erp, vendure, first, second.replace('shop: se', 'shop: no'))), ['E202'])
})

test('two mappings of a shop that set two statuses after the transfer are refused, with both lines', async () => {
  const second = (then: string): string => doc('OrderStatusMapping', 'second', `import: { when: [Godkänd]${then} }`, 'shop: se')
  const loaded = (then: string): ReturnType<typeof load> => load(integration('erp-leads', 400), erp, vendure, mapping('import: { when: [Betald], then: Överförd }'), second(then))
  const { problems } = await loaded(', then: Levererad')
  assert.equal(problems.filter(({ level }) => level !== 'warning').map(({ code, facts, place }) => [code, facts, place?.line]),
    [['E252', { status: 'Levererad', other: 'Överförd', first: 'samsyn.yaml:33:35' }, 39]])
  assert.equal([errors(await loaded(', then: Överförd')), errors(await loaded(''))], [[], []])
})

test.run()
