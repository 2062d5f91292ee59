// What doctor asks of a shop: does the service answer, is the account let in, does the storefront
// take the token; then the order side. It reads, and writes nothing.
import { problem, type Problem } from '../../core/problem.js'
import { SystemError, type Check, type Examination } from '../connector.js'
import type { JetshopApi } from './api.js'
import { examineOrders, type OrderExamineParts } from './orders/examine.js'
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
  yield* settingChecks(settings, of)
  // A wrong token says nothing of the account, nor the other way round.
  yield await storefrontCheck(store)
  const refused = await refusalOf(parts)
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

/** What the Shop document must say for what the streams write. */
function settingChecks({ templateId, defaultPriceList }: JetshopSettings, { writes }: Examination): Check[] {
  const fields = Object.entries(writes).flatMap(([entity, of]) => of.map((field) => ({ entity, field })))
  const withList = fields.find(({ entity, field }) => OF_PRICE_LIST.has(field) && entity !== 'price-list')
  const creates = writes['product'] !== undefined
  return [
    templateId === undefined && creates
      ? { id: 'template', state: 'warning', problem: problem('JETSHOP_TEMPLATE_MISSING') }
      : { id: 'template', state: 'ok', found: templateId ?? 'none needed' },
    listCheck(defaultPriceList, withList?.field),
  ]
}

function listCheck(list: string | undefined, field: string | undefined): Check {
  const id = 'price-list'
  if (list !== undefined) return { id, state: 'unknown', problem: problem('JETSHOP_PRICE_LIST_UNTESTED', { list }) }
  if (field === undefined) return { id, state: 'ok', found: 'none needed' }
  return { id, state: 'warning', problem: problem('JETSHOP_PRICE_LIST_MISSING', { field, setting: 'defaultPriceList' }) }
}

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
