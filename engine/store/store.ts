// What is remembered between cycles, in the customer's folder. One writing per stream and cycle,
// whole and synced or not at all. A file that cannot be understood stops the stream with its name;
// nothing is ever begun afresh in silence. The only room that knows lowdb.
import { LowSync } from 'lowdb'
import { join } from 'node:path'
import { problem } from '../core/problem.js'
import type { BaseEntry, RunState } from '../types/state.js'
import { canonicalJson } from '../values/digest.js'
import { type Approval, Approvals } from './approvals.js'
import { type Disk, makeFolder, namesIn, nodeDisk, removeQuietly, replaceFile, stampOf } from './disk.js'
import { fileNameOf } from './file-name.js'
import { type Known, type Store, StoreError } from './memory.js'
import { type PlanState, Plans } from './plans.js'
import { FORMAT_VERSION, type Head, pourRun, pourState, readHead, readRun, readState } from './state-file.js'

/** As much of a stream as the store must know to say which items the engine created. */
export interface StreamPlace {
  readonly id: string
  readonly target: { readonly name: string }
  readonly entity: { readonly of: string }
}

export interface StoreOptions {
  /** The customer's folder. */
  readonly dir: string
  readonly streams?: readonly StreamPlace[]
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Asked before every writing: does the lease still stand? Left out, nobody may write. */
  readonly owns?: () => boolean
  readonly disk?: Disk
}

/**
 * A stream's file: lowdb keeps what it holds, our adapter does the reading and the safe writing.
 */
interface Slot { readonly low: LowSync<Known>; mark: string; stamp: string }

const NOTHING_YET = 'NothingYet'
const NO_ENTRIES: ReadonlyMap<string, BaseEntry> = new Map()

/** The target's key of an item that the engine created, and when. */
interface Born { readonly key: string; readonly at: string }

export class FileStore implements Store {
  readonly folder: string
  private readonly disk: Disk
  private readonly approvalFiles: Approvals
  private readonly planFiles: Plans
  private prepared = false
  private readonly slots = new Map<string, Slot>()
  private readonly bornIn = new WeakMap<ReadonlyMap<string, BaseEntry>, readonly Born[]>()

  constructor(private readonly options: StoreOptions) {
    const home = join(options.dir, '.samsyn')
    this.disk = options.disk ?? nodeDisk
    this.folder = join(home, 'state')
    this.approvalFiles = new Approvals(this.disk, join(home, 'approvals'))
    this.planFiles = new Plans(this.disk, join(home, 'plans'), options.now)
  }

  read(stream: string): Known {
    return this.slotOf(stream).low.data
  }

  async write(stream: string, next: Known): Promise<void> {
    const slot = this.slotOf(stream)
    const before = slot.low.data
    const entriesMoved = !sameMemory(before, next)
    if (!entriesMoved && canonicalJson(before.run) === canonicalJson(next.run)) return
    if (this.options.owns?.() !== true) throw new StoreError(problem('STATE_NOT_OWNER', { stream }))
    this.prepareFolder()
    slot.low.data = next
    try {
      if (entriesMoved || slot.mark === '') slot.low.write()
      else this.writeRun(stream, next.run, slot.mark)
      slot.stamp = this.stampOf(stream)
    } catch (error) {
      // What is on disk counts; the next reading takes it from there.
      this.slots.delete(stream)
      throw error
    }
  }

  /**
   * Writes in such a way that nothing of what was remembered before is left in the backup beside the file either. For an erasure.
   */
  async replace(stream: string, next: Known): Promise<void> {
    await this.write(stream, next)
    if (this.options.owns?.() !== true) throw new StoreError(problem('STATE_NOT_OWNER', { stream }))
    const slot = this.slotOf(stream)
    const run = slot.low.data.run
    slot.low.write()
    this.writeRun(stream, run, slot.mark)
    slot.stamp = this.stampOf(stream)
  }

  /**
   * Every stream that is remembered, without its entries: what a status needs, at the price of a
   * line each.
   */
  heads(): readonly Head[] {
    return namesIn(this.disk, this.folder).filter((name) => name.endsWith('.json')).map((name) => {
      const file = join(this.folder, name)
      const { head, mark } = readHead(this.disk, file)
      const run = readRun(this.disk, file.replace(/\.json$/, '.run'), mark)
      return run ? { ...head, run } : head
    })
  }

  streams(): readonly string[] {
    return this.heads().map(({ stream }) => stream)
  }

  approvals(): ReadonlySet<string> {
    return this.approvalFiles.approved()
  }

  async spend(digests: readonly string[]): Promise<void> {
    const approved = this.approvals()
    if (!digests.some((one) => approved.has(one))) return
    if (this.options.owns?.() !== true) throw new StoreError(problem('STATE_NOT_OWNER', {}))
    this.approvalFiles.spend(digests)
  }

  addApproval(approval: Approval): void {
    this.approvalFiles.add(approval)
  }

  /** Burns a saved plan before its first change; false where it was burnt before. */
  startPlan(id: string): boolean {
    return this.planFiles.start(id)
  }

  finishPlan(id: string): void {
    this.planFiles.finish(id)
  }

  planState(id: string): PlanState {
    return this.planFiles.state(id)
  }

  born(system: string, family: string, since = ''): ReadonlySet<string> {
    const keys = new Set<string>()
    for (const stream of this.options.streams ?? []) {
      if (stream.target.name !== system || stream.entity.of !== family) continue
      for (const { key, at } of this.bornOf(this.entriesIfAny(stream.id))) if (at >= since) keys.add(key)
    }
    return keys
  }

  /** What a damaged file knew is not known: its own stream says so, and the others go on. */
  private entriesIfAny(stream: string): ReadonlyMap<string, BaseEntry> {
    try {
      return this.read(stream).entries
    } catch (error) {
      if (error instanceof StoreError) return NO_ENTRIES
      throw error
    }
  }

  async close(): Promise<void> {
    this.slots.clear()
  }

  /**
   * Only the owner writes here: what lies about under a temporary name was left by a process that
   * died.
   */
  private prepareFolder(): void {
    if (this.prepared) return
    makeFolder(this.disk, this.folder)
    for (const name of namesIn(this.disk, this.folder)) {
      if (name.endsWith('.tmp')) removeQuietly(this.disk, join(this.folder, name))
    }
    this.prepared = true
  }

  private bornOf(entries: ReadonlyMap<string, BaseEntry>): readonly Born[] {
    const known = this.bornIn.get(entries)
    if (known) return known
    const keys: Born[] = []
    for (const [key, entry] of entries) {
      if (entry.born === 'target') keys.push({ key: entry.targetKey ?? key, at: entry.bornAt ?? '' })
    }
    this.bornIn.set(entries, keys)
    return keys
  }

  /** Read again only where a file is another one than before. */
  private slotOf(stream: string): Slot {
    const held = this.slots.get(stream)
    const stamp = this.stampOf(stream)
    if (held && held.stamp === stamp) return held
    const slot: Slot = { low: this.lowOf(stream, () => slot), mark: '', stamp }
    slot.low.read()
    this.slots.set(stream, slot)
    return slot
  }

  private lowOf(stream: string, slot: () => Slot): LowSync<Known> {
    const file = this.fileOf(stream)
    return new LowSync<Known>({
      read: () => {
        const found = readState(this.disk, file, stream)
        if (!found) return null
        slot().mark = found.mark
        const run = readRun(this.disk, this.runFileOf(stream), found.mark)
        return run ? { ...found.known, run } : found.known
      },
      write: (known) => {
        const { pour, mark } = pourState(known)
        replaceFile(this.disk, file, pour, { keepPrevious: true })
        slot().mark = mark
      },
    }, this.blank(stream))
  }

  private writeRun(stream: string, run: RunState, mark: string): void {
    replaceFile(this.disk, this.runFileOf(stream), pourRun(stream, run, mark))
  }

  private blank(stream: string): Known {
    const since = new Date(this.options.now()).toISOString()
    return {
      formatVersion: FORMAT_VERSION, stream, fingerprints: { source: '', target: '' }, mappingDigest: '',
      entries: new Map(),
      run: {
        seen: { source: -1, target: -1 }, window: [],
        condition: { type: 'Working', reason: NOTHING_YET, message: '', since },
      },
    }
  }

  private stampOf(stream: string): string {
    const main = stampOf(this.disk, this.fileOf(stream))
    return `${main} ${stampOf(this.disk, this.runFileOf(stream))}`
  }

  private fileOf(stream: string): string {
    return join(this.folder, `${fileNameOf(stream)}.json`)
  }

  private runFileOf(stream: string): string {
    return join(this.folder, `${fileNameOf(stream)}.run`)
  }
}

/**
 * Whether the part that lies in the large file is the same. Entries that were not touched are the
 * very same objects.
 */
function sameMemory(before: Known, next: Known): boolean {
  if (canonicalJson(before.fingerprints) !== canonicalJson(next.fingerprints)) return false
  if (before.mappingDigest !== next.mappingDigest) return false
  if (before.entries === next.entries) return true
  if (before.entries.size !== next.entries.size) return false
  for (const [key, entry] of next.entries) {
    const was = before.entries.get(key)
    if (was === entry) continue
    if (!was || canonicalJson(was) !== canonicalJson(entry)) return false
  }
  return true
}
