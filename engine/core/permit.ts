// What a system cannot do, or is not known to do, is withheld and said. It is never dropped, and never found out by a failing call.
import type { Change, Reason } from '../types/plan.js'
import type { Ability } from '../types/system.js'
import { problem, reasonOf } from './problem.js'
import type { Draft } from './plan.js'
import type { Stream } from './stream.js'

/** The same draft, its changes that the target cannot make withheld, each with its reason. */
export function permit(draft: Draft): Draft {
  const { stream } = draft
  const { between, id } = stream.entity
  const ability = stream.target.spec.can[between?.target ?? id]
  const whole = stream.withheld ? reasonOf(stream.withheld) : undefined
  const byAction = { create: whole ?? refusal(stream, ability, between?.create ?? 'create'), update: whole ?? refusal(stream, ability, 'update') }
  if (!byAction.create && !byAction.update) return draft
  return { ...draft, changes: draft.changes.map((one) => withheld(one, byAction[one.action === 'create' ? 'create' : 'update'])) }
}

function refusal(stream: Stream, ability: Ability | undefined, verb: 'create' | 'update'): Reason | undefined {
  const sure = ability?.[verb]
  if (sure === 'verified') return undefined
  const facts = { system: stream.target.name, title: stream.target.spec.title, entity: stream.entity.title, verb, why: ability?.why }
  return reasonOf(problem(sure === 'assumed' ? 'NOT_VERIFIED' : 'SYSTEM_CANNOT', facts))
}

function withheld(one: Change, why: Reason | undefined): Change {
  return why ? { ...one, verdict: 'withheld', why: [why] } : one
}
