// ValueMaps whose fields make no sense: misspelt, or two fields that are not one thing under two names.
import { problem, type Problem } from '../../core/problem.js'
import type { CodeTable, EntitySpec } from '../../types/entity.js'
import type { CustomerDocument } from '../files.js'
import type { Specs } from '../specs.js'
import { suggest } from '../suggest.js'
import type { Book } from './book.js'

/** Fields that no register has, and a table may be of. */
const LOOSE = ['vatClass']

export type ValueMapDocument = CustomerDocument<'ValueMap'>

/** The table that a ValueMap is, where it is one that documents are made with. */
export function tableOf({ body: { spec: { entity, field } } }: ValueMapDocument, { entities }: Pick<Specs, 'entities'>): CodeTable | undefined {
  if (entity !== undefined && entities[entity]?.between?.tables === undefined) return undefined
  return tablesOf(entities).find(({ shop, erp }) => (typeof field === 'string' ? field === shop : field.shop === shop && field.erp === erp))
}

/** Tables that nothing could read. Those that a step names are looked into whatever they say. */
export function tableFaults(book: Book, { entities }: Pick<Specs, 'entities'>): Problem[] {
  const named = new Set(namedBySteps(book))
  return book.of('ValueMap').filter(({ name }) => !named.has(name)).flatMap((one) => {
    const unknown = unknownFields(one, entities)
    return unknown.length > 0 ? unknown : senseless(one, entities)
  })
}

/** The tables that steps of FieldMappings look into, by name. */
export function namedBySteps(book: Book): (string | undefined)[] {
  return book.of('FieldMapping').flatMap(({ body }) => Object.values(body.spec.fields).flatMap((rule) => rule?.steps ?? [])).map(({ map }) => map)
}

function unknownFields(document: ValueMapDocument, entities: Specs['entities']): Problem[] {
  const { entity, field } = document.body.spec
  const known = knownFields(entity === undefined ? Object.values(entities) : [entities[entity]])
  const asked = typeof field === 'string' ? [[field, ['spec', 'field']] as const] : [[field.shop, ['spec', 'field', 'shop']] as const, [field.erp, ['spec', 'field', 'erp']] as const]
  return asked.filter(([name]) => !known.includes(name)).map(([name, path]) => {
    const meant = suggest(name, known)
    const told = entity === undefined ? { known: usual(entities) } : { entity, known }
    return problem(entity === undefined ? 'E249' : 'E214', { field: name, ...told, ...(meant ? { meant } : {}) }, document.place(path))
  })
}

/** What a table without a register is about: what flows by a table alone, and what documents are made with. */
function usual(entities: Specs['entities']): readonly string[] {
  const mapped = Object.values(entities).flatMap((one) => Object.entries(one?.fields ?? {}).filter(([, field]) => field?.onlyMapped && field.type === 'code').map(([name]) => name))
  return [...new Set([...mapped, ...tablesOf(entities).flatMap(({ shop, erp }) => [shop, erp]), ...LOOSE])].sort()
}

function knownFields(of: readonly (EntitySpec | undefined)[]): readonly string[] {
  const tables = of.flatMap((one) => one?.between?.tables ?? []).flatMap(({ shop, erp }) => [shop, erp])
  return [...new Set([...of.flatMap((one) => Object.keys(one?.fields ?? {})), ...tables, ...LOOSE])].sort()
}

/** Both fields stand in one register that two systems have; or it is a table that documents are made with. */
function senseless(document: ValueMapDocument, entities: Specs['entities']): Problem[] {
  const { entity, field } = document.body.spec
  const { shop, erp } = typeof field === 'string' ? { shop: field, erp: field } : field
  const registers = entity === undefined ? Object.values(entities) : [entities[entity]]
  const fits = tableOf(document, { entities }) !== undefined || LOOSE.includes(shop)
    || registers.some((one) => one !== undefined && one.between === undefined && Object.hasOwn(one.fields, shop) && Object.hasOwn(one.fields, erp))
  const known = tablesOf(entities).map((one) => (one.shop === one.erp ? one.shop : `${one.shop} into ${one.erp}`))
  return fits ? [] : [problem('E250', { shop, erp, known }, document.place(['spec', 'field']))]
}

function tablesOf(entities: Specs['entities']): readonly CodeTable[] {
  return Object.values(entities).flatMap((one) => one?.between?.tables ?? [])
}
