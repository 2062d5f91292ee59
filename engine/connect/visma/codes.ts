// The company's code lists: what may stand in the fields that take a code. Read only; a bookkeeper
// keeps them.
import type { Found, Page } from '../connector.js'
import { SystemError } from '../connector.js'
import type { RawItem } from '../../core/item.js'
import { problem } from '../../core/problem.js'
import type { Scope } from '../../core/stream.js'
import { ARTICLE_ACCOUNT, ARTICLE_GROUP, DB, ORDER, PRICE_LIST, PRM2, UNIT } from './adk.js'
import {
  ADJUSTMENT_CODE, BOOKINGYEAR, COUNTRY, CURRENCY, LANGUAGE, PROFIT_CENTRE, PROJECT, TERMS_OF_DELIVERY, TERMS_OF_PAYMENT,
  VERIFICATION_SERIES, WAY_OF_DELIVERY, WAY_OF_PAYMENT,
} from './adk-fields.js'
import type { Column, OurFields } from './columns.js'
import { documentLimits } from './documents/limits.js'
import type { DocumentSettings } from './documents/read.js'
import { vatRates } from './documents/vat.js'
import { FlatReader, type FlatEntity } from './flat.js'
import type { PartContext, PartReader } from './part.js'

const ENTITY = 'code-list'
/** Not a register of its own: four percents in the company's settings. */
const VAT = 'vat'
/** The company itself, as the only item of that key. */
const COMPANY = 'company'
/** What orders and invoices have room for. */
const DOCUMENTS = 'documents'

function list(name: string, at: { register: number; order: number }, names: Readonly<Record<string, number>>, columns: readonly Column[]): FlatEntity {
  const [code] = columns as [Column, ...Column[]]
  return {
    entity: name, register: at.register, order: at.order, unique: code.field, columns, names,
    keyOf: (fields) => String(fields['code'] ?? ''), place: (key) => ({ key: { field: code.field, value: key } }),
  }
}

const text = (name: string, field: number): Column => ({ name, field, kind: 'text' })
const flag = (name: string, field: number): Column => ({ name, field, kind: 'flag' })

/** By the name that a scope calls them. */
export const LISTS: readonly FlatEntity[] = [
  list('payment-terms', { register: DB.TERMS_OF_PAYMENT, order: ORDER.TERMS_OF_PAYMENT }, TERMS_OF_PAYMENT, [
    text('code', TERMS_OF_PAYMENT.CODE), text('text', TERMS_OF_PAYMENT.TEXT), text('paymentCode', TERMS_OF_PAYMENT.PAYMENT_CODE),
  ]),
  list('delivery-terms', { register: DB.TERMS_OF_DELIVERY, order: ORDER.TERMS_OF_DELIVERY }, TERMS_OF_DELIVERY, [
    text('code', TERMS_OF_DELIVERY.CODE), text('text', TERMS_OF_DELIVERY.TEXT),
  ]),
  list('delivery-ways', { register: DB.WAY_OF_DELIVERY, order: ORDER.WAY_OF_DELIVERY }, WAY_OF_DELIVERY, [
    text('code', WAY_OF_DELIVERY.CODE), text('text', WAY_OF_DELIVERY.TEXT),
  ]),
  list('payment-ways', { register: DB.WAY_OF_PAYMENT, order: ORDER.WAY_OF_PAYMENT }, WAY_OF_PAYMENT, [
    text('code', WAY_OF_PAYMENT.CODE), text('text', WAY_OF_PAYMENT.TEXT), text('account', WAY_OF_PAYMENT.ACCOUNT),
  ]),
  list('adjustment-codes', { register: DB.ADJUSTMENT_CODE, order: ORDER.ADJUSTMENT_CODE }, ADJUSTMENT_CODE, [
    text('code', ADJUSTMENT_CODE.CODE), text('text', ADJUSTMENT_CODE.TEXT), text('account', ADJUSTMENT_CODE.ACCOUNT),
  ]),
  list('units', { register: DB.UNIT, order: ORDER.UNIT }, UNIT, [
    text('code', UNIT.CODE), text('text', UNIT.TEXT), flag('domestic', UNIT.DOMESTIC), { name: 'decimals', field: UNIT.DECIMALS, kind: 'decimal' },
  ]),
  list('currencies', { register: DB.CURRENCY, order: ORDER.CURRENCY }, CURRENCY, [
    text('code', CURRENCY.CODE), text('text', CURRENCY.COUNTRY), { name: 'per', field: CURRENCY.UNIT, kind: 'decimal' },
    { name: 'date', field: CURRENCY.DATE_OF_REGISTRATION, kind: 'date' }, { name: 'sell', field: CURRENCY.SELL, kind: 'decimal' },
    { name: 'buy', field: CURRENCY.BUY, kind: 'decimal' },
  ]),
  list('languages', { register: DB.LANGUAGE, order: ORDER.LANGUAGE }, LANGUAGE, [text('code', LANGUAGE.CODE), text('text', LANGUAGE.TEXT)]),
  list('countries', { register: DB.COUNTRY, order: ORDER.COUNTRY }, COUNTRY, [text('code', COUNTRY.CODE), text('text', COUNTRY.COUNTRY)]),
  list('price-lists', { register: DB.PRICE_LIST, order: ORDER.PRICE_LIST }, PRICE_LIST, [
    text('code', PRICE_LIST.CODE), text('text', PRICE_LIST.TEXT), text('currency', PRICE_LIST.CURRENCY_CODE),
    flag('includingVat', PRICE_LIST.INCLUDING_VAT),
  ]),
  list('article-groups', { register: DB.ARTICLE_GROUP, order: ORDER.CODE_OF_ARTICLE_GROUP }, ARTICLE_GROUP, [
    text('code', ARTICLE_GROUP.CODE), text('text', ARTICLE_GROUP.TEXT),
  ]),
  list('accounting-codes', { register: DB.ARTICLE_ACCOUNT, order: ORDER.CODE_OF_ARTICLE_ACCOUNT }, ARTICLE_ACCOUNT, [
    text('code', ARTICLE_ACCOUNT.CODE), text('text', ARTICLE_ACCOUNT.TEXT), text('sales', ARTICLE_ACCOUNT.SALES),
    text('vatCode', ARTICLE_ACCOUNT.VAT),
  ]),
  list('projects', { register: DB.PROJECT, order: ORDER.PROJECT }, PROJECT, [
    text('code', PROJECT.CODE_OF_PROJECT), text('text', PROJECT.NAME), flag('closed', PROJECT.CLOSED),
    { name: 'ends', field: PROJECT.DATE_OF_END, kind: 'date' },
  ]),
  list('cost-centres', { register: DB.PROFIT_CENTRE, order: ORDER.PROFIT_CENTRE }, PROFIT_CENTRE, [
    text('code', PROFIT_CENTRE.CODE), text('text', PROFIT_CENTRE.NAME), text('year', PROFIT_CENTRE.YEAR_ID),
  ]),
  list('booking-years', { register: DB.BOOKINGYEAR, order: ORDER.BOOKING_YEAR }, BOOKINGYEAR, [
    text('code', BOOKINGYEAR.ID), { name: 'starts', field: BOOKINGYEAR.START, kind: 'date' }, { name: 'ends', field: BOOKINGYEAR.END, kind: 'date' },
    text('lockedMonth', BOOKINGYEAR.LOCKED_MONTH), flag('locked', BOOKINGYEAR.YEAR_LOCKED),
  ]),
  list('voucher-series', { register: DB.VERIFICATION_SERIES, order: ORDER.VOUCHER_SERIES }, VERIFICATION_SERIES, [
    text('code', VERIFICATION_SERIES.VER_SERIE), text('text', VERIFICATION_SERIES.NAME), flag('active', VERIFICATION_SERIES.ACTIVE),
  ]),
]

/** The names that a scope can give a code list, with what ledgers of any kind would say in them: see specs/codes.yaml. */
export const CODE_LISTS: readonly string[] = [...LISTS.map(({ entity }) => entity), VAT, COMPANY, DOCUMENTS]

export class CodeReader implements PartReader {
  readonly entities = [ENTITY]
  private readonly flat: FlatReader
  /** Lists that are no registers of their own. */
  private readonly made: Readonly<Record<string, () => Promise<readonly OurFields[]>>>

  constructor(private readonly parts: PartContext & { readonly settings: DocumentSettings }) {
    this.flat = new FlatReader(parts, LISTS)
    this.made = {
      [VAT]: () => this.vat(), [COMPANY]: () => this.company(),
      [DOCUMENTS]: async () => (await documentLimits(parts.facts, parts.settings)).map((one) => ({ ...one })),
    }
  }

  async *list(_entity: string, scope: Scope): AsyncIterable<Page> {
    const name = listOf(scope)
    const made = this.made[name]
    if (!made) return yield* this.flat.list(name, scope)
    yield { items: (await made()).map(itemOf), coverage: { kind: 'whole', pages: 1 } }
  }

  async find(_entity: string, keys: readonly string[], scope: Scope): Promise<ReadonlyMap<string, Found>> {
    const name = listOf(scope)
    const made = this.made[name]
    if (!made) return this.flat.find(name, keys, scope)
    const items = new Map((await made()).map(itemOf).map((item) => [item.key, item]))
    return new Map(keys.map((key) => {
      const item = items.get(key)
      return [key, item ? { kind: 'found', item } : { kind: 'absent' }]
    }))
  }

  private async vat(): Promise<readonly OurFields[]> {
    const { rows } = await this.parts.api.read('scan', { register: DB.PRM2, fields: [PRM2.VAT1, PRM2.VAT2, PRM2.VAT3, PRM2.VAT4], chunk: 1 })
    return [...vatRates(rows[0] ?? [])].map(([code, rate]) => ({ code, rate }))
  }

  private async company(): Promise<readonly OurFields[]> {
    const { name, currency, pricePlaces, defaultPriceList } = await this.parts.api.company()
    return [{ code: COMPANY, text: name, currency, pricePlaces: String(pricePlaces), priceList: defaultPriceList === '' ? null : defaultPriceList }]
  }
}

function itemOf(fields: OurFields): RawItem {
  return { key: String(fields['code']), fields }
}

function listOf(scope: Scope): string {
  const name = scope['list'] ?? ''
  if (!CODE_LISTS.includes(name)) throw new SystemError('refused', problem('VISMA_NO_SUCH_LIST', { list: name, lists: CODE_LISTS.join(', ') }))
  return name
}
