// Which streams a command is about.
import type { Desired, Stream } from '../core/stream.js'
import { note } from './out.js'

/** The streams that were named, by id or by the part after the shop; all of them where none was named. Unknown names are told. */
export function chooseStreams(desired: Desired, names: readonly string[] | undefined): readonly Stream[] | undefined {
  if (!names) return desired.streams
  const chosen = desired.streams.filter((stream) => names.some((name) => stream.id === name || stream.id.endsWith(`/${name}`) || stream.entity.id === name))
  const lost = names.filter((name) => !desired.streams.some((stream) => stream.id === name || stream.id.endsWith(`/${name}`) || stream.entity.id === name))
  if (lost.length === 0) {
    for (const [one, before] of leftBehind(desired, chosen)) note(`${one} goes after ${before}, which is left out: what needs an item of it has to wait.`)
    return chosen
  }
  const off = new Set(desired.off.map((one) => one.id))
  for (const name of lost) {
    note(off.has(name) ? `stream "${name}" is off; samsyn status says why.` : `unknown stream "${name}". known: ${desired.streams.map((one) => one.id).join(', ')}.`)
  }
  return undefined
}

/** Streams that make what a chosen one needs, between the same two systems, and that are not chosen. */
function leftBehind({ streams }: Desired, chosen: readonly Stream[]): [string, string][] {
  const makes = streams.filter((one) => one.entity.between?.create === 'create' && !chosen.includes(one))
  return chosen.flatMap((stream) => makes
    .filter(({ entity, source, target }) => stream.entity.after.includes(entity.id) && source.name === stream.source.name && target.name === stream.target.name)
    .map((one): [string, string] => [stream.id, one.id]))
}
