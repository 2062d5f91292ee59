// The questions of the first talk with a customer: which side leads, which package, orders from which day, who owns the
// customer numbers. An answer that is kept is offered again, not forgotten.
import { wallTime } from '../../values/time.js'
import { schemaText } from '../commands/schema.js'
import type { Specs } from '../../load/specs.js'
import { askText, Cancelled, choose, confirm, intro, outro, type Choice } from '../terminal.js'

/** What was answered so far. Texts, so that they can be kept in a file and given in one. */
export interface Answers {
  readonly name?: string
  readonly mode?: string
  readonly package?: string
  readonly ordersFrom?: string
  readonly ordersAs?: string
  readonly numberFrom?: string
  readonly edition?: string
  readonly company?: string
  readonly commonFiles?: string
  readonly shopName?: string
  readonly storeApi?: string
  readonly simulated?: string
  readonly pos?: string
  readonly alerts?: string
}

type Name = keyof Answers
type Ask = (initial: string | undefined) => Promise<string>

/** Asks what is not yet answered, and keeps after each answer. complete is false where the person stopped. */
export async function askAll(before: Answers, specs: Specs, keep: (answers: Answers) => void): Promise<{ answers: Answers; complete: boolean }> {
  let answers = before
  intro('samsyn init: Ctrl-C stops, and what is answered is kept.')
  try {
    for (const [name, ask] of questions(specs)) {
      if (answers[name] !== undefined) continue
      answers = { ...answers, [name]: await ask(answers[name]) }
      keep(answers)
    }
  } catch (error) {
    if (error instanceof Cancelled) return { answers, complete: false }
    throw error
  }
  outro('that is all.')
  return { answers, complete: true }
}

function questions(specs: Specs): [Name, Ask][] {
  return [
    ['name', () => askText('Name of the integration', { placeholder: 'nordlys', check: nameCheck })],
    ['mode', () => choose('Which side leads?', modeChoices(specs))],
    ['package', () => choose('Which package?', packageChoices(specs))],
    ['ordersFrom', () => askText('Transfer orders from which day on? Older ones are never fetched.', { initial: today(), check: dayCheck })],
    ['ordersAs', () => choose('What does an order become in the ERP?', targetChoices())],
    ['numberFrom', () => choose('Who gives a new customer its number?', [
      { value: 'erp', label: "the ERP's own series" }, { value: 'shop', label: 'the shop' }, { value: 'bucket', label: 'nobody: one collective customer' },
    ])],
    ['pos', async () => yesNo(await confirm('Does a till sell through the ERP?', false))],
    ['simulated', async () => yesNo(await confirm('Start on the simulators?', true))],
    ['edition', () => choose('Edition of the ERP program', ['500', '1000', '2000'].map((value) => ({ value, label: value })))],
    ['company', () => askText("The company's folder", { initial: 'C:\\ProgramData\\SPCS\\SPCS Administration\\Företag\\' })],
    ['commonFiles', () => askText("The program's common files", { initial: 'C:\\ProgramData\\SPCS\\SPCS Administration\\Gemensamma filer' })],
    ['shopName', () => askText('Short name of the shop', { initial: 'se', check: nameCheck })],
    ['storeApi', async () => yesNo(await confirm('Does the shop have a StoreAPI token? Articles can then be listed.', true))],
    ['alerts', () => askText('E-mail for alerts', { placeholder: 'drift@example.se', check: (text) => (text.includes('@') ? undefined : 'an e-mail address') })],
  ]
}

function modeChoices(specs: Specs): Choice[] {
  return Object.values(specs.modes).map((mode) => ({ value: mode.id, label: mode.id, hint: mode.title }))
}

function packageChoices(specs: Specs): Choice[] {
  return Object.values(specs.tiers).sort((one, other) => one.rank - other.rank).map((tier) => ({
    value: tier.id, label: tier.id,
    hint: `${tier.limits.ordersPerMonth ?? 'any number of'} orders a month, ${tier.limits.uniqueProducts ?? 'any number of'} articles, ${tier.pricePerMonth} kr a month`,
  }))
}

/** The documents that an order may become, as the schema lists them. */
function targetChoices(): Choice[] {
  const values = /"as":\s*\{[^}]*?"enum":\s*\[([^\]]*)\]/.exec(schemaText('integration') ?? '')?.[1] ?? ''
  return (JSON.parse(`[${values}]`) as string[]).map((value) => ({ value, label: `an ${value}` }))
}

function nameCheck(text: string): string | undefined {
  return /^[a-z0-9][a-z0-9-]*$/.test(text) ? undefined : 'small letters, digits and hyphens'
}

function dayCheck(text: string): string | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? undefined : 'a day as 2026-11-01'
}

function today(): string {
  return wallTime(Date.now(), 'Europe/Stockholm').date
}

function yesNo(answer: boolean): string {
  return answer ? 'yes' : 'no'
}
