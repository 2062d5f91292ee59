// samsyn apply: what is ready is written. With a plan file, only what is in it and still true; a plan is used once.
import { existsSync, statSync } from 'node:fs'
import { EXIT, exitCode, hasFailed, needsPerson, savedPlanCode } from '../exit.js'
import { appliedFacts, appliedText } from '../applied.js'
import { print, printJson } from '../out.js'
import { asPlanned } from '../direction.js'
import { openProject, type Project } from '../project.js'
import { readPlan } from '../plan-file.js'
import { tellProblem, withSession } from '../with-session.js'
import type { Session } from '../session.js'
import { chooseStreams } from '../streams.js'
import { usedAs } from '../../run/document.js'
import { pass, type Passed } from '../../run/pass.js'
import { problem } from '../../core/problem.js'
import type { Stream } from '../../core/stream.js'
import type { Parts } from '../../run/parts.js'
import type { PlanDocument } from '../../types/plan.js'

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const target = args[0] ?? '.'
  const isFile = existsSync(target) && statSync(target).isFile()
  const saved = isFile ? await readPlan(target) : undefined
  if (isFile && !saved) return EXIT.failed
  const opened = await openProject(isFile ? (options['dir'] as string | undefined) : target)
  if (!opened) return EXIT.failed
  const project = saved ? await asPlanned(opened, saved) : opened
  if (saved && !isForProject(saved, project)) return EXIT.stale
  const chosen = chooseStreams(project.desired, options['stream'] as string[] | undefined)
  if (!chosen) return EXIT.failed
  const streams = saved ? chosen.filter(({ id }) => saved.streams.some((one) => one.stream === id)) : chosen
  const passed = await withSession(project, { write: true }, async (session) => (
    saved ? applyOnce(saved, { project, streams }, session) : pass(streams, session.parts)
  ))
  if (!passed) return EXIT.failed
  if (passed === 'burnt') return EXIT.stale
  if (options['json']) printJson(appliedFacts(passed))
  else print(appliedText(passed, project.specs))
  if (saved) return savedPlanCode(passed)
  return exitCode({ failed: hasFailed(passed.document), person: needsPerson(passed.document, passed.outcomes) })
}

/** Bound to the targets and the configuration that it was made for. */
function isForProject(saved: PlanDocument, project: Project): boolean {
  const { desired } = project
  for (const system of saved.systems) {
    const today = desired.systems.find((one) => one.name === system.name)
    if (today?.fingerprint === system.fingerprint) continue
    tellProblem(problem('PLAN_OTHER_SYSTEM', { system: system.name }), project)
    return false
  }
  if (saved.configDigest === desired.digest) return true
  tellProblem(problem('PLAN_OTHER_CONFIG'), project)
  return false
}

interface On { readonly project: Project; readonly streams: readonly Stream[] }

/**
 * The plan is burnt before its first write. One that did not come to its end (a crash, a system that could not be used, streams
 * that were left out) may be taken up again: what it did is no longer planned.
 */
async function applyOnce(saved: PlanDocument, { project, streams }: On, { store, parts }: Session): Promise<Passed | 'burnt'> {
  const use = usedAs(saved)
  if (store.planState(use) === 'finished') {
    tellProblem(problem('PLAN_APPLIED', { id: saved.id }), project)
    return 'burnt'
  }
  store.startPlan(use)
  const passed = await pass(streams, parts, saved)
  if (passed.document.streams.length === saved.streams.length && cameToItsEnd(passed, parts)) store.finishPlan(use)
  return passed
}

/** Nothing of the plan is left for another time. */
function cameToItsEnd({ document, outcomes }: Passed, { stopping }: Parts): boolean {
  return !stopping?.() && !hasFailed(document) && !outcomes.some((one) => one.fate.kind === 'retry')
}
