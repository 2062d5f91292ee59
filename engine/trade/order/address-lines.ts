// An address and everybody whom it is to, in the fields that a ledger has for them: a name and two lines. Nothing is lost: who has no
// field of its own stands on a line, and a text that is too long goes on in the next one where there is room.
import { nfc } from '../../values/text.js'
import { linesOf } from './texts.js'

/** others: who else the address is to, "Att: Åsa Öberg". */
export interface Addressee { readonly name?: string; readonly others: readonly string[]; readonly line1?: string; readonly line2?: string }
/** left: what has no room. */
export interface Laid { readonly name?: string; readonly line1?: string; readonly line2?: string; readonly left: readonly string[] }
export interface Room { readonly name: number; readonly line1: number; readonly line2: number }

const ROWS = 2
const BLANKS = /\s+/g
const BETWEEN = ', '

/** The texts where they stand, as long as that is possible; what follows them joined where two fit on one line. */
export function layOut({ name, others, line1, line2 }: Addressee, room: Room): Laid {
  const max = Math.min(room.line1, room.line2)
  const [first, ...more] = name === undefined ? [] : linesOf(name, room.name)
  const fits = more.length === 0 && (line1?.length ?? 0) <= room.line1 && (line2?.length ?? 0) <= room.line2
  if (fits && (others.length === 0 || line2 === undefined)) {
    const free = others.join(BETWEEN)
    if (free.length <= room.line2) return laid(first, [line1, line2 ?? (free === '' ? undefined : free)])
  }
  const lines = [...more, line1, line2, ...others].flatMap((text) => (text === undefined ? [] : linesOf(text, max)))
  const joined = joinedTo(ROWS, lines, max)
  return laid(first, joined.slice(0, ROWS), joined.slice(ROWS))
}

/** What is typed, on one line; undefined where nothing is. */
export function oneLine(text: string | null | undefined): string | undefined {
  return nfc(text ?? '').replace(BLANKS, ' ').trim() || undefined
}

function laid(name: string | undefined, [line1, line2]: readonly (string | undefined)[], left: readonly string[] = []): Laid {
  return { ...(name === undefined ? {} : { name }), ...(line1 === undefined ? {} : { line1 }), ...(line2 === undefined ? {} : { line2 }), left }
}

/** Joins neighbours, the last pair that fits first, until there are few enough or none fits. */
function joinedTo(count: number, lines: readonly string[], max: number): readonly string[] {
  if (lines.length <= count) return lines
  for (let at = lines.length - 2; at >= 0; at--) {
    const pair = `${lines[at]}${BETWEEN}${lines[at + 1]}`
    if (pair.length <= max) return joinedTo(count, [...lines.slice(0, at), pair, ...lines.slice(at + 2)], max)
  }
  return lines
}
