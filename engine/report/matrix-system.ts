// The data matrix of one system: every register and field that its driver knows, under the names that the system's own people
// know, with direction and how sure. A register whose stream is not built yet says so beside the direction.
import type { Confidence } from '../types/system.js'
import { tableHead, tableRow, asWords } from './markdown-text.js'
import { direction, type Matrix, type MatrixCell, type MatrixEntity, type MatrixField, type MatrixWay } from './matrix.js'
import { aligned } from './plain-text.js'

export interface SystemMatrixRow {
  readonly system: string
  readonly register: string
  readonly field: string
  readonly title: string
  /** The system's own name, as its API has it. */
  readonly name: string
  /** As the program shows it, and the column of its database in brackets, where they are known. */
  readonly inProgram: string
  readonly reads: string
  readonly writes: string
  readonly limits: string
  /** By mode: which way the field goes; empty: it does not. */
  readonly ways: Readonly<Record<string, string>>
  readonly note: string
}

const NOT_BUILT = 'not built yet'
const COLUMNS = ['system', 'register', 'field', 'title', 'name', 'in the program', 'reads', 'writes', 'limits'] as const

/** The rows of a system, register by register. A field that it does not have is left out. */
export function systemRows(matrix: Matrix, system: string): SystemMatrixRow[] {
  return matrix.entities.flatMap((entity) =>
    entity.fields.flatMap((field) => {
      const cell = field.systems[system]
      return cell ? [rowOf({ matrix, entity, field, cell, system })] : []
    }),
  )
}

interface At {
  readonly matrix: Matrix
  readonly entity: MatrixEntity
  readonly field: MatrixField
  readonly cell: MatrixCell
  readonly system: string
}

function rowOf({ matrix, entity, field, cell, system }: At): SystemMatrixRow {
  return {
    system, register: entity.entity, field: field.field, title: field.title, name: cell.as ?? '', inProgram: programName(cell),
    reads: cell.read ?? '', writes: writesOf(cell), limits: limitsOf(cell),
    ways: Object.fromEntries(matrix.modes.map((mode) => [mode, wayText(field.modes[mode], entity.built)])),
    note: [field.note, cell.note].filter((one) => one !== undefined).join(' '),
  }
}

function programName({ label, column }: MatrixCell): string {
  if (label === undefined) return column === undefined ? '' : `(${column})`
  return column === undefined ? label : `${label} (${column})`
}

function writesOf({ write, onlyAtCreate }: MatrixCell): Confidence | string {
  return write === undefined ? '' : onlyAtCreate ? `${write}, only at create` : write
}

function limitsOf({ lengthMax, placesMax }: MatrixCell): string {
  return [
    ...(lengthMax === undefined ? [] : [`${lengthMax} characters`]), ...(placesMax === undefined ? [] : [`${placesMax} decimals`]),
  ].join(', ')
}

function wayText(way: MatrixWay | undefined, built: boolean): string {
  if (!way) return ''
  const how = built ? { carried: '', computed: ', computed', key: ', key' }[way.how] : ''
  return `${direction(way.from)}${how}${way.optional ? ', optional' : ''}${built ? '' : `, ${NOT_BUILT}`}`
}

/** For the terminal. */
export function systemMatrixText(matrix: Matrix, system: string): string {
  const rows = systemRows(matrix, system)
  const blocks = entitiesOf(matrix, rows).map((entity) => {
    const own = rows.filter((row) => row.register === entity.entity)
    const titles = ['', 'field', 'name in the API', 'in the program', 'reads', 'writes', 'limits', ...matrix.modes]
    return [headOf(entity), ...aligned([titles, ...own.map((row) => ['', row.field, ...cells(row, matrix)])], 52), ...remarks(entity, own, system).map((one) => `  ${one}`)].join('\n')
  })
  return `${[...blocks, SURE].join('\n\n')}\n`
}

/** A table for each register. */
export function systemMatrixMarkdown(matrix: Matrix, system: string): string {
  const rows = systemRows(matrix, system)
  const parts = entitiesOf(matrix, rows).map((entity) => {
    const own = rows.filter((row) => row.register === entity.entity)
    const head = tableHead(['field', 'what it is', 'name in the API', 'in the program', 'reads', 'writes', 'limits', ...matrix.modes])
    const body = own.map((row) => tableRow([`\`${row.field}\``, asWords(row.title), ...cells(row, matrix).map((cell) => asWords(cell))]))
    const said = remarks(entity, own, system).map((one) => `- ${asWords(one)}\n`)
    return `### ${asWords(headOf(entity))}\n\n${head}${body.join('')}${said.length > 0 ? `\n${said.join('')}` : ''}`
  })
  return `${[...parts, `${SURE}\n`].join('\n')}`
}

const SURE = 'verified: known from the system itself or from its published contract. assumed: nobody has seen it yet, so it is off.'

/** Rows for a spreadsheet: RFC 4180, one line for each system, register and field. */
export function matrixCsv(matrix: Matrix, systems: readonly string[]): string {
  const rows = systems.flatMap((system) => systemRows(matrix, system))
  const lines = rows.map((row) => [
    row.system, row.register, row.field, row.title, row.name, row.inProgram, row.reads, row.writes, row.limits,
    ...matrix.modes.map((mode) => row.ways[mode] ?? ''), row.note,
  ])
  return [[...COLUMNS, ...matrix.modes, 'note'], ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')
}

/** A spreadsheet takes a cell that begins so for a formula. */
function csvCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain
}

function entitiesOf(matrix: Matrix, rows: readonly SystemMatrixRow[]): MatrixEntity[] {
  return matrix.entities.filter((entity) => rows.some((row) => row.register === entity.entity))
}

function headOf({ entity, title, swedish, built }: MatrixEntity): string {
  return `${title}${swedish === undefined ? '' : ` (${swedish})`}: ${entity}${built ? '' : `, ${NOT_BUILT}`}`
}

function cells(row: SystemMatrixRow, { modes }: Matrix): string[] {
  return [row.name, row.inProgram, row.reads, row.writes, row.limits, ...modes.map((mode) => row.ways[mode] ?? '')]
}

function remarks(entity: MatrixEntity, rows: readonly SystemMatrixRow[], system: string): string[] {
  const why = entity.why[system]
  return [...rows.filter((row) => row.note !== '').map((row) => `${row.field}: ${row.note}`), ...(why === undefined ? [] : [why])]
}
