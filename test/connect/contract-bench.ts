// One new system under test, and the short words in which the contract speaks of it.
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
import type { Ability } from '../../engine/types/system.js'
import type { ContractOptions, Subject } from './contract.js'

type Fields = Readonly<Record<string, unknown>>

export interface Request {
  readonly action: WriteAction
  readonly scope?: Scope
  readonly items: readonly WriteItem[]
}

export class Bench {
  readonly connector: Connector
  readonly arm: Subject['arm']
  readonly batchMax: number

  constructor(
    readonly options: ContractOptions,
    subject: Subject,
  ) {
    this.connector = subject.connector
    this.arm = subject.arm
    this.batchMax = options.spec.habits.batchMax
  }

  /** A whole article under that number. */
  readonly whole = (key: string): WriteItem => ({
    key,
    fields: { sku: key, ...this.options.product.fields },
  })

  /** Sends in requests as large as the system takes. */
  async send(entity: string, request: Request): Promise<Map<string, Answer>> {
    const { action, scope = this.options.product.scope } = request
    const answers = new Map<string, Answer>()
    for (let at = 0; at < request.items.length; at += this.batchMax) {
      const items = request.items.slice(at, at + this.batchMax)
      const sent = await this.connector.writer.send({ entity, action, scope, items })
      for (const [key, answer] of sent) answers.set(key, answer)
    }
    return answers
  }

  create(items: readonly WriteItem[]): Promise<Map<string, Answer>> {
    return this.send('product', { action: 'create', items })
  }

  update(key: string, fields: Fields): Promise<Map<string, Answer>> {
    return this.send('product', { action: 'update', items: [{ key, fields }] })
  }

  async find(key: string, entity = 'product', scope?: Scope): Promise<Found> {
    const { reader } = this.connector
    const found = await reader.find(entity, [key], scope ?? this.options.product.scope)
    const one = found.get(key)
    if (!one) throw new Error(`no answer for ${key}`)
    return one
  }

  async fieldsOf(key: string, entity = 'product', scope?: Scope): Promise<Record<string, unknown>> {
    const found = await this.find(key, entity, scope)
    assert.is(found.kind, 'found', `${key}: ${JSON.stringify(found)}`)
    return found.kind === 'found' ? { ...found.item.fields } : {}
  }

  async pagesOf(entity: string, scope?: Scope): Promise<Page[]> {
    const pages: Page[] = []
    const listing = this.connector.reader.list(entity, scope ?? this.options.product.scope)
    for await (const page of listing) pages.push(page)
    return pages
  }

  abilityOf(entity: string): Ability {
    const ability = this.options.spec.can[entity]
    if (!ability) throw new Error(`${this.options.spec.id} has no ${entity}`)
    return ability
  }

  /** Without what can be written at create only. */
  updatable(fields: Fields): Fields {
    const abilities = this.abilityOf('product').fields
    const entries = Object.entries(fields)
    return Object.fromEntries(entries.filter(([field]) => !abilities[field]?.onlyAtCreate))
  }
}

export function allDone(answers: ReadonlyMap<string, Answer>): void {
  for (const [key, answer] of answers) {
    assert.is(answer.kind, 'done', `${key}: ${JSON.stringify(answer)}`)
  }
}
