// Changes to the shop. No row is sent again that the service may have taken. Writes of articles
// create what is not there, so everything but a create looks first.
import { problem, type Problem } from '../../core/problem.js'
import type { Scope } from '../../core/stream.js'
import type { Answer, LookFacts, WriteItem, Writer, WriteRequest } from '../connector.js'
import { nothingDone, type Called } from '../called.js'
import { inParallel } from '../turns.js'
import {
  isBorn,
  joined,
  joinedCreate,
  judgeCreate,
  judgePrice,
  judgeProduct,
  type Answers,
} from './answers.js'
import { sendRows } from './apart.js'
import type { JetshopApi, PriceRow, ProductRow } from './api.js'
import { categoryLinks, membersOf } from './convert.js'
import { listMembers, priceMembers } from './list-prices.js'
import type { SeenRows } from './seen-rows.js'
import type { JetshopSettings } from './settings.js'
import { isOfOrders, type OrderSide } from '../order-side.js'
import { textIn, type WrittenNode, type XmlNode } from './xml.js'

export interface WriterParts {
  readonly api: JetshopApi
  readonly settings: JetshopSettings
  readonly orders: OrderSide
  /** Shared with the reader. */
  readonly seen: SeenRows
  readonly habits: { readonly parallelMax: number }
}

/** Between the engine's look and its write lie the other looks of the batch, and no more. */
const JUST_NOW_MS = 15_000

export class JetshopWriter implements Writer {
  constructor(private readonly parts: WriterParts) {}

  async prepare(request: WriteRequest): Promise<LookFacts | undefined> {
    return isOfOrders(request.entity) ? this.parts.orders.prepare?.(request) : undefined
  }

  async send(request: WriteRequest): Promise<ReadonlyMap<string, Answer>> {
    if (isOfOrders(request.entity)) return this.parts.orders.send(request)
    try {
      return await this.sendNow(request)
    } finally {
      this.forget(request)
    }
  }

  private async sendNow(request: WriteRequest): Promise<ReadonlyMap<string, Answer>> {
    const answers: Answers = new Map()
    switch (request.entity) {
      case 'price':
      case 'price-list':
        await this.prices(request, answers)
        break
      case 'stock':
      case 'stock-status':
        await this.stock(request, answers)
        break
      default:
        await this.products(request, answers)
    }
    return answers
  }

  private async products(request: WriteRequest, answers: Answers): Promise<void> {
    const looked =
      request.action === 'create' ? new Map<string, XmlNode>() : await this.look(request, answers)
    const rows: ProductRow[] = []
    const sent: WriteItem[] = []
    for (const item of request.items) {
      if (answers.has(item.key)) continue
      const made = this.productRow(request, item, looked.get(item.key))
      if ('problem' in made) {
        answers.set(item.key, { kind: 'refused', problem: made.problem })
        continue
      }
      if (request.action === 'create' || Object.keys(made.members).length > 0) {
        rows.push({ ...this.head(item.key, request), ...made.members })
      }
      sent.push(item)
    }
    if (rows.length > 0) {
      await sendRows(answers, rows, {
        send: (some) => this.parts.api.productAddUpdate(some),
        judge: request.action === 'create' ? judgeCreate : judgeProduct,
      })
    }
    await this.onDefaultList(request, sent, answers)
  }

  /**
   * The second half of a change: only where the first went well, and done only when both are. The
   * service gives a new article the price 0 and shows it; it is born without a price instead.
   */
  private async onDefaultList(
    { action }: WriteRequest,
    items: readonly WriteItem[],
    answers: Answers,
  ): Promise<void> {
    const list = this.parts.settings.defaultPriceList
    const first = new Map(answers)
    const rows: PriceRow[] = []
    for (const { key, fields } of items) {
      const answer = first.get(key)
      if ((answer?.kind ?? 'done') !== 'done') continue
      const born = action === 'create' && list !== undefined && isBorn(answer)
      const members = {
        ...(born ? priceMembers(null).members : {}),
        ...('active' in fields ? { HideProduct: fields['active'] === false } : {}),
      }
      if (Object.keys(members).length > 0)
        rows.push({ ArticleNumber: key, PriceListId: list ?? '', ...members })
    }
    if (rows.length === 0) return
    const second: Answers = new Map()
    await this.sendPrices(second, rows)
    const join = action === 'create' ? joinedCreate : joined
    for (const [key, answer] of second) answers.set(key, join(first.get(key), answer))
  }

  private productRow(
    request: WriteRequest,
    item: WriteItem,
    row: XmlNode | undefined,
  ): { members: WrittenNode } | { problem: Problem } {
    const { templateId, defaultPriceList } = this.parts.settings
    const { active, group } = item.fields
    if (active !== undefined && typeof active !== 'boolean') {
      return { problem: problem('JETSHOP_VALUE_UNFIT', { field: 'active', value: String(active) }) }
    }
    if (active !== undefined && defaultPriceList === undefined) {
      return {
        problem: problem('JETSHOP_PRICE_LIST_MISSING', {
          field: 'active',
          setting: 'defaultPriceList',
        }),
      }
    }
    if (request.action === 'create' && templateId === undefined)
      return { problem: problem('JETSHOP_TEMPLATE_MISSING', {}) }
    const made = membersOf(request.entity, item.fields)
    if (made.problem) return { problem: made.problem }
    const links = group === undefined ? { members: {} } : categoryLinks(row, item.key, group)
    if (links.problem) return { problem: links.problem }
    const template = request.action === 'create' ? { TemplateId: templateId } : {}
    return { members: { ...template, ...made.members, ...links.members } }
  }

  private async prices(request: WriteRequest, answers: Answers): Promise<void> {
    const list = request.scope['priceList'] ?? this.parts.settings.defaultPriceList
    const rows: PriceRow[] = []
    for (const { key, fields } of request.items) {
      const made =
        list === undefined
          ? {
              problem: problem('JETSHOP_PRICE_LIST_MISSING', {
                field: 'price',
                setting: 'defaultPriceList',
              }),
            }
          : listMembers(fields)
      if (made.problem) answers.set(key, { kind: 'refused', problem: made.problem })
      else rows.push({ ArticleNumber: key, PriceListId: list ?? '', ...made.members })
    }
    if (rows.length === 0) return
    await this.sendPrices(answers, rows)
  }

  private async stock(request: WriteRequest, answers: Answers): Promise<void> {
    await this.look(request, answers)
    const rows: ProductRow[] = []
    for (const { key, fields } of request.items) {
      if (answers.has(key)) continue
      const made = membersOf(request.entity, fields)
      if (made.problem) answers.set(key, { kind: 'refused', problem: made.problem })
      else
        rows.push({
          ...this.head(key, request),
          StockData: { ArticleNumber: key, ...made.members },
        })
    }
    if (rows.length === 0) return
    await sendRows(answers, rows, {
      send: (some) => this.parts.api.productAddUpdate(some),
      judge: judgeProduct,
    })
  }

  private async sendPrices(answers: Answers, rows: readonly PriceRow[]): Promise<void> {
    await sendRows(answers, rows, {
      send: (some) => this.parts.api.priceListUpdateArticleIncVat(some),
      judge: judgePrice,
    })
  }

  /**
   * The articles as they are now. Those that are not there, or cannot be looked at, are answered
   * already.
   */
  private async look(
    request: WriteRequest,
    answers: Answers,
  ): Promise<ReadonlyMap<string, XmlNode>> {
    const rows = new Map<string, XmlNode>()
    // An article may lack texts in another culture; whether it exists is asked in the main one.
    const culture = this.parts.settings.cultures[0]
    await inParallel(request.items, this.parts.habits.parallelMax, async ({ key }) => {
      const called = await this.justNow(culture, key)
      if (called.kind !== 'ok') {
        answers.set(key, nothingDone(called))
        return
      }
      const row = called.value.find((one) => textIn(one, 'ArticleNumber') === key)
      if (row) rows.set(key, row)
      else answers.set(key, { kind: 'refused', problem: problem('ARTICLE_NOT_FOUND', { key }) })
    })
    return rows
  }

  /** The engine looks before each write: what it saw a moment ago is not asked for twice. */
  private async justNow(culture: string, key: string): Promise<Called<readonly XmlNode[]>> {
    const { seen, api } = this.parts
    const known = seen.within(culture, key, JUST_NOW_MS)
    return known ? { kind: 'ok', value: known } : api.productGet(key, culture)
  }

  /** What was written to, or may have been, is read anew. */
  private forget({ items }: WriteRequest): void {
    this.parts.seen.forget(items.map(({ key }) => key))
  }

  private head(key: string, { scope }: { readonly scope: Scope }): ProductRow {
    return { ArticleNumber: key, Culture: scope['culture'] ?? this.parts.settings.cultures[0] }
  }
}
