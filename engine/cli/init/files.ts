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
    statusMapping(answers),
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
# Orders are transferred from ordersFrom on; older ones are never fetched. A Jetshop shop needs a binding for them, a file that names
# its order operations: samsyn doctor --propose-binding FILE writes a first one, --confirm-binding FILE holds it against the shop.
# Until somebody has confirmed it, orders are off. docs/jetshop.md and docs/orders.md tell it step by step.
apiVersion: samsyn/v1
kind: Integration
metadata: { name: ${said('name')} }
spec:
  mode: ${said('mode')}
  package: ${answers['package'] ?? UNKNOWN}
  ordersFrom: ${answers['ordersFrom'] ?? UNKNOWN}
  orders:
    as: ${said('ordersAs')}
    customer: { ${numberFrom(answers)}, matchBy: [${matchBy(answers)}] }
    # When an order goes over, by the shop's payment method: always, paid, authorised or never. Without pay every order goes at once;
    # with it a method that is not named holds its order.
    # pay: { Klarna: authorised, Faktura: always }
    # byPayment: { Faktura: invoice }
    # articles: { freight: FRAKT, giftCard: PRESENTKORT }     # rows that are no goods: freight of two VAT rates, gift cards used
  pos: ${answers['pos'] === 'yes'}
  # Stock is published only when the orders under way can be subtracted. Where they cannot, and you accept it:
  # stock: { inFlight: ignore }
  # A staged launch, articles first: remove a line when its stream is to start.
  # streams: { price: off, stock: off }
`
}

/** A number finds a card only where shop and ERP have the same numbers. */
function matchBy(answers: Answers): string {
  return answers['numberFrom'] === 'shop' ? 'number, email, orgNo' : 'email, orgNo'
}

/** The statuses of the shop in both directions; of a simulated one they are known. */
function statusMapping(answers: Answers): string {
  const [when, then, cancelled, delivered] = answers['simulated'] === 'yes' ? ['Betald', 'Överförd', 'Makulerad', 'Levererad'] : Array<string>(4).fill(UNKNOWN)
  return `# Statuses as the shop names them. samsyn doctor holds them against the shop's own.
apiVersion: samsyn/v1
kind: OrderStatusMapping
metadata: { name: standard, shop: ${valueText(answers['shopName'] ?? 'se')} }
spec:
  import:
    # These start the transfer.
    when: [${when}]
    # What the shop shows once the document stands. Never one of when.
    then: ${then}
    # What becomes no document; one that is there already, and that nobody has touched, is cancelled.
    # cancelled: [${cancelled}]
  # What happens in the ERP, back to the shop. Package 200 and up, with streams: { order-status: on }
  # feedback:
  #   - { event: delivered, status: ${delivered}, mail: true }
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
