// What became of each change: the service answers row by row, inside one answer that went well.
import { problem } from '../../core/problem.js'
import type { Answer } from '../connector.js'
import { answerOf, type Called } from '../called.js'
import { textIn, type XmlNode } from './xml.js'

export type Answers = Map<string, Answer>
export type Judge = (row: XmlNode) => Answer

/** One answer for each row that was sent: the service answers row by row, in order. */
export function judgeRows(
  answers: Answers,
  sent: readonly { readonly ArticleNumber: string }[],
  { called, judge }: { readonly called: Called<readonly XmlNode[]>; readonly judge: Judge },
): void {
  sent.forEach(({ ArticleNumber: key }, at) => {
    if (called.kind !== 'ok') {
      answers.set(key, answerOf(called))
      return
    }
    const inOrder = called.value.length === sent.length ? called.value[at] : undefined
    const row =
      textIn(inOrder, 'ArticleNumber') === key
        ? inOrder
        : called.value.find((one) => textIn(one, 'ArticleNumber') === key)
    answers.set(
      key,
      row ? judge(row) : { kind: 'unknown', problem: problem('JETSHOP_ROW_MISSING', { key }) },
    )
  })
}

/** An article and its stock. */
export function judgeProduct(row: XmlNode): Answer {
  const status = textIn(row, 'StatusMainProductCreateDelete') ?? ''
  const stock = textIn(row, 'ResultStockCreateUpdate') ?? 'None'
  if (!status.startsWith('Success')) return rowRefused(row, status)
  if (stock !== 'None' && !stock.startsWith('Success')) return rowRefused(row, stock)
  const id = textIn(row, 'ProductId')
  return id === undefined ? { kind: 'done' } : { kind: 'done', id }
}

/** The same, and whether somebody else was first. */
export function judgeCreate(row: XmlNode): Answer {
  const answer = judgeProduct(row)
  if (answer.kind !== 'done' || textIn(row, 'StatusMainProductCreateDelete') !== 'SuccessUpdate')
    return answer
  return {
    ...answer,
    warnings: [problem('JETSHOP_WAS_THERE', { key: textIn(row, 'ArticleNumber') })],
  }
}

/** Whether a create made the article. What was there already keeps its price. */
export function isBorn(answer: Answer | undefined): boolean {
  return (
    answer?.kind === 'done' &&
    !(answer.warnings ?? []).some(({ code }) => code === 'JETSHOP_WAS_THERE')
  )
}

/** A row of a price list. */
export function judgePrice(row: XmlNode): Answer {
  return textIn(row, 'Success') === 'true'
    ? { kind: 'done' }
    : rowRefused(row, textIn(row, 'Message') ?? '')
}

function rowRefused(row: XmlNode, message: string): Answer {
  return {
    kind: 'refused',
    problem: problem('JETSHOP_ROW_REFUSED', { key: textIn(row, 'ArticleNumber'), message }),
  }
}

/**
 * A change in two halves. When the second did nothing, the first has still happened: somebody must
 * look.
 */
export function joined(first: Answer | undefined, second: Answer): Answer {
  if (second.kind === 'done') return first ?? second
  if (second.kind === 'retry' && first?.kind === 'done')
    return { kind: 'unknown', problem: second.problem }
  return second
}

/**
 * The same of a create. The article is there and ours, whatever became of its price or visibility;
 * what it shows when it is read back tells the rest.
 */
export function joinedCreate(first: Answer | undefined, second: Answer): Answer {
  if (second.kind !== 'refused' || first?.kind !== 'done') return joined(first, second)
  return { ...first, warnings: [...(first.warnings ?? []), second.problem] }
}
