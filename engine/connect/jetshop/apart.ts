// One row that the service cannot read makes it reject the whole request, before anything is done. So that one article does not
// stop forty-nine others, what was rejected is sent again in halves until the bad rows stand alone.
import { judgeRows, type Answers, type Judge } from './answers.js'
import type { Called } from '../called.js'
import type { XmlNode } from './xml.js'

export interface Sending<Row> {
  readonly send: (rows: readonly Row[]) => Promise<Called<readonly XmlNode[]>>
  readonly judge: Judge
}

/** Enough to find two bad rows among fifty; where nearly all are bad, finding each would be a flood. */
const HALVES_MAX = 24

/** One answer for each row. No row is ever sent again that the service may have taken. */
export async function sendRows<Row extends { readonly ArticleNumber: string }>(
  answers: Answers,
  rows: readonly Row[],
  sending: Sending<Row>,
): Promise<void> {
  let left = HALVES_MAX
  const part = async (some: readonly Row[]): Promise<void> => {
    const called = await sending.send(some)
    if (!isUnread(called) || some.length === 1 || left < 2) {
      judgeRows(answers, some, { called, judge: sending.judge })
      return
    }
    left -= 2
    const half = Math.ceil(some.length / 2)
    await part(some.slice(0, half))
    await part(some.slice(half))
  }
  await part(rows)
}

/** The service could not read the request: nothing of it was done. */
function isUnread(called: Called<readonly XmlNode[]>): boolean {
  return called.kind === 'refused' && called.problem.code === 'JETSHOP_FAULT'
}
