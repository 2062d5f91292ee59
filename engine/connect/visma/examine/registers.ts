// Which registers and fields of the program the streams need, and whether this installation has them.
import { problem } from '../../../core/problem.js'
import { SystemError, type Check, type Examination } from '../../connector.js'
import { ARTICLE, DB, TYPE } from '../adk.js'
import type { VismaApi } from '../api.js'
import { PRODUCT_FIELDS, STOCK_FIELDS } from '../convert.js'
import { rowsOf } from './settings.js'

const CARDS = [DB.ARTICLE, DB.ARTICLE_GROUP, DB.ARTICLE_ACCOUNT, DB.UNIT]
const PRICES = [DB.ARTICLE, DB.PRICE, DB.PRICE_LIST]
const DOCUMENTS = [DB.ORDER_HEAD, DB.INVOICE_HEAD]

/** By entity. */
const REGISTERS: Readonly<Record<string, readonly number[]>> = {
  product: CARDS, price: PRICES, 'price-list': PRICES, stock: [DB.ARTICLE], 'stock-status': [DB.ARTICLE],
  order: [...DOCUMENTS, DB.CUSTOMER], 'order-status': DOCUMENTS, capture: DOCUMENTS, customer: [DB.CUSTOMER],
}
/** The first field of every register is its key. */
const KEY = 0

/** Asks for one record of each register. */
export async function readingChecks(api: VismaApi, of: Examination): Promise<Check[]> {
  const entities = [...of.reads, ...Object.keys(of.writes)]
  const registers = [...new Set(entities.flatMap((entity) => REGISTERS[entity] ?? []))].sort((one, other) => one - other)
  const checks: Check[] = []
  for (const register of registers) {
    try {
      await rowsOf(api, { register, fields: [KEY], chunk: 1 })
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      checks.push({ id: 'reading', state: 'failed', wanted: nameOf(DB, register), problem: error.problem })
    }
  }
  if (checks.length > 0) return checks
  return [{ id: 'reading', state: 'ok', found: registers.map((one) => nameOf(DB, one)).join(', ') || 'no stream needs any' }]
}

/** Whether the article register has each field that the driver speaks of. */
export async function fieldsCheck(api: VismaApi): Promise<Check> {
  const fields = [...new Set([...PRODUCT_FIELDS, ...STOCK_FIELDS])]
  const described = await api.read('describe', { register: DB.ARTICLE, fields })
  const missing = described.filter((one) => one.type === TYPE.UNUSED).map((one) => nameOf(ARTICLE, one.field))
  if (missing.length > 0) {
    return { id: 'fields', state: 'warning', problem: problem('VISMA_FIELDS_MISSING', { register: 'ARTICLE', fields: missing }) }
  }
  const length = (field: number): string => String(described.find((one) => one.field === field)?.length ?? '?')
  return { id: 'fields', state: 'ok', found: `number ${length(ARTICLE.NUMBER)}, name ${length(ARTICLE.NAME)} + ${length(ARTICLE.NAME_X)} characters` }
}

function nameOf(names: Readonly<Record<string, number>>, id: number): string {
  return Object.entries(names).find(([, one]) => one === id)?.[0] ?? String(id)
}
