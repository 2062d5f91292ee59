// One line for each answer that the simulated program refuses with: the code as the API's list has it, and what brings it on.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { effectsOf } from '../../engine/connect/world/world.js'
import { ARTICLE, DB } from '../../engine/connect/visma/adk.js'
import {
  BOOKING_HEAD as B, CUSTOMER as C, CUSTOMER_ARTICLE, CUSTOMER_DISCOUNT_ROW, CUSTOMER_PAYMENT as P, MANUAL_DELIVERY_IN as M, OOI_HEAD as H, OOI_ROW as R,
  PACKAGE_HEAD,
} from '../../engine/connect/visma/adk-fields.js'
import {
  addDocument, addRecord, change, edit, hang, inCompany, line, NET_PRICES, numberOf, read, setAll, type Company, type Values,
} from '../kit/adk-company.js'

const test = suite('visma simulator refusals')

type Line = readonly [code: number, what: string, call: (it: Company) => number]

const ORDER = DB.ORDER_HEAD
const INVOICE = DB.INVOICE_HEAD

const add = (db: number, values: Values, rows: readonly Values[] = [line('25', 1)]) => (it: Company) => addDocument(it, db, { ...NET_PRICES, ...values }, rows).rc
const order = (values: Values, rows?: readonly Values[]) => add(ORDER, values, rows)
const record = (db: number, values: Values) => (it: Company) => addRecord(it, db, values)
const customer = (values: Values) => record(DB.CUSTOMER, { [C.NUMBER]: 'NY', [C.NAME]: 'Ny', ...values })
/** A document of the kind that was first changed so, then so: the code of the second. */
const after = (db: number, first: Values, second: Values, row: Values = {}, rows?: readonly Values[]) => (it: Company) => {
  const number = numberOf(it, db, rows)
  assert.is(change(it, db, number, first), 0)
  return change(it, db, number, second, Object.keys(row).length > 0 ? { 0: row } : {})
}
/** The same where only a person in the program can do the first. */
const once = (db: number, table: string, fields: Readonly<Record<string, unknown>>, second: Values) => (it: Company) => {
  const number = numberOf(it, db)
  edit(it, table, number, fields)
  return change(it, db, number, second)
}
const changedRow = (rows: readonly Values[], row: Values) => (it: Company) => change(it, ORDER, numberOf(it, ORDER, rows), {}, { 0: row })
const removal = (db: number, values: Values) => (it: Company) => {
  const data = it.api.createData(db)
  setAll(it.api, data, values)
  assert.is(it.api.find(data).rc, 0)
  return it.api.deleteRecord(data).rc
}
const delivered: readonly Values[] = [line('25', 2, 10, { [R.QUANTITY1]: 1 })]
const TEXT: Values = { [H.TEXT1]: 'Hej' }
const PRINTED: Values = { [H.DOCUMENT_PRINTED]: true }
const CANCELLED: Values = { [H.DOCUMENT_CANCELLED]: true }
const DELIVERED: Values = { [H.ORDER_DELIVERED]: true }

/** A printed invoice of 12.50. */
function invoiced(it: Company, values: Values = {}): number {
  const number = numberOf(it, INVOICE, undefined, values)
  assert.is(change(it, INVOICE, number, PRINTED), 0)
  return number
}
const paying = (values: Values) => (it: Company) => addRecord(it, DB.CUSTOMER_PAYMENT, {
  [P.INVOICE_NUMBER]: invoiced(it), [P.AMOUNT]: 12.5, [P.ROW_TYPE]: 'B', [P.PAYMENT_CODE]: 'B', ...values,
})
/** A payment without the field. */
const payingWithout = (field: number, more: Values = {}) => (it: Company) => {
  const values: Record<number, string | number | boolean> = {
    [P.INVOICE_NUMBER]: invoiced(it), [P.AMOUNT]: 12.5, [P.ROW_TYPE]: 'B', [P.PAYMENT_CODE]: 'B', ...more,
  }
  delete values[field]
  return addRecord(it, DB.CUSTOMER_PAYMENT, values)
}
/** A payment that was made, and then so by the program; what is asked of it. */
const paid = (fields: Readonly<Record<string, unknown>>, ask: 'update' | 'deleteRecord') => (it: Company) => {
  assert.is(paying({})(it), 0)
  edit(it, 'CUSTOMER_PAYMENT', 1, fields)
  const data = it.api.createData(DB.CUSTOMER_PAYMENT)
  assert.is(it.api.first(data).rc, 0)
  if (ask === 'update') setAll(it.api, data, { [P.PAYTEXT]: 'x' })
  return it.api[ask](data).rc
}
const credit = (what: number, prepare: (it: Company, original: number) => void = () => {}) => (it: Company) => {
  const original = invoiced(it)
  prepare(it, original)
  return addDocument(it, INVOICE, { [H.CUSTOMER_NUMBER]: 'K1', [H.CREDIT_INVOICE_COPY_NUMBER]: original, [H.CREDIT_INVOICE_COPY_WHAT]: what }, []).rc
}
const movement = (values: Values) => record(DB.MANUAL_DELIVERY_IN, { [M.ARTICLE_NUMBER]: '25', [M.QUANTITY]: 1, [M.PRICE_EACH]: 5, ...values })
const movedThen = (fields: Readonly<Record<string, unknown>>, values: Values) => (it: Company) => {
  assert.is(movement({})(it), 0)
  edit(it, 'MANUAL_DELIVERY_IN', 1, fields)
  const data = it.api.createData(DB.MANUAL_DELIVERY_IN)
  assert.is(it.api.first(data).rc, 0)
  return setAll(it.api, data, values) || it.api.update(data).rc
}
const reduced = (fields: Readonly<Record<string, unknown>>, values: Values) => (it: Company) => {
  const number = numberOf(it, INVOICE)
  edit(it, 'INVOICE_HEAD', number, { TAX_REDUCTION_INCLUDED: true })
  it.world.effect('person', [['TAX_REDUCTION', `${number}|1`, { DOCUMENT_CONNECTION_NUMBER: number, PERSONAL_IDENTITY_NUMBER: '1', ...fields }]])
  return change(it, INVOICE, number, values)
}
const parcel = (values: Values) => (it: Company) => addDocument(it, DB.PACKAGE_HEAD, values, []).rc
const discountRow = (values: Values) => record(DB.CUSTOMER_DISCOUNT_ROW, { [CUSTOMER_DISCOUNT_ROW.CODE]: 'AV', ...values })

const DOCUMENTS: readonly Line[] = [
  [5, 'printing what is not done', after(ORDER, { [H.DOCUMENT_NOT_DONE]: true }, PRINTED)],
  [7, 'an article on a text row', order({}, [line('25', 1, 10, { [R.TYPE_OF_ROW]: 'T' })])],
  [9, 'a change of a cancelled order', after(ORDER, CANCELLED, TEXT)],
  [9, 'a change of a cancelled invoice', after(INVOICE, CANCELLED, PRINTED)],
  [9, 'bringing a cancelled order back', after(ORDER, CANCELLED, { [H.DOCUMENT_CANCELLED]: false })],
  [10, 'a change of an offer that became an order', once(DB.OFFER_HEAD, 'OFFER_HEAD', { ORDERED_AS: 7 }, TEXT)],
  [12, 'a text on a printed order', after(ORDER, PRINTED, TEXT)],
  [12, 'a price on a printed order', after(ORDER, PRINTED, {}, { [R.PRICE_EACH_CURRENT_CURRENCY]: 11 })],
  [12, 'a text on a printed offer', after(DB.OFFER_HEAD, PRINTED, TEXT)],
  [12, 'a text on a printed invoice', after(INVOICE, PRINTED, TEXT)],
  [12, 'a row less on a printed order', (it) => {
    const number = numberOf(it, ORDER, [line('25', 1), line('12', 1)], PRINTED)
    return it.api.deleteRow(read(it, ORDER, number), 1).rc
  }],
  [0, 'what was picked, on a printed order', after(ORDER, PRINTED, {}, { [R.QUANTITY1]: 1 })],
  [0, 'a remark on a printed order', after(ORDER, PRINTED, { [H.LOCAL_REMARK]: 'x' })],
  [13, 'a change of a delivered order', after(ORDER, DELIVERED, TEXT, {}, delivered)],
  [13, 'cancelling a delivered order', after(ORDER, DELIVERED, CANCELLED, {}, delivered)],
  [13, 'a quantity of a delivered order', after(ORDER, DELIVERED, {}, { [R.QUANTITY1]: 2 }, delivered)],
  [0, 'a remark on a delivered order', after(ORDER, DELIVERED, { [H.LOCAL_REMARK]: 'x' }, {}, delivered)],
  [14, 'a change of an order that has a back order', once(ORDER, 'ORDER_HEAD', { BACK_ORDER: 8 }, TEXT)],
  [23, 'a change of an invoice in the journal', once(INVOICE, 'INVOICE_HEAD', { JOURNAL: 4 }, TEXT)],
  [24, 'a change of an invoice in the books', once(INVOICE, 'INVOICE_HEAD', { BOOKED: true }, TEXT)],
  [25, 'taking back the print of an invoice', after(INVOICE, PRINTED, { [H.DOCUMENT_PRINTED]: false })],
  [28, 'another customer', after(ORDER, TEXT, { [H.CUSTOMER_NUMBER]: 'EX' })],
  [35, 'a price list that is not there', order({ [H.LIST_OF_PRICE_CODE]: 'Q' })],
  [38, 'a district that is not there', order({ [H.DISTRICT_CODE]: 'Q' })],
  [39, 'a seller who is not there', order({ [H.SELLER_CODE]: 'Q' })],
  [40, 'terms of delivery that are not there', order({ [H.CODE_OF_TERMS_OF_DELIVERY]: 'Q' })],
  [41, 'terms of payment that are not there', order({ [H.CODE_OF_TERMS_OF_PAYMENT]: 'Q' })],
  [42, 'a way of delivery that is not there', order({ [H.CODE_OF_WAY_OF_DELIVERY]: 'Q' })],
  [43, 'a currency that is not there', order({ [H.CURRENCY_CODE]: 'Q' })],
  [44, 'a language that is not there', order({ [H.LANGUAGE_CODE]: 'Q' })],
  [47, 'a unit that is not there', order({}, [line('25', 1, 10, { [R.UNIT]: 'Q' })])],
  [49, 'a customer who is not there', order({ [H.CUSTOMER_NUMBER]: 'Q' })],
  [49, 'no customer', order({ [H.CUSTOMER_NUMBER]: '' })],
  [50, 'an article that is not there', order({}, [line('Q', 1)])],
  [50, 'an article row without an article', order({}, [{ [R.TYPE_OF_ROW]: 'A', [R.TEXT]: 'x' }])],
  [50, 'an article that is not there, bought', (it) => addDocument(it, DB.BOOKING_HEAD, { [B.SUPPLIER_NAME]: 'L' }, [{ [R.ARTICLE_NUMBER]: 'Q' }]).rc],
  [109, 'another number', after(ORDER, TEXT, { [H.DOCUMENT_NUMBER]: 77 })],
  [109, 'a total', order({ [H.TOTAL_AMOUNT]: 5 })],
  [110, 'a type of invoice that is none', add(INVOICE, { [H.TYPE_OF_INVOICE]: 'Q' })],
  [142, 'cancelling an invoice that was paid', (it) => {
    assert.is(paying({})(it), 0)
    return change(it, INVOICE, 1, CANCELLED)
  }],
  [148, 'an account that is not there', order({}, [line('25', 1, 10, { [R.ACCOUNT_NUMBER]: '9999' })])],
  [149, 'a project that is not there', order({ [H.PROJECT_CODE]: 'Q' })],
  [150, 'a profit centre that is not there', order({}, [line('25', 1, 10, { [R.PROFIT_CENTRE]: 'Q' })])],
  [164, 'deleting an order', (it) => it.api.deleteRecord(read(it, ORDER, numberOf(it, ORDER))).rc],
  [172, 'a parcel of an order that is not there', parcel({ [PACKAGE_HEAD.PACKAGE_NUMBER]: '1', [PACKAGE_HEAD.CONNECTION_DOCUMENT]: 9 })],
  [173, 'a credit of an invoice that is not there', add(INVOICE, { [H.CREDIT_INVOICE_COPY_NUMBER]: 99 })],
  [182, 'a price on a text row', order({}, [{ [R.TEXT]: 'Hej', [R.PRICE_EACH_CURRENT_CURRENCY]: 5 }])],
  [182, 'a quantity on a text row', order({}, [{ [R.TEXT]: 'Hej', [R.QUANTITY2]: 5 }])],
  [195, 'an article row that becomes a text row', changedRow([line('25', 1)], { [R.ARTICLE_NUMBER]: '' })],
  [196, 'a text row that becomes an article row', changedRow([{ [R.TEXT]: 'Hej' }], { [R.ARTICLE_NUMBER]: '25' })],
  [197, 'a type of row that is none', order({}, [line('25', 1, 10, { [R.TYPE_OF_ROW]: 'Q' })])],
  [201, 'a quantity into a text row', changedRow([{ [R.TEXT]: 'Hej' }], { [R.QUANTITY2]: 1 })],
  [214, 'a number that is taken', (it) => order({ [H.DOCUMENT_NUMBER]: numberOf(it, ORDER) })(it)],
  [217, 'a change of an order that was invoiced', once(ORDER, 'ORDER_HEAD', { INVOICED_AS: 5 }, { [H.LOCAL_REMARK]: 'x' })],
  [233, 'a credit of a credit', credit(0, (it, original) => { edit(it, 'INVOICE_HEAD', original, { TYPE_OF_INVOICE: 'K' }) })],
  [234, 'a credit of a cancelled invoice', credit(0, (it, original) => { edit(it, 'INVOICE_HEAD', original, { DOCUMENT_CANCELLED: true }) })],
  [235, 'a credit of what there is no word for', credit(3)],
  [235, 'an order as a credit', (it) => order({ [H.CREDIT_INVOICE_COPY_NUMBER]: invoiced(it) })(it)],
  [236, 'a dispatcher who is not there', order({ [H.DISPATCHER]: 'Q' })],
  [279, 'a country that is not there', order({ [H.CODE_OF_COUNTRY]: 'Q' })],
  [279, 'a country of delivery that is not there', order({ [H.DELIVERY_CODE_OF_COUNTRY]: 'Q' })],
  [284, 'a change of an invoice that was sent', once(INVOICE, 'INVOICE_HEAD', { CREATED_SEND: true }, { [H.LOCAL_REMARK]: 'x' })],
  [322, 'a pick list of what is not done', after(ORDER, { [H.DOCUMENT_NOT_DONE]: true }, { [H.ORDER_PICK_PRINTED]: true })],
  [360, 'a parcel without a number', (it) => parcel({ [PACKAGE_HEAD.CONNECTION_DOCUMENT]: numberOf(it, ORDER) })(it)],
  [370, 'a parcel of a cancelled order', (it) => {
    const number = numberOf(it, ORDER)
    assert.is(change(it, ORDER, number, CANCELLED), 0)
    return parcel({ [PACKAGE_HEAD.PACKAGE_NUMBER]: '1', [PACKAGE_HEAD.CONNECTION_DOCUMENT]: number })(it)
  }],
  [373, 'a VAT code that is none', order({}, [line('25', 1, 10, { [R.VAT_CODE]: '5' })])],
  [373, 'a VAT code of freight that is none', order({ [H.CARGO_VAT_CODE]: 'x' })],
  [477, 'delivering what is not done', after(ORDER, { [H.DOCUMENT_NOT_DONE]: true }, DELIVERED, {}, delivered)],
  [478, 'delivering nothing', after(ORDER, TEXT, DELIVERED)],
  [522, 'ROT where the company has none', after(ORDER, TEXT, { [H.TAX_REDUCTION_INCLUDED]: true })],
  [536, 'a row of an invoice with ROT', reduced({}, { [H.CARGO_AMOUNT]: 5 })],
  [0, 'a text on an invoice with ROT', reduced({}, TEXT)],
  [656, 'a text on an invoice whose ROT is applied for', reduced({ APPLIED_AMOUNT: 5 }, TEXT)],
  [553, 'a project that is completed', order({ [H.PROJECT_CODE]: '11' })],
  [624, 'cancelling a printed invoice', after(INVOICE, PRINTED, CANCELLED)],
  [655, 'hours on a row that is no labour', order({}, [line('25', 1, 10, { [R.HOURS_WORKED]: 2 })])],
  [688, 'a delivery note of what is not delivered', after(ORDER, TEXT, { [H.ORDER_DELIVERY_NOTE_PRINTED]: true })],
]

const PAYMENTS: readonly Line[] = [
  [0, 'all in order', paying({})], [402, 'no type', payingWithout(P.ROW_TYPE)], [403, 'a type that is none', paying({ [P.ROW_TYPE]: 'Q' })],
  [404, 'no way of payment', payingWithout(P.PAYMENT_CODE)], [405, 'a write-off without a code', paying({ [P.ADJUSTMENT]: 1 })],
  [406, 'a way of payment without an account', paying({ [P.PAYMENT_CODE]: 'X' })],
  [0, 'a way of payment without an account, but one in the payment', paying({ [P.PAYMENT_CODE]: 'X', [P.ACCOUNT]: '1920' })],
  [407, 'a way of payment that is not there', paying({ [P.PAYMENT_CODE]: 'Q' })], [408, 'no amount', payingWithout(P.AMOUNT)],
  [409, 'another currency than the invoice', paying({ [P.CURRENCY_CODE]: 'EUR' })],
  [410, 'an invoice that is not printed', (it) => paying({ [P.INVOICE_NUMBER]: numberOf(it, INVOICE) })(it)],
  [410, 'an invoice that is cancelled', (it) => {
    const number = numberOf(it, INVOICE)
    assert.is(change(it, INVOICE, number, CANCELLED), 0)
    return paying({ [P.INVOICE_NUMBER]: number })(it)
  }],
  [410, 'a cash receipt', (it) => paying({ [P.INVOICE_NUMBER]: numberOf(it, INVOICE, undefined, { ...PRINTED, [H.CASH_RECEIPT]: true }) })(it)],
  [412, 'a write-off code without an account', paying({ [P.ADJUSTMENT]: 1, [P.ADJUSTMENT_CODE]: 'X' })],
  [416, 'an invoice that is not there', paying({ [P.INVOICE_NUMBER]: 99 })],
  [421, 'a change of one in the journal', paid({ JOURNAL_NUMBER: 3 }, 'update')], [0, 'a text of one that is not', paid({}, 'update')],
  [423, 'a write-off code that is not there', paying({ [P.ADJUSTMENT]: 1, [P.ADJUSTMENT_CODE]: 'Q' })],
  [425, 'deleting one in a batch', paid({ INCLUDED_IN_PAYMENT_BATCH: true }, 'deleteRecord')],
  [426, 'deleting one in the journal', paid({ JOURNAL_NUMBER: 3 }, 'deleteRecord')],
  [428, 'deleting one that is cancelled', paid({ CANCELLED: true }, 'deleteRecord')],
  [429, 'deleting one that is settled', paid({ SETTLED: true }, 'deleteRecord')], [0, 'deleting one', paid({}, 'deleteRecord')],
  [432, 'nothing', paying({ [P.AMOUNT]: 0 })], [0, 'nothing but a write-off', paying({ [P.AMOUNT]: 0, [P.ADJUSTMENT]: 1, [P.ADJUSTMENT_CODE]: 'N' })],
]

const OTHERS: readonly Line[] = [
  [2, 'a price list beside an agreement', customer({ [C.DISCOUNT_AGREEMENT]: 'AV', [C.PRICE_LIST]: 'A' })],
  [2, 'a discount beside an agreement', customer({ [C.DISCOUNT_AGREEMENT]: 'AV', [C.ROW_DISCOUNT]: 5 })],
  [2, 'a discount of one who has an agreement', (it) => {
    const data = it.api.createData(DB.CUSTOMER)
    setAll(it.api, data, { [C.NUMBER]: 'AV' })
    assert.is(it.api.find(data).rc, 0)
    return setAll(it.api, data, { [C.INVOICE_DISCOUNT]: 5 }) || it.api.update(data).rc
  }],
  [37, 'a category that is not there', customer({ [C.CATEGORY]: 'Q' })], [38, 'a district that is not there', customer({ [C.DISTRICT]: 'Q' })],
  [39, 'a seller who is not there', customer({ [C.SELLER]: 'Q' })], [35, 'a price list that is not there', customer({ [C.PRICE_LIST]: 'Q' })],
  [43, 'a currency that is not there', customer({ [C.CODE_OF_CURRENCY]: 'Q' })], [279, 'a country that is not there', customer({ [C.CODE_OF_COUNTRY]: 'Q' })],
  [108, 'a wrong check digit', customer({ [C.ORGANISATION_NUMBER]: '556036-0794' })], [0, 'a right one', customer({ [C.ORGANISATION_NUMBER]: '556036-0793' })],
  [0, 'a right one with its century', customer({ [C.ORGANISATION_NUMBER]: '165560360793' })],
  [108, 'a VAT number for one', customer({ [C.ORGANISATION_NUMBER]: 'SE5560360793' })],
  [0, 'a wrong one that is not looked at', customer({ [C.ORGANISATION_NUMBER]: '1', [C.IGNORE_ORGANISATION_NUMBER_CHECK]: true })],
  [139, 'no name', customer({ [C.NAME]: '' })], [152, 'an agreement that is not there', customer({ [C.DISCOUNT_AGREEMENT]: 'Q' })],
  [155, 'deleting a customer with an invoice', (it) => {
    numberOf(it, INVOICE)
    return removal(DB.CUSTOMER, { [C.NUMBER]: 'K1' })(it)
  }],
  [156, 'deleting a customer who owes', (it) => {
    invoiced(it)
    return removal(DB.CUSTOMER, { [C.NUMBER]: 'K1' })(it)
  }],
  [159, 'deleting a customer with an order', (it) => {
    numberOf(it, ORDER)
    return removal(DB.CUSTOMER, { [C.NUMBER]: 'K1' })(it)
  }],
  [0, 'deleting a customer with a cancelled order', (it) => {
    assert.is(change(it, ORDER, numberOf(it, ORDER), CANCELLED), 0)
    return removal(DB.CUSTOMER, { [C.NUMBER]: 'K1' })(it)
  }],
  [157, 'deleting an article in stock', removal(DB.ARTICLE, { [ARTICLE.NUMBER]: '25' })],
  [158, 'deleting an article that is reserved', (it) => {
    numberOf(it, ORDER)
    edit(it, 'ARTICLE', '25', { QUANTITY_IN_STOCK: 0 })
    return removal(DB.ARTICLE, { [ARTICLE.NUMBER]: '25' })(it)
  }],
  [123, 'deleting an account code that is used', removal(DB.ARTICLE_ACCOUNT, { 0: '25' })],
  [20, 'an article that is not there, of a customer', record(DB.CUSTOMER_ARTICLE, { [CUSTOMER_ARTICLE.CUSTNR]: 'K1', [CUSTOMER_ARTICLE.ARTNR]: 'Q' })],
  [21, 'a customer who is not there, of an article', record(DB.CUSTOMER_ARTICLE, { [CUSTOMER_ARTICLE.CUSTNR]: 'Q', [CUSTOMER_ARTICLE.ARTNR]: '25' })],
  [20, 'a movement of an article that is not there', movement({ [M.ARTICLE_NUMBER]: 'Q' })],
  [225, 'a movement of no stock goods', movement({ [M.ARTICLE_NUMBER]: 'T' })], [225, 'a movement of a package', movement({ [M.ARTICLE_NUMBER]: 'P' })],
  [226, 'a movement of nothing', movement({ [M.QUANTITY]: 0 })], [227, 'a movement of no article', movement({ [M.ARTICLE_NUMBER]: '' })],
  [9, 'cancelling a movement twice', movedThen({ CANCELLED: true }, { [M.CANCELLED]: false })],
  [441, 'cancelling a movement in the journal', movedThen({ JOURNAL_PRINTED: true }, { [M.CANCELLED]: true })],
  [109, 'a movement with another quantity', movedThen({}, { [M.QUANTITY]: 2 })], [0, 'cancelling a movement', movedThen({}, { [M.CANCELLED]: true })],
  [487, 'an agreement row of both', discountRow({ [CUSTOMER_DISCOUNT_ROW.ARTICLE_NUMBER]: '25', [CUSTOMER_DISCOUNT_ROW.ARTICLE_GROUP]: 'BOK' })],
  [487, 'an agreement row of neither', discountRow({})], [45, 'an agreement row of a group that is not there', discountRow({
    [CUSTOMER_DISCOUNT_ROW.ARTICLE_GROUP_FLAG]: true, [CUSTOMER_DISCOUNT_ROW.ARTICLE_GROUP]: 'Q',
  })],
  [152, 'a row of an agreement that is not there', record(DB.CUSTOMER_DISCOUNT_ROW, { [CUSTOMER_DISCOUNT_ROW.CODE]: 'Q', [CUSTOMER_DISCOUNT_ROW.ARTICLE_NUMBER]: '25' })],
  [211, 'a head that was given back', (it) => {
    const head = read(it, ORDER, numberOf(it, ORDER))
    it.api.deleteStruct(head)
    return it.api.update(head).rc
  }],
  [211, 'giving a head back twice', (it) => {
    const head = it.api.createData(ORDER)
    it.api.deleteStruct(head)
    return it.api.deleteStruct(head).rc
  }],
  [212, 'rows of another register', (it) => it.api.setData(it.api.createData(ORDER), H.ROWS, it.api.createDataRow(DB.INVOICE_ROW, 1)).rc],
  [212, 'rows that were given back, hung on', (it) => {
    const rows = it.api.createDataRow(DB.ORDER_ROW, 1)
    it.api.deleteStruct(rows)
    return it.api.setData(it.api.createData(ORDER), H.ROWS, rows).rc
  }],
  [212, 'rows that were hung on and given back before the add', (it) => {
    const head = it.api.createData(ORDER)
    const rows = it.api.createDataRow(DB.ORDER_ROW, 1)
    setAll(it.api, it.api.getDataRow(rows, 0), line('25', 1))
    setAll(it.api, head, { [H.CUSTOMER_NUMBER]: 'K1', [H.NROWS]: 1 })
    assert.is(it.api.setData(head, H.ROWS, rows).rc, 0)
    it.api.deleteStruct(rows)
    return it.api.add(head).rc
  }],
  [212, 'more rows said than hung on', (it) => {
    const head = it.api.createData(ORDER)
    setAll(it.api, head, { [H.CUSTOMER_NUMBER]: 'K1', [H.NROWS]: 2 })
    return it.api.add(head).rc
  }],
  [111, 'more rows said than there are', (it) => {
    const head = it.api.createData(ORDER)
    setAll(it.api, head, { [H.CUSTOMER_NUMBER]: 'K1' })
    hang(it, head, [line('25', 1)])
    setAll(it.api, head, { [H.NROWS]: 2 })
    return it.api.add(head).rc
  }],
  [111, 'rows hung on and nothing said of them', (it) => {
    const head = it.api.createData(ORDER)
    const rows = it.api.createDataRow(DB.ORDER_ROW, 1)
    setAll(it.api, it.api.getDataRow(rows, 0), line('25', 1))
    setAll(it.api, head, { [H.CUSTOMER_NUMBER]: 'K1' })
    it.api.setData(head, H.ROWS, rows)
    return it.api.add(head).rc
  }],
  [484, 'a SIE file', (it) => it.api.getSie().rc],
  [586, 'a moment without room', (it) => it.api.longToDateTime(it.api.dateTimeToLong('2026-11-25 10:00:00').value, 19).error.rc],
  [587, 'a day that is none', (it) => it.api.dateToLong('2026-02-30').error.rc],
  [601, 'a day outside the years', (it) => it.api.getBookingYearId(it.api.dateToLong('2031-01-01').value, 2).error.rc],
]

for (const [name, lines] of [['documents', DOCUMENTS], ['payments', PAYMENTS], ['other records', OTHERS]] as const) {
  test(`refuses with the code of the API: ${name}`, () => {
    const wrong: string[] = []
    for (const [code, what, call] of lines) {
      const rc = inCompany(call)
      if (rc !== code) wrong.push(`${what}: ${rc} instead of ${code}`)
    }
    assert.equal(wrong, [])
  })
}

test('a refused document leaves no trace', () => {
  inCompany((it) => {
    assert.is(order({}, [line('25', 5), line('Q', 1)])(it), 50)
    assert.is(order({ [H.PROJECT_CODE]: '11' })(it), 553)
    assert.is(add(INVOICE, { [H.DISTRICT_CODE]: 'Q' })(it), 38)
    assert.equal(effectsOf(it.world.file), [])
    assert.is(numberOf(it, ORDER), 1)
  })
})

test.run()
