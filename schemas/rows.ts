// A table in Markdown. The cells are Markdown already.

/** The table with its head; ends with a line end. */
export function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |\n`).join('')
}

/** A text that may stand in a cell: a bar would end it, and <Name> be taken for HTML. */
export function inCell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/</g, '&lt;').replace(/\n/g, ' ')
}
