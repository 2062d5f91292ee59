// Which values in a customer's files are codes of the systems' own registers: the places that specs/codes.yaml names. Whether the
// codes are there only the system can tell; this reads files alone.
import type { Place } from '../core/problem.js'
import type { CodePlace, CodesSpec } from '../types/codes.js'
import { readFolder, type CustomerDocument } from './files.js'
import type { Path } from './yaml.js'

/** A code as the files name it. field: the ERP's field that a ValueMap is about. shared: it is written for every shop. */
export interface CodeInFile { readonly list: string; readonly code: string; readonly place: Place; readonly field?: string; readonly shared?: true }

/** Whose codes are asked for: the ERP's, or those of one shop. */
export interface CodeOwner { readonly role: Role; readonly name: string }
type Role = 'erp' | 'shop'

/** Every code of the folder's sound documents, in the order of the files. A code that stands in several places comes several times. */
export function codesIn(dir: string, codes: CodesSpec, owner?: CodeOwner): CodeInFile[] {
  return readFolder(dir).documents.filter((document) => owner === undefined || isAbout(document, owner)).flatMap((document) =>
    codes.places.filter((place) => place.kind === document.kind && (owner === undefined || roleOf(place, codes) === owner.role)).flatMap((place) => codesAt(document, place, codes)),
  )
}

/** A document that names a shop is about that shop alone. */
function isAbout(document: CustomerDocument, { role, name }: CodeOwner): boolean {
  return role === 'erp' || (shopOf(document) ?? name) === name
}

function shopOf({ body }: CustomerDocument): string | undefined {
  const { metadata, spec } = body as { readonly metadata: { readonly shop?: string }; readonly spec: { readonly shop?: unknown } }
  return metadata.shop ?? (typeof spec.shop === 'object' && spec.shop !== null ? (spec.shop as { readonly name?: string }).name : undefined)
}

function roleOf({ role, list }: CodePlace, { lists }: CodesSpec): Role {
  return role ?? lists[list ?? '']?.role ?? 'erp'
}

function codesAt(document: CustomerDocument, place: CodePlace, codes: CodesSpec): CodeInFile[] {
  const role = roleOf(place, codes)
  const field = place.list === undefined ? fieldOf(document, role) : undefined
  const list = place.list ?? (role === 'shop' ? codes.shopFields : codes.fields)[field ?? '']
  if (list === undefined) return []
  const shared = role === 'shop' && shopOf(document) === undefined ? { shared: true as const } : {}
  const isKey = place.of === 'keys'
  return valuesAt(document.body, isKey ? [...place.path, '*'] : place.path).flatMap(({ value, at }) => {
    const code = isKey ? at.at(-1) : value
    if (code === '' || (typeof code !== 'string' && typeof code !== 'number')) return []
    return [{ list, code: String(code), place: document.place(at, isKey ? 'key' : 'value'), ...(field === undefined ? {} : { field }), ...shared }]
  })
}

/** The field of that side that a document is about. */
function fieldOf({ body }: CustomerDocument, role: Role): string {
  const { field } = body.spec as { field?: string | { readonly erp: string; readonly shop: string } }
  return typeof field === 'object' ? field[role] : (field ?? '')
}

interface Value { readonly value: unknown; readonly at: Path }

function valuesAt(body: unknown, path: readonly string[]): Value[] {
  let found: Value[] = [{ value: body, at: [] }]
  for (const step of path) found = found.flatMap((one) => below(one, step))
  return found
}

function below({ value, at }: Value, step: string): Value[] {
  if (value === null || typeof value !== 'object') return []
  if (Array.isArray(value)) return step === '*' ? value.map((inner, index) => ({ value: inner, at: [...at, index] })) : []
  const inside = value as Readonly<Record<string, unknown>>
  if (step === '*') return Object.entries(inside).map(([key, inner]) => ({ value: inner, at: [...at, key] }))
  return Object.hasOwn(inside, step) ? [{ value: inside[step], at: [...at, step] }] : []
}
