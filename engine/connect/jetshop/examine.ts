// What doctor asks of a shop: does the service answer, is the account let in, does the storefront
// take the token; then the order side. It reads, and writes nothing.
import { problem, type Problem } from '../../core/problem.js'
import { SystemError, type Check, type Examination } from '../connector.js'
import type { JetshopApi } from './api.js'
import { examineOrders, type OrderExamineParts } from './orders/examine.js'
import { codesIn, isSame } from './orders/shop-codes.js'
import { NO_ARTICLE } from './reader.js'
import type { JetshopSettings } from './settings.js'
import type { StoreApi } from './store-api.js'

export interface ExamineParts {
  readonly api: JetshopApi
  readonly settings: JetshopSettings
  readonly store?: StoreApi
  readonly orders: OrderExamineParts
}

/** Which check a failed first call belongs to; anything else is said of the address. */
const LOGIN: ReadonlySet<string> = new Set(['JETSHOP_LOGIN', 'JETSHOP_RIGHTS'])
/** What a price list decides in the shop. */
const OF_PRICE_LIST: ReadonlySet<string> = new Set(['price', 'active'])

/** Every check of specs/checks.yaml that can be asked. */
export async function* examineJetshop(parts: ExamineParts, of: Examination): AsyncGenerator<Check> {
  const { settings, store } = parts
  yield templateCheck(settings, of)
  // A wrong token says nothing of the account, nor the other way round.
  yield await storefrontCheck(store)
  const refused = await refusalOf(parts)
  yield await listCheck(parts, of, refused === undefined)
  if (refused === undefined) {
    yield { id: 'address', state: 'ok', found: settings.account.url }
    yield { id: 'login', state: 'ok', found: 'accepted' }
    yield { id: 'shop-id', state: 'unknown', problem: problem('JETSHOP_SHOP_ID_UNTESTED') }
    yield* examineOrders(parts.orders, of.codes)
    return
  }
  if (LOGIN.has(refused.code)) yield { id: 'address', state: 'ok', found: settings.account.url }
  yield { id: LOGIN.has(refused.code) ? 'login' : 'address', state: 'failed', problem: refused, ends: true }
}

/** What the Shop document must say where articles are made. */
function templateCheck({ templateId }: JetshopSettings, { writes }: Examination): Check {
  const creates = writes['product'] !== undefined
  return templateId === undefined && creates
    ? { id: 'template', state: 'warning', problem: problem('JETSHOP_TEMPLATE_MISSING') }
    : { id: 'template', state: 'ok', found: templateId ?? 'none needed' }
}

/** Only where the OrderBinding lists price lists can anybody tell whether the shop has it. */
async function listCheck({ settings: { defaultPriceList }, orders: { side } }: ExamineParts, { writes }: Examination, reached: boolean): Promise<Check> {
  const id = 'price-list'
  if (defaultPriceList === undefined) {
    const [entity, fields = []] = Object.entries(writes).find(([name, of]) => name !== 'price-list' && of.some((field) => OF_PRICE_LIST.has(field))) ?? []
    if (entity === undefined) return { id, state: 'ok', found: 'none needed' }
    return { id, state: 'warning', problem: problem('JETSHOP_PRICE_LIST_MISSING', { field: fields.find((field) => OF_PRICE_LIST.has(field)), setting: 'defaultPriceList' }) }
  }
  const known = reached ? await codesIn(side, LISTS) : undefined
  if (!Array.isArray(known)) return { id, state: 'unknown', problem: problem('JETSHOP_PRICE_LIST_UNTESTED', { list: defaultPriceList }) }
  if (known.some((one) => isSame(one, defaultPriceList, LISTS))) return { id, state: 'ok', found: defaultPriceList }
  return { id, state: 'failed', problem: problem('SHOP_CODE_UNKNOWN', { list: LISTS, code: defaultPriceList, known }) }
}

const LISTS = 'price-lists'

async function storefrontCheck(store: StoreApi | undefined): Promise<Check> {
  const id = 'storefront'
  if (!store) return { id, state: 'warning', problem: problem('JETSHOP_STORE_NOT_SET') }
  try {
    const channels = await store.channels()
    return { id, state: 'ok', found: channels.map(({ id: number, name, currency }) => `${name} (${number}${currency === undefined ? '' : `, ${currency}`})`).join(', ') }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    return { id, state: 'failed', problem: error.problem }
  }
}

/** Any read proves that the account is let in. */
async function refusalOf({ api, settings }: ExamineParts): Promise<Problem | undefined> {
  const called = await api.productGet(NO_ARTICLE, settings.cultures[0])
  return called.kind === 'ok' ? undefined : called.problem
}
