// The ERP's 8-bit letters. Nothing is changed in silence: the result tells what was done. The only room that knows any-ascii; it
// is a room of its own because its table takes a while to load, and few commands need it.
import anyAscii from 'any-ascii'
import { nfc } from './text.js'

/** The characters of Windows-1252 above ASCII and Latin-1. */
const BEYOND_LATIN1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
/** Their bytes, in the same order; five bytes between them stand for no letter. */
const BYTES_BEYOND = Array.from({ length: 0x20 }, (_, at) => 0x80 + at).filter((byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte))
const BYTE_OF: ReadonlyMap<string, number> = new Map([...BEYOND_LATIN1].map((letter, at) => [letter, BYTES_BEYOND[at] as number]))
const LETTER_OF: ReadonlyMap<number, string> = new Map([...BYTE_OF].map(([letter, byte]) => [byte, letter]))
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

/**
 * The bytes of a text that has only letters of Windows-1252, as toWindows1252 makes it; as many
 * zero bytes follow as are asked for. Throws RangeError for any other letter: nothing is dropped.
 */
export function windows1252Bytes(text: string, zeros = 0): Uint8Array {
  const bytes = new Uint8Array(text.length + zeros)
  for (let at = 0; at < text.length; at += 1) bytes[at] = byteOf(text, at)
  return bytes
}

/**
 * The text of Windows-1252 bytes that were read as Latin-1: the two differ where Latin-1 has control
 * characters. The five bytes that stand for no letter are left as they are. Not TextDecoder: some
 * Nodes read these very bytes as Latin-1.
 */
export function windows1252Text(latin1: string): string {
  return latin1.replace(/[\x80-\x9f]/g, (control) => LETTER_OF.get(control.charCodeAt(0)) ?? control)
}

function byteOf(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code
  const byte = BYTE_OF.get(text[at] as string)
  if (byte === undefined) throw new RangeError(`Windows-1252 has no letter for U+${code.toString(16).padStart(4, '0')}`)
  return byte
}
