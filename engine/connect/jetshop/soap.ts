// One call of the web service: envelope out, envelope back, and what is known when it fails. It
// never repeats a call.
import { problem, type Problem } from '../../core/problem.js'
import type { Called, Failed } from '../called.js'
import type { HttpDoor } from '../http.js'
import {
  asNode,
  readEnvelope,
  requestEnvelope,
  textIn,
  XmlError,
  type WrittenNode,
  type Xml,
} from './xml.js'

/** Where the service is and who asks. */
export interface ServiceAccount {
  readonly url: string
  readonly user: string
  readonly password: string
  /**
   * Sent as a header where it is set. Whether the service reads it or picks the shop from the
   * account is not known.
   */
  readonly shopId?: string
}

export interface Call {
  readonly operation: string
  readonly content: WrittenNode
  readonly writes: boolean
}

/** Calls one operation and gives its Result element. */
export async function callService(
  door: HttpDoor,
  account: ServiceAccount,
  call: Call,
): Promise<Called<Xml>> {
  const answer = await door.post({
    url: account.url,
    headers: {
      'content-type': 'application/soap+xml; charset=utf-8',
      authorization: `Basic ${Buffer.from(`${account.user}:${account.password}`, 'utf8').toString('base64')}`,
    },
    body: requestEnvelope(call.operation, call.content, account.shopId),
    writes: call.writes,
  })
  if (answer.kind !== 'reply') return answer
  if (answer.status === 401 || answer.status === 403) {
    return refused('JETSHOP_LOGIN', { status: answer.status, operation: call.operation })
  }
  if (answer.status !== 200 && answer.status !== 500) {
    return refused('JETSHOP_ADDRESS', { status: answer.status, operation: call.operation })
  }
  return resultOf(answer, call)
}

function resultOf(answer: { status: number; text: string }, call: Call): Called<Xml> {
  const facts = { operation: call.operation, status: answer.status }
  try {
    const { name, content } = readEnvelope(answer.text)
    if (name === 'Fault') return faultOf(content, call)
    const result = asNode(content)[`${call.operation}Result`]
    if (answer.status === 200 && name === `${call.operation}Response`)
      return { kind: 'ok', value: result ?? '' }
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
  }
  // Something answered, but not in the service's own words: a write may have happened behind it.
  return {
    kind: call.writes ? 'unknown' : 'retry',
    problem: problem('JETSHOP_ANSWER_UNREADABLE', facts),
  }
}

/** A Sender fault rejects the whole request before anything is done, and will do so again. */
function faultOf(fault: Xml, call: Call): Failed {
  const code = textIn(asNode(fault)['Code'], 'Value') ?? ''
  const reason = textIn(asNode(fault)['Reason'], 'Text') ?? ''
  const facts = { operation: call.operation, message: firstLine(reason) }
  if (/access/i.test(reason) && /violation|denied/i.test(reason))
    return refused('JETSHOP_RIGHTS', facts)
  if (/(^|:)Sender$/.test(code)) return refused('JETSHOP_FAULT', facts)
  return {
    kind: call.writes ? 'unknown' : 'retry',
    problem: problem('JETSHOP_FAULT_INSIDE', facts),
  }
}

function refused(code: string, facts: Problem['facts']): Failed {
  return { kind: 'refused', problem: problem(code, facts) }
}

/**
 * The last of the chained .NET messages says what was wrong; stack lines are of no use to anybody
 * here.
 */
function firstLine(reason: string): string {
  const line = reason.split('\n')[0] ?? ''
  return (line.split('--->').at(-1) ?? line).trim().slice(0, 300)
}
