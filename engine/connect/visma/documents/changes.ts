// Which orders and invoices have changed: two registers, and so two times in one cursor.
import type { VismaApi } from '../api.js'
import { OOI_HEAD } from '../adk-fields.js'
import { changedSince, latestChange } from '../changed.js'
import { KINDS, REGISTERS } from './fields.js'
import type { DocumentRef } from './finder.js'

const BETWEEN = '|'

/** What a listing that comes after this one asks from; undefined where the installation does not tell. Throws SystemError. */
export async function cursorOf(api: VismaApi): Promise<string | undefined> {
  const times: string[] = []
  for (const kind of KINDS) {
    const time = await latestChange(api, REGISTERS[kind].head)
    if (time === undefined) return undefined
    times.push(time)
  }
  return times.join(BETWEEN)
}

/** The documents that have changed since a cursor; undefined where it cannot be told. Throws SystemError. */
export async function changedDocuments(api: VismaApi, cursor: string): Promise<readonly DocumentRef[] | undefined> {
  const times = cursor.split(BETWEEN)
  const refs: DocumentRef[] = []
  for (const [at, kind] of KINDS.entries()) {
    const since = times[at]
    const numbers = since === undefined ? undefined : await changedSince(api, { register: REGISTERS[kind].head, field: OOI_HEAD.DOCUMENT_NUMBER, since })
    if (!numbers) return undefined
    refs.push(...numbers.map((number) => ({ kind, number: String(number) })))
  }
  return refs
}
