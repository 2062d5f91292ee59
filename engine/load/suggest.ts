// "Did you mean": the known word that a mistyped one is nearest to.

/** The nearest known word, or undefined where none is near enough to be meant. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const asked = word.toLowerCase()
  if (asked.length > 60) return undefined
  let best: string | undefined
  let least = Math.max(1, Math.floor(asked.length / 3)) + 1
  for (const one of known) {
    if (Math.abs(one.length - asked.length) >= least) continue
    const steps = distance(asked, one.toLowerCase())
    if (steps < least) [best, least] = [one, steps]
  }
  return best
}

/** How many letters to put in, take out, change, or swap with their neighbour (optimal string alignment). */
export function distance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1
      let steps = Math.min(cell(rows, i - 1, j) + 1, (row[j - 1] ?? 0) + 1, cell(rows, i - 1, j - 1) + same)
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        steps = Math.min(steps, cell(rows, i - 2, j - 2) + 1)
      }
      row.push(steps)
    }
    rows.push(row)
  }
  return cell(rows, from.length, to.length)
}

function cell(rows: readonly number[][], i: number, j: number): number {
  return rows[i]?.[j] ?? 0
}
