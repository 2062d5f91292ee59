// A proposed binding as a file for a person: every line with why it is so, and at the end what was
// not found. Pure.
import type { Proposal } from './propose.js'

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/
const LINE_MAX = 150

/** The whole file. name: what the document is called. */
export function proposalText({ spec, why, missing }: Proposal, name: string): string {
  const head = [
    '# yaml-language-server: $schema=./samsyn.schema.json',
    '# PROPOSED from what the service says of itself: by names, types and likeness. Nobody has confirmed it, so orders are off.',
    '# Read every line. "likeness" is what two names have in common of what either says: 1.00 is the same. Then:',
    '# samsyn doctor --confirm-binding THIS-FILE',
    ...missing.map((what) => `# not found: ${what}`),
    '# capture is never proposed: see docs/jetshop.md.',
    'apiVersion: samsyn/v1', 'kind: OrderBinding', `metadata: { name: ${name} }`, 'spec:',
  ]
  return `${[...head, ...block(spec as unknown as Readonly<Record<string, unknown>>, [], why)].join('\n')}\n`
}

function block(from: Readonly<Record<string, unknown>>, path: readonly string[], why: Proposal['why']): string[] {
  const pad = '  '.repeat(path.length + 1)
  return Object.entries(from).flatMap(([key, value]): string[] => {
    if (value === undefined) return []
    const at = [...path, key]
    const reason = why.get(at.join('/'))
    const note = reason === undefined ? '' : `   # ${reason}`
    if (typeof value !== 'object' || value === null) return [`${pad}${key}: ${scalar(value)}${note}`]
    const flat = inline(value as Readonly<Record<string, unknown>>)
    const short = path.length > 0 && pad.length + key.length + flat.length < LINE_MAX && ![...why.keys()].some((name) => name.startsWith(`${at.join('/')}/`))
    return short ? [`${pad}${key}: ${flat}${note}`] : [`${pad}${key}:${note}`, ...block(value as Readonly<Record<string, unknown>>, at, why)]
  })
}

function inline(from: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(from).filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${typeof value === 'object' && value !== null ? inline(value as Readonly<Record<string, unknown>>) : scalar(value)}`)
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
}

/** Texts that YAML would take for something else stand in quotes. */
function scalar(value: unknown): string {
  const text = String(value)
  const isPlain = typeof value === 'string' && (NAME.test(text) || /^[A-Za-z_][\w./+ -]*$/.test(text)) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text)
  return isPlain || typeof value === 'boolean' || typeof value === 'number' ? text : JSON.stringify(text)
}
