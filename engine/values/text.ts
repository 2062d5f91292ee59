// Texts as the outside systems take them: Unicode in one form, lines of given lengths, whole words.
const BEYOND_LATIN1 = /[^\0-\u00ff]/

/** One form of Unicode: å is one character, never a and a ring. Latin-1 has no combining marks, so such text is in that form already. */
export function nfc(text: string): string {
  return BEYOND_LATIN1.test(text) ? text.normalize('NFC') : text
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
