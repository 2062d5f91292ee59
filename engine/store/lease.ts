// One engine per company: whoever creates the next number of a lease holds it. A number is created
// once and never changes hands, so two that start at once cannot both win; a dead holder is
// followed, never pushed aside. See the law in the tests.
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { problem } from '../core/problem.js'
import { digestOf } from '../values/digest.js'
import {
  codeOf, type Disk, makeFolder, namesIn, nodeDisk, removeQuietly, replaceFile, storeError, temporaryName, writeNew,
} from './disk.js'
import { StoreError } from './memory.js'
import { lifeOf, startOf, userName } from './process.js'

export interface LeaseOptions {
  /** What only one engine may write to: the ERP's fingerprint. */
  readonly key: string
  /** The customer's folder, for the message to whoever comes second. */
  readonly dir: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Left out, this process of this user. */
  readonly owner?: string
  readonly pid?: number
  readonly host?: string
  /** A holder elsewhere that did not renew for so long is taken for dead. */
  readonly ttlMs?: number
  /** Where the leases lie; left out, one folder of the machine. */
  readonly folder?: string
  readonly disk?: Disk
}

export interface Lease {
  /** Higher than that of every holder before. */
  readonly fence: number
  /**
   * Says that the holder lives; false where the lease is lost, and then nothing more may be
   * written.
   */
  renew(): boolean
  release(): void
}

export interface HeldBy {
  readonly pid: number
  readonly host: string
  readonly since: string
  readonly dir: string
  readonly owner: string
}
export interface Held { readonly heldBy: HeldBy; readonly ageMs: number }

interface LeaseRecord extends HeldBy {
  readonly id: string
  readonly start?: string
  readonly released?: boolean
}
interface Place { readonly disk: Disk; readonly folder: string; readonly name: string }

const TTL_MS = 60_000
const TRIES_MAX = 50

/** Takes the lease, or says who holds it. Never waits. */
export function acquireLease(options: LeaseOptions): Lease | Held {
  const place: Place = {
    disk: options.disk ?? nodeDisk,
    folder: options.folder ?? leaseFolder(options.disk ?? nodeDisk),
    name: nameOf(options.key),
  }
  makeFolder(place.disk, place.folder)
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const last = numbersOf(place).at(-1) ?? 0
    const record = last > 0 ? readRecord(place, last) : undefined
    // It was cleared away by a later holder in this very moment.
    if (last > 0 && !record) continue
    const held = record && heldBy(record, fileOf(place, last), { ...options, disk: place.disk })
    if (held) return held
    const lease = takeNumber(place, last + 1, options)
    if (lease) return lease
  }
  throw new StoreError(problem('LEASE_UNUSABLE', { file: join(place.folder, place.name), reason: 'TRIES' }))
}

/** Where and as of when to look for a holder. */
export type LeaseLook = Pick<LeaseOptions, 'key' | 'now' | 'host' | 'ttlMs' | 'folder' | 'disk'>

/** Who holds the lease, or undefined where nobody does. Looks, and touches nothing. */
export function leaseHolder(options: LeaseLook): HeldBy | undefined {
  const disk = options.disk ?? nodeDisk
  const place: Place = { disk, folder: options.folder ?? leaseFolder(disk), name: nameOf(options.key) }
  const last = numbersOf(place).at(-1)
  const record = last === undefined ? undefined : readRecord(place, last)
  return record && heldBy(record, fileOf(place, last as number), { ...options, disk })?.heldBy
}

/** The folder of the machine where leases lie: one for all customers and all checkouts of them. */
export function leaseFolder(disk: Disk = nodeDisk): string {
  const { SAMSYN_LEASES, ProgramData } = process.env
  if (SAMSYN_LEASES) return SAMSYN_LEASES
  if (process.platform === 'win32') return join(ProgramData ?? 'C:\\ProgramData', 'Samsyn', 'leases')
  const user = process.getuid?.() ?? 0
  const folder = join(tmpdir(), `samsyn-leases-${user}`)
  makeFolder(disk, folder)
  // Anyone may make a folder of this name where temporary files lie.
  if (disk.statSync(folder).uid !== user) {
    throw new StoreError(problem('LEASE_UNUSABLE', { file: folder, reason: 'OWNER' }))
  }
  return folder
}

/** Creates a number; undefined where another was faster. */
function takeNumber(place: Place, number: number, options: LeaseOptions): Lease | undefined {
  const pid = options.pid ?? process.pid
  const start = startOf(pid)
  const record: LeaseRecord = {
    id: `${pid}-${process.hrtime.bigint()}`, pid, dir: options.dir,
    host: options.host ?? hostname(), owner: options.owner ?? userName(),
    since: new Date(options.now()).toISOString(), ...(start === undefined ? {} : { start }),
  }
  const base = baseOf(place, options.now)
  if (!create(place, fileOf(place, number), record)) return undefined
  touch(place, fileOf(place, number), options.now())
  // Whoever slept between looking and creating may have created a number that is long past.
  if (numbersOf(place).at(-1) !== number) {
    removeQuietly(place.disk, fileOf(place, number))
    return undefined
  }
  clearPast(place, number)
  return leaseOf(place, { number, record, now: options.now, fence: base + number })
}

interface Taken {
  readonly number: number
  readonly record: LeaseRecord
  readonly now: () => number
  readonly fence: number
}

function leaseOf(place: Place, { number, record, now, fence }: Taken): Lease {
  const file = fileOf(place, number)
  const holds = (): boolean => numbersOf(place).at(-1) === number && readRecord(place, number)?.id === record.id
  return {
    fence,
    renew: () => {
      if (!holds()) return false
      touch(place, file, now())
      touch(place, baseFile(place), now())
      return true
    },
    release: () => {
      // The number stays, released: the next holder's is higher.
      if (holds()) replaceFile(place.disk, file, (put) => put(JSON.stringify({ ...record, released: true })))
    },
  }
}

interface Asking {
  readonly now: () => number
  readonly host?: string
  readonly ttlMs?: number
  readonly disk: Disk
}

/** Who holds it, or undefined where nobody does any more. */
function heldBy(record: LeaseRecord, file: string, asking: Asking): Held | undefined {
  if (record.released) return undefined
  const ageMs = Math.max(0, asking.now() - renewedAt(file, asking))
  const silent = ageMs > (asking.ttlMs ?? TTL_MS)
  const here = record.host === (asking.host ?? hostname())
  const life = here ? lifeOf(record.pid, record.start) : 'likely'
  if (life === 'dead' || (life === 'likely' && silent)) return undefined
  const { pid, host, since, dir, owner } = record
  return { heldBy: { pid, host, since, dir, owner }, ageMs }
}

function renewedAt(file: string, { disk, now }: Asking): number {
  try {
    return disk.statSync(file).mtimeMs
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return now()
    throw storeError('LEASE_UNUSABLE', file, error)
  }
}

/**
 * What fences count from. It is made once with the seconds of the day it is made, so that the
 * fences still rise after somebody emptied the folder.
 */
function baseOf(place: Place, now: () => number): number {
  const file = baseFile(place)
  if (readJson(place, file) === undefined) create(place, file, { base: Math.floor(now() / 1000) })
  const { base } = (readJson(place, file) ?? {}) as { base?: unknown }
  if (typeof base === 'number' && Number.isSafeInteger(base)) return base
  throw new StoreError(problem('LEASE_UNUSABLE', { file, reason: 'JSON' }))
}

/** Creates a file with all its content at once, or not at all; false where there is one already. */
function create(place: Place, file: string, content: object): boolean {
  const temporary = temporaryName(file)
  try {
    writeNew(place.disk, temporary, (put) => put(JSON.stringify(content)))
    place.disk.linkSync(temporary, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw storeError('LEASE_UNUSABLE', file, error)
  } finally {
    removeQuietly(place.disk, temporary)
  }
}

function clearPast(place: Place, number: number): void {
  for (const past of numbersOf(place)) if (past < number) removeQuietly(place.disk, fileOf(place, past))
}

function touch(place: Place, file: string, atMs: number): void {
  try {
    place.disk.utimesSync(file, atMs / 1000, atMs / 1000)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw storeError('LEASE_UNUSABLE', file, error)
  }
}

function numbersOf({ disk, folder, name }: Place): readonly number[] {
  const numbers = namesIn(disk, folder)
    .filter((each) => each.startsWith(`${name}.`) && /^\d+$/.test(each.slice(name.length + 1)))
    .map((each) => Number(each.slice(name.length + 1)))
  return numbers.sort((left, right) => left - right)
}

function readRecord(place: Place, number: number): LeaseRecord | undefined {
  const file = fileOf(place, number)
  const record = readJson(place, file) as Partial<LeaseRecord> | undefined
  if (record === undefined || typeof record.id === 'string') return record as LeaseRecord | undefined
  throw new StoreError(problem('LEASE_UNUSABLE', { file, reason: 'JSON' }))
}

/** undefined where there is no such file. */
function readJson({ disk }: Place, file: string): unknown {
  try {
    return JSON.parse(disk.readFileSync(file, 'utf8')) as unknown
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw storeError('LEASE_UNUSABLE', file, error instanceof SyntaxError ? { code: 'JSON' } : error)
  }
}

/** A number without a name is common in containers, and no reason to stop. */
function nameOf(key: string): string {
  return digestOf(key).slice(0, 32)
}

function fileOf({ folder, name }: Place, number: number): string {
  return join(folder, `${name}.${number}`)
}

function baseFile({ folder, name }: Place): string {
  return join(folder, `${name}.base`)
}
