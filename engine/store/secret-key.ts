// A secret of this installation: what is personal is remembered only as a digest that it keys.
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { problem } from '../core/problem.js'
import { nodeDisk, removeQuietly, temporaryName, writeNew } from './disk.js'
import { StoreError } from './memory.js'

const BYTES = 32
const KEY = /^[0-9a-f]{64}$/

/**
 * The key in .samsyn/key, made where there is none yet: without it no plan can be compared with the next. Throws StoreError where
 * the file is damaged, or gone while something that it keyed is remembered: a new key would make every customer and every order look
 * like another one.
 */
export function installationKey(dir: string, isInUse: () => boolean = () => false): string {
  const file = join(dir, '.samsyn', 'key')
  const key = readKey(file)
  if (key === undefined && isInUse()) throw new StoreError(problem('KEY_MISSING', { file }))
  return key ?? makeKey(dir, file)
}

function readKey(file: string): string | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new StoreError(problem('KEY_UNREADABLE', { file, message: (error as Error).message }))
  }
  if (KEY.test(text)) return text
  throw new StoreError(problem('KEY_UNREADABLE', { file, message: 'it is not a key' }))
}

/** Two commands that start at once agree on one key: the first that is in place counts. */
function makeKey(dir: string, file: string): string {
  const key = randomBytes(BYTES).toString('hex')
  const temporary = temporaryName(file)
  try {
    mkdirSync(join(dir, '.samsyn'), { recursive: true })
    writeNew(nodeDisk, temporary, (put) => put(`${key}\n`))
    linkSync(temporary, file)
    return key
  } catch (error) {
    const there = readKey(file)
    if (there) return there
    throw new StoreError(problem('KEY_UNREADABLE', { file, message: (error as Error).message }))
  } finally {
    // Also of the one that came second: what it made would lie there for ever.
    removeQuietly(nodeDisk, temporary)
  }
}
