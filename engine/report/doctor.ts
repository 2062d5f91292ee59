// What doctor found, as facts: the checks of each system in the order of specs/checks.yaml, those that did not come filled in
// with the reason why they were not asked, and the sums.
import { placeText, problem, reasonOf, type Place, type Problem } from '../core/problem.js'
import type { CheckText, ChecksSpec } from '../types/checks.js'
import type { CodesSpec } from '../types/codes.js'
import type { Reason } from '../types/plan.js'
import type { ProblemsSpec } from '../types/problems.js'
import { hintText, reasonText, todoText } from './reason-text.js'

export type State = 'ok' | 'warning' | 'failed' | 'unknown' | 'assumed'

/** The worst first: what a person looks for. */
export const STATES: readonly State[] = ['failed', 'warning', 'unknown', 'assumed', 'ok']

/** How one check came out; what a driver yields fits in. */
export interface CheckResult {
  readonly id: string
  readonly state: State
  readonly found?: string
  readonly wanted?: string
  readonly problem?: Problem
  readonly ends?: true
}

export interface ExaminedSystem {
  readonly name: string
  readonly title: string
  readonly role: string
  readonly simulated: boolean
  /** Its id in specs/. */
  readonly system: string
  readonly results: readonly CheckResult[]
}

/** One line of the report. */
export interface DoctorCheck {
  readonly id: string
  readonly title: string
  readonly swedish: string
  readonly state: State
  readonly found?: string
  readonly wanted?: string
  readonly code?: string
  readonly message?: string
  readonly messageSwedish?: string
  readonly hint?: string
  readonly todo?: string
  readonly place?: string
  readonly meant?: string
}

export type Counts = Readonly<Record<State, number>>

export interface DoctorSystem {
  readonly name: string
  readonly title: string
  readonly role: string
  readonly simulated: boolean
  readonly checks: readonly DoctorCheck[]
  readonly counts: Counts
  /** Whether it could be used at all. */
  readonly usable: boolean
}

export interface DoctorFacts {
  readonly integration: string
  readonly mode: string
  readonly package: string
  readonly systems: readonly DoctorSystem[]
  readonly counts: Counts
}

export interface DoctorTexts { readonly checks: ChecksSpec; readonly problems: ProblemsSpec; readonly codes: CodesSpec }

/** Checks that only some drivers or cases have; where they do not come, nobody misses them. */
const ONLY_IF_TOLD: ReadonlySet<string> = new Set(['answers'])
const OF_ALL = 'any'

/** The report of one system. */
export function doctorSystem(of: ExaminedSystem, texts: DoctorTexts): DoctorSystem {
  const { name, title, role, simulated, results } = of
  const order = [...Object.keys(texts.checks[OF_ALL] ?? {}).filter((id) => id !== LAST), ...Object.keys(texts.checks[of.system] ?? {}), LAST]
  const why = results.find((one) => one.ends)
  const whole = order.flatMap((id): readonly CheckResult[] => {
    const told = results.filter((one) => one.id === id)
    if (told.length > 0 || ONLY_IF_TOLD.has(id) || id === LAST) return told
    return [notAsked(id, why && (textOf(why.id, of.system, texts)?.title ?? why.id))]
  })
  const checks = whole.map((one) => doctorCheck(one, of.system, texts))
  return { name, title, role, simulated, checks, counts: countsOf(checks), usable: !results.some((one) => one.ends && one.state === 'failed') }
}

/** Of the specs alone, and so at the end. */
const LAST = 'abilities'

function notAsked(id: string, first: string | undefined): CheckResult {
  return { id, state: 'unknown', problem: first === undefined ? problem('CHECK_NOT_TOLD') : problem('CHECK_NOT_ASKED', { first }) }
}

function textOf(id: string, system: string, { checks }: DoctorTexts): CheckText | undefined {
  return checks[system]?.[id] ?? checks[OF_ALL]?.[id]
}

function doctorCheck({ id, state, found, wanted, problem: said }: CheckResult, system: string, texts: DoctorTexts): DoctorCheck {
  const text = textOf(id, system, texts)
  return {
    id, title: text?.title ?? id, swedish: text?.swedish ?? id, state,
    ...(found === undefined ? {} : { found }), ...(wanted === undefined ? {} : { wanted: texts.codes.lists[wanted]?.one ?? wanted }),
    ...(said ? problemFacts(said, texts) : {}),
  }
}

type Said = Pick<DoctorCheck, 'code' | 'message' | 'messageSwedish' | 'hint' | 'todo' | 'place' | 'meant'>

function problemFacts({ code, facts, place }: Problem, { problems, codes }: DoctorTexts): Said {
  const list = codes.lists[String(facts['list'])]
  const reason: Reason = reasonOf({ code, facts: { ...facts, ...(list ? { list: list.one } : {}) } })
  const hint = hintText(reason, problems)
  const todo = todoText(reason, problems)
  const swedish = problems[code]?.swedish
  const meant = facts['meant']
  return {
    code, message: reasonText(reason, problems),
    ...(swedish === undefined ? {} : { messageSwedish: reasonText(reason, { [code]: { ...EMPTY, title: swedish } }) }),
    ...(hint === undefined ? {} : { hint }), ...(todo === undefined ? {} : { todo }), ...placeOf(place),
    ...(typeof meant === 'string' ? { meant } : {}),
  }
}

const EMPTY = { family: 'world', why: '', do: '' } as const

function placeOf(place: Place | undefined): Pick<Said, 'place'> {
  return place ? { place: placeText(place) } : {}
}

/** The sums of several systems. */
export function countsOf(checks: readonly { readonly state: State }[]): Counts {
  const counts = { failed: 0, warning: 0, unknown: 0, assumed: 0, ok: 0 }
  for (const { state } of checks) counts[state] += 1
  return counts
}
