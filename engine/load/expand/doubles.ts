// Documents that are there twice: two of one name, two that say the same thing in different words.
import { placeText, problem, type Place, type Problem } from '../../core/problem.js'
import type { CustomerDocument } from '../files.js'
import { kinds } from '../kinds.js'
import type { Book } from './book.js'
import { namedBySteps } from './tables.js'

/** Kinds of document that one name may not have two of; an Erp and a Shop are both systems. */
export function doubles(book: Book): Problem[] {
  const first = new Map<string, Place>()
  const found: Problem[] = []
  for (const document of kinds.flatMap((kind) => book.every(kind))) {
    const isSystem = document.kind === 'Erp' || document.kind === 'Shop'
    const id = `${isSystem ? 'system' : document.kind} ${document.name}`
    const place = document.place(['metadata', 'name'])
    const before = first.get(id)
    if (before)
      found.push(
        problem('E110', { kind: document.kind, name: document.name, first: placeText(before) }, place),
      )
    else first.set(id, place)
  }
  return found
}

/** Two tables of the same reach for one field. Those that a step names are told apart by their names. */
export function tableDoubles(book: Book): Problem[] {
  const named = new Set(namedBySteps(book))
  const first = new Map<string, CustomerDocument<'ValueMap'>>()
  return book
    .of('ValueMap')
    .filter((one) => !named.has(one.name))
    .flatMap((document) => {
      const { metadata, spec } = document.body
      const { shop, erp } = typeof spec.field === 'string' ? { shop: spec.field, erp: spec.field } : spec.field
      const reach = JSON.stringify([metadata.shop ?? null, spec.entity ?? null, shop, erp])
      const before = first.get(reach)
      if (!before) first.set(reach, document)
      // Of one name: told already.
      if (!before || before.name === document.name) return []
      const what = `the field "${shop === erp ? shop : `${shop} and ${erp}`}"`
      return [
        problem('E215', { what, first: placeText(before.place(['spec', 'field'])) }, document.place(['spec', 'field'])),
      ]
    })
}
