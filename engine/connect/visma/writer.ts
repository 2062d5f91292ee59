// Writing to the company: one record per call, looked at again in the same buffer. Decides nothing
// and repeats nothing.
import type { Answer, LookFacts, Writer, WriteItem, WriteRequest } from '../connector.js'
import { SystemError } from '../connector.js'
import { problem, type Problem } from '../../core/problem.js'
import { toWindows1252 } from '../../values/windows-1252.js'
import { ARTICLE, DB, ORDER, PRICE, RC } from './adk.js'
import type { VismaApi } from './api.js'
import type { Cell, FieldValue, Place, Reading, Row } from './bridge/protocol.js'
import { failed } from './answers.js'
import type { CompanyDefaults } from './company.js'
import {
  activeValues, articleValues, priceItem, PRODUCT_FIELDS, productItem, storedPrice, vatRateOf, type ArticleChoice, type Figures,
  type ListFacts,
} from './convert.js'
import type { PartWriter } from './part.js'
import { listFacts } from './price-lists.js'
import { figuresOf } from './reader.js'

/** registers: everything besides articles and prices. */
export interface WriterParts { readonly api: VismaApi; readonly choice: ArticleChoice; readonly registers: readonly PartWriter[] }

const WRITABLE: Readonly<Record<string, ReadonlySet<string>>> = {
  product: new Set(['sku', 'name', 'barcode', 'unit', 'group', 'accountingCode', 'weight', 'active', 'stockItem']),
  price: new Set(['sku', 'price']),
  'price-list': new Set(['sku', 'price']),
}
const PRODUCT_READING: Reading = { fields: PRODUCT_FIELDS, vatOf: ARTICLE.NUMBER }
const PRICE_READING: Reading = { fields: [PRICE.PRICE] }

export class VismaWriter implements Writer {
  constructor(private readonly parts: WriterParts) {}

  async send(request: WriteRequest): Promise<ReadonlyMap<string, Answer>> {
    const answers = new Map<string, Answer>()
    // One after the other: one thread, one company.
    for (const item of request.items) answers.set(item.key, await this.one(request, item))
    return answers
  }

  async prepare(request: WriteRequest): Promise<LookFacts | undefined> {
    return this.partOf(request)?.prepare?.(request)
  }

  private partOf({ entity }: WriteRequest): PartWriter | undefined {
    return this.parts.registers.find(({ entities }) => entities.includes(entity))
  }

  private async one(request: WriteRequest, item: WriteItem): Promise<Answer> {
    const part = this.partOf(request)
    const refusal = (part ? undefined : refusedByEntity(request, item)) ?? refusedByKey(item)
    if (refusal) return { kind: 'refused', problem: refusal }
    try {
      if (part) return await part.one(request, item)
      return request.entity === 'product' ? await this.product(request, item) : await this.price(request, item)
    } catch (error) {
      // Thrown where the company cannot be opened or read: nothing has been written.
      if (!(error instanceof SystemError)) throw error
      return { kind: error.kind, problem: error.problem }
    }
  }

  private async product({ action }: WriteRequest, item: WriteItem): Promise<Answer> {
    const company = await this.parts.api.company()
    const figures = figuresOf(company, this.parts.choice)
    const fields = action === 'retire' ? { ...item.fields, active: false } : item.fields
    const written = articleValues(action === 'create' ? withDefaults(fields, company.defaults) : fields, figures)
    if (written.problem) return { kind: 'refused', problem: withKey(written.problem, item.key) }
    const number = action === 'create' ? [{ field: ARTICLE.NUMBER, value: item.key }] : []
    const values = [...number, ...written.values, ...this.activeOf(action, fields)]
    const facts = factsOf(item, fields)
    const outcome = action === 'create'
      ? await this.parts.api.write('add', { register: DB.ARTICLE, values, read: PRODUCT_READING }, facts)
      : await this.parts.api.write('update', { place: articlePlace(item.key), values, read: PRODUCT_READING }, facts)
    if (!('ok' in outcome)) return failed(outcome, { values, names: ARTICLE })
    const warnings = written.warnings.length > 0 ? { warnings: written.warnings.map((one) => withKey(one, item.key)) } : {}
    return { kind: 'done', id: item.key, ...warnings, ...readBackOf(outcome.ok, figures) }
  }

  private activeOf(action: WriteRequest['action'], fields: WriteItem['fields']): readonly FieldValue[] {
    if (action === 'create') return activeValues(fields['active'] !== false, 'new')
    return 'active' in fields ? activeValues(fields['active'] === true, this.parts.choice) : []
  }

  private async price(request: WriteRequest, item: WriteItem): Promise<Answer> {
    const { customerNumber: customer } = request.scope
    if (customer !== undefined) return { kind: 'refused', problem: problem('VISMA_CANNOT_WRITE', { key: item.key, entity: request.entity, field: `price of customer ${customer}` }) }
    const list = await listFacts(this.parts.api, request.scope)
    const [percent] = await this.parts.api.read('vat', { articles: [item.key] })
    const price = request.action === 'retire' ? null : item.fields['price']
    const at = { key: item.key, list, percent }
    return price === null || price === undefined ? this.clearPrice(at) : this.setPrice(at, String(price))
  }

  private async setPrice(at: PriceAt, price: string): Promise<Answer> {
    const { api } = this.parts
    const counted = storedPrice(price, vatRateOf(at.percent), at.list)
    if ('problem' in counted) return { kind: 'refused', problem: withKey(counted.problem, at.key) }
    const [base] = await api.read('find', {
      register: DB.PRICE, order: ORDER.BASE_PRICE_BY_ARTICLE, key: PRICE.ARTICLE_NUMBER, keys: [at.key],
      where: [{ field: PRICE.PRICE_LIST, value: at.list.code }], fields: [PRICE.PRICE],
    })
    const values = [{ field: PRICE.PRICE, value: counted.value }]
    const facts = { key: at.key, list: at.list.code, price }
    const outcome = base
      ? await api.write('update', { place: pricePlace(at), values, read: PRICE_READING }, facts)
      : await api.write('add', { register: DB.PRICE, values: [...newPrice(at), ...values], read: PRICE_READING }, facts)
    if (!('ok' in outcome)) return failed(outcome, { values, names: PRICE })
    const stored = outcome.ok[0] as Cell | undefined
    if (typeof stored !== 'number') return { kind: 'done' }
    return { kind: 'done', readBack: priceItem(at.key, { stored, percent: at.percent }, at.list) }
  }

  /**
   * The program keeps a base price that once was set, unless it allows its removal; never is it set
   * to zero.
   */
  private async clearPrice(at: PriceAt): Promise<Answer> {
    const outcome = await this.parts.api.write('remove', { place: pricePlace(at) }, { key: at.key, list: at.list.code })
    const nothingThere = !('ok' in outcome) && outcome.problem.facts['rc'] === RC.NOT_FOUND
    if (!('ok' in outcome) && !nothingThere) return failed(outcome, { values: [], names: PRICE })
    return { kind: 'done', readBack: priceItem(at.key, { stored: undefined, percent: at.percent }, at.list) }
  }
}

interface PriceAt { readonly key: string; readonly list: ListFacts; readonly percent: Cell | undefined }

function refusedByEntity({ entity }: WriteRequest, item: WriteItem): Problem | undefined {
  const writable = WRITABLE[entity]
  if (!writable) return problem('VISMA_CANNOT_WRITE', { key: item.key, entity, field: Object.keys(item.fields).join(', ') })
  const field = Object.keys(item.fields).find((name) => !writable.has(name))
  return field === undefined ? undefined : problem('VISMA_CANNOT_WRITE', { key: item.key, entity, field })
}

/** Written in other letters it would be another article, another customer. */
function refusedByKey({ key, fields }: WriteItem): Problem | undefined {
  // The program gives the number; the key is only our own name.
  if (fields['number'] === null) return undefined
  const spelt = toWindows1252(key)
  return spelt.changed ? problem('VISMA_KEY_CHARACTERS', { key, characters: spelt.replaced.join(' ') }) : undefined
}

function withDefaults(fields: WriteItem['fields'], defaults: CompanyDefaults): WriteItem['fields'] {
  return { ...defaults, ...fields }
}

function articlePlace(key: string): Place {
  return { register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, key: { field: ARTICLE.NUMBER, value: key } }
}

function pricePlace({ key, list }: PriceAt): Place {
  return {
    register: DB.PRICE, order: ORDER.BASE_PRICE_BY_ARTICLE, key: { field: PRICE.ARTICLE_NUMBER, value: key },
    where: [{ field: PRICE.PRICE_LIST, value: list.code }],
  }
}

function newPrice({ key, list }: PriceAt): FieldValue[] {
  return [
    { field: PRICE.PRICE_LIST, value: list.code }, { field: PRICE.ARTICLE_NUMBER, value: key }, { field: PRICE.BASE, value: true },
  ]
}

function readBackOf(row: Row, figures: Figures): Pick<Extract<Answer, { kind: 'done' }>, 'readBack'> {
  return row.length === 0 ? {} : { readBack: productItem(row, figures) }
}

function factsOf(item: WriteItem, fields: WriteItem['fields']): Problem['facts'] {
  const told = ['unit', 'group', 'accountingCode', 'barcode'].filter((name) => name in fields)
  return { key: item.key, ...Object.fromEntries(told.map((name) => [name, fields[name]])) }
}

function withKey(found: Problem, key: string): Problem {
  return { ...found, facts: { key, ...found.facts } }
}
