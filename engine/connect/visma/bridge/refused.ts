// How a refusal of the API leaves a verb: thrown where it is met, told by the session.
import { RC, type AdkError, type Out } from '../adk.js'

/** A key that no record can have: too long, or in letters that the program does not have. */
const IMPOSSIBLE_KEY: readonly number[] = [RC.INVALID_STRING, RC.TOO_MANY_SIGNS]
export const NO_SUCH_RECORD: ReadonlySet<number> = new Set([RC.NOT_FOUND, RC.EOF])
const NOT_THERE: ReadonlySet<number> = new Set([...NO_SUCH_RECORD, ...IMPOSSIBLE_KEY])

/** Unwinds to serve() from anywhere inside a verb. */
export class Refused extends Error {
  /** row: of a document, from 1, where it was a value of a row. */
  constructor(readonly error: AdkError, readonly row?: number) { super(`rc ${error.rc}`) }
}

/** A refusal of our own, in the words of the API. field: what it is about. */
export function refused(rc: number, field: number = RC.NO_FIELD_INVOLVED): Refused {
  return new Refused({ rc, dbTable: RC.NO_DB_INVOLVED, field, function: 0, programPart: 0 })
}

export function check(error: AdkError): void {
  if (error.rc !== RC.OK) throw new Refused(error)
}

export function taken<Value>(out: Out<Value>): Value {
  check(out.error)
  return out.value
}

/** What work gives, or null where there is no such record. */
export function orAbsent<Result>(work: () => Result): Result | null {
  return unlessRefused(work, null, ({ error }) => NOT_THERE.has(error.rc))
}

/** What is done is done: a reading that fails afterwards must not look like a refusal. */
export function afterwards<Result>(read: () => Result, unread: Result): Result {
  return unlessRefused(read, unread, () => true)
}

function unlessRefused<Result, Other>(work: () => Result, otherwise: Other, isMeant: (refusal: Refused) => boolean): Result | Other {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refused && isMeant(error)) return otherwise
    throw error
  }
}
