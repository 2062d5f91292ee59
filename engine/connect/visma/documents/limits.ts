// What a document of this installation has room for.
import { OOI_ROW } from '../adk-fields.js'
import type { RegisterFacts } from '../facts.js'
import { COMMENT_FIELDS, HEAD_COLUMNS, HEAD_FIELDS, KINDS, REGISTERS, ROW_FIELDS, VAT_FIELDS } from './fields.js'
import type { DocumentSettings } from './read.js'
import { REFERENCE_FIELDS } from './reference.js'

/** rows: at most so many. textLength, comment: characters of a row's text and of each line of the comment; null where nobody says. */
export interface DocumentLimits {
  readonly code: string
  readonly rows: string
  readonly textLength: string | null
  readonly comment: Readonly<Record<string, string | null>>
  /** Characters of each text of the head, by our field. */
  readonly head: Readonly<Record<string, string | null>>
  /** VAT rates above zero. */
  readonly rates: string
}

/** For orders and for invoices. Throws SystemError. */
export async function documentLimits(facts: RegisterFacts, { referenceField, rowsMax }: DocumentSettings): Promise<readonly DocumentLimits[]> {
  const limits: DocumentLimits[] = []
  for (const kind of KINDS) {
    const head = await facts.of(REGISTERS[kind].head, HEAD_FIELDS)
    const row = await facts.of(REGISTERS[kind].row, ROW_FIELDS)
    const lines = COMMENT_FIELDS.filter((field) => field !== REFERENCE_FIELDS[referenceField])
    limits.push({
      code: kind, rows: String(rowsMax), textLength: lengthOf(row.get(OOI_ROW.TEXT)?.length),
      comment: Object.fromEntries(lines.map((field, at) => [String(at + 1), lengthOf(head.get(field)?.length)])),
      head: Object.fromEntries(HEAD_COLUMNS.filter((column) => column.kind === 'text').map(({ name, field }) => [name, lengthOf(head.get(field)?.length)])), rates: String(VAT_FIELDS.length),
    })
  }
  return limits
}

function lengthOf(length: number | undefined): string | null {
  return length ? String(length) : null
}
