// The file in which one stream's memory lies: its head on the first line, then an entry a line, so
// that reading and writing never hold the whole text. A person may format the file otherwise; it is
// still read. A cut or foreign file is refused.
import { type Problem, problem } from '../core/problem.js'
import type { BaseEntry, RunState, StreamState } from '../types/state.js'
import { digestOf } from '../values/digest.js'
import { type Disk, type Pour, stampOf, storeError } from './disk.js'
import { linesOf } from './lines.js'
import { type Known, StoreError } from './memory.js'
import { entryFault, isObject, runFault } from './shape.js'

export const FORMAT_VERSION = 1

/** What a stream remembers, without its entries. */
export type Head = Omit<StreamState, 'entries'>

/** mark: of which writing of the entries this is; a run file belongs to one. */
export interface StateFile { readonly known: Known; readonly mark: string }

const HEAD_END = ',"entries":{'
const LAST_LINE = '}}'

/** The memory in a file, or undefined where there is none and never was. */
export function readState(disk: Disk, file: string, stream: string): StateFile | undefined {
  if (stampOf(disk, file) === undefined) {
    // A first start has no backup either: somebody removed the memory, or a restore missed it.
    if (stampOf(disk, `${file}.bak`) === undefined) return undefined
    throw new StoreError(problem('STATE_MISSING', { file, backup: `${file}.bak` }))
  }
  const quick = readByLine(disk, file, stream)
  return quick ?? readWhole(disk, file, stream)
}

/** Only the head, without reading the entries where the file is as we write it. */
export function readHead(disk: Disk, file: string): { readonly head: Head; readonly mark: string } {
  const first = firstLine(disk, file)
  const head = headFrom(first)
  if (head) return { head: checkHead(disk, file, head), mark: digestOf(first) }
  const { known, mark } = readWhole(disk, file, undefined)
  const { entries: _, ...rest } = known
  return { head: rest, mark }
}

/** Pours a memory out as the file's text. */
export function pourState(known: Known): { readonly pour: Pour; readonly mark: string } {
  const { entries, ...head } = known
  const first = JSON.stringify(head).slice(0, -1) + HEAD_END
  const pour: Pour = (put) => {
    put(`${first}\n`)
    let left = entries.size
    for (const [key, entry] of entries) {
      left -= 1
      put(`${JSON.stringify(key)}:${JSON.stringify(entry)}${left > 0 ? ',' : ''}\n`)
    }
    put(`${LAST_LINE}\n`)
  }
  return { pour, mark: digestOf(first) }
}

/** How the last cycles went, as far as it belongs to this writing of the entries. */
export function readRun(disk: Disk, file: string, mark: string): RunState | undefined {
  if (stampOf(disk, file) === undefined) return undefined
  const text = readText(disk, file)
  const found = parse(disk, file, text) as { formatVersion?: unknown; of?: unknown; run?: RunState }
  if (found.of !== mark) return undefined
  checkVersion(disk, file, found.formatVersion)
  const fault = runFault(found.run)
  if (fault) throw foreign(disk, file, fault)
  return found.run
}

export function pourRun(stream: string, run: RunState, mark: string): Pour {
  return (put) => put(`${JSON.stringify({ formatVersion: FORMAT_VERSION, stream, of: mark, run })}\n`)
}

/** The file's text as an object, or why it is none. */
function readWhole(disk: Disk, file: string, stream: string | undefined): StateFile {
  const text = readText(disk, file)
  const found = parse(disk, file, text) as StreamState
  checkHead(disk, file, found, stream)
  const { entries, ...head } = found
  if (!isObject(entries)) throw foreign(disk, file, 'entries')
  const map = new Map(Object.entries(entries) as [string, BaseEntry][])
  for (const [key, entry] of map) checkEntry(disk, file, { key, entry })
  return { known: { ...head, entries: map }, mark: digestOf(text) }
}

/** undefined where the file is not as we write it. */
function readByLine(disk: Disk, file: string, stream: string): StateFile | undefined {
  const handle = openToRead(disk, file)
  try {
    const lines = linesOf(disk, handle)
    const first = lines.next().value as { text: string } | undefined
    const head = first && headFrom(first.text)
    if (!first || !head) return undefined
    checkHead(disk, file, head, stream)
    const entries = new Map<string, BaseEntry>()
    let ended = false
    for (const { text } of lines) {
      if (ended) return undefined
      if (text === LAST_LINE) ended = true
      else takeEntry(text, (key, entry) => entries.set(key, checkEntry(disk, file, { key, entry })))
    }
    return ended ? { known: { ...head, entries }, mark: digestOf(first.text) } : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw storeError('STATE_UNREADABLE', file, error)
  } finally {
    disk.closeSync(handle)
  }
}

function takeEntry(line: string, take: (key: string, entry: unknown) => void): void {
  const bare = line.endsWith(',') ? line.slice(0, -1) : line
  const parsed = JSON.parse(`{${bare}}`) as Record<string, unknown>
  for (const key of Object.keys(parsed)) take(key, parsed[key])
}

/** The entry, or a StoreError that names the file and the key. */
function checkEntry(
  disk: Disk, file: string, { key, entry }: { readonly key: string; readonly entry: unknown },
): BaseEntry {
  const fault = entryFault(entry)
  if (fault) throw foreign(disk, file, `the entry of "${key}" ${fault}`)
  return entry as BaseEntry
}

function headFrom(line: string): Head | undefined {
  if (!line.endsWith(HEAD_END)) return undefined
  try {
    return JSON.parse(`${line.slice(0, -HEAD_END.length)}}`) as Head
  } catch {
    return undefined
  }
}

function checkHead(disk: Disk, file: string, head: Head, stream: string | undefined = head.stream): Head {
  if (!isObject(head)) throw foreign(disk, file, typeof head)
  checkVersion(disk, file, head.formatVersion)
  if (typeof head.stream !== 'string' || head.stream !== stream) throw foreign(disk, file, String(head.stream))
  if (!isObject(head.fingerprints)) throw foreign(disk, file, 'fingerprints')
  if (typeof head.mappingDigest !== 'string') throw foreign(disk, file, 'mappingDigest')
  const fault = runFault(head.run)
  if (fault) throw foreign(disk, file, fault)
  return head
}

function checkVersion(disk: Disk, file: string, version: unknown): void {
  if (version === FORMAT_VERSION) return
  if (typeof version === 'number' && version > FORMAT_VERSION) {
    throw new StoreError(problem('STATE_NEWER', { file, version, known: FORMAT_VERSION }))
  }
  throw foreign(disk, file, 'formatVersion')
}

function parse(disk: Disk, file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    const cut = !text.trimEnd().endsWith('}')
    throw cut ? refused(disk, 'STATE_CUT', { file, length: text.length }) : foreign(disk, file, 'no JSON')
  }
}

function foreign(disk: Disk, file: string, found: string): StoreError {
  return refused(disk, 'STATE_FOREIGN', { file, found })
}

/** Names the backup only where there is one. */
function refused(
  disk: Disk, code: string, facts: Problem['facts'] & { readonly file: string },
): StoreError {
  const backup = `${facts.file}.bak`
  const has = stampOf(disk, backup) !== undefined
  return new StoreError(problem(code, { ...facts, ...(has ? { backup } : {}) }))
}

function firstLine(disk: Disk, file: string): string {
  const handle = openToRead(disk, file)
  try {
    const line = linesOf(disk, handle).next().value as { text: string } | undefined
    return line?.text ?? ''
  } finally {
    disk.closeSync(handle)
  }
}

function readText(disk: Disk, file: string): string {
  try {
    return disk.readFileSync(file, 'utf8')
  } catch (error) {
    throw storeError('STATE_UNREADABLE', file, error)
  }
}

function openToRead(disk: Disk, file: string): number {
  try {
    return disk.openSync(file, 'r')
  } catch (error) {
    throw storeError('STATE_UNREADABLE', file, error)
  }
}
