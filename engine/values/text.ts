// Texts as the outside systems take them: Unicode in one form, the ERP's 8-bit letters, lines of
// given lengths. Nothing is changed in silence: every result tells what was done. The only room
// that knows any-ascii.
import anyAscii from 'any-ascii'

/** The characters of Windows-1252 above ASCII and Latin-1. */
const BEYOND_LATIN1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
const OUTSIDE = new RegExp(`[^\\t\\n\\r\\x20-\\x7e\\u00a0-\\u00ff${BEYOND_LATIN1}]`, 'gu')
/**
 * Not worth writing: control characters, and the name that any-ascii gives a pictograph
 * (":grinning:").
 */
const NOTHING = /^[\x00-\x1f\x7f]$|^:\w+:$/

/** One form of Unicode: å is one character, never a and a ring. */
export function nfc(text: string): string {
  return text.normalize('NFC')
}

export interface Spelt {
  readonly text: string
  readonly changed: boolean
  /** The characters that had to be written otherwise or left out. */
  readonly replaced: readonly string[]
}

/**
 * The text in the letters of Windows-1252, and which characters were written otherwise (ł → l) or
 * left out.
 */
export function toWindows1252(text: string): Spelt {
  const replaced = new Set<string>()
  const fitted = nfc(text).replace(OUTSIDE, (character) => {
    replaced.add(character)
    const plain = anyAscii(character)
    return NOTHING.test(plain) ? '' : plain
  })
  return { text: fitted, changed: replaced.size > 0, replaced: [...replaced] }
}

/**
 * The text in lines of at most these lengths, broken at single spaces; undefined where it does not
 * fit. Joined by a space the lines are the text again. Lines that are not needed are left out.
 */
export function breakLines(text: string, lengths: readonly number[]): readonly string[] | undefined {
  const lines: string[] = []
  let rest = text
  for (const length of lengths) {
    if (rest.length <= length) return [...lines, rest]
    const at = breakAt(rest, length)
    if (at === undefined) return undefined
    lines.push(rest.slice(0, at))
    rest = rest.slice(at + 1)
  }
  return undefined
}

/**
 * The beginning of the text, at most so long, ended at a word; inside a word only where the word
 * alone is most of it.
 */
export function shortenAtWord(text: string, max: number): string {
  if (text.length <= max) return text
  const space = text.lastIndexOf(' ', max)
  const cut = space > max / 2 ? space : wholeCharacterAt(text, max)
  return text.slice(0, cut).trimEnd()
}

/** The last single space that leaves at most so many characters before it. */
function breakAt(text: string, length: number): number | undefined {
  for (let at = Math.min(length, text.length - 2); at > 0; at--) {
    if (text[at] === ' ' && text[at - 1] !== ' ' && text[at + 1] !== ' ') return at
  }
  return undefined
}

/**
 * Steps back from the middle of a surrogate pair, and from marks that belong to the letter before.
 */
function wholeCharacterAt(text: string, max: number): number {
  let cut = max
  while (cut > 0 && /^[\p{M}\udc00-\udfff]/u.test(text.slice(cut, cut + 2))) cut--
  return cut
}
