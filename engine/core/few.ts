// What differs from one to the next, and has so few values that each can be named.
type Facts = Readonly<Record<string, unknown>>

const FEW_MAX = 4
/** What an item goes by is its own always. */
const OWN = 'key'

/** By name, the values of facts that all have and that differ, sorted. Only texts: of figures each says something else. */
export function fewOf(all: readonly (Facts | undefined)[]): Record<string, readonly string[]> {
  const few: Record<string, readonly string[]> = {}
  for (const name of Object.keys(all[0] ?? {})) {
    const values = new Set(all.map((one) => one?.[name]))
    if (name !== OWN && values.size > 1 && values.size <= FEW_MAX && [...values].every((value) => typeof value === 'string' && value !== '')) few[name] = ([...values] as string[]).sort()
  }
  return few
}
