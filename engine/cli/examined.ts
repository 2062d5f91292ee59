// One system, asked by its driver what doctor wants to know. It gets a session of its own, which is closed afterwards: a licence
// seat is given back. What cannot be asked is a check like any other.
import { SystemError, type Check, type Connector, type Examination } from '../connect/connector.js'
import { problem, type Problem } from '../core/problem.js'
import type { SystemRef } from '../core/stream.js'
import { codesIn } from '../load/codes.js'
import { resolveSecrets } from '../load/secrets.js'
import type { Specs } from '../load/specs.js'
import type { CheckResult, ExaminedSystem } from '../report/doctor.js'
import type { Tell } from '../run/parts.js'
import { leaseHolder } from '../store/lease.js'
import type { ModeStream } from '../types/mode.js'
import type { Confidence } from '../types/system.js'
import { STOCKHOLM, wallTime } from '../values/time.js'
import { leaseKey } from './lease-key.js'
import type { Project } from './project.js'
import { openSystem } from './session.js'
import { withMeant, wrongEverywhere } from './shop-codes.js'

/** When it is, and who is told what a driver has to say besides. */
export interface Examining { readonly nowMs: number; readonly tell: Tell }

/** Every check of every system. */
export async function examinedAll(project: Project, how: Examining): Promise<ExaminedSystem[]> {
  const { systems } = project.desired
  const all: ExaminedSystem[] = []
  for (const system of systems) all.push(await examined(system, project, how))
  const isWrong = wrongEverywhere(project, systems, all.map(({ results }) => results.flatMap((one) => one.problem ?? [])))
  return all.map((one) => ({ ...one, results: withSound(one.results.filter((result) => !result.problem || isWrong(result.problem)), one.results) }))
}

/** A check whose faults were none after all. */
function withSound(results: readonly CheckResult[], before: readonly CheckResult[]): readonly CheckResult[] {
  const emptied = [...new Set(before.map(({ id }) => id))].filter((id) => !results.some((one) => one.id === id))
  return [...results, ...emptied.map((id): CheckResult => ({ id, state: 'ok', found: 'each in some shop' }))]
}

/** Every check of one system. Never throws for what the system did. */
async function examined(system: SystemRef, project: Project, how: Examining): Promise<ExaminedSystem> {
  const { name, role, spec, simulator } = system
  const secrets = secretChecks(system, project)
  const results = secrets.some((one) => one.ends) ? secrets : [...secrets, ...await driverChecks(system, project, how)]
  return {
    name, role, title: spec.title, system: spec.id, simulated: simulator !== undefined,
    results: [...results.map((one) => (one.problem ? { ...one, problem: withMeant(one.problem) } : one)), ...abilityChecks(system, project)],
  }
}

function secretChecks({ settings }: SystemRef, { dir }: Project): Check[] {
  const { problems } = resolveSecrets(settings, dir, process.env)
  if (problems.length === 0) return [{ id: 'secrets', state: 'ok' }]
  return problems.map((one) => ({ id: 'secrets', state: 'failed', problem: one, ends: true }))
}

async function driverChecks(system: SystemRef, project: Project, { nowMs, tell }: Examining): Promise<Check[]> {
  const checks: Check[] = []
  let connector: Connector | undefined
  try {
    connector = await openSystem(system, project, { write: false, tell })
    if (connector.examine) for await (const check of connector.examine(examinationOf(system, project, nowMs))) checks.push(check)
    else checks.push({ id: 'answers', state: 'ok', found: (await connector.reader.identify()).title })
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    checks.push({ id: 'answers', state: 'failed', problem: error.problem, ends: true })
  } finally {
    await connector?.reader.close()
  }
  return checks
}

function examinationOf(system: SystemRef, project: Project, nowMs: number): Examination {
  const { desired, specs, dir } = project
  const writes: Record<string, readonly string[]> = {}
  for (const { target, entity, writes: fields } of desired.streams) {
    const register = entity.between?.target ?? entity.id
    if (target.name === system.name) writes[register] = [...new Set([...(writes[register] ?? []), ...fields])]
  }
  const engine = leaseHolder({ key: leaseKey(project), now: () => nowMs })
  return {
    today: wallTime(nowMs, STOCKHOLM).date, vat: specs.vat, writes,
    reads: [...new Set(desired.streams.filter(({ source }) => source.name === system.name).map(({ entity }) => entity.between?.source ?? entity.id))],
    codes: codesIn(dir, specs.codes, system),
    ...(engine ? { engine: { ...engine, pid: String(engine.pid) } } : {}),
  }
}

/** What the mode carries and the driver is sure of, and what it is not: from the specs, without a call. */
function abilityChecks({ spec }: SystemRef, { desired, specs }: Project): Check[] {
  const carried = registersOf(desired.mode, specs).filter((id) => spec.can[id])
  const title = (id: string): string => specs.entities[id]?.title ?? id
  const built = carried.filter((id) => specs.entities[id]?.built)
  const doubts = built.flatMap((id) => doubtOf(id, spec.can, specs) ?? [])
  const sure = built.filter((id) => doubtOf(id, spec.can, specs) === undefined).map(title)
  const early = carried.filter((id) => !built.includes(id)).map(title)
  return [
    ...(sure.length > 0 ? [{ id: 'abilities', state: 'ok', found: `verified: ${sure.join(', ')}` } as const] : []),
    ...doubts.map((found): Check => ({ id: 'abilities', state: 'assumed', problem: found })),
    ...(early.length > 0 ? [{ id: 'abilities', state: 'assumed', problem: problem('ABILITY_NOT_BUILT', { entities: early }) } as const] : []),
  ]
}

/** The registers that a mode asks of its systems: those that it carries, and those that stand behind what neither system has. */
function registersOf(mode: string, { modes, entities }: Specs): readonly string[] {
  const streams = Object.entries(modes[mode]?.streams ?? {}) as [string, ModeStream][]
  const carried = streams.flatMap(([id, { carries = [id] }]) => carries)
  return [...new Set(carried.flatMap((id) => {
    const between = entities[id]?.between
    return between ? [between.source, between.target] : [id]
  }))]
}

function doubtOf(id: string, can: SystemRef['spec']['can'], specs: Specs): Problem | undefined {
  const ability = can[id]
  if (!ability) return undefined
  const { list, read, create, update, delete: remove, fields, why } = ability
  const verbs = Object.entries({ list, read, create, update, delete: remove }).filter(([, sure]) => sure === ASSUMED).map(([verb]) => verb)
  const some = Object.entries(fields).filter(([, field]) => field?.read === ASSUMED || field?.write === ASSUMED).map(([field]) => field)
  const what = verbs.length > 0 ? verbs : some
  if (what.length === 0) return undefined
  const entity = specs.entities[id]?.title ?? id
  return problem('ABILITY_ASSUMED', { entity, what, ...(why === undefined ? {} : { why }) })
}

const ASSUMED: Confidence = 'assumed'
