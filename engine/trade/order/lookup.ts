// Names that come from outside are looked up among a table's own: an article may be called "constructor".
export function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
