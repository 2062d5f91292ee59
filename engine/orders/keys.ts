// Keys of things that belong to an order: "1001/delivered". An order's number may hold a slash itself, so the last one counts.
const SLASH = '/'

export function eventKey(number: string, event: string): string {
  return `${number}${SLASH}${event}`
}

export function eventOf(key: string): { readonly number: string; readonly event: string } {
  const at = key.lastIndexOf(SLASH)
  return { number: key.slice(0, at), event: key.slice(at + 1) }
}
