// Changes and drafts for the tests of what comes after planning.
import type { Draft } from '../../engine/core/plan.js'
import type { Stream } from '../../engine/core/stream.js'
import type { Change } from '../../engine/types/plan.js'

/** A change of an article in the shop; whatever is not given is ordinary. */
export function change(more: Partial<Change> = {}): Change {
  const { action = 'update', key = '1001', stream = 'se/product' } = more
  return {
    id: `${stream}:${action}:${key}`, stream, entity: 'product', key, action, side: 'shop', system: 'se', drift: 'changed/same',
    fields: { name: { before: 'Te', after: 'Kaffe', moved: 'erp' } }, reason: { code: 'CHANGED_AT_SOURCE' }, verdict: 'ready',
    reliedOn: action === 'create' ? { absent: true } : { absent: false, fields: { name: 'Te' } }, digest: `digest ${action} ${key}`, ...more,
  }
}

/** A draft in which nothing but these changes came up. */
export function draftOf(stream: Stream, changes: readonly Change[], more: Partial<Draft> = {}): Draft {
  return {
    stream, changes, held: [], skipped: [], memos: [], warnings: [], behind: new Map(), atSource: new Map(), unfollowed: new Set(),
    counts: { considered: changes.length, unchanged: 0, adopted: 0, waiting: 0, forgotten: 0 }, ...more,
  }
}
