// SOAP 1.2 envelopes of the web service, written and read. The only room that knows
// fast-xml-parser. Every value stays text: 007 is never 7. Empty (""), nil (null) and missing
// (undefined) are kept apart.
import { XMLParser, XMLValidator } from 'fast-xml-parser'

/**
 * What is written: undefined is left out, '' and {} are an empty element, null is xsi:nil, a list
 * repeats its element.
 */
export type Written =
  | string
  | number
  | boolean
  | null
  | undefined
  | WrittenNode
  | readonly Written[]
export interface WrittenNode {
  readonly [element: string]: Written
}

/**
 * What was read: text, nil, or an element with its children; elements of LISTS always come as
 * lists.
 */
export type Xml = string | null | XmlNode | readonly Xml[]
export interface XmlNode {
  readonly [element: string]: Xml | undefined
}

/** What a body holds: an operation or its response, or a fault. */
export interface Envelope {
  readonly header: XmlNode
  readonly name: string
  readonly content: Xml
}

export class XmlError extends Error {}

const HEAD = '<?xml version="1.0" encoding="utf-8"?>'
const SCHEMAS =
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
const SOAP = 'http://www.w3.org/2003/05/soap-envelope'
const NAMESPACE = 'WebServiceProvider'

/** Elements that the service repeats: one of them is a list of one. */
const LISTS: ReadonlySet<string> = new Set([
  'ProductData',
  'ProductInCategoryData',
  'ProductResult',
  'ArticlePriceListIncVat',
  'ArticlePriceListResult',
  'DynamicFieldOnProductInput',
  'DynamicFieldOnProductOutput',
  'DynamicFieldItemResult',
  'Localization',
  'ImageFileOptions',
  'ImageUploadResult',
  'ArticleNumberImages',
  'ResultMessage',
  'string',
])

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const MARKUP: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '\r': '&#xD;',
}
// Characters that XML 1.0 cannot carry at all, and halves of surrogate pairs.
const UNSENDABLE =
  /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  removeNSPrefix: true,
  // Entities are decoded below in one pass, so that &amp;lt; stays &lt; and no entity of a document
  // is ever expanded.
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  // The path to each element is wanted by nobody, and costs a third of the time.
  jPath: false,
  isArray: (name) => LISTS.has(name),
})

/** What the parser makes of an element where order counts: one key that is its name, and ":@". */
type Ordered = Readonly<Record<string, unknown>>

const treeParser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  removeNSPrefix: true,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  preserveOrder: true,
})

/** Whether XML can carry the text. */
export function isSendable(text: string): boolean {
  return !UNSENDABLE.test(text)
}

/** The envelope of a call, as clients of the service send it. */
export function requestEnvelope(operation: string, content: WrittenNode, shopId?: string): string {
  const header =
    shopId === undefined ? '' : `<soap12:Header>${element('ShopId', shopId)}</soap12:Header>`
  return (
    `${HEAD}<soap12:Envelope ${SCHEMAS} xmlns:soap12="${SOAP}">${header}<soap12:Body>` +
    `<${operation} xmlns="${NAMESPACE}">${children(content)}</${operation}></soap12:Body></soap12:Envelope>`
  )
}

/** The envelope of an answer, as the service sends it: one line. */
export function responseEnvelope(operation: string, result: WrittenNode): string {
  return responseBody(
    `<${operation}Response xmlns="${NAMESPACE}">${element(`${operation}Result`, result)}</${operation}Response>`,
  )
}

/**
 * The envelope of a fault: soap:Sender for a request that cannot be read, soap:Receiver for what
 * broke inside.
 */
export function faultEnvelope(code: 'soap:Sender' | 'soap:Receiver', reason: string): string {
  return responseBody(
    `<soap:Fault><soap:Code><soap:Value>${code}</soap:Value></soap:Code><soap:Reason>` +
      `<soap:Text xml:lang="en">${escape(reason)}</soap:Text></soap:Reason><soap:Detail /></soap:Fault>`,
  )
}

/**
 * Reads an envelope. Throws XmlError for anything that is not one whole envelope with one thing in
 * its body.
 */
export function readEnvelope(text: string): Envelope {
  const valid = XMLValidator.validate(text)
  if (valid !== true) throw new XmlError(valid.err.msg)
  const root = asNode(cleaned(parser.parse(text)))
  const envelope = asNode(root['Envelope'])
  const body = asNode(envelope['Body'])
  const names = Object.keys(body)
  const name = names[0]
  if (name === undefined || names.length > 1)
    throw new XmlError('no envelope with one element in its body')
  return { header: asNode(envelope['Header']), name, content: body[name] ?? '' }
}

/** An element as a service description needs it: with its attributes, its children in their order. */
export interface Tree {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Tree[]
}

/** Reads a document that is no envelope. Prefixes of element names are gone; those in attributes stay. Throws XmlError. */
export function readTree(text: string): Tree {
  const valid = XMLValidator.validate(text)
  if (valid !== true) throw new XmlError(valid.err.msg)
  const root = (treeParser.parse(text) as readonly Ordered[]).map(treeOf).find((one) => one !== undefined)
  if (!root) throw new XmlError('no element')
  return root
}

/** The element with its children; an empty, nil or missing one has none. */
export function asNode(from: Xml | undefined): XmlNode {
  return typeof from === 'object' && from !== null && !Array.isArray(from) ? (from as XmlNode) : {}
}

/** The elements of that name inside; none where the list is empty, nil or missing. */
export function listIn(from: Xml | undefined, name: string): readonly Xml[] {
  const found = asNode(from)[name]
  if (found === undefined || found === null || found === '') return []
  return Array.isArray(found) ? (found as readonly Xml[]) : [found]
}

/** The text of an element, or undefined where it is missing, nil or has children. */
export function textIn(from: Xml | undefined, name: string): string | undefined {
  const found = asNode(from)[name]
  return typeof found === 'string' ? found : undefined
}

function treeOf(from: Ordered): Tree | undefined {
  const name = Object.keys(from).find((key) => key !== ':@' && !key.startsWith('#'))
  if (name === undefined) return undefined
  const attributes = Object.entries((from[':@'] ?? {}) as Record<string, string>).map(([key, value]) => [key, decode(value)])
  const children = (from[name] as readonly Ordered[]).map(treeOf).filter((one) => one !== undefined)
  return { name, attributes: Object.fromEntries(attributes) as Record<string, string>, children }
}

function responseBody(content: string): string {
  return `${HEAD}<soap:Envelope xmlns:soap="${SOAP}" ${SCHEMAS}><soap:Body>${content}</soap:Body></soap:Envelope>`
}

function element(name: string, content: Written): string {
  if (content === undefined) return ''
  if (content === null) return `<${name} xsi:nil="true" />`
  if (Array.isArray(content)) return content.map((one: Written) => element(name, one)).join('')
  const inside =
    typeof content === 'object' ? children(content as WrittenNode) : escape(String(content))
  return inside === '' ? `<${name} />` : `<${name}>${inside}</${name}>`
}

function children(content: WrittenNode): string {
  let text = ''
  for (const name in content) text += element(name, content[name])
  return text
}

function escape(text: string): string {
  return text.replace(/[<>&\r]/g, (sign) => MARKUP[sign] ?? sign)
}

function decode(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g,
    (whole, hex: string, decimal: string, name: string) => {
      if (name !== undefined) return NAMED[name] ?? whole
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole
    },
  )
}

/**
 * From the parser's shape to ours: attributes gone, nil is null, white space between elements gone,
 * CDATA is text.
 */
function cleaned(from: unknown): Xml {
  if (typeof from === 'string') return decode(from)
  if (Array.isArray(from)) return from.map(cleaned)
  const node = from as Record<string, unknown>
  if (node['@nil'] === 'true' || node['@nil'] === '1') return null
  const names = Object.keys(node).filter((name) => !name.startsWith('@') && !name.startsWith('#'))
  if (names.length === 0) return decode(String(node['#text'] ?? '')) + String(node['#cdata'] ?? '')
  const clean: Record<string, Xml> = {}
  for (const name of names) clean[name] = cleaned(node[name])
  return clean
}
