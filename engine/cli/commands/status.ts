// samsyn status: how each stream is, what waits for a person and why, and usage against the package. Reads files only.
import { writeFileSync } from 'node:fs'
import { statusHtml } from '../../report/status-html.js'
import { statusText } from '../../report/status-text.js'
import { problemsText } from '../../report/problem-text.js'
import { StoreError } from '../../store/memory.js'
import { FileStore } from '../../store/store.js'
import { EXIT, exitCode } from '../exit.js'
import { note, print, printJson } from '../out.js'
import { openProject } from '../project.js'
import { statusFacts } from '../status-facts.js'

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const project = await openProject(args[0])
  if (!project) return EXIT.failed
  const store = new FileStore({ dir: project.dir, streams: project.desired.streams, now: () => Date.now() })
  try {
    const facts = statusFacts(project, store, Date.now())
    if (typeof options['html'] === 'string') writeFileSync(options['html'], statusHtml(facts))
    if (options['json']) printJson(facts)
    else print(statusText(facts))
    return exitCode({ person: facts.streams.some((stream) => stream.type === 'Stalled') })
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    note(problemsText([error.problem], project.specs.problems, project.dir))
    return EXIT.failed
  }
}
