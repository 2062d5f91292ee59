// Which keys of a configuration hold secrets, and lines of a file with the values of such keys blanked. A value is never shown,
// neither where its key is misspelt nor where it goes on over several lines.

/** Settings that are secret wherever they stand. A user or a shop's id may be in clear text. */
export const SECRET_KEYS: ReadonlySet<string> = new Set(['password', 'token', 'apiKey'])

/** Where a secret is looked for: env:NAME, file:PATH. */
export const SECRET_REFERENCE = /^(env|file):(.+)$/s

/** Words that a person may have meant for a secret key: passwrod, Token, api_secret, lösenord. */
const SECRET_WORD = /[Pp]as|PAS|psw|pwd|[Ss]ecret|SECRET|[Ll]ösen|(^|[^A-Za-z])tok|[Tt]oken|Tok|TOK/
const BLOCK_KEY = /^(\s*(?:- +)*)(["']?)([^\s"'{}[\],:#][^"'{}[\],:]*?)\2\s*:(?:\s+|$)(.*)$/
const FLOW_PAIR = /([{,]\s*)(["']?)([^\s"'{}[\],:]+)\2(\s*:\s*)("(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|[^,}\]\n]*)/g

/** The lines with every secret value blanked, each character by one, so that a pointer under it still fits. References stay. */
export function withoutSecretValues(lines: readonly string[]): string[] {
  let inside: number | undefined
  return lines.map((line) => {
    const indent = line.search(/\S/)
    if (inside !== undefined && (indent < 0 || indent > inside)) return blanked(line)
    inside = undefined
    const [, before, , key, value] = BLOCK_KEY.exec(line) ?? []
    if (key !== undefined && value !== undefined && SECRET_WORD.test(key)) {
      inside = before?.length ?? 0
      return isReference(value) ? line : line.slice(0, line.length - value.length) + blanked(value)
    }
    return line.replace(FLOW_PAIR, (whole: string, _open, _quote, name: string, _colon, given: string) =>
      SECRET_WORD.test(name) && !isReference(given) ? whole.slice(0, whole.length - given.length) + blanked(given) : whole)
  })
}

function isReference(value: string): boolean {
  return SECRET_REFERENCE.test(value.replace(/^["']/, ''))
}

function blanked(text: string): string {
  return text.replace(/[^\s]/g, '•')
}
