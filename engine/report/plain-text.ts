// Texts from outside as they may stand in a line of ours: no line breaks, no control characters, nothing that turns the writing
// direction. What is taken out is shown, never dropped in silence.

// Control characters, line separators, zero-width and direction marks, lone surrogates.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/gu

/** One line of visible text: "a\nb" → "a⏎b", a direction mark → "�". */
export function oneLine(text: string): string {
  return text.replace(UNSAFE, (found) => (found === '\n' ? '⏎' : found === '\r' ? '' : found === '\t' ? ' ' : '\ufffd'))
}

/** At most so many characters, whole ones, with "…" where something was left out. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text
  const characters = [...text.slice(0, max * 2 + 2)]
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`
}

/** How many columns a text takes on a terminal; marks that sit on a letter take none. */
export function columnsOf(text: string): number {
  return [...text.replace(/\p{M}/gu, '')].length
}

/** Filled up with spaces to so many columns. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)))
}

/** Rows as aligned columns, two spaces apart. A cell wider than the limit does not push the others; the last one is never filled up. */
export function aligned(rows: readonly (readonly string[])[], columnsMax = 48): string[] {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, at) => {
      const width = columnsOf(cell)
      if (width <= columnsMax) widths[at] = Math.max(widths[at] ?? 0, width)
    })
  }
  return rows.map((row) => row.map((cell, at) => padded(cell, widths[at] ?? 0)).join('  ').trimEnd())
}

/** A text on lines of at most so many columns, broken between words; each is indented. */
export function wrapped(text: string, columns: number, indent: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) + indent > columns) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].map((one) => ' '.repeat(indent) + one)
}
