// Proposed pairs as a document that a person reviews and commits.
import type { LooseMatch } from '../core/match.js'
import type { Stream } from '../core/stream.js'

/** A Pairs document that decides nothing yet: every pair waits to be confirmed; numbers in quotes, so that 00123 stays 00123. */
export function pairsYaml(stream: Stream, pairs: readonly LooseMatch[]): string {
  const shop = stream.source.role === 'shop' ? stream.source.name : stream.target.name
  const lines = pairs.map(({ source, target }) => {
    const [atShop, atErp] = stream.from === 'shop' ? [source, target] : [target, source]
    return `    - { shop: ${JSON.stringify(atShop)}, erp: ${JSON.stringify(atErp)}, confirmed: false }`
  })
  return `# yaml-language-server: $schema=./samsyn.schema.json
# Proposed by samsyn adopt: these numbers differ only in case, blanks or Unicode form. Both wait until somebody has looked:
#   the same article       confirmed: true     (or take confirmed away)
#   two different articles same: false         (in place of confirmed; neither waits for the other any longer)
apiVersion: samsyn/v1
kind: Pairs
metadata: { name: first-sync, shop: ${shop} }
spec:
  entity: ${stream.entity.id}
  pairs:
${lines.join('\n')}
`
}
