// samsyn adopt: the first sync. Who here is who there, the plan that brings the rest over, and afterwards the proof that the numbers
// are equal on both sides. It can be stopped and started again: what is done is simply no longer planned.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { match, type Match } from '../../core/match.js'
import type { Desired, Role, Stream } from '../../core/stream.js'
import { loadDesired } from '../../load/desired.js'
import { matchFacts, matchMarkdown, matchText, type MatchReport } from '../../report/match-report.js'
import { listBoth } from '../../run/observe.js'
import { pass, type Passed } from '../../run/pass.js'
import type { StepItem } from '../../core/step.js'
import { EXIT, exitCode, hasFailed, needsPerson } from '../exit.js'
import { note, print, printJson } from '../out.js'
import { pairsYaml } from '../pairs-file.js'
import { openProject, type Project } from '../project.js'
import { withSession } from '../with-session.js'
import { render, save } from './plan.js'

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const opened = await openProject(args[0])
  if (!opened) return EXIT.failed
  const project = await inDirection(opened, options['from'] as string | undefined)
  if (!project) return EXIT.failed
  const streams = ownStreams(project.desired)
  if (streams.length === 0) {
    note('no stream carries whole items: switch on the one that brings the range over, e.g. product.')
    return EXIT.failed
  }
  const write = options['apply'] === true
  const done = await withSession(project, { write }, async ({ parts }) => {
    const passed = await pass(streams, parts)
    const reports: MatchReport[] = []
    for (const stream of streams) reports.push(reportOf(stream, match(...await listBoth(stream, parts), stream), passed))
    return { passed, reports }
  })
  if (!done) return EXIT.failed
  proposePairs(project, streams, done.reports, String(options['pairs']))
  await show(done, project, options)
  const { document, outcomes } = done.passed
  return exitCode({ failed: hasFailed(document), person: needsPerson(document, outcomes) || done.reports.some((one) => one.match.ambiguous.length + one.match.loose.length > 0) })
}

/** The other direction than the mode's: the range is in the follower, and the leader is new. */
async function inDirection(project: Project, from: string | undefined): Promise<Project | undefined> {
  if (from === undefined) return project
  if (from !== 'shop' && from !== 'erp') {
    note(`unknown side "${from}". known: erp, shop.`)
    return undefined
  }
  const { desired } = await loadDesired(project.dir, project.specs, { firstSyncFrom: from as Role })
  return desired ? { ...project, desired } : undefined
}

/** Streams that bring over whole things, not parts of another stream's. */
function ownStreams(desired: Desired): Stream[] {
  return desired.streams.filter(({ entity, policy, target }) => entity.of === entity.id
    && policy.decide['created/absent'] === 'create' && target.spec.can[entity.id]?.create === 'verified')
}

function reportOf(stream: Stream, found: Match, { outcomes, document }: Passed): MatchReport {
  const plan = document.streams.find((one) => one.stream === stream.id)
  const mine = outcomes.filter((one) => one.change.stream === stream.id)
  const created = mine.filter((one) => one.change.action === 'create' && isDone(one))
  return {
    stream: stream.id, source: stream.source.name, target: stream.target.name, match: found,
    created: created.map((one) => one.change.key), planned: Math.max(0, (plan?.counts.create ?? 0) - created.length),
    held: (plan?.held ?? []).map((one) => ({ key: one.key, ...one.reason })),
  }
}

function isDone(one: StepItem): boolean {
  return one.fate.kind === 'done'
}

/** Numbers that are alike but not the same become a proposal that a person reviews and commits; nothing is paired without it. */
function proposePairs(project: Project, streams: readonly Stream[], reports: readonly MatchReport[], name: string): void {
  for (const [at, report] of reports.entries()) {
    const stream = streams[at]
    if (!stream || report.match.loose.length === 0) continue
    const file = join(project.dir, name)
    if (existsSync(file)) {
      note(`${report.match.loose.length} numbers are almost equal; ${name} is there already and was not touched.`)
      continue
    }
    writeFileSync(file, pairsYaml(stream, report.match.loose))
    note(`${report.match.loose.length} numbers are almost equal: review ${name}, and commit it.`)
  }
}

async function show(done: { passed: Passed; reports: readonly MatchReport[] }, project: Project, options: Record<string, unknown>): Promise<void> {
  if (typeof options['out'] === 'string') await save(options['out'], done.passed.document, project)
  if (typeof options['report'] === 'string') writeFileSync(options['report'], done.reports.map((one) => matchMarkdown(one, project.specs.problems)).join('\n'))
  if (options['json']) {
    printJson({ reports: done.reports.map(matchFacts), totals: done.passed.document.totals })
    return
  }
  if (options['apply'] !== true) print(await render(done.passed.document, 'text', { project, all: false, file: options['out'] as string | undefined }))
  print(done.reports.map((one) => matchText(one, project.specs.problems)).join('\n'))
}
