// Which values in a customer's files are codes of the systems' own registers: the places that specs/codes.yaml names. Whether the
// codes are there only the system can tell; this reads files alone.
import type { Place } from '../core/problem.js'
import type { CodePlace, CodesSpec } from '../types/codes.js'
import { readFolder, type CustomerDocument } from './files.js'
import type { Path } from './yaml.js'

/** A code as the files name it. field: the ERP's field that a ValueMap is about. */
export interface CodeInFile { readonly list: string; readonly code: string; readonly place: Place; readonly field?: string }

/** Whose codes are asked for: the ERP's, or those of one shop. */
export interface CodeOwner { readonly role: 'erp' | 'shop'; readonly name: string }

/** Every code of the folder's sound documents, in the order of the files. A code that stands in several places comes several times. */
export function codesIn(dir: string, codes: CodesSpec, owner?: CodeOwner): CodeInFile[] {
  return readFolder(dir).documents.filter((document) => owner === undefined || isAbout(document, owner)).flatMap((document) =>
    codes.places.filter(({ kind }) => kind === document.kind).flatMap((place) => codesAt(document, place, codes)),
  ).filter(({ list }) => owner === undefined || (codes.lists[list]?.role ?? 'erp') === owner.role)
}

/** A document that names a shop is about that shop alone. */
function isAbout({ body }: CustomerDocument, { role, name }: CodeOwner): boolean {
  const { metadata, spec } = body as { readonly metadata: { readonly shop?: string }; readonly spec: { readonly shop?: unknown } }
  const inSpec = typeof spec.shop === 'object' && spec.shop !== null ? (spec.shop as { readonly name?: string }).name : undefined
  const shop = metadata.shop ?? inSpec
  return role === 'erp' || shop === undefined || shop === name
}

function codesAt(document: CustomerDocument, { path, list }: CodePlace, { fields }: CodesSpec): CodeInFile[] {
  const field = list === undefined ? fieldOf(document) : undefined
  const of = list ?? fields[field ?? '']
  if (of === undefined) return []
  return valuesAt(document.body, path).flatMap(({ value, at }) =>
    typeof value === 'string' && value !== '' ? [{ list: of, code: value, place: document.place(at), ...(field === undefined ? {} : { field }) }] : [],
  )
}

/** The ERP's field that a document is about. */
function fieldOf({ body }: CustomerDocument): string {
  const field = (body.spec as { field?: string | { erp: string } }).field
  return typeof field === 'object' ? field.erp : (field ?? '')
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
