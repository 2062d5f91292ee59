// Colour at the edge: a finished text is painted by what its lines begin with. Without the codes it is the same text again.
const CODES = { green: 32, yellow: 33, red: 31, magenta: 35, cyan: 36, bold: 1, dim: 2 } as const

type Colour = keyof typeof CODES

const BY_MARK: Readonly<Record<string, Colour>> = { '+': 'green', '~': 'yellow', '-': 'red', '!': 'magenta', '×': 'red', '.': 'cyan' }

/** The text with terminal colours: marks by kind, header lines bold, totals dim. Adds codes only, changes no character. */
export function paint(text: string): string {
  return text.split('\n').map(paintLine).join('\n')
}

function paintLine(line: string): string {
  const marked = /^(\s+)([+~\-.!×])(\s.*)$/u.exec(line)
  const colour = marked ? BY_MARK[marked[2] ?? ''] : undefined
  if (marked && colour) return `${marked[1]}${wrap(marked[2] ?? '', colour)}${marked[3]}`
  if (/^\S.*→/u.test(line)) return wrap(line, 'bold')
  return /^\s{2}(?:nothing to do|[\d ]+ (?:to|held|waits?|withheld|skipped|unchanged))/.test(line) ? wrap(line, 'dim') : line
}

function wrap(text: string, colour: Colour): string {
  return `\u001b[${CODES[colour]}m${text}\u001b[0m`
}
