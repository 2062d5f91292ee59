// The ERP's 8-bit letters. Nothing is changed in silence: the result tells what was done. The only room that knows any-ascii; it
// is a room of its own because its table takes a while to load, and few commands need it.
import anyAscii from 'any-ascii'
import { nfc } from './text.js'

/** The characters of Windows-1252 above ASCII and Latin-1. */
const BEYOND_LATIN1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
const OUTSIDE = new RegExp(`[^\\t\\n\\r\\x20-\\x7e\\u00a0-\\u00ff${BEYOND_LATIN1}]`, 'gu')
/**
 * Not worth writing: control characters, and the name that any-ascii gives a pictograph
 * (":grinning:").
 */
const NOTHING = /^[\x00-\x1f\x7f]$|^:\w+:$/

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
