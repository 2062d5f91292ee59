// A fault of a schema → a problem with its code, facts and place. Words for types and forms are chosen here; sentences are not.
import { problem, type Problem } from '../../core/problem.js'
import { foundText, pathOf, valueAt } from './found.js'
import { propertiesOf, schemaOf, type Fault, type Schema } from './schema.js'
import { suggest } from '../suggest.js'
import type { Path, YamlDocument } from '../yaml.js'

interface Told {
  /** The title of its schema. */
  readonly kind: string
  readonly document: YamlDocument
}

/** The problem that a person is shown for a fault. */
export function tell(fault: Fault, told: Told): Problem {
  switch (fault.keyword) {
    case 'additionalProperties':
      return unknownKey(fault, told)
    case 'required':
      return missingKey(fault, told)
    case 'enum':
    case 'const':
      return unknownValue(fault, told)
    case 'pattern':
      return badForm(fault, told)
    default:
      return badType(fault, told)
  }
}

function unknownKey(fault: Fault, { kind, document }: Told): Problem {
  const path = pathOf(fault)
  const key = String(fault.params['additionalProperty'])
  const properties = propertiesOf(kind, path)
  const known = Object.keys(properties)
  const meant = asValue(key, properties) ?? suggest(key, known)
  return problem('E103', { key, known, ...(meant ? { meant } : {}) }, document.place([...path, key], 'key'))
}

/** A key that is a value of another key here: "upper" where "name: upper" is meant. */
function asValue(key: string, properties: Readonly<Record<string, Schema>>): string | undefined {
  const holder = Object.entries(properties).find(([, schema]) => (schema['enum'] as unknown[] | undefined)?.includes(key))
  return holder ? `${holder[0]}: ${key}` : undefined
}

function missingKey(fault: Fault, { kind, document }: Told): Problem {
  const path = pathOf(fault)
  const parent =
    path.length === 0
      ? kind
      : /^\d+$/.test(String(path.at(-1)))
        ? `every entry of ${nameOf(path)}`
        : nameOf(path)
  return problem('E104', { key: fault.params['missingProperty'], parent }, document.place(path, 'key'))
}

function unknownValue(fault: Fault, { document }: Told): Problem {
  const path = pathOf(fault)
  const value = valueAt(document.value, path)
  const allowed =
    fault.keyword === 'const' ? [fault.params['allowedValue']] : (fault.params['allowedValues'] as unknown[])
  const known = [...new Set(allowed.map(String))]
  if (typeof value === 'object')
    return problem(
      'E105',
      { key: nameOf(path), expected: known.join(' or '), found: foundText(value) },
      document.place(path),
    )
  if (typeof value === 'string' && known.includes(value)) {
    return problem(
      'E105',
      { key: nameOf(path), expected: `${value}, without quotes`, found: foundText(value) },
      document.place(path),
    )
  }
  const meant = suggest(String(value), known)
  return problem(
    'E102',
    {
      what: nameOf(path),
      value: document.written(path) ?? String(value),
      known,
      ...(meant ? { meant } : {}),
    },
    document.place(path),
  )
}

/** Forms that several schemas share, in words. Any other form is described by its schema. */
const FORMS: Readonly<Record<string, string>> = {
  '^[a-z0-9][a-z0-9-]*$': 'small letters, digits and hyphens, as in nordlys-se',
  '^\\d{4}-\\d{2}-\\d{2}$': 'a date such as 2026-11-01',
  '^[a-z][a-z-]*(\\.[a-zA-Z]+)?$': 'a register or one of its fields: stock, product.name',
  '^[A-Z]{3}$': 'the three letters of a currency, as in SEK',
  '^[A-Z]{2}$': 'the two letters of a country, as in SE',
  '^[a-z]{2}-[A-Z]{2}$': 'a language and a country, as in sv-SE',
  '^[1-9][0-9]{0,3}(s|m|h|d)$': 'a number with s, m, h or d, as in 5m',
  '\\.mjs$': 'the name of a .mjs file',
  '^[0-9]+(\\.[0-9]{1,2})?$': 'an amount such as "0.50"',
  '^(?:= .+|[A-Za-z_][A-Za-z0-9_.-]*(?:/[A-Za-z_][A-Za-z0-9_.-]*)*(?: \\+ [A-Za-z_][A-Za-z0-9_.-]*(?:/[A-Za-z_][A-Za-z0-9_.-]*)*)*(?: as (?:text|decimal|boolean|integer|localTime|time|fraction|percent))?)$':
    'a way to an element, as in Billing/City; First + Last; Vat as fraction (or decimal, boolean, integer, localTime, time, percent, text); or "= SEK"',
  '^[A-Za-z_][A-Za-z0-9_.-]*(?:/[A-Za-z_][A-Za-z0-9_.-]*)*$':
    'a way of names with slashes between them, as in Orders/OrderData',
  '^[A-Za-z_][A-Za-z0-9_-]*(?:/[A-Za-z_][A-Za-z0-9_-]*)*$':
    'a way of names with slashes between them, as in customer/email',
}

function badForm(fault: Fault, { kind, document }: Told): Problem {
  const path = pathOf(fault)
  const pattern = String(fault.params['pattern'])
  const schema = schemaOf(kind, path)
  const about = (fault.propertyName === undefined ? schema : (schema?.['propertyNames'] as Schema | undefined))?.['description']
  const expected = FORMS[pattern] ?? asFact(String(about ?? pattern))
  if (fault.propertyName !== undefined) {
    return problem(
      'E108',
      { value: fault.propertyName, what: `a key of ${nameOf(path)}`, expected },
      document.place([...path, fault.propertyName], 'key'),
    )
  }
  return problem(
    'E108',
    { value: String(valueAt(document.value, path)), what: nameOf(path), expected },
    document.place(path),
  )
}

/** A sentence of a schema as part of another one. */
function asFact(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '')
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  null: 'nothing',
}

function badType(fault: Fault, { kind, document }: Told): Problem {
  const path = pathOf(fault)
  const value = valueAt(document.value, path)
  return problem(
    'E105',
    {
      key: path.length === 0 ? kind : nameOf(path),
      expected: expectedOf(fault, kind),
      found: foundIn(value, fault),
    },
    document.place(path),
  )
}

function expectedOf(fault: Fault, kind: string): string {
  const { keyword, params } = fault
  const limit = String(params['limit'])
  switch (keyword) {
    case 'type':
      return [params['type']]
        .flat()
        .map((type) => TYPES[String(type)] ?? String(type))
        .join(' or ')
    case 'minimum':
      return `at least ${limit}`
    case 'maximum':
      return `at most ${limit}`
    case 'minItems':
      return `a list of at least ${limit}`
    case 'maxItems':
      return `a list of at most ${limit}`
    case 'minLength':
      return 'a text that is not empty'
    case 'minProperties':
      return `a map of at least ${limit} key`
    case 'uniqueItems':
      return 'a list without doubles'
    case 'anyOf':
    case 'oneOf':
      return branchesOf(fault, kind)
    default:
      return fault.message ?? keyword
  }
}

function branchesOf(fault: Fault, kind: string): string {
  const branches = (schemaOf(kind, pathOf(fault))?.[fault.keyword] ?? []) as readonly Schema[]
  const words = branches.map((branch) =>
    branch['enum']
      ? (branch['enum'] as unknown[]).join(' or ')
      : (TYPES[String(branch['type'])] ?? 'something else'),
  )
  return [...new Set(words)].join(' or ')
}

function foundIn(value: unknown, { keyword, params }: Fault): string {
  if (keyword === 'minItems') return `${(value as unknown[]).length || 'an empty list'}`
  if (keyword === 'minProperties') return 'an empty map'
  if (keyword === 'uniqueItems') return `${foundText((value as unknown[])[Number(params['i'])])} twice`
  return foundText(value)
}

/** What a person calls the value: its key, or that of the list it stands in. */
function nameOf(path: Path): string {
  return String([...path].reverse().find((step) => !/^\d+$/.test(String(step))) ?? 'the document')
}
