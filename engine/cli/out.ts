// Where words go: what was asked for to stdout, everything else to stderr. Colour only where a person looks.
/** Prints to stdout, with one line end. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}

/** Prints facts as JSON to stdout. */
export function printJson(facts: unknown): void {
  process.stdout.write(`${JSON.stringify(facts, undefined, 2)}\n`)
}

/** Prints to stderr: what the user must know, but did not ask for. */
export function note(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`)
}

/** Does a person with a colour terminal look at stdout? */
export function inColour(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true
  return process.stdout.isTTY === true && TERM !== 'dumb'
}
