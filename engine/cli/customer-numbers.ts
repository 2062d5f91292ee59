// The numbers of those whose key is only a digest: asked of the target, so that a plan can call a known customer by its number.
import { SystemError } from '../connect/connector.js'
import { knownBy } from '../report/digest-text.js'
import type { Stream } from '../core/stream.js'
import type { Parts } from '../run/parts.js'
import type { Passed } from '../run/pass.js'

/** null: there is no card yet. */
export type Numbers = Readonly<Record<string, string | null | undefined>>

/** By key, as far as the systems that are open tell them; what cannot be asked is left out. */
export async function customerNumbers({ document, atSource }: Pick<Passed, 'document' | 'atSource'>, parts: Parts): Promise<Numbers> {
  const named = document.streams.flatMap(({ stream, changes, held }) => [
    ...changes.flatMap(({ fields }) => Object.values(fields).map((field) => field?.after)), ...held.flatMap(({ key }) => Object.values(atSource.get(stream)?.get(key) ?? {})),
  ])
  const keys = [...new Set(named.filter((one): one is string => typeof one === 'string' && knownBy(one) !== undefined))]
  const numbers: Record<string, string | null> = {}
  for (const stream of keys.length === 0 ? [] : parts.desired.streams.filter(isOfWhoIsNamed)) {
    try {
      const found = await parts.readers.get(stream.target.name)?.find(stream.entity.id, keys, stream.scope.target)
      for (const [key, look] of found ?? []) {
        const number = look.kind === 'found' ? look.item.fields['number'] : undefined
        if (typeof number === 'string') numbers[key] = number
        else if (look.kind === 'absent') numbers[key] ??= null
      }
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
    }
  }
  return numbers
}

/** A register between the systems that others name: it is neither made of a document nor told of one. */
function isOfWhoIsNamed({ entity: { between } }: Stream): boolean {
  return between !== undefined && between.made === undefined && between.wants === undefined
}
