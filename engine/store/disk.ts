// Files that survive a crash: written whole under another name, synced, and only then put in place.
// Nothing here knows what is in them. The calls to the file system can be handed in, so that a test
// can let the disk fill up.
import * as fs from 'node:fs'
import { dirname } from 'node:path'
import { problem } from '../core/problem.js'
import { StoreError } from './memory.js'

/** The calls that store needs of a file system. */
export type Disk = Pick<typeof fs,
  'openSync' | 'writeSync' | 'readSync' | 'fsyncSync' | 'fsync' | 'closeSync' | 'renameSync' | 'linkSync' | 'copyFileSync'
  | 'unlinkSync' | 'mkdirSync' | 'readdirSync' | 'readFileSync' | 'statSync' | 'ftruncateSync' | 'utimesSync'>

export const nodeDisk: Disk = fs

/** Hands text over piece by piece, so that a large file is never one large text. */
export type Pour = (put: (text: string) => void) => void

const PIECE_CHARACTERS = 1_000_000
/** A virus scanner or an editor on Windows may hold a file for a moment. */
const BUSY = new Set(['EPERM', 'EACCES', 'EBUSY'])
const BUSY_TRIES_MAX = 10
const BUSY_WAIT_MS = 20

let temporaries = 0

/** A name beside the file that nobody else uses. */
export function temporaryName(file: string): string {
  temporaries += 1
  return `${file}.${process.pid}.${process.hrtime.bigint().toString(36)}${temporaries}.tmp`
}

/**
 * Puts new content in a file's place: afterwards the file is whole and on disk, either the new or
 * the old one. keepPrevious leaves the old content beside it as FILE.bak.
 */
export function replaceFile(
  disk: Disk, file: string, pour: Pour, { keepPrevious = false }: { keepPrevious?: boolean } = {},
): void {
  const temporary = temporaryName(file)
  try {
    writeNew(disk, temporary, pour)
    if (keepPrevious) keepBeside(disk, file, `${file}.bak`)
    whileBusy(() => disk.renameSync(temporary, file))
    syncFolder(disk, dirname(file))
  } catch (error) {
    removeQuietly(disk, temporary)
    throw storeError('STATE_UNWRITABLE', file, error)
  }
}

/** Writes a file that must not be there yet, and syncs it. */
export function writeNew(disk: Disk, file: string, pour: Pour): void {
  const handle = disk.openSync(file, 'wx', 0o600)
  try {
    let waiting = ''
    pour((text) => {
      waiting += text
      if (waiting.length < PIECE_CHARACTERS) return
      writeWhole(disk, handle, waiting)
      waiting = ''
    })
    writeWhole(disk, handle, waiting)
    disk.fsyncSync(handle)
  } finally {
    disk.closeSync(handle)
  }
}

/**
 * Writes all of it, where the file stands or from a position; a system may take only the first part
 * of what it is given.
 */
export function writeWhole(disk: Disk, handle: number, text: string, position?: number): number {
  const bytes = Buffer.from(text)
  for (let written = 0; written < bytes.length;) {
    const at = position === undefined ? null : position + written
    written += disk.writeSync(handle, bytes, written, bytes.length - written, at)
  }
  return bytes.length
}

/** Makes the names in a folder last. Windows cannot, and does not need it. */
export function syncFolder(disk: Disk, folder: string): void {
  if (process.platform === 'win32') return
  const handle = disk.openSync(folder, 'r')
  try {
    disk.fsyncSync(handle)
  } finally {
    disk.closeSync(handle)
  }
}

/** Tries again while somebody else holds the file. */
export function whileBusy(act: () => void): void {
  for (let tries = 1; ; tries++) {
    try {
      return act()
    } catch (error) {
      if (process.platform !== 'win32' || !BUSY.has(codeOf(error)) || tries >= BUSY_TRIES_MAX) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_WAIT_MS * tries)
    }
  }
}

export function removeQuietly(disk: Disk, file: string): void {
  try {
    disk.unlinkSync(file)
  } catch { /* it is not there, or somebody holds it: it is of no use to anyone */ }
}

/** Makes a folder and those above it. */
export function makeFolder(disk: Disk, folder: string): void {
  try {
    disk.mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw storeError('STATE_UNWRITABLE', folder, error)
  }
}

/** The names in a folder in order; none where there is no such folder. */
export function namesIn(disk: Disk, folder: string): readonly string[] {
  try {
    return disk.readdirSync(folder).sort()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw storeError('STATE_UNREADABLE', folder, error)
  }
}

/** What tells one version of a file from the next; undefined where there is no such file. */
export function stampOf(disk: Disk, file: string): string | undefined {
  try {
    const { ino, size, mtimeMs } = disk.statSync(file)
    return `${ino}:${size}:${mtimeMs}`
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw storeError('STATE_UNREADABLE', file, error)
  }
}

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | undefined)?.code ?? ''
}

/** A StoreError from whatever the file system threw; a StoreError stays what it is. */
export function storeError(code: string, file: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error
  return new StoreError(problem(code, { file, reason: codeOf(error) || String(error) }))
}

function keepBeside(disk: Disk, file: string, beside: string): void {
  if (stampOf(disk, file) === undefined) return
  removeQuietly(disk, beside)
  try {
    disk.linkSync(file, beside)
  } catch {
    // Some file systems have no links.
    disk.copyFileSync(file, beside)
  }
}
