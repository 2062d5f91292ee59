// Answers → the customer's files. Everything that still has to be filled in says CHANGE; whatever the answers, the YAML can be read.
import type { Specs } from '../../load/specs.js'
import type { SystemSpec } from '../../types/system.js'
import { schemaText } from '../commands/schema.js'
import { LISTS } from '../demo/worlds.js'
import type { Answers } from './questions.js'

const EDITOR_LINE = '# yaml-language-server: $schema=./samsyn.schema.json'
const UNKNOWN = 'CHANGE'
/** What a simulated system takes where a real one has values of its own. */
const SIMULATED: Answers = { defaultPriceList: LISTS.standard, templateId: '1', storeShopId: 'nordlys' }

/** The files by name, each ending with a line end. */
export function filesOf(answers: Answers, specs: Specs): Map<string, string> {
  const systemOf = (role: string): SystemSpec | undefined => Object.values(specs.systems).find((system) => system?.role === role)
  const systems = [
    systemYaml('Erp', 'erp', systemOf('erp'), answers),
    systemYaml('Shop', answers['shopName'] ?? 'se', systemOf('shop'), answers),
  ]
  return new Map([
    ['samsyn.yaml', [integration(answers), ...systems].join('---\n')],
    ['samsyn.schema.json', schemaText(undefined) ?? ''],
    ['.gitignore', '.samsyn/\nworld/\n'],
  ])
}

/** Where in a text something is still to be filled in. */
export function openLines(text: string): { readonly line: number; readonly text: string }[] {
  return text.split('\n').flatMap((line, at) => (line.replace(/#.*/, '').includes(UNKNOWN) ? [{ line: at + 1, text: line.trim() }] : []))
}

function integration(answers: Answers): string {
  const said = (name: string): string => valueText(answers[name])
  return `${EDITOR_LINE}
# Orders are transferred from ordersFrom on; older ones are never fetched.
apiVersion: samsyn/v1
kind: Integration
metadata: { name: ${said('name')} }
spec:
  mode: ${said('mode')}
  package: ${answers['package'] ?? UNKNOWN}
  ordersFrom: ${answers['ordersFrom'] ?? UNKNOWN}
  orders:
    as: ${said('ordersAs')}
    customer: { ${numberFrom(answers)}, matchBy: [number, email, orgNo] }
  pos: ${answers['pos'] === 'yes'}
${answers['alerts'] === '' ? '  # contacts: { alerts: [drift@example.se] }' : `  contacts: { alerts: [${said('alerts')}] }`}
  # Stock is published only when the orders under way can be subtracted. Where they cannot, and you accept it:
  # stock: { inFlight: ignore }
  # A staged launch, articles first: remove a line when its stream is to start.
  # streams: { price: off, stock: off }
`
}

function numberFrom(answers: Answers): string {
  const from = valueText(answers['numberFrom'])
  return answers['numberFrom'] === 'bucket' ? `numberFrom: ${from}, bucket: ${quoted(answers['bucket'] ?? UNKNOWN)}` : `numberFrom: ${from}`
}

function systemYaml(kind: string, name: string, system: SystemSpec | undefined, answers: Answers): string {
  return `apiVersion: samsyn/v1
kind: ${kind}
metadata: { name: ${valueText(name)} }
spec:
  driver: ${system?.driver ?? UNKNOWN}
${settingsOf(system?.template ?? '', answers)}`
}

/** The template of a system with the answers filled in; lines that hang on a yes go with a no. */
function settingsOf(template: string, answers: Answers): string {
  const given = answers['simulated'] === 'yes' ? { ...SIMULATED, ...answers } : answers
  const lines = template.split('\n').filter((line) => line !== '').flatMap((line) => {
    const [, question, rest] = /^\?(\w+) (.*)$/.exec(line) ?? []
    if (question === undefined) return [line]
    return given[question] === 'yes' ? [rest ?? ''] : []
  })
  return lines.map((line) => `  ${line.replace(/\{(\w+)\}/g, (_all, name: string) => valueText(given[name]))}\n`).join('')
}

/** A value as YAML reads it back: a text that would be something else, or nothing, stands in quotes. */
function valueText(value: string | undefined): string {
  if (value === undefined) return UNKNOWN
  return /^[A-Za-z0-9][\w.@-]*$/.test(value) && !/^(true|false|null|yes|no|on|off|y|n|[\d.eE_x+-]+)$/i.test(value) ? value : numberOr(value)
}

function numberOr(value: string): string {
  return /^[1-9]\d{0,8}$/.test(value) ? value : quoted(value)
}

/** Single quotes, so that a path of Windows stays as it is; what they cannot hold stands in double ones. */
function quoted(value: string): string {
  return /\p{Cc}/u.test(value) ? JSON.stringify(value) : `'${value.replace(/'/g, "''")}'`
}
