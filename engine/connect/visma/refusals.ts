// What each result code of the program means to us: the problem it is, and whether the same again
// would help. Data, one line per problem. refused: the same again gives the same. retry: something
// else holds the company. unknown: look before anything else.
import type { Problem } from '../../core/problem.js'
import { problem, warning } from '../../core/problem.js'
import { RC } from './adk.js'
import { LETTERS_REPLACED } from './bridge/native/codes.js'
import type { Fault } from './bridge/protocol.js'

export type Refusal = { readonly kind: 'refused' | 'retry' | 'unknown'; readonly problem: Problem }
type Line = readonly [kind: Refusal['kind'], code: string, ...rcs: number[]]

/**
 * What the program remarks while a write goes on, and a person should know by name. The first takes
 * every other one.
 */
const REMARKS: readonly (readonly [code: string, ...rcs: number[]])[] = [
  [
    'VISMA_REMARK', 239, 240, 242, 243, 244, 245, 247, 248, 249, 250, 253, 254, 260, 289, 290, 435, 479, 480, 490, 497, 509, 510, 512, 514,
    525, 547, 552, 562, 566, 567, 579,
  ],
  ['VISMA_CREDIT_LIMIT', 238],
  ['VISMA_PRICE_MISSING', 251, 257, 258],
  ['VISMA_STOCK_CHANGED', 246, 252],
  ['VISMA_ROWS_NOT_UPDATED', 255, 259],
  ['VISMA_ACCOUNT_INACTIVE', 256],
  ['VISMA_CURRENCY_CHANGED', 241, 326, 327, 328],
  ['VISMA_PAYMENT_NEGATIVE', 433],
  ['VISMA_PRINTED_REMOVED', 448, 689],
  ['VISMA_TAX_REDUCTION_RESET', 535],
]
const [[OTHER_REMARK]] = REMARKS as readonly [readonly [string], ...unknown[]]

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
  ['refused', 'VISMA_VERSION', 75, 76, 77, 107, 132, 133, 223, 673],
  ['refused', 'VISMA_LICENCE', 129, 130, 580, 581, 582, 602, 675],
  ['refused', 'VISMA_NO_API', 583],
  ['refused', 'VISMA_LOGIN', 674, 676],
  // The installation or the company does not have it.
  ['refused', 'VISMA_NOT_IN_EDITION', 185, 207, 208, 274, 275, 278, 321],
  ['refused', 'VISMA_NOT_ACTIVATED', 209, 210, 364, 379, 447, 523],
  // Articles and prices.
  ['refused', 'VISMA_NUMBER_TAKEN', 214, 345],
  ['refused', 'VISMA_NUMBER_FIXED', 136, 206, 339],
  ['refused', 'VISMA_NAME_MISSING', 139],
  ['refused', 'VISMA_ARTICLE_UNKNOWN', 20, 50, 151, 227, 387, 389],
  ['refused', 'VISMA_GROUP_UNKNOWN', 45],
  ['refused', 'VISMA_ACCOUNTING_CODE_UNKNOWN', 46, 390],
  ['refused', 'VISMA_UNIT_UNKNOWN', 47],
  ['refused', 'VISMA_PACKAGE_NOT_STOCK', 33],
  ['refused', 'VISMA_COST_PRICE', 32],
  ['refused', 'VISMA_NOT_STOCK_GOODS', 225],
  ['refused', 'VISMA_BARCODE', 213, 222],
  ['refused', 'VISMA_WEB_SHOP_INACTIVE', 619, 620],
  ['refused', 'VISMA_PRICE_LIST_UNKNOWN', 35, 105, 118],
  ['refused', 'VISMA_PRICE_LIST_FIXED', 646, 647],
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
  ['refused', 'VISMA_DISCOUNT_AGREEMENT', 2, 124, 487],
  ['refused', 'VISMA_QUANTITY_ZERO', 226],
  ['refused', 'VISMA_CODE_UNKNOWN', 37, 38, 39, 40, 41, 42, 43, 44, 48, 148, 149, 150, 152, 183, 236, 279, 373],
  ['refused', 'VISMA_ACCOUNT', 22, 192, 622],
  ['refused', 'VISMA_CUSTOMER_UNKNOWN', 21, 49, 51],
  ['refused', 'VISMA_CUSTOMER_CARD', 363, 485, 511, 592],
  ['refused', 'VISMA_PROJECT_COMPLETED', 184, 273, 553],
  ['refused', 'VISMA_DATE_OUTSIDE_YEARS', 470, 601],
  ['refused', 'VISMA_DATE', 167, 168, 591],
  ['refused', 'VISMA_PERIOD_LOCKED', 457, 461, 650],
  ['refused', 'VISMA_VOUCHER', 456, 458, 459, 460, 462, 463, 464, 465, 466, 467, 468, 469, 471, 472, 473, 474, 638, 639],
  // Orders, invoices and their rows.
  [
    'refused', 'VISMA_DOCUMENT_LOCKED', 4, 9, 10, 11, 12, 13, 14, 15, 16, 18, 19, 23, 24, 25, 26, 27, 28, 29, 30, 31, 36, 140, 141, 142,
    147, 190, 217, 224, 228, 237, 277, 282, 283, 284, 322, 323, 324, 370, 371, 372, 375, 441, 549, 593, 594, 623, 624, 640, 641, 642, 643,
    644, 645, 661, 662, 663,
  ],
  ['refused', 'VISMA_ORDER_NOT_READY', 5, 436, 477, 478, 550, 688],
  [
    'refused', 'VISMA_ROW', 7, 8, 17, 144, 145, 153, 182, 195, 196, 197, 198, 199, 200, 201, 203, 362, 376, 440, 542, 544, 545, 655,
  ],
  ['refused', 'VISMA_EXPORT', 3, 6, 189, 377, 378, 443, 444, 445, 446],
  ['refused', 'VISMA_CURRENCY', 439, 442, 541, 570],
  ['refused', 'VISMA_CONNECTION', 170, 171, 172, 173, 174, 175, 176, 216, 218, 219, 220, 221, 261, 262, 263, 264, 265, 266, 267, 340, 344, 573],
  ['refused', 'VISMA_CREDIT', 110, 233, 234, 235],
  [
    'refused', 'VISMA_TAX_REDUCTION', 449, 519, 520, 521, 522, 524, 526, 527, 528, 529, 530, 531, 532, 533, 534, 536, 537, 538, 539, 543,
    546, 551, 621, 652, 653, 654, 656, 657, 658, 660, 690, 692, 693, 694,
  ],
  [
    'refused', 'VISMA_PAYMENT', 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 419, 420, 421, 422,
    423, 424, 425, 426, 427, 428, 429, 432, 548, 659, 664,
  ],
  ['refused', 'VISMA_ORDER_PARCEL', 355, 356, 357, 358, 359, 360, 361, 367, 368],
  ['refused', 'VISMA_DELETE_DENIED', 123, 125, 126, 127, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164],
  ['refused', 'VISMA_RECORD_GONE', 115],
  // Said as a warning the write went on; whether one ever comes instead of an answer is not publicly known, so look.
  ...REMARKS.map(([code, ...rcs]): Line => ['unknown', code, ...rcs]),
  // Calls that no sound driver makes: the bridge or the driver is wrong.
  ['refused', 'VISMA_CALL_WRONG', 78, 79, 102, 103, 104, 111, 112, 113, 114, 117, 138, 177, 211, 212, 488, 586, 587, 607, 671, 672, 685, 686, 687],
]

/** What the bridge itself says. */
const NOT_IN_VERSION: Line = ['refused', 'VISMA_NOT_IN_VERSION']
const LETTERS: Line = ['refused', 'VISMA_LETTERS_REPLACED', LETTERS_REPLACED]
const BY_RC: ReadonlyMap<number, Line> = new Map([...LINES, LETTERS].flatMap((line) => line.slice(2).map((rc) => [rc as number, line] as const)))

const REMARK_BY_RC: ReadonlyMap<number, string> = new Map(REMARKS.flatMap(([code, ...rcs]) => rcs.map((rc) => [rc, code] as const)))

/** What the program remarked while the write went on. facts: what the caller was doing. */
export function remarkOf({ rc, text }: Fault, facts: Problem['facts']): Problem {
  return warning(REMARK_BY_RC.get(rc) ?? OTHER_REMARK, { ...facts, rc, text })
}

/** The codes of problems above, for the test that compares them with the catalogue. */
export const REFUSAL_CODES: readonly string[] = [...LINES, LETTERS, NOT_IN_VERSION].map((line) => line[1])

/** What a fault means. facts: what the caller was doing, for the sentence. */
export function refusalOf(fault: Fault, facts: Problem['facts'] = {}): Refusal {
  const [kind, code] = BY_RC.get(fault.rc) ?? (fault.rc < 0 ? NOT_IN_VERSION : ['refused', 'VISMA_REFUSED'] as const)
  const field = fault.field === RC.NO_FIELD_INVOLVED ? {} : { fieldId: fault.field }
  const row = fault.row === undefined ? {} : { row: fault.row }
  return { kind, problem: problem(code, { ...facts, rc: fault.rc, text: fault.text, ...field, ...row }) }
}
