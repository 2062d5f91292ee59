// What doctor found, for the terminal: one line for each check, and under it what to do.
import { ofNoun } from './number-text.js'
import { clip, columnsOf, oneLine, padded } from './plain-text.js'
import { STATES, type Counts, type DoctorCheck, type DoctorFacts, type DoctorSystem, type State } from './doctor.js'

const STATE_COLUMN = 9
const TITLE_COLUMN = 26
const INDENT = ' '.repeat(2 + STATE_COLUMN + TITLE_COLUMN)
const LINE_MAX = 240

/** Systems one after the other, and the sum. Ends with a line end. */
export function doctorText({ integration, mode, package: tier, systems, counts }: DoctorFacts): string {
  const head = `${integration}: mode ${mode}, package ${tier}. The files are right.`
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const more = all > counts.ok ? ' samsyn explain CODE says more of a message.' : ''
  return `${[head, ...systems.map(systemText), `${ofNoun(all, 'check')}: ${countsText(counts)}.${more}`].join('\n\n')}\n`
}

function systemText({ name, title, role, simulated, checks, counts }: DoctorSystem): string {
  const head = `${name}  ${title}, ${role}${simulated ? ', simulated' : ''}`
  return [head, ...checks.map(checkText), `  ${countsText(counts)}`].join('\n')
}

function checkText(check: DoctorCheck): string {
  const { state, title, found, wanted, message, code } = check
  const isQuiet = state === 'ok' || message === undefined
  const said = isQuiet ? (found ?? '') : `${wanted === undefined ? '' : `${wanted}: `}${message}${found === undefined || state === 'assumed' ? '' : ` (${found})`}  [${code}]`
  const line = `  ${padded(state, STATE_COLUMN)}${padded(title, TITLE_COLUMN - 1)} ${clip(oneLine(said), LINE_MAX)}`.trimEnd()
  return [line, ...(isQuiet ? [] : below(check))].join('\n')
}

/** Where it stands, what is meant, and what a person can do. Nothing is to be done about what was not asked. */
function below({ state, place, meant, hint, todo }: DoctorCheck): string[] {
  const where = [place, meant === undefined ? undefined : `Did you mean "${meant}"?`].filter((part) => part !== undefined).join('  ')
  const isPressing = state === 'failed' || state === 'warning'
  return [where, isPressing ? hint : undefined, isPressing && todo !== undefined ? `To do: ${todo}` : undefined]
    .filter((part): part is string => part !== undefined && part !== '')
    .map((part) => `${INDENT}${clip(oneLine(part), LINE_MAX)}`)
}

/** "1 failed, 2 unknown, 12 ok"; states that did not come are left out. */
export function countsText(counts: Counts): string {
  return STATES.filter((state) => counts[state] > 0).map((state: State) => `${counts[state]} ${state}`).join(', ')
}

/** For the test that no title pushes its column. */
export function titleFits(title: string): boolean {
  return columnsOf(title) < TITLE_COLUMN
}
