// The questions of the first talk with a customer: which side leads, which package, orders from which day, who owns the
// customer numbers. The same table asks on a terminal and judges the answers of a file.
import { wallTime } from '../../values/time.js'
import { schemaText } from '../commands/schema.js'
import type { Specs } from '../../load/specs.js'
import { packagesFor } from './packages.js'

/** What was answered so far. Texts, so that they can be kept in a file and given in one. */
export type Answers = Readonly<Record<string, string | undefined>>

export interface Choice { readonly value: string; readonly label: string; readonly hint?: string }

/** One question. when: asked only if it says so; initial: what Enter gives. */
export interface Question {
  readonly name: string
  readonly text: string
  readonly when?: (answers: Answers) => boolean
  readonly initial?: (answers: Answers) => string | undefined
  /** One of these; without them a line of text. yes and no are asked as such. */
  readonly choices?: (answers: Answers) => readonly Choice[]
  /** What is wrong with an answer, or nothing. */
  readonly check?: (text: string) => string | undefined
}

/** The edition of a made world, and the one in the middle. */
const MADE_EDITION = '1000'
const SPCS = 'C:\\ProgramData\\SPCS\\SPCS Administration\\'

/** Every question, in the order in which they are asked. folder: the name of the customer's folder. */
export function questionsOf(specs: Specs, folder: string): readonly Question[] {
  return [
    { name: 'name', text: 'Name of the integration', initial: () => (nameCheck(folder) === undefined ? folder : undefined), check: nameCheck },
    { name: 'mode', text: 'Which side leads?', choices: () => modeChoices(specs) },
    {
      name: 'package', text: 'Which package?', choices: ({ mode }) => packagesFor(specs, mode).choices,
      initial: ({ mode }) => packagesFor(specs, mode).usual,
    },
    { name: 'ordersFrom', text: 'Transfer orders from which day on? Older ones are never fetched.', initial: today, check: dayCheck },
    { name: 'ordersAs', text: 'What does an order become in the ERP?', choices: targetChoices },
    { name: 'numberFrom', text: 'Who gives a new customer its number?', choices: () => [
      { value: 'erp', label: "the ERP's own series" }, { value: 'shop', label: 'the shop' }, { value: 'bucket', label: 'nobody: one collective customer' },
    ] },
    { name: 'bucket', text: 'Number of the collective customer', when: ({ numberFrom }) => numberFrom === 'bucket', check: lineCheck },
    yesNo('pos', 'Does a till sell through the ERP?', 'no'),
    yesNo('simulated', 'Start on the simulators?', 'yes'),
    { name: 'edition', text: 'Edition of the ERP program', choices: editionChoices, initial: () => MADE_EDITION },
    { name: 'company', text: "The company's folder", initial: ({ simulated, name }) => `${SPCS}Företag\\${simulated === 'yes' ? name : ''}`, check: folderCheck },
    { name: 'commonFiles', text: "The program's common files", initial: () => `${SPCS}Gemensamma filer`, check: lineCheck },
    { name: 'shopName', text: 'Short name of the shop', initial: () => 'se', check: nameCheck },
    yesNo('storeApi', 'Does the shop have a StoreAPI token? Articles can then be listed.', 'yes'),
  ]
}

/** The answers of a file that are answers, and what is wrong with the others. */
export function answersOf(questions: readonly Question[], given: unknown): { readonly answers: Answers; readonly faults: readonly string[] } {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return { answers: {}, faults: ['it cannot be read as a JSON object of answers'] }
  const known = questions.map((one) => one.name)
  const faults = Object.keys(given).filter((name) => !known.includes(name)).map((name) => `unknown answer "${name}"; known: ${known.join(', ')}`)
  const answers: Record<string, string> = {}
  for (const question of questions) {
    const answer = (given as Record<string, unknown>)[question.name]
    if (answer === undefined || !Object.hasOwn(given, question.name)) continue
    const wrong = answerFault(question, answer, answers)
    if (wrong === undefined) answers[question.name] = answer as string
    else faults.push(wrong)
  }
  return { answers, faults }
}

/** Why an answer is none, or nothing. before: the answers that it may depend on. */
function answerFault(question: Question, answer: unknown, before: Answers): string | undefined {
  if (typeof answer !== 'string') return `${question.name} must be a text in quotes`
  const values = question.choices?.(before).map((one) => one.value)
  if (values && !values.includes(answer)) return `unknown ${question.name} "${answer}"; known: ${values.join(', ')}`
  const wrong = question.check?.(answer)
  return wrong === undefined ? undefined : `${question.name} "${answer}" must be ${wrong}`
}

function yesNo(name: string, text: string, initial: string): Question {
  return { name, text, initial: () => initial, choices: () => ['yes', 'no'].map((value) => ({ value, label: value })) }
}

function modeChoices(specs: Specs): Choice[] {
  return Object.values(specs.modes).map((mode) => ({ value: mode.id, label: mode.id, hint: mode.title }))
}

/** The documents that an order may become, as the schema lists them. */
function targetChoices(): Choice[] {
  return enumOf('integration', 'as').map((value) => ({ value: String(value), label: `an ${value}` }))
}

function editionChoices({ simulated }: Answers): Choice[] {
  return enumOf('erp', 'edition').map(String).map((value) => ({
    value, label: value, ...(simulated === 'yes' && value === MADE_EDITION ? { hint: 'as the made world' } : {}),
  }))
}

function enumOf(kind: string, key: string): unknown[] {
  const values = new RegExp(`"${key}":\\s*\\{[^}]*?"enum":\\s*\\[([^\\]]*)\\]`).exec(schemaText(kind) ?? '')?.[1] ?? ''
  return JSON.parse(`[${values}]`) as unknown[]
}

function nameCheck(text: string): string | undefined {
  return /^[a-z0-9][a-z0-9-]*$/.test(text) ? undefined : 'small letters, digits and hyphens'
}

function dayCheck(text: string): string | undefined {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? undefined : 'a day of the calendar, as 2026-11-01'
}

function lineCheck(text: string): string | undefined {
  return /^\P{Cc}*\S\P{Cc}*$/u.test(text) ? undefined : 'one line of text'
}

/** The folder of all companies is not yet one company's. */
function folderCheck(text: string): string | undefined {
  return lineCheck(text) ?? (/[\\/]\s*$/.test(text) ? 'the folder of one company, to its last name' : undefined)
}

function today(): string {
  return wallTime(Date.now(), 'Europe/Stockholm').date
}
