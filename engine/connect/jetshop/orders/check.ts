// A binding held against the description of the service: every operation, element and type that it
// names. And the fingerprint of exactly those parts. Pure.
import type { Purpose } from '../../../core/order-binding.js'
import { problem, warning, type Problem } from '../../../core/problem.js'
import { digestOf } from '../../../values/digest.js'
import type { BoundInput, OrderBindingConfig } from '../../../types/order-binding.js'
import { formOf } from './forms.js'
import { placeOf, type Form } from './paths.js'
import { placeNameOf, placesOf, type Fillings } from './template.js'
import { locate, plainType, type Description, type Located } from './wsdl.js'

/** Path inside the binding's spec, and what is wrong there. */
export interface Finding { readonly path: readonly string[]; readonly problem: Problem }

export interface Held {
  readonly findings: readonly Finding[]
  /** By what the engine wants to do: the fingerprint of what its operation uses. */
  readonly operations: Readonly<Record<string, string>>
}

/** Every kind of operation has these, or none of them. */
interface AnyOperation {
  readonly operation: string
  readonly input?: BoundInput
  readonly result?: string
  readonly okWhen?: { readonly path: string; readonly message?: string }
  readonly code?: string
  readonly text?: string
}

const DIGITS = 16
const NUMBERS = ['decimal', 'int', 'long', 'short', 'byte', 'integer', 'double', 'float', 'unsignedInt', 'unsignedByte', 'unsignedShort', 'unsignedLong', 'nonNegativeInteger', 'positiveInteger']
const WHOLE = NUMBERS.filter((type) => !['decimal', 'double', 'float'].includes(type))
const TEXT = ['string', 'normalizedString', 'token', 'guid', 'ID', 'anyURI', 'char', 'anyType']
const TIMES = ['dateTime', 'date', 'time']
/** Which types of XML Schema a value of this form may be read from. */
const READ_FROM: Readonly<Record<Form, readonly string[]>> = {
  text: [...TEXT, ...NUMBERS, ...TIMES, 'boolean'], decimal: [...NUMBERS, ...TEXT], integer: [...WHOLE, ...TEXT], boolean: ['boolean', ...WHOLE, ...TEXT],
  localTime: [...TIMES, ...TEXT], time: [...TIMES, ...TEXT], fraction: [...NUMBERS, ...TEXT], percent: [...NUMBERS, ...TEXT],
}
/** Which types take what is filled in. An id may be a figure or a text: it is sent as it came. */
const WRITTEN_TO: Readonly<Record<keyof Fillings, readonly string[]>> = {
  orderNumber: [...TEXT, ...WHOLE], orderId: [...TEXT, ...WHOLE], customerNumber: [...TEXT, ...WHOLE], status: [...TEXT, ...WHOLE], statusName: TEXT,
  mail: ['boolean', ...WHOLE, ...TEXT], trackingNumber: TEXT, carrier: TEXT, trackingUrl: TEXT, amount: [...NUMBERS, ...TEXT], since: [...TIMES, ...TEXT],
  channel: [...TEXT, ...WHOLE], page: WHOLE, offset: WHOLE, pageSize: WHOLE,
}
const ORDER_READERS: ReadonlySet<string> = new Set(['listOrders', 'getOrder'])
const CUSTOMER_READERS: ReadonlySet<string> = new Set(['listCustomers', 'getCustomer'])

/** Holds a whole binding against the service. */
export function hold(binding: OrderBindingConfig, description: Description): Held {
  const findings: Finding[] = []
  const operations: Record<string, string> = {}
  for (const [purpose, operation] of Object.entries(binding.operations) as [Purpose, AnyOperation][]) {
    const holding = new Holding(binding, description, purpose)
    holding.hold(operation)
    findings.push(...holding.findings)
    operations[purpose] = digestOf([...holding.used].sort()).slice(0, DIGITS)
  }
  return { findings, operations }
}

/** One operation of a binding. */
class Holding {
  readonly findings: Finding[] = []
  /** A line for each part that is used. */
  readonly used = new Set<string>()

  constructor(private readonly binding: OrderBindingConfig, private readonly description: Description, private readonly purpose: Purpose) {}

  hold(bound: AnyOperation): void {
    const found = this.description.operations.get(bound.operation)
    this.used.add(`operation ${bound.operation}`)
    if (!found) {
      this.say(['operation'], problem('BINDING_OPERATION_MISSING', { code: bound.operation, known: this.nearest(bound.operation) }))
      return
    }
    this.input(bound, found.input)
    const head = [`${bound.operation}Result`]
    const rows = bound.result === undefined ? head : [...head, ...bound.result.split('/')]
    const at = locate(this.description, found.output, rows)
    if (bound.result !== undefined) this.result(at, bound.result)
    const from = { type: found.output, path: rows }
    for (const [name, path] of Object.entries({ path: bound.okWhen?.path, message: bound.okWhen?.message })) this.place(from, path, { at: ['okWhen', name], form: 'text' })
    for (const name of ['code', 'text'] as const) this.place(from, bound[name], { at: [name], form: 'text' })
    if (at.kind === 'open') return
    if (ORDER_READERS.has(this.purpose)) this.order(from)
    if (CUSTOMER_READERS.has(this.purpose)) this.fields(from, this.binding.customerFields, ['customerFields'])
  }

  private input({ input }: AnyOperation, type: string): void {
    for (const { path, text } of placesOf(input)) {
      const at = ['input', ...path]
      const located = locate(this.description, type, path)
      if (located.kind === 'open') continue
      if (located.kind === 'lost') {
        this.say(at, problem('BINDING_ELEMENT_MISSING', { path: path.join('/'), code: located.step, known: located.known }))
        continue
      }
      const plain = plainType(this.description, located.member.type)
      this.used.add(`in ${path.join('/')} ${plain ?? located.member.type}${located.repeated ? ' repeated' : ''}`)
      const name = placeNameOf(text)
      const fits = plain !== undefined && (name === undefined || WRITTEN_TO[name].includes(plain))
      if (!fits) this.say(at, problem('BINDING_TYPE_UNFIT', { path: path.join('/'), type: plain ?? located.member.type, wanted: name ?? 'text' }))
      const values = this.description.enums.get(located.member.type)
      if (name === undefined && values && !values.includes(text)) this.say(at, problem('BINDING_VALUE_UNKNOWN', { code: text, known: values }))
    }
    this.missing(input, type, [])
  }

  /** Value types that must be there: left out, the service takes them for 0 or for false. */
  private missing(input: BoundInput | undefined, type: string, path: readonly string[]): void {
    for (const member of this.description.types.get(type)?.members ?? []) {
      const given = input?.[member.name]
      if (typeof given === 'object') this.missing(given, member.type, [...path, member.name])
      const isValue = plainType(this.description, member.type) !== undefined
      if (given === undefined && isValue && !member.optional && !member.nillable)
        this.say(['input', ...path], warning('BINDING_INPUT_LEFT_OUT', { element: [...path, member.name].join('/'), type: member.type }))
    }
  }

  private result(at: Located, result: string): void {
    if (at.kind === 'lost') this.say(['result'], problem('BINDING_ELEMENT_MISSING', { path: result, code: at.step, known: at.known }))
    if (at.kind !== 'found') return
    this.used.add(`out ${result} ${at.member.type}${at.repeated ? ' repeated' : ''}`)
  }

  /** A listing that shows less than a look at one does no harm: only the number must be there. */
  private order(from: From): void {
    const { fields, lists = {}, operations } = this.binding
    const isOverview = this.purpose === 'listOrders' && operations.getOrder !== undefined && operations.listOrders?.whole !== true
    this.fields(from, fields, ['fields'], isOverview)
    for (const [name, list] of Object.entries(lists)) {
      const path = list.path.split('/')
      const located = locate(this.description, from.type, [...from.path, ...path])
      if (located.kind === 'lost' && !isOverview)
        this.sayOf(['lists', name, 'path'], problem('BINDING_ELEMENT_MISSING', { path: list.path, code: located.step, known: located.known }))
      if (located.kind !== 'found') continue
      this.used.add(`out ${list.path} ${located.member.type}${located.repeated ? ' repeated' : ''}`)
      this.fields({ type: from.type, path: [...from.path, ...path] }, list.fields, ['lists', name, 'fields'], isOverview)
    }
  }

  private fields(from: From, places: object | undefined, at: readonly string[], lenient = false): void {
    for (const [name, place] of Object.entries((places ?? {}) as Record<string, string>))
      this.place(from, place, { at: [...at, name], form: formOf(name), isOfSpec: true, lenient: lenient && name !== 'number' })
  }

  private place(from: From, place: string | undefined, how: { at: readonly string[]; form: Form; isOfSpec?: boolean; lenient?: boolean }): void {
    if (place === undefined) return
    const { at, isOfSpec, lenient } = how
    const say = (found: Problem): void => { if (isOfSpec) this.sayOf(at, found); else this.say(at, found) }
    const taken = placeOf(place)
    if (taken.kind === 'fixed') return
    const form = taken.paths.length > 1 ? 'text' : (taken.form ?? how.form)
    for (const path of taken.paths) {
      const located = locate(this.description, from.type, [...from.path, ...path])
      if (located.kind === 'open' || (located.kind === 'lost' && lenient)) continue
      if (located.kind === 'lost') {
        say(problem('BINDING_ELEMENT_MISSING', { path: path.join('/'), code: located.step, known: located.known }))
        continue
      }
      const plain = plainType(this.description, located.member.type)
      this.used.add(`out ${[...from.path.slice(1), ...path].join('/')} ${plain ?? located.member.type}`)
      if (plain === undefined || !READ_FROM[form].includes(plain)) say(problem('BINDING_TYPE_UNFIT', { path: path.join('/'), type: plain ?? located.member.type, wanted: form }))
    }
  }

  private say(path: readonly string[], found: Problem): void {
    this.findings.push({ path: ['operations', this.purpose, ...path], problem: found })
  }

  private sayOf(path: readonly string[], found: Problem): void {
    this.findings.push({ path, problem: found })
  }

  /** Too many operations to list them all: those that speak of the same thing. */
  private nearest(operation: string): readonly string[] {
    const stem = operation.split('_')[0]?.slice(0, 4).toLowerCase() ?? ''
    const alike = [...this.description.operations.keys()].filter((name) => name.toLowerCase().includes(stem))
    return (alike.length > 0 ? alike : [...this.description.operations.keys()]).slice(0, 20)
  }
}

/** Where a path begins: the type of the answer, and the way to the element. */
interface From { readonly type: string; readonly path: readonly string[] }
