// samsyn plan: what would be written to either system, and why. It holds no writer, so it writes nothing to either.
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { EXIT, exitCode, hasChanges, hasFailed, needsPerson } from '../exit.js'
import { inColour, note, print } from '../out.js'
import { customerNumbers, type Numbers } from '../customer-numbers.js'
import { openProject, type Project } from '../project.js'
import { withSession } from '../with-session.js'
import { pass, type Passed } from '../../run/pass.js'
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
  const project = await openProject(args[0], true)
  if (!project) return EXIT.failed
  const streams = chooseStreams(project.desired, options['stream'] as string[] | undefined)
  if (!streams) return EXIT.failed
  const planned = await withSession(project, { write: false }, async ({ parts }) => {
    const passed = await pass(streams, parts)
    return { ...passed, numbers: await customerNumbers(passed, parts) }
  })
  if (!planned) return EXIT.failed
  const { document, numbers, atSource } = planned
  const file = options['out'] as string | undefined
  if (file !== undefined) await save(file, document, project)
  print(await render(document, format, { project, file, numbers, atSource, all: options['all'] === true, personal: options['showPersonalData'] === true }))
  return exitCode({
    failed: hasFailed(document), person: needsPerson(document), changes: options['exitCode'] === true && hasChanges(document),
  })
}

/** The plan as a file that approve and apply take. Personal values are masked in it: what counts is its digests. */
export async function save(file: string, document: PlanDocument, project: Project): Promise<void> {
  const { planJson } = await import('../../report/plan-json.js')
  writeFileSync(file, planJson(document, { entities: project.specs.entities }))
  const dir = relative(process.cwd(), project.dir)
  note(`saved as ${file}. next: samsyn approve ${file}, samsyn apply ${file}${dir === '' ? '' : ` --dir ${dir}`}`)
}

export interface View { readonly project: Project; readonly all: boolean; readonly file?: string | undefined; readonly personal?: boolean; readonly numbers?: Numbers; readonly atSource?: Passed['atSource'] }

/** One of the views of a plan. */
export async function render(document: PlanDocument, format: Format, view: View): Promise<string> {
  const { problems, entities } = view.project.specs
  const showPersonalData = view.personal ?? false
  const currencies = Object.fromEntries(view.project.desired.streams.map((stream) => [stream.id, stream.currency]))
  const dir = relative(process.cwd(), view.project.dir)
  const knowledge = {
    problems, entities, currencies, showPersonalData, ...(view.numbers ? { numbers: view.numbers } : {}), ...(view.atSource ? { atSource: view.atSource } : {}),
    ...(view.file === undefined ? {} : { file: view.file }), ...(dir === '' ? {} : { dir }),
  }
  switch (format) {
    case 'json': return (await import('../../report/plan-json.js')).planJson(document, { entities, showPersonalData })
    case 'markdown': return (await import('../../report/plan-markdown.js')).planMarkdown(document, knowledge)
    case 'html': return (await import('../../report/plan-html.js')).planHtml(document, knowledge)
    case 'text': {
      const { planText } = await import('../../report/plan-text.js')
      const text = planText(document, knowledge, { all: view.all, ...columnsShown() })
      return inColour() ? (await import('../../report/colour.js')).paint(text) : text
    }
  }
}

/** As wide as the terminal, within reason; what is no terminal has a width of its own. */
function columnsShown(): { columns?: number } {
  const { isTTY, columns } = process.stdout
  return isTTY && columns > 0 ? { columns: Math.min(Math.max(columns, NARROW), WIDE) } : {}
}

const NARROW = 60
const WIDE = 120
