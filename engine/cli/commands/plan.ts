// samsyn plan: what would be written to either system, and why. It holds no writer, so it writes nothing to either.
import { writeFileSync } from 'node:fs'
import { EXIT, exitCode, hasChanges, hasFailed, needsPerson } from '../exit.js'
import { inColour, note, print } from '../out.js'
import { openProject, type Project } from '../project.js'
import { withSession } from '../with-session.js'
import { pass } from '../../run/pass.js'
import { chooseStreams } from '../streams.js'
import type { PlanDocument } from '../../types/plan.js'

const FORMATS = ['text', 'json', 'markdown', 'html'] as const
type Format = (typeof FORMATS)[number]

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const format = (options['json'] ? 'json' : options['format']) as Format
  if (!FORMATS.includes(format)) {
    note(`unknown format "${format}". known: ${FORMATS.join(', ')}.`)
    return EXIT.failed
  }
  const project = await openProject(args[0])
  if (!project) return EXIT.failed
  const streams = chooseStreams(project.desired, options['stream'] as string[] | undefined)
  if (!streams) return EXIT.failed
  const document = await withSession(project, { write: false }, async ({ parts }) => (await pass(streams, parts)).document)
  if (!document) return EXIT.failed
  const shown = await maskedUnless(options['showPersonalData'] === true, document)
  if (typeof options['out'] === 'string') await save(options['out'], document)
  print(await render(shown, format, { project, all: options['all'] === true, file: options['out'] as string | undefined }))
  return exitCode({
    failed: hasFailed(document), person: needsPerson(document), changes: options['exitCode'] === true && hasChanges(document),
  })
}

/** The plan as a file that approve and apply take. */
export async function save(file: string, document: PlanDocument): Promise<void> {
  const { planJson } = await import('../../report/plan-json.js')
  writeFileSync(file, planJson(document))
  note(`saved as ${file}. next: samsyn approve ${file}, samsyn apply ${file}`)
}

async function maskedUnless(shown: boolean, document: PlanDocument): Promise<PlanDocument> {
  if (shown) return document
  const { maskPlan } = await import('../../report/plan-mask.js')
  return maskPlan(document)
}

/** One of the views of a plan. */
export async function render(document: PlanDocument, format: Format, at: { project: Project; all: boolean; file?: string | undefined }): Promise<string> {
  const { problems, entities } = at.project.specs
  const knowledge = { problems, entities, ...(at.file === undefined ? {} : { file: at.file }) }
  switch (format) {
    case 'json': return (await import('../../report/plan-json.js')).planJson(document)
    case 'markdown': return (await import('../../report/plan-markdown.js')).planMarkdown(document, knowledge)
    case 'html': return (await import('../../report/plan-html.js')).planHtml(document, knowledge)
    case 'text': {
      const { planText } = await import('../../report/plan-text.js')
      const text = planText(document, knowledge, { all: at.all })
      return inColour() ? (await import('../../report/colour.js')).paint(text) : text
    }
  }
}
