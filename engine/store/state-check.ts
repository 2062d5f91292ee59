// Looks through everything that is remembered on disk and changes nothing. Whoever asks holds the
// states against the schema.
import { join } from 'node:path'
import type { Problem } from '../core/problem.js'
import { type Disk, namesIn, nodeDisk } from './disk.js'
import { intentLines, monthFiles } from './intent-file.js'
import { StoreError } from './memory.js'
import { readHead, readRun, readWhole } from './state-file.js'

/**
 * One file: the state in it as a plain object, or why it cannot be used. A file of intents has no
 * state.
 */
export interface CheckedFile { readonly file: string; readonly state?: unknown; readonly problem?: Problem }

/** Every file of the customer's memory, in order. */
export function stateCheck(dir: string, disk: Disk = nodeDisk): readonly CheckedFile[] {
  const home = join(dir, '.samsyn')
  const states = namesIn(disk, join(home, 'state')).filter((name) => name.endsWith('.json'))
    .map((name) => checked(join(home, 'state', name), (file) => stateIn(disk, file)))
  const intents = monthFiles(disk, join(home, 'intents')).map((month) => checked(month, (file) => {
    for (const _ of intentLines(disk, file)) { /* each is looked at on the way */ }
    return undefined
  }))
  return [...states, ...intents]
}

function checked(file: string, look: (file: string) => unknown): CheckedFile {
  try {
    const state = look(file)
    return state === undefined ? { file } : { file, state }
  } catch (error) {
    if (error instanceof StoreError) return { file, problem: error.problem }
    throw error
  }
}

function stateIn(disk: Disk, file: string): unknown {
  const { known } = readWhole(disk, file, undefined)
  const { mark } = readHead(disk, file)
  const run = readRun(disk, file.replace(/\.json$/, '.run'), mark) ?? known.run
  return { ...known, run, entries: Object.fromEntries(known.entries) }
}
