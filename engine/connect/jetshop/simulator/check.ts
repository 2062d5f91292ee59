// Reads a request as the service does: strict about the form of every value. What is not known is a
// fault, never a guess.
import type { World } from '../../world/world.js'
import { asNode, listIn, textIn, type Xml } from '../xml.js'
import { shopSettings } from './shop-world.js'
import { ORDER_ENUMS, ORDER_OPERATIONS, ORDER_TYPES } from './orders/order-types.js'
import { OPERATIONS, TYPES, type Members } from './types.js'

/** The whole request is rejected, before anything is done. */
export class SenderFault extends Error {}

const BAD_FORMAT = 'Input string was not in a correct format.'
const FORMS: Readonly<
  Record<string, { readonly form: RegExp; readonly message: (text: string) => string }>
> = {
  int: { form: /^[+-]?\d{1,10}$/, message: () => BAD_FORMAT },
  decimal: { form: /^[+-]?\d{1,20}(?:\.\d{1,20})?$/, message: () => BAD_FORMAT },
  boolean: {
    form: /^(?:true|false|1|0)$/,
    message: (text) => `The string '${text}' is not a valid Boolean value.`,
  },
  dateTime: {
    form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?(?:Z|[+-]\d\d:\d\d)?$/,
    message: (text) => `The string '${text}' is not a valid AllXsd value.`,
  },
}
const INT_MAX = 2_147_483_647

/** Throws a SenderFault where the service could not read the request of that operation. */
export function checkRequest(operation: string, content: Xml): void {
  const members = OPERATIONS[operation] ?? ORDER_OPERATIONS[operation]?.takes
  if (!members) throw new SenderFault(`Server did not recognize the operation: ${operation}.`)
  checkMembers(members, content, operation)
}

/**
 * The culture asked for. One that the shop does not have is a fault: what the service does then is
 * not known.
 */
export function cultureOf(world: World, from: Xml | undefined): string {
  const culture = textIn(from, 'Culture') ?? ''
  if (!shopSettings(world).cultures.includes(culture))
    throw new SenderFault(`Not known here: culture "${culture}".`)
  return culture
}

function checkMembers(members: Members, content: Xml, path: string): void {
  for (const [name, value] of Object.entries(asNode(content))) {
    const type = members[name]
    if (type === undefined) throw new SenderFault(`Not known here: ${path}/${name}.`)
    checkValue(type, value ?? '', `${path}/${name}`)
  }
}

function checkValue(type: string, value: Xml, path: string): void {
  if (type === 'any' || type === 'string') return
  if (type.endsWith('[]')) {
    checkList(type.slice(0, -2), value, path)
    return
  }
  const complex = TYPES[type] ?? ORDER_TYPES[type]
  if (complex) {
    checkMembers(complex, value, path)
    return
  }
  if (type.endsWith('?') && value === null) return
  const plain = type.replace('?', '')
  const text = typeof value === 'string' ? value.trim() : ''
  const values = ORDER_ENUMS[plain]
  if (values && !values.includes(text)) throw unreadable('System.InvalidOperationException', `Instance validation error: '${text}' is not a valid value for ${plain}.`)
  const { form, message } = FORMS[plain] ?? { form: /./, message: () => BAD_FORMAT }
  if (!form.test(text)) throw unreadable('System.FormatException', message(text))
  if (plain === 'int' && Math.abs(Number(text)) > INT_MAX) {
    throw unreadable(
      'System.OverflowException',
      'Value was either too large or too small for an Int32.',
    )
  }
}

function checkList(type: string, value: Xml, path: string): void {
  for (const name of Object.keys(asNode(value))) {
    if (name !== type) throw new SenderFault(`Not known here: ${path}/${name}.`)
  }
  const members = TYPES[type] ?? ORDER_TYPES[type]
  if (members)
    for (const item of listIn(value, type)) checkMembers(members, item, `${path}/${type}`)
}

function unreadable(kind: string, message: string): SenderFault {
  return new SenderFault(
    'System.Web.Services.Protocols.SoapException: Server was unable to read request. ---> ' +
      `System.InvalidOperationException: There is an error in XML document (1, 1). ---> ${kind}: ${message}`,
  )
}
