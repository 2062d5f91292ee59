// The description of a document/literal web service (WSDL 1.1, as an ASMX service serves it at
// ?WSDL): its operations, and the elements and types that they take and give.
import { readTree, type Tree, XmlError } from '../xml.js'

/** An element inside a type. */
export interface Member {
  readonly name: string
  /** "string", "int", … of XML Schema, or the name of a type of the service. */
  readonly type: string
  readonly repeated: boolean
  readonly nillable: boolean
  readonly optional: boolean
}

export interface ServiceType {
  readonly members: readonly Member[]
  /** Anything may stand in it that is not described. */
  readonly open: boolean
}

/** Types by name. input and output are names of types too. */
export interface Description {
  readonly operations: ReadonlyMap<string, { readonly input: string; readonly output: string }>
  readonly types: ReadonlyMap<string, ServiceType>
  /** Of simple types: what they are made from. */
  readonly simple: ReadonlyMap<string, string>
  /** Of simple types: their values, where the service lists them. */
  readonly enums: ReadonlyMap<string, readonly string[]>
}

/** What cannot be read as a description of a service. */
export class DescriptionError extends Error {}

/** Throws DescriptionError. */
export function readDescription(text: string): Description {
  try {
    const root = readTree(text)
    if (root.name !== 'definitions') throw new DescriptionError(`a document of "${root.name}", and not of "definitions"`)
    return new Reading(root).description()
  } catch (error) {
    if (error instanceof XmlError) throw new DescriptionError(error.message)
    throw error
  }
}

/** Elements and types have names of their own in a schema; a type made inside an element is named after it. */
class Reading {
  private readonly types = new Map<string, ServiceType>()
  private readonly enums = new Map<string, readonly string[]>()
  private readonly simple = new Map<string, string>()
  private readonly elements = new Map<string, string>()
  private readonly bases = new Map<string, string>()

  constructor(private readonly root: Tree) {}

  description(): Description {
    for (const schema of within(this.root, ['types', 'schema'])) this.schema(schema)
    return { operations: this.operations(), types: this.complete(), simple: this.simple, enums: this.enums }
  }

  private schema(schema: Tree): void {
    // What derives from a simple type must be known before the elements that are of it.
    for (const one of schema.children) if (one.name === 'simpleType') this.simpleType(one)
    for (const one of schema.children) {
      const name = one.attributes['name'] ?? ''
      if (one.name === 'complexType') this.complexType(one, name)
      if (one.name === 'element') this.elements.set(name, this.typeOfElement(one, `element ${name}`))
    }
  }

  private simpleType(type: Tree): void {
    const name = type.attributes['name'] ?? ''
    const [restriction] = within(type, ['restriction'])
    this.simple.set(name, bare(restriction?.attributes['base'] ?? 'string'))
    const values = within(type, ['restriction', 'enumeration']).map(({ attributes }) => attributes['value'] ?? '')
    if (values.length > 0) this.enums.set(name, values)
  }

  private complexType(type: Tree, name: string): void {
    const [extension] = within(type, ['complexContent', 'extension'])
    const body = extension ?? type
    if (extension) this.bases.set(name, bare(extension.attributes['base'] ?? ''))
    const groups = body.children.filter(({ name: kind }) => kind === 'sequence' || kind === 'all' || kind === 'choice')
    const parts = groups.flatMap(({ children }) => children)
    this.types.set(name, {
      members: parts.filter((one) => one.name === 'element').map((one) => this.member(one, name)),
      open: parts.some((one) => one.name === 'any'),
    })
  }

  private member(element: Tree, holder: string): Member {
    const { attributes } = element
    const name = attributes['name'] ?? bare(attributes['ref'] ?? '')
    const type = attributes['ref'] === undefined ? this.typeOfElement(element, `${holder}/${name}`) : `element ${name}`
    const max = attributes['maxOccurs'] ?? '1'
    return { name, type, repeated: max !== '1' && max !== '0', nillable: attributes['nillable'] === 'true', optional: attributes['minOccurs'] === '0' }
  }

  private typeOfElement(element: Tree, inside: string): string {
    const named = element.attributes['type']
    if (named !== undefined) return bare(named)
    const complex = element.children.find(({ name }) => name === 'complexType')
    if (!complex) return 'string'
    this.complexType(complex, inside)
    return inside
  }

  /** Types with what they take over from the type they extend, whatever the order they stand in. */
  private complete(): Map<string, ServiceType> {
    const whole = new Map<string, ServiceType>()
    for (const [name, { open }] of this.types) {
      const line = this.lineOf(name)
      whole.set(name, { open, members: line.flatMap((one) => this.types.get(one)?.members ?? []) })
    }
    for (const [name, type] of this.elements) {
      const holder = `element ${name}`
      const found = whole.get(type)
      if (!whole.has(holder) && found) whole.set(holder, found)
    }
    return whole
  }

  /** The type and those it extends, the first one first. */
  private lineOf(name: string): readonly string[] {
    const line = [name]
    for (let base = this.bases.get(name); base !== undefined && !line.includes(base); base = this.bases.get(base)) line.unshift(base)
    return line
  }

  private operations(): Description['operations'] {
    const parts = new Map(within(this.root, ['message']).map((message) => [message.attributes['name'] ?? '', bare(within(message, ['part'])[0]?.attributes['element'] ?? '')]))
    const found = new Map<string, { input: string; output: string }>()
    for (const operation of within(this.root, ['portType', 'operation'])) {
      const element = (which: 'input' | 'output'): string => parts.get(bare(within(operation, [which])[0]?.attributes['message'] ?? '')) ?? ''
      const name = operation.attributes['name'] ?? ''
      // SOAP 1.1, GET and POST have port types of their own, with messages that name no element.
      if (element('input') !== '' && !found.has(name)) found.set(name, { input: `element ${element('input')}`, output: `element ${element('output')}` })
    }
    return found
  }
}

/** The plain XML Schema type behind a name, or undefined where it is a type with elements inside. */
export function plainType(description: Description, type: string): string | undefined {
  const base = description.simple.get(type)
  if (base !== undefined && base !== type) return plainType(description, base)
  return description.types.has(type) ? undefined : type
}

/** The member at a path from a type, or how far the path leads. */
export type Located =
  | { readonly kind: 'found'; readonly member: Member; readonly repeated: boolean }
  | { readonly kind: 'open' }
  | { readonly kind: 'lost'; readonly step: string; readonly known: readonly string[] }

export function locate(description: Description, type: string, path: readonly string[]): Located {
  let at = type
  let repeated = false
  let member: Member | undefined
  for (const step of path) {
    const holder = description.types.get(at)
    member = holder?.members.find(({ name }) => name === step)
    if (!member) return holder?.open ? { kind: 'open' } : { kind: 'lost', step, known: holder?.members.map(({ name }) => name) ?? [] }
    repeated ||= member.repeated
    at = member.type
  }
  return member ? { kind: 'found', member, repeated } : { kind: 'lost', step: '', known: [] }
}

function within(from: Tree, path: readonly string[]): readonly Tree[] {
  return path.reduce<readonly Tree[]>((found, step) => found.flatMap(({ children }) => children.filter(({ name }) => name === step)), [from])
}

/** Without its prefix. */
function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
