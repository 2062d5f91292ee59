// Which documents, and how many of them, need a feature of the package. Asked for by name, so a lack is an error.
import { entitle, lack, lacking, type Want } from '../../core/entitle.js'
import { problem, type Problem } from '../../core/problem.js'
import type { ModeStream } from '../../types/mode.js'
import type { Feature } from '../../types/tier.js'
import { isKind } from '../kinds.js'
import type { Setup } from './setup.js'

/** Everything in the files that the package held lacks, but for the streams themselves. */
export function featureFaults({ book, tier, tiers, mode, integration, specs }: Setup): Problem[] {
  const missing = lacking(mode.needs, tier)
  const wants = wantsOfDocuments(book, specs)
  return [
    ...(missing === undefined
      ? []
      : [
          problem(
            'E205',
            { mode: mode.id, ...lack(missing, tier, tiers) },
            integration.place(['spec', 'mode']),
          ),
        ]),
    // A mode that rests on the feature says it for all.
    ...entitle(
      wants.filter(({ feature }) => feature !== missing),
      tier,
      tiers,
    ),
  ]
}

/** The features of the package that the files make use of: the mode's, those of its streams that are on, those of documents. */
export function featuresUsed({ book, mode, tier, specs }: Setup, streams: readonly string[]): Feature[] {
  const ofStreams = Object.entries(mode.streams as Readonly<Record<string, ModeStream | undefined>>)
    .filter(([id]) => streams.includes(id))
    .flatMap(([, stream]) => stream?.needs ?? [])
  const wanted = new Set<string>([
    ...(mode.needs ?? []),
    ...ofStreams,
    ...wantsOfDocuments(book, specs).map(({ feature }) => feature),
  ])
  return tier.features.filter((feature) => wanted.has(feature))
}

function wantsOfDocuments(book: Setup['book'], specs: Setup['specs']): Want[] {
  return Object.entries(specs.offer.needs).flatMap(([what, feature]) =>
    feature === undefined ? [] : wantsOf(book, what, feature),
  )
}

/** "Channel": every one. "Shop.more": every one but the first. "OrderStatusMapping.feedback": those with that key. */
function wantsOf(book: Setup['book'], what: string, feature: string): Want[] {
  const [kind, part] = what.split('.')
  if (!isKind(kind)) throw new Error(`offer: needs: ${what} is no kind of document`)
  const all = book.every(kind)
  if (part === undefined)
    return all.map((one) => ({ what: `${kind} "${one.name}"`, feature, place: one.place(['kind']) }))
  if (part === 'more')
    return all.slice(1).map((one) => ({ what: `a second ${kind}`, feature, place: one.place(['kind']) }))
  return book
    .readable(kind)
    .filter((one) => isThere((one.body.spec as unknown as Record<string, unknown>)[part]))
    .map((one) => ({
      what: `${part} in ${kind} "${one.name}"`,
      feature,
      place: one.place(['spec', part], 'key'),
    }))
}

function isThere(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0)
}
