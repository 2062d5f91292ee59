// samsyn doctor: is the installation as the files need it? First what validate says; only files that are right are asked about.
// Then each system through its driver, reading only.
import { countsOf, doctorSystem, type DoctorFacts } from '../../report/doctor.js'
import { doctorText } from '../../report/doctor-text.js'
import { problemsText } from '../../report/problem-text.js'
import { StoreError } from '../../store/memory.js'
import { confirmBinding, proposeBinding } from '../binding-file.js'
import { examinedAll } from '../examined.js'
import { EXIT, exitCode } from '../exit.js'
import { problemFacts } from '../facts.js'
import { logTeller } from '../log-teller.js'
import { note, print, printJson } from '../out.js'
import { checkProject, type Checked, type Project } from '../project.js'

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const unfit = unfitOptions(options)
  if (unfit !== undefined) {
    note(unfit)
    return EXIT.failed
  }
  const checked = await checkProject(args[0])
  const { desired, problems, specs, dir } = checked
  if (!desired) return wrongFiles(checked, options['json'] === true)
  const project: Project = { dir, specs, desired }
  const asked = { shop: options['shop'] as string | undefined, nowMs: Date.now() }
  if (typeof options['proposeBinding'] === 'string') return proposeBinding(project, { ...asked, file: options['proposeBinding'] })
  if (typeof options['confirmBinding'] === 'string') return confirmBinding(project, { ...asked, file: options['confirmBinding'] })
  const facts = await factsOf(project, Date.now())
  if (!facts) return EXIT.failed
  const files = problems.map((one) => problemFacts(one, specs.problems))
  const code = exitCode({ failed: facts.systems.some((one) => !one.usable), person: facts.counts.failed > 0 })
  if (options['json']) printJson({ ok: code === EXIT.done, problems: files, ...facts })
  else {
    if (problems.length > 0) note(problemsText(problems, specs.problems, dir))
    print(doctorText(facts))
  }
  return code
}

/** What asks for two things at once, or for something that cannot be. */
function unfitOptions({ json, proposeBinding, confirmBinding }: Record<string, unknown>): string | undefined {
  if (proposeBinding !== undefined && confirmBinding !== undefined) return '--propose-binding and --confirm-binding are two steps, with your own look in between.'
  if (json && (proposeBinding ?? confirmBinding) !== undefined) return '--json is for what doctor finds; a binding is a file.'
  if (typeof proposeBinding === 'string' && !/\.ya?ml$/i.test(proposeBinding)) return `${proposeBinding}: a binding is a YAML file; name it .yaml.`
  return undefined
}

/** With faults in the files the systems are not asked. */
function wrongFiles({ problems, specs, dir }: Checked, json: boolean): number {
  if (json) printJson({ ok: false, problems: problems.map((one) => problemFacts(one, specs.problems)), systems: [] })
  else {
    print(problemsText(problems, specs.problems, dir))
    print(`${problems.filter((one) => one.level !== 'warning').length} to mend; the systems were not asked.`)
  }
  return EXIT.failed
}

/** Everything that doctor tells of right files, as of now; undefined after the reason was told. */
export async function factsOf(project: Project, nowMs: number): Promise<DoctorFacts | undefined> {
  const { desired, specs, dir } = project
  const teller = await logTeller()
  try {
    const systems = (await examinedAll(project, { nowMs, tell: teller.tell })).map((one) => doctorSystem(one, specs))
    return {
      integration: desired.name, mode: desired.mode, package: desired.tier.id, systems,
      counts: countsOf(systems.flatMap((one) => one.checks)),
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    note(problemsText([error.problem], specs.problems, dir))
    return undefined
  } finally {
    teller.close()
  }
}
