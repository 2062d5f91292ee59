// What an operation is sent: the binding's template with its places filled in. Pure. Which names
// may stand in it is a closed set, looked at when the files are loaded.
import { STOCKHOLM } from '../../../values/time.js'
import { wallOf } from '../../../values/wall.js'
import type { BoundInput } from '../../../types/order-binding.js'
import type { Written, WrittenNode } from '../xml.js'

/** What is at hand. A place without a value is left out of the request. */
export interface Fillings {
  readonly orderNumber?: string | undefined
  readonly orderId?: string | undefined
  readonly customerNumber?: string | undefined
  readonly status?: string | undefined
  readonly statusName?: string | undefined
  readonly mail?: boolean | undefined
  readonly trackingNumber?: string | undefined
  readonly carrier?: string | undefined
  readonly trackingUrl?: string | undefined
  readonly amount?: string | undefined
  /** Milliseconds since 1970. */
  readonly since?: number | undefined
  readonly channel?: string | undefined
  readonly page?: number | undefined
  readonly offset?: number | undefined
  readonly pageSize?: number | undefined
}

const PLACE = /^\{([a-zA-Z]+)(?::([a-zA-Z]+))?\}$/

/** The name in "{since:utc}"; undefined for a fixed text. */
export function placeNameOf(text: string): keyof Fillings | undefined {
  return PLACE.exec(text)?.[1] as keyof Fillings | undefined
}

/** Every place of a template, with its path. */
export function placesOf(input: BoundInput | undefined, path: readonly string[] = []): { readonly path: readonly string[]; readonly text: string }[] {
  return Object.entries(input ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' ? [{ path: [...path, name], text: value }] : placesOf(value, [...path, name]))
}

/** Whether the operation has a place for it. */
export function takes(input: BoundInput | undefined, name: keyof Fillings): boolean {
  return placesOf(input).some(({ text }) => placeNameOf(text) === name)
}

/** The content of a request. An element in which nothing is left to say is left out as well. */
export function filled(input: BoundInput | undefined, fillings: Fillings): WrittenNode {
  const made: Record<string, Written> = {}
  for (const [name, value] of Object.entries(input ?? {})) {
    const content: Written = typeof value === 'string' ? textOf(value, fillings) : filled(value, fillings)
    const isEmptied = typeof value === 'object' && Object.keys(value).length > 0 && Object.keys(content as WrittenNode).length === 0
    if (content !== undefined && !isEmptied) made[name] = content
  }
  return made
}

function textOf(text: string, fillings: Fillings): string | undefined {
  const match = PLACE.exec(text)
  if (!match) return text
  const value = fillings[match[1] as keyof Fillings]
  if (value === undefined) return undefined
  if (match[1] === 'since') return timeText(value as number, match[2])
  if (typeof value === 'boolean' && match[2] === 'integer') return value ? '1' : '0'
  return String(value)
}

function timeText(atMs: number, form: string | undefined): string {
  if (form === 'utc') return new Date(atMs).toISOString().replace(/\.\d{3}Z$/, 'Z')
  const wall = wallOf(atMs, STOCKHOLM)
  return form === 'date' ? wall.slice(0, 10) : wall
}
