// The 72 functions that the program's library exports, as data: name, what it answers, what it takes,
// and how many bytes of arguments its name carries on 32-bit Windows (_AdkAdd@4).

/**
 * What stands in an argument's place. text: NUL-terminated Windows-1252. buffer: the address of a
 * pointer to our own room for a text; its size follows as an int. error: ADK_ERROR by address.
 */
export type Kind =
  | 'handle' | 'int' | 'double' | 'char' | 'text' | 'buffer' | 'error' | 'callback' | 'outInt' | 'outDouble' | 'outHandle'

/** error: ADK_ERROR by value. A hidden place for it is not counted in the bytes. */
export type Answer = 'error' | 'handle' | 'int' | 'void'

export interface NativeFunction {
  readonly name: string
  readonly answer: Answer
  readonly takes: readonly Kind[]
  /** What the vendor's import library counts. */
  readonly bytes: number
  /**
   * The version of the interface that brought it, or "?" where that is not known. Left out: it was
   * there from the start, and a library without it is not this library.
   */
  readonly since?: string
}

const BYTES: Readonly<Record<Kind, number>> = {
  handle: 4, int: 4, double: 8, char: 4, text: 4, buffer: 4, error: 4, callback: 4, outInt: 4, outDouble: 4, outHandle: 4,
}
const R = 'handle'
const I = 'int'
const S = 'text'
const ROOM = ['buffer', I] as const
const COMPANY = [S, I, S, ...ROOM, 'outInt', 'outInt', 'outInt'] as const
const PRICE = [S, S, 'double', I, I, I, I, 'outDouble'] as const

export const FUNCTIONS: readonly NativeFunction[] = [
  error('AdkOpen', [S, S], 8),
  error('AdkOpenEx', [S, S, I], 12, '?'),
  error('AdkOpen2', [S, S, S, S], 16, '2017.1'),
  error('AdkOpenEx2', [S, S, S, S, I], 20, '2017.1'),
  error('AdkIsLoginActivated', [S, S, 'outInt'], 12, '2017.1'),
  { name: 'AdkClose', answer: 'void', takes: [], bytes: 0 },
  { name: 'AdkSetWarningFunction', answer: 'void', takes: ['callback'], bytes: 4 },

  { name: 'AdkCreateData', answer: 'handle', takes: [I], bytes: 4 },
  { name: 'AdkCreateDataRow', answer: 'handle', takes: [I, I], bytes: 8 },
  { name: 'AdkGetDataRow', answer: 'handle', takes: [R, I], bytes: 8 },
  error('AdkDeleteStruct', [R], 4),
  error('AdkResetStruct', [R], 4),

  error('AdkGetStr', [R, I, ...ROOM], 16),
  error('AdkGetBool', [R, I, 'outInt'], 12),
  error('AdkGetDouble', [R, I, 'outDouble'], 12),
  error('AdkGetDate', [R, I, 'outInt'], 12),
  error('AdkGetData', [R, I, I, 'outHandle'], 16),
  error('AdkSetStr', [R, I, S], 12),
  error('AdkSetBool', [R, I, I], 12),
  error('AdkSetDouble', [R, I, 'double'], 16),
  error('AdkSetDate', [R, I, I], 12),
  error('AdkSetData', [R, I, R], 12),

  error('AdkGetType', [R, I, 'outInt'], 12),
  error('AdkGetLength', [R, I, 'outInt'], 12),
  error('AdkGetDecimals', [R, I, 'outInt'], 12),
  { name: 'AdkIsReadWrite', answer: 'int', takes: [R, I], bytes: 8 },
  error('AdkGetFieldName', [I, I, ...ROOM], 16),
  error('AdkGetTimestampField', [R, 'outInt'], 8, '5.1'),
  error('AdkGetLastFldId', [R, 'outInt'], 8, '2017.1'),
  error('AdkGetNrowsFldId', [R, 'outInt'], 8, '2017.1'),
  error('AdkGetRowsFldId', [R, 'outInt'], 8, '2017.1'),
  error('AdkGetRowDbId', [R, 'outInt'], 8, '2017.1'),

  error('AdkFirst', [R], 4),
  error('AdkLast', [R], 4),
  error('AdkNext', [R], 4),
  error('AdkPrevious', [R], 4),
  error('AdkFind', [R], 4),
  error('AdkFirstEx', [R, I], 8, '4.4'),
  error('AdkLastEx', [R, I], 8, '4.4'),
  error('AdkNextEx', [R, I], 8, '4.4'),
  error('AdkPreviousEx', [R, I], 8, '4.4'),
  error('AdkFindEx', [R, I], 8, '4.4'),
  error('AdkFind2', [R, I], 8, '5.1'),
  error('AdkSetSortOrder', [R, I], 8),
  error('AdkSetFilter', [R, I, S, I], 16, '2018.6'),
  error('AdkIsFilterable', [R, I, 'outInt'], 12, '2018.6'),
  error('AdkClearFilters', [R], 4, '2018.6'),

  error('AdkAdd', [R], 4),
  error('AdkAddEx', [R, I], 8, '2018.1'),
  error('AdkUpdate', [R], 4),
  error('AdkUpdateEx', [R, I], 8, '2018.1'),
  error('AdkDelete', [R], 4),
  error('AdkDeleteRecord', [R], 4, '2019.2'),
  error('AdkDeleteRow', [R, I], 8),

  error('AdkDateToLong', [S, 'outInt'], 8),
  error('AdkLongToDate', [I, ...ROOM], 12),
  error('AdkDateTimeToLong', [S, 'outInt'], 8, '5.1'),
  error('AdkLongToDateTime', [I, ...ROOM], 12, '5.1'),
  error('AdkGetBookingYearId', [I, ...ROOM], 12, '5.1'),

  error('AdkGetVatpercentOnArticle', [S, 'outDouble'], 8, '4.4'),
  error('AdkGetCustomerPrice', PRICE, 36, '4.4'),
  error('AdkGetCustomerPrice2', [...PRICE, ...ROOM], 44, '5.4'),

  { name: 'AdkGetErrorText', answer: 'void', takes: ['error', I, ...ROOM], bytes: 16 },
  error('AdkGetAdmSize', ['outInt', ...ROOM], 12),
  error('AdkGetAdmSizeEx', ['outInt', ...ROOM], 12, '?'),
  error('AdkGetVariant', ['outInt', 'outInt', ...ROOM, S], 20, '5.0'),
  { name: 'AdkGetVersion', answer: 'void', takes: ['outInt', 'outInt'], bytes: 8, since: '5.1' },
  { name: 'AdkGetProgramDatabaseVersion', answer: 'void', takes: ['outInt', 'outInt'], bytes: 8, since: '2013.0' },
  error('AdkGetCompanyName', COMPANY, 32, '5.3'),
  error('AdkGetCompanyNameEx', COMPANY, 32, '?'),
  error('AdkGetCompanySetting', [S, 'outInt'], 8, '5.4'),
  error('AdkGetSie', [I, 'char', S, S], 16, '5.0'),
]

/** The bytes of arguments on 32-bit Windows, counted from what the function takes. */
export function stackBytes({ takes }: NativeFunction): number {
  return takes.reduce((sum, kind) => sum + BYTES[kind], 0)
}

function error(name: string, takes: readonly Kind[], bytes: number, since?: string): NativeFunction {
  return { name, answer: 'error', takes, bytes, ...(since === undefined ? {} : { since }) }
}
