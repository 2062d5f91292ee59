// samsyn validate: the files only, no network. Every problem of every file at once.
import { noteOff, problemFacts } from '../facts.js'
import { EXIT } from '../exit.js'
import { print, printJson } from '../out.js'
import { checkProject } from '../project.js'
import { ofNoun } from '../../report/number-text.js'
import { problemsText } from '../../report/problem-text.js'

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const { desired, problems, specs, dir } = await checkProject(args[0])
  if (options['json']) {
    printJson({ ok: desired !== undefined, problems: problems.map((one) => problemFacts(one, specs.problems)), streams: desired?.streams.map((one) => one.id) ?? [], off: desired?.off.map((one) => ({ stream: one.id, ...problemFacts(one.problem, specs.problems) })) ?? [] })
  } else {
    if (problems.length > 0) print(problemsText(problems, specs.problems, dir))
    if (desired) print(summary(desired, noteOff(desired, specs.problems)))
    else print(`${problems.filter((one) => one.level !== 'warning').length} to mend; nothing was connected.`)
  }
  return desired ? EXIT.done : EXIT.failed
}

function summary(desired: { name: string; mode: string; tier: { id: string }; streams: readonly { id: string; from: string; source: { name: string }; target: { name: string } }[] }, off: string): string {
  const lines = desired.streams.map((one) => `  ${one.id.padEnd(24)} ${one.source.name} → ${one.target.name}`)
  return [`${desired.name}: mode ${desired.mode}, package ${desired.tier.id}. ${ofNoun(desired.streams.length, 'stream')}:`, ...lines, ...(off === '' ? [] : [off]), 'valid.'].join('\n')
}
