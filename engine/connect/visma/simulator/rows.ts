// Rows between a caller's buffers and the document that they belong to.
import { RC } from './codes.js'
import type { Row } from '../../world/world.js'
import type { RecordBuffer } from './buffer.js'
import type { Draft } from './draft.js'

/** Assumed of the API's MAX_ELEMENTS; a setting of the world says otherwise. */
const ROWS_MAX = 200

/**
 * The document's rows after a save: those that were there, with what was set in them, and those that
 * the caller hung on. Blank rows over old ones leave them as they are. A number is the code of a
 * refusal.
 */
export function mergedRows(draft: Draft, buffer: RecordBuffer, old: readonly Row[]): Row[] | number {
  const kept = old.map((row, at) => ({ ...row, ...buffer.rowEdits.get(at) }))
  const said = buffer.set['NROWS']
  const attached = buffer.attached?.rows
  const count = said === undefined ? old.length : Number(said)
  if (!attached) return count === old.length ? kept : RC.INVALID_ROW_POINTER
  if (buffer.attached?.freed) return RC.INVALID_ROW_POINTER
  if (count > Number(draft.setting('rowsMax') ?? ROWS_MAX)) return RC.INVALID_INDEX
  // A head that says nothing of its new rows, or more of them than there are, or fewer than it had.
  if (said === undefined || !Number.isInteger(count) || count > attached.length || count < old.length) return RC.INVALID_INDEX
  if (attached.some((row) => row.freed)) return RC.INVALID_ROW_POINTER
  return attached.slice(0, count).map((row, at) => ({ ...kept[at], ...row.set }))
}
