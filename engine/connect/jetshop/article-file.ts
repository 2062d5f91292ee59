// The article numbers of a shop that nothing lists, one a line. Empty lines, and what follows a # at the start of a line, are not
// numbers. Read anew at each listing, so that an export beside it counts at once.
import { readFileSync } from 'node:fs'
import { problem } from '../../core/problem.js'
import { SystemError } from '../connector.js'

/** The numbers in the file, in its order. Throws SystemError where it cannot be read. */
export function articlesIn(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '').split(/\r?\n/).map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'))
  } catch (error) {
    throw new SystemError('refused', problem('E223', { file, message: (error as Error).message }))
  }
}
