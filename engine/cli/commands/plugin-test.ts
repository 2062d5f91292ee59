// samsyn plugin test: every plugin of a folder against its cases, in the same process of its own as in production. No network.
import { resolve } from 'node:path'
import type { Problem } from '../../core/problem.js'
import { tryCases } from '../../core/trial.js'
import { readFolder, type CustomerDocument } from '../../load/files.js'
import { readCases } from '../../load/plugin/cases.js'
import { loadPlugin } from '../../load/plugins.js'
import { loadSpecs, type Specs } from '../../load/specs.js'
import { noCasesText, triedText, type TriedPlugin } from '../../report/plugin-text.js'
import { problemsText } from '../../report/problem-text.js'
import { EXIT } from '../exit.js'
import { problemFacts } from '../facts.js'
import { note, print, printJson } from '../out.js'

interface Found extends TriedPlugin {
  readonly ok: boolean
  readonly problems: readonly Problem[]
  /** Where the cases are looked for. */
  readonly casesFile?: string
  readonly document: CustomerDocument<'Plugin'>
}

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const dir = resolve(args[0] ?? '.')
  const specs = loadSpecs()
  const { documents, problems } = readFolder(dir)
  const plugins = documents.filter((one): one is CustomerDocument<'Plugin'> => one.kind === 'Plugin').map((one) => found(one, specs, dir))
  const ok = problems.length === 0 && plugins.length > 0 && plugins.every((one) => one.ok)
  if (options['json']) {
    const facts = (all: readonly Problem[]): unknown[] => all.map((one) => problemFacts(one, specs.problems))
    printJson({
      ok, problems: facts(problems),
      plugins: plugins.map(({ document: _document, ...one }) => ({ ...one, problems: facts(one.problems) })),
    })
    return ok ? EXIT.done : EXIT.failed
  }
  if (problems.length > 0) note(problemsText(problems, specs.problems, dir))
  if (plugins.length === 0) note(`there is no document of kind Plugin in ${dir}.`)
  for (const one of plugins) print(textOf(one, specs, dir))
  return ok ? EXIT.done : EXIT.failed
}

/** One plugin, and what came of its cases. Without cases it is not ok: nothing was tried. */
function found(document: CustomerDocument<'Plugin'>, specs: Specs, dir: string): Found {
  const { file, version, entity: id } = document.body.spec
  const bare = { name: document.name, version, file, cases: [], ok: false, document }
  const one = loadPlugin(document, dir)
  if ('code' in one) return { ...bare, problems: [one] }
  const entity = specs.entities[id]
  if (!entity) throw new Error(`no spec describes ${id}; the schema should have refused it`)
  const read = readCases(document, entity, dir)
  if (!read.cases) return { ...bare, problems: read.problems, casesFile: read.file }
  const other = loadPlugin(document, dir)
  if ('code' in other) return { ...bare, problems: [other] }
  const trial = { plugin: document.name, entity, copies: [one.run, other.run] as const, nowMs: () => performance.now() }
  const cases = tryCases(read.cases, trial)
  return { ...bare, cases, ok: cases.every((tried) => tried.passed), problems: [], casesFile: read.file }
}

function textOf(one: Found, specs: Specs, dir: string): string {
  if (one.problems.length > 0) return problemsText(one.problems, specs.problems, dir)
  if (one.cases.length > 0) return triedText(one, specs.problems)
  const { reads, writes } = one.document.body.spec
  return noCasesText({ name: one.name, file: one.casesFile ?? '' }, reads, writes)
}
