// Which streams a command is about.
import type { Desired, Stream } from '../core/stream.js'
import { note } from './out.js'

/** The streams that were named, by id or by the part after the shop; all of them where none was named. Unknown names are told. */
export function chooseStreams(desired: Desired, names: readonly string[] | undefined): readonly Stream[] | undefined {
  if (!names) return desired.streams
  const chosen = desired.streams.filter((stream) => names.some((name) => stream.id === name || stream.id.endsWith(`/${name}`) || stream.entity.id === name))
  const lost = names.filter((name) => !desired.streams.some((stream) => stream.id === name || stream.id.endsWith(`/${name}`) || stream.entity.id === name))
  if (lost.length === 0) return chosen
  const off = new Set(desired.off.map((one) => one.id))
  for (const name of lost) {
    note(off.has(name) ? `stream "${name}" is off; samsyn status says why.` : `unknown stream "${name}". known: ${desired.streams.map((one) => one.id).join(', ')}.`)
  }
  return undefined
}
