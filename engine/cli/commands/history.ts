// samsyn history: what was written, run by run, from what was noted before each write. Reads files only, also while an engine runs.
import { historyOf, historyText, type Written } from '../../report/history.js'
import { problemsText } from '../../report/problem-text.js'
import { FileIntents } from '../../store/intents.js'
import { StoreError } from '../../store/memory.js'
import { EXIT } from '../exit.js'
import { note, print, printJson } from '../out.js'
import { openProject, type Project } from '../project.js'

const RUNS_MAX = 20

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const last = Number(options['last'] ?? RUNS_MAX)
  if (!Number.isInteger(last) || last < 1) {
    note('--last is a whole number above nought.')
    return EXIT.failed
  }
  const project = await openProject(args[0])
  if (!project) return EXIT.failed
  try {
    const all = historyOf(await writtenIn(project, options['stream'] as string[] | undefined))
    const runs = all.slice(-last)
    if (options['json']) printJson({ integration: project.desired.name, runs, earlier: all.length - runs.length })
    else print(historyText(runs, all.length - runs.length, (stream) => project.desired.streams.find(({ id }) => id === stream)?.entity.words?.done))
    return EXIT.done
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    note(problemsText([error.problem], project.specs.problems, project.dir))
    return EXIT.failed
  }
}

/** Every item that was to be written. streams: only those of these, also of streams that are no more. Throws StoreError. */
async function writtenIn({ dir }: Project, streams: readonly string[] | undefined): Promise<Written[]> {
  const intents = FileIntents.read({ dir })
  const written: Written[] = []
  for await (const { intent: { run: id, at, stream, action, plan, items }, outcomes } of intents.history()) {
    if (streams && !streams.includes(stream)) continue
    for (const { change } of items) written.push({ run: id, at, stream, action, outcome: outcomes[change] ?? 'open', ...(plan === undefined ? {} : { plan }) })
  }
  await intents.close()
  return written
}
