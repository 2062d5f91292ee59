// Answers → the customer's files. Everything that still has to be filled in says CHANGE.
import type { Specs } from '../../load/specs.js'
import type { SystemSpec } from '../../types/system.js'
import { schemaText } from '../commands/schema.js'
import type { Answers } from './questions.js'

const EDITOR_LINE = '# yaml-language-server: $schema=./samsyn.schema.json'
const UNKNOWN = 'CHANGE'

/** The files by name, each ending with a line end. */
export function filesOf(answers: Answers, specs: Specs): Map<string, string> {
  const systemOf = (role: string): SystemSpec | undefined => Object.values(specs.systems).find((system) => system?.role === role)
  const systems = [
    systemYaml('Erp', 'erp', systemOf('erp'), answers),
    systemYaml('Shop', answers.shopName ?? 'se', systemOf('shop'), answers),
  ]
  return new Map([
    ['samsyn.yaml', [integration(answers), ...systems].join('---\n')],
    ['samsyn.schema.json', schemaText(undefined) ?? ''],
    ['.gitignore', '.samsyn/\nworld/\n'],
  ])
}

function integration(answers: Answers): string {
  return `${EDITOR_LINE}
# Orders are transferred from ordersFrom on; older ones are never fetched.
apiVersion: samsyn/v1
kind: Integration
metadata: { name: ${answers.name ?? UNKNOWN} }
spec:
  mode: ${answers.mode ?? UNKNOWN}
  package: ${answers.package ?? UNKNOWN}
  ordersFrom: ${answers.ordersFrom ?? UNKNOWN}
  orders:
    as: ${answers.ordersAs ?? UNKNOWN}
    customer: { ${numberFrom(answers.numberFrom)}, matchBy: [number, email, orgNo] }
  pos: ${answers.pos === 'yes'}
  contacts: { alerts: [${answers.alerts ?? UNKNOWN}] }
  # Stock is published only when the orders under way can be subtracted. Where they cannot, and you accept it:
  # stock: { inFlight: ignore }
  # A staged launch, articles first: remove a line when its stream is to start.
  # streams: { price: off, stock: off }
`
}

function numberFrom(answer: string | undefined): string {
  return answer === 'bucket' ? `numberFrom: bucket, bucket: "${UNKNOWN}"` : `numberFrom: ${answer ?? UNKNOWN}`
}

function systemYaml(kind: string, name: string, system: SystemSpec | undefined, answers: Answers): string {
  return `apiVersion: samsyn/v1
kind: ${kind}
metadata: { name: ${name} }
spec:
  driver: ${system?.driver ?? UNKNOWN}
${settingsOf(system?.template ?? '', answers)}`
}

/** The template of a system with the answers filled in; lines that hang on a yes go with a no. */
function settingsOf(template: string, answers: Answers): string {
  const given = answers as Readonly<Record<string, string | undefined>>
  const lines = template.split('\n').filter((line) => line !== '').flatMap((line) => {
    const [, question, rest] = /^\?(\w+) (.*)$/.exec(line) ?? []
    if (question === undefined) return [line]
    return given[question] === 'yes' ? [rest ?? ''] : []
  })
  return lines.map((line) => `  ${line.replace(/\{(\w+)\}/g, (_all, name: string) => (given[name] ?? UNKNOWN).replace(/'/g, "''"))}\n`).join('')
}
