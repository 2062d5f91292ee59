// How long to wait after failures in a row. Spread by the key, so that many that failed together do not come back together.
const FIRST_MS = 1_000
const MOST_MS = 3_600_000

/** Milliseconds to wait: doubling from one second to one hour, less up to a quarter by the key. failures counts from 1. */
export function backoffMs(failures: number, key: string): number {
  if (failures <= 0) return 0
  const full = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 30))
  return Math.round(full * (1 - spread(key) / 4))
}

/** A number from 0 to 1 that is always the same for the same text (FNV-1a). */
function spread(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
  return hash / 0xffffffff
}
