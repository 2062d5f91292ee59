// What a Shop document says, as the driver needs it. Secrets are resolved already, and live nowhere else.

export interface VendureSettings {
  /** The address of the Admin API. */
  readonly url: string
  readonly account: { readonly user: string; readonly password: string } | { readonly apiKey: string }
  /** The code of the channel that the shop is; left out: the default one. */
  readonly channel?: string
  /** Name or id of the stock location that levels are written to; needed where the channel has several. */
  readonly stockLocation?: string
  /** How long after a lost answer a write of an order may still happen by itself. */
  readonly settleMs: number
  readonly requestsPerSecond?: number
}

/** No limit is known; a server that others share is treated with care. */
const CAREFUL_PER_SECOND = 20
/** Twice what a request may take here; whatever stands between may hold it as long again. */
const SETTLE_SECONDS = 60

/** Reads the settings of a Shop. */
export function settingsOf(from: Readonly<Record<string, unknown>>): VendureSettings {
  const url = text(from['url']) ?? ''
  const apiKey = text(from['apiKey'])
  const channel = text(from['channel'])
  const stockLocation = text(from['stockLocation'])
  return {
    url,
    account: apiKey === undefined ? { user: text(from['user']) ?? '', password: text(from['password']) ?? '' } : { apiKey },
    settleMs: 1000 * (typeof from['settleSeconds'] === 'number' ? from['settleSeconds'] : SETTLE_SECONDS),
    ...(channel === undefined ? {} : { channel }),
    ...(stockLocation === undefined ? {} : { stockLocation }),
    ...(/^https?:\/\/(?:127\.|localhost[:/]|\[::1\])/.test(url) ? {} : { requestsPerSecond: CAREFUL_PER_SECOND }),
  }
}

/** A text, also of what YAML read as a number. Empty is the same as left out. */
function text(from: unknown): string | undefined {
  if (typeof from === 'number') return String(from)
  return typeof from === 'string' && from !== '' ? from : undefined
}
