// samsyn approve: a person says yes to groups of changes in a saved plan. Nothing is connected, nothing is written but files.
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { approveGroup, changesOf } from '../../core/approve.js'
import { loadSpecs } from '../../load/specs.js'
import { planJson } from '../../report/plan-json.js'
import { ofNoun } from '../../report/number-text.js'
import { reasonText } from '../../report/reason-text.js'
import { userName } from '../../store/process.js'
import { FileStore } from '../../store/store.js'
import type { PlanDocument } from '../../types/plan.js'
import { EXIT } from '../exit.js'
import { note, print, printJson } from '../out.js'
import { readPlan } from '../plan-file.js'

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const file = args[0] as string
  const plan = await readPlan(file)
  if (!plan) return EXIT.failed
  const wanted = options['group'] as string[] | undefined
  if (!wanted) return list(plan, file, options['json'] === true)
  const unknown = wanted.filter((id) => !plan.groups.some((group) => group.id === id))
  if (unknown.length > 0) {
    note(`no group "${unknown.join('", "')}" in ${file}. there: ${plan.groups.map((group) => group.id).join(', ') || 'none'}.`)
    return EXIT.failed
  }
  const by = { name: (options['by'] as string | undefined) ?? userName(), at: new Date().toISOString() }
  const approved = wanted.reduce((document, group) => approveGroup(document, group, by), plan)
  writeFileSync(file, planJson(approved))
  if (typeof options['dir'] === 'string') tellEngine(approved, wanted, options['dir'], by)
  const count = changesOf(approved).filter((one) => wanted.includes(one.group ?? '')).length
  if (options['json']) printJson({ approved: wanted, changes: count, by: by.name })
  else print(`approved ${ofNoun(count, 'change')} in ${ofNoun(wanted.length, 'group')}. next: samsyn apply ${file}${typeof options['dir'] === 'string' ? ` --dir ${options['dir']}` : ''}`)
  return EXIT.done
}

/** A running engine reads approvals before each pass. They hold for these very changes, and end with them. */
function tellEngine(plan: PlanDocument, groups: readonly string[], dir: string, by: { name: string; at: string }): void {
  const store = new FileStore({ dir: resolve(dir), now: () => Date.now() })
  for (const group of groups) {
    const changes = changesOf(plan).filter((one) => one.group === group).map((one) => one.digest)
    store.addApproval({ group, changes, by: by.name, at: by.at })
  }
}

function list(plan: PlanDocument, file: string, asJson: boolean): number {
  if (asJson) {
    printJson({ groups: plan.groups })
    return EXIT.done
  }
  const { problems } = loadSpecs()
  if (plan.groups.length === 0) print('no group waits for approval.')
  for (const group of plan.groups) {
    print(`${group.approved ? '✓' : '·'} ${group.id}  ${ofNoun(group.count, 'change')}\n    ${reasonText({ code: group.code, facts: group.facts }, problems)}`)
  }
  const open = plan.groups.find((group) => !group.approved)
  if (open) print(`approve one with: samsyn approve ${file} --group ${open.id}`)
  return EXIT.done
}
