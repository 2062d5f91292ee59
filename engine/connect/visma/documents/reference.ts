// Our mark on what we make in the program: "samsyn:shop/1001", in a form that nobody types by
// accident. By it a document is known again when nobody knows whether it was added, and so is it
// told apart from what people make.
import { toWindows1252 } from '../../../values/windows-1252.js'
import { problem, type Problem } from '../../../core/problem.js'
import { OOI_HEAD } from '../adk-fields.js'

/** The fields of a document that can carry the mark; the first is the program's internal note, which is not printed. */
export const REFERENCE_FIELDS = {
  LOCAL_REMARK: OOI_HEAD.LOCAL_REMARK, CUSTOMER_ORDER_NUMBER: OOI_HEAD.CUSTOMER_ORDER_NUMBER, TEXT3: OOI_HEAD.TEXT3,
} as const
export type ReferenceField = keyof typeof REFERENCE_FIELDS

const PREFIX = 'samsyn:'
const MARK = /(?:^|\s)samsyn:([^\s/]+)\/(\S+)/
/** No blanks, which end a mark, and no star, which means anything in a filter. */
const FIT = /^[^\s*]+$/

/** The mark for what has this key in this shop. */
export function referenceOf(shop: string, key: string): string {
  return `${PREFIX}${shop}/${key}`
}

/** The key in a text that carries our mark for this shop; people may have written after it, or before. */
export function keyIn(text: unknown, shop: string): string | undefined {
  const match = MARK.exec(String(text ?? ''))
  return match && match[1] === shop ? match[2] : undefined
}

/** Why a thing with this key cannot be marked; undefined: it can. length: of the field, 0 where it is not known. */
export function unfitReference(shop: string, key: string, length: number): Problem | undefined {
  const mark = referenceOf(shop, key)
  if (!FIT.test(key) || toWindows1252(mark).changed) return problem('VISMA_REFERENCE_UNFIT', { key })
  if (length > 0 && mark.length > length) return problem('VISMA_REFERENCE_TOO_LONG', { key, mark, length })
  return undefined
}
