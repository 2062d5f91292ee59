// What each result code of the program means to us: the problem it is, and whether the same again
// would help. Data, one line per problem. refused: the same again gives the same. retry: something
// else holds the company. unknown: look before anything else.
import type { Problem } from '../../core/problem.js'
import { problem } from '../../core/problem.js'
import { RC } from './adk.js'
import { LETTERS_REPLACED } from './bridge/native/codes.js'
import type { Fault } from './bridge/protocol.js'

export type Refusal = { readonly kind: 'refused' | 'retry' | 'unknown'; readonly problem: Problem }
type Line = readonly [kind: Refusal['kind'], code: string, ...rcs: number[]]

const LINES: readonly Line[] = [
  // The same again, later, may well go through.
  ['retry', 'VISMA_LOCKED', 486],
  ['retry', 'VISMA_JOURNAL_RUNNING', 560],
  ['retry', 'VISMA_INVOICES_SENDING', 540],
  ['retry', 'VISMA_NO_SEAT', 128, 135],
  ['retry', 'VISMA_NOT_OPEN', 80],
  ['unknown', 'VISMA_INTERNAL', 1],
  // The company cannot be opened.
  ['refused', 'VISMA_COMPANY_PATH', 116],
  ['refused', 'VISMA_COMMON_PATH', 131, 137],
  ['refused', 'VISMA_VERSION', 75, 76, 77, 132, 133, 223, 673],
  ['refused', 'VISMA_LICENCE', 130, 580, 581, 582, 602, 675],
  ['refused', 'VISMA_NO_API', 583],
  ['refused', 'VISMA_LOGIN', 674, 676],
  // The installation or the company does not have it.
  ['refused', 'VISMA_NOT_IN_EDITION', 185, 207, 208, 274, 275, 278, 321],
  ['refused', 'VISMA_NOT_ACTIVATED', 209, 210, 523],
  // Articles and prices.
  ['refused', 'VISMA_NUMBER_TAKEN', 119, 214],
  ['refused', 'VISMA_NUMBER_FIXED', 136, 206],
  ['refused', 'VISMA_NAME_MISSING', 139],
  ['refused', 'VISMA_ARTICLE_UNKNOWN', 20, 50, 227, 387, 389],
  ['refused', 'VISMA_GROUP_UNKNOWN', 45],
  ['refused', 'VISMA_ACCOUNTING_CODE_UNKNOWN', 46, 390],
  ['refused', 'VISMA_UNIT_UNKNOWN', 47],
  ['refused', 'VISMA_PACKAGE_NOT_STOCK', 33],
  ['refused', 'VISMA_NOT_STOCK_GOODS', 225],
  ['refused', 'VISMA_BARCODE', 213, 222],
  ['refused', 'VISMA_WEB_SHOP_INACTIVE', 619, 620],
  ['refused', 'VISMA_PRICE_LIST_UNKNOWN', 35, 105, 118],
  ['refused', 'VISMA_BASE_PRICE_STAYS', 450],
  ['refused', 'VISMA_PRICE_NOT_POSITIVE', 451],
  ['refused', 'VISMA_BASE_PRICE_PERCENT', 452],
  ['refused', 'VISMA_NEEDS_BASE_PRICE', 202, 453],
  // Values of any field.
  ['refused', 'VISMA_TOO_LONG', 180],
  ['refused', 'VISMA_TOO_FINE', 181],
  ['refused', 'VISMA_CHARACTERS', 34],
  ['refused', 'VISMA_CHECK_DIGIT', 108],
  ['refused', 'VISMA_FIELD_LOCKED', 109, 691],
  ['refused', 'VISMA_QUANTITY_ZERO', 226],
  ['refused', 'VISMA_CODE_UNKNOWN', 40, 41, 42, 43, 44, 48, 148, 149, 150, 183, 236, 279, 373],
  ['refused', 'VISMA_CUSTOMER_UNKNOWN', 21, 49, 51],
  ['refused', 'VISMA_PROJECT_COMPLETED', 553],
  ['refused', 'VISMA_DATE_OUTSIDE_YEARS', 470, 601],
  ['refused', 'VISMA_PERIOD_LOCKED', 457, 461, 650],
  ['refused', 'VISMA_VOUCHER', 456, 458, 459, 460, 462, 463, 464, 465, 466, 467, 468, 469, 471, 472, 473, 474, 638, 639],
  ['refused', 'VISMA_DOCUMENT_LOCKED', 9, 12, 13, 23, 24, 25, 26, 217, 284, 322, 372, 624],
  ['refused', 'VISMA_ORDER_NOT_READY', 477, 478, 688],
  ['refused', 'VISMA_DELETE_DENIED', 123, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164],
  ['refused', 'VISMA_RECORD_GONE', 115],
  // Calls that no sound driver makes: the bridge or the driver is wrong.
  ['refused', 'VISMA_CALL_WRONG', 78, 79, 102, 103, 104, 111, 112, 113, 114, 117, 138, 177, 211, 212, 488, 587, 671, 672, 685, 686, 687],
]

/** What the bridge itself says. */
const NOT_IN_VERSION: Line = ['refused', 'VISMA_NOT_IN_VERSION']
const LETTERS: Line = ['refused', 'VISMA_LETTERS_REPLACED', LETTERS_REPLACED]
const BY_RC: ReadonlyMap<number, Line> = new Map([...LINES, LETTERS].flatMap((line) => line.slice(2).map((rc) => [rc as number, line] as const)))

/** The codes of problems above, for the test that compares them with the catalogue. */
export const REFUSAL_CODES: readonly string[] = [...LINES, LETTERS, NOT_IN_VERSION].map((line) => line[1])

/** What a fault means. facts: what the caller was doing, for the sentence. */
export function refusalOf(fault: Fault, facts: Problem['facts'] = {}): Refusal {
  const [kind, code] = BY_RC.get(fault.rc) ?? (fault.rc < 0 ? NOT_IN_VERSION : ['refused', 'VISMA_REFUSED'] as const)
  const field = fault.field === RC.NO_FIELD_INVOLVED ? {} : { fieldId: fault.field }
  const row = fault.row === undefined ? {} : { row: fault.row }
  return { kind, problem: problem(code, { ...facts, rc: fault.rc, text: fault.text, ...field, ...row }) }
}
