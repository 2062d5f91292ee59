// What a carrier's program writes: a table with a heading, one row for each parcel. Separated by semicolons, commas or tabs; UTF-8, or
// the Windows code page of Western Europe. Read anew each time, for another program writes it.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { SystemError } from '../connect/connector.js'
import { problem } from '../core/problem.js'
import type { ParcelLane } from '../core/stream.js'
import type { CarrierRow } from '../trade/order/parcels.js'

const SEPARATORS = [';', ',', '\t'] as const
const SYSTEM = 'retry'

export class CarrierFile {
  constructor(private readonly dir: string) {}

  /** Rows by what their columns are to us. Throws SystemError. */
  rows({ file = '', columns }: ParcelLane): readonly CarrierRow[] {
    const table = this.table(file)
    const [heading = []] = table
    const places = Object.entries(columns).map(([name, title]) => [name, heading.indexOf(title)] as const)
    const missing = ([['orderNumber', columns.orderNumber], ['parcel', columns.parcel]] as const).find(([, title]) => !heading.includes(title))
    if (missing) throw unreadable(file, `it has no column "${missing[1]}"`)
    return table.slice(1).map((row) => Object.fromEntries(places.flatMap(([name, at]) => (at < 0 ? [] : [[name, row[at] ?? '']]))))
  }

  private table(file: string): readonly (readonly string[])[] {
    try {
      const text = textOf(readFileSync(resolve(this.dir, file)))
      return parse(text, { delimiter: separatorOf(text), relax_column_count: true, skip_empty_lines: true, trim: true }) as string[][]
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      throw unreadable(file, code === 'ENOENT' ? 'there is no such file' : message)
    }
  }
}

function unreadable(file: string, message: string): SystemError {
  return new SystemError(SYSTEM, problem('PARCEL_FILE_UNREADABLE', { file, message }))
}

/** UTF-8 with or without its mark; what is not UTF-8 is of the older code page. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The one that the heading has most of. */
function separatorOf(text: string): string {
  const [heading = ''] = text.split(/\r?\n/, 1)
  const counts = SEPARATORS.map((one) => heading.split(one).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? SEPARATORS[0]
}
