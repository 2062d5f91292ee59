// samsyn apply: what is ready is written. With a plan file, only what is in it and still true; a plan is used once.
import { existsSync, statSync } from 'node:fs'
import { EXIT, exitCode, hasFailed, needsPerson } from '../exit.js'
import { appliedFacts, appliedText } from '../applied.js'
import { note, print, printJson } from '../out.js'
import { openProject, type Project } from '../project.js'
import { readPlan } from '../plan-file.js'
import { withSession } from '../with-session.js'
import type { Session } from '../session.js'
import { chooseStreams } from '../streams.js'
import { pass, type Passed } from '../../run/pass.js'
import type { PlanDocument } from '../../types/plan.js'

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const target = args[0] ?? '.'
  const isFile = existsSync(target) && statSync(target).isFile()
  const saved = isFile ? await readPlan(target) : undefined
  if (isFile && !saved) return EXIT.failed
  const project = await openProject(isFile ? (options['dir'] as string | undefined) : target)
  if (!project) return EXIT.failed
  if (saved && !isForProject(saved, project)) return EXIT.stale
  const streams = chooseStreams(project.desired, options['stream'] as string[] | undefined)
  if (!streams) return EXIT.failed
  const passed = await withSession(project, { write: true }, async (session) => {
    if (!saved) return pass(streams, session.parts)
    return applyOnce(saved, session, () => pass(streams, session.parts, saved))
  })
  if (!passed) return EXIT.failed
  if (passed === 'burnt') return EXIT.stale
  if (options['json']) printJson(appliedFacts(passed))
  else print(appliedText(passed, project.specs))
  return codeOf(passed, saved)
}

/** Bound to the targets and the configuration that it was made for. */
function isForProject(saved: PlanDocument, project: Project): boolean {
  const { desired } = project
  for (const system of saved.systems) {
    const today = desired.systems.find((one) => one.name === system.name)
    if (today?.fingerprint === system.fingerprint) continue
    note(`the plan was made for another system "${system.name}" than the files name today. make a new plan.  [PLAN_OTHER_SYSTEM]`)
    return false
  }
  if (saved.configDigest === desired.digest) return true
  note('the files have changed since the plan was made. make a new plan.  [PLAN_OTHER_CONFIG]')
  return false
}

/** The plan is burnt before its first write. One that a crash cut off may be taken up again: what it did is no longer planned. */
async function applyOnce(saved: PlanDocument, { store }: Session, work: () => Promise<Passed>): Promise<Passed | 'burnt'> {
  if (store.planState(saved.id) === 'finished') {
    note(`plan ${saved.id} has been applied. make a new plan.  [PLAN_APPLIED]`)
    return 'burnt'
  }
  store.startPlan(saved.id)
  const passed = await work()
  store.finishPlan(saved.id)
  return passed
}

function codeOf({ document, outcomes, stale, settled }: Passed, saved: PlanDocument | undefined): number {
  const done = outcomes.filter((one) => one.fate.kind === 'done').length
  const person = saved ? outcomes.some((one) => one.fate.kind === 'refused' || one.fate.kind === 'unknown') || saved.totals.held + saved.totals.pending > 0 : needsPerson(document, outcomes)
  const nothingTrue = saved !== undefined && done === 0 && stale.length + settled.length > 0
  return exitCode({ failed: hasFailed(document), person: person && !nothingTrue, stale: nothingTrue })
}
