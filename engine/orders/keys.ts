// Keys of things that belong to an order: "1001/delivered", "1001/1", "1001/370012345678". An order's number may hold a slash itself,
// so the last one counts.
const SLASH = '/'

export function partKey(number: string, part: string): string {
  return `${number}${SLASH}${part}`
}

export function partOf(key: string): { readonly number: string; readonly part: string } {
  const at = key.lastIndexOf(SLASH)
  return { number: key.slice(0, at), part: key.slice(at + 1) }
}
