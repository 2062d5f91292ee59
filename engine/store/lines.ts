// Reads a file line by line in pieces, so that a large file is never one large text.
import type { Disk } from './disk.js'

const PIECE_BYTES = 1 << 20
const NEWLINE = 10

/** A line without its end. whole: it had one; only the last line of a file may lack it. */
export interface Line {
  readonly text: string
  readonly number: number
  readonly whole: boolean
  readonly endsAt: number
}

/**
 * The lines of an open file, from its beginning. An end that stands alone makes no further line.
 */
export function* linesOf(disk: Disk, handle: number): Generator<Line> {
  const piece = Buffer.allocUnsafe(PIECE_BYTES)
  let rest: Buffer[] = []
  let number = 0
  let endsAt = 0
  for (let position = 0; ;) {
    const size = disk.readSync(handle, piece, 0, PIECE_BYTES, position)
    if (size === 0) break
    let from = 0
    for (let at = piece.indexOf(NEWLINE); at >= 0 && at < size; at = piece.indexOf(NEWLINE, from)) {
      const text = rest.length === 0
        ? piece.toString('utf8', from, at) : Buffer.concat([...rest, piece.subarray(from, at)]).toString()
      rest = []
      from = at + 1
      number += 1
      endsAt = position + from
      yield { text, number, whole: true, endsAt }
    }
    if (from < size) rest.push(Buffer.from(piece.subarray(from, size)))
    position += size
  }
  const last = Buffer.concat(rest)
  if (last.length > 0) yield { text: last.toString(), number: number + 1, whole: false, endsAt: endsAt + last.length }
}
