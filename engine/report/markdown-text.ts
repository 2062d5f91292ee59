// Texts from outside inside Markdown: as code, where nothing in them means anything, and with every sign of HTML and of tables written out.
import { clip, oneLine } from './plain-text.js'

const SIGNS = /[&<>"`|\\*_[\]~$]/g
/** Outside code, a host makes links of addresses, names and numbers. A word joiner, which nobody sees, keeps them apart. */
const LINKS = /@|(?<!&)#|:(?=\/\/)|www(?=\.)/gi
const WORD_JOINER = '&#8288;'

/** Data as code: "<code>A&#124;B</code>". Hosts link no names, numbers or addresses inside code. */
export function asCode(text: string, charactersMax = 80): string {
  return `<code>${spelt(text, charactersMax)}</code>`
}

/** Data in running text: signs written as character references, and nothing left that becomes a link. */
export function asWords(text: string, charactersMax = 300): string {
  return spelt(text, charactersMax).replace(LINKS, (sign) => `${sign}${WORD_JOINER}`)
}

/** One row of a table; the cells are Markdown already. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`
}

/** The head of a table; right: columns of figures. */
export function tableHead(titles: readonly string[], right: ReadonlySet<number> = new Set()): string {
  return tableRow(titles) + tableRow(titles.map((_, at) => (right.has(at) ? '---:' : '---')))
}

function spelt(text: string, charactersMax: number): string {
  const plain = clip(oneLine(text), charactersMax)
  return plain.replace(SIGNS, (sign) => `&#${sign.charCodeAt(0)};`)
}
