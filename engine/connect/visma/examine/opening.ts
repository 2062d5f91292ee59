// What can be told of an installation before its company is open, and what opening it shows. The
// program refuses for one reason at a time, so a refusal says nothing of the other checks.
import { problem, type Problem } from '../../../core/problem.js'
import { SystemError, type Check, type Examination } from '../../connector.js'
import { RC } from '../adk.js'
import type { OpenSettings, VismaApi } from '../api.js'
import type { Fault, Survey } from '../bridge/protocol.js'
import { editionOf, type Company } from '../company.js'
import { refusalOf } from '../refusals.js'

/** What an Erp document may name; the smaller one and that for associations are refused (R-084). */
const FIT: ReadonlySet<number> = new Set([500, 1000, 2000])

/** Which check a refusal to open belongs to; any other is said under open. */
const CHECK_OF: Readonly<Record<string, string>> = {
  VISMA_COMMON_PATH: 'common-files', VISMA_COMPANY_PATH: 'company', VISMA_EDITION_DIFFERS: 'edition', VISMA_NO_API: 'api',
  VISMA_NO_AGREEMENT: 'agreement', VISMA_LICENCE: 'licence', VISMA_VERSION: 'versions', VISMA_LOGIN: 'login', VISMA_NO_SEAT: 'seat',
  VISMA_LOCKED: 'locks', VISMA_JOURNAL_RUNNING: 'locks', VISMA_INVOICES_SENDING: 'locks',
}

/** By the id of the check. */
export type Told = Map<string, Check>

/** What the survey tells, without an open company and without a seat. */
export function surveyed(survey: Survey, settings: OpenSettings): Told {
  const told: Told = new Map()
  const say = (check: Check): void => { told.set(check.id, check) }
  const { program, company, loginActivated, faults } = survey
  if (program) {
    say(editionCheck({ variant: program.variant, installed: program.text }, settings.edition))
    say(program.hasApi ? ok('api') : failed('api', problem('VISMA_NO_API', { rc: 0, text: program.text })))
  }
  if (company) say({ id: 'company', state: 'ok', found: company.name })
  for (const { fault } of faults) {
    const check = pathCheck(fault, settings)
    if (check) say(check)
  }
  if (loginActivated === true && settings.user === '') say(failed('login', problem('VISMA_LOGIN_NEEDED')))
  return told
}

function editionCheck(is: { variant: number; installed: string }, wanted: number | undefined): Check {
  const edition = editionOf(is.variant)
  if (edition === undefined || !FIT.has(edition)) return failed('edition', problem('VISMA_EDITION_UNFIT', { installed: is.installed }))
  if (wanted === undefined || wanted === edition) return { id: 'edition', state: 'ok', found: is.installed }
  return failed('edition', problem('VISMA_EDITION_DIFFERS', { edition: wanted, installed: edition }))
}

/** Only a wrong folder is believed before the company is open: a part that was not told may have any other reason. */
function pathCheck(fault: Fault, { company, commonFiles }: OpenSettings): Check | undefined {
  const { problem: found } = refusalOf(fault, { company, commonFiles })
  const id = CHECK_OF[found.code]
  return id === 'company' || id === 'common-files' ? failed(id, found) : undefined
}

/** Opens the company for a moment. What stops that is a check. */
export async function opening(api: VismaApi, { engine }: Examination): Promise<Company | Check> {
  try {
    return await api.company()
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    const found = withoutAgreement(error.problem)
    if (found.code === 'VISMA_NO_SEAT' && engine) return { id: 'seat', state: 'warning', problem: problem('VISMA_SEAT_OF_ENGINE', engine), ends: true }
    return failed(CHECK_OF[found.code] ?? 'open', found)
  }
}

/** What an open company says of the checks before it. */
export function openedChecks(survey: Survey, company: Company, settings: OpenSettings): Check[] {
  const { installation } = company
  return [
    ok('common-files'), ok('company', company.name),
    editionCheck({ variant: installation.variant, installed: installation.variantText }, settings.edition),
    ok('api'), ok('agreement'), ok('licence'), ok('versions', versionsOf(survey)), loginCheck(survey, settings), ok('seat', 'one is free'),
    ok('locks', 'none'), ok('open', company.name),
  ]
}

function loginCheck({ loginActivated }: Survey, { user }: OpenSettings): Check {
  if (user === '') return ok('login', 'none asked for')
  if (loginActivated === false) return { id: 'login', state: 'warning', problem: problem('VISMA_LOGIN_UNUSED') }
  return ok('login', 'accepted')
}

/** The program has one family of licence codes; a missing agreement is mended elsewhere than a licence. */
function withoutAgreement(found: Problem): Problem {
  return found.facts['rc'] === RC.NO_SERVICE_AGREEMENT ? problem('VISMA_NO_AGREEMENT', found.facts) : found
}

/** The numbers, whether or not they fit together. */
export function versionsOf({ version, databaseVersion, company }: Survey): string {
  return `API ${version}, database ${databaseVersion}${company ? `, company ${company.version}` : ''}`
}

function ok(id: string, found?: string): Check {
  return { id, state: 'ok', ...(found === undefined ? {} : { found }) }
}

/** Stops everything after it. */
function failed(id: string, found: Problem): Check {
  return { id, state: 'failed', problem: found, ends: true }
}
