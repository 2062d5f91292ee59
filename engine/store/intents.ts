// What the engine is about to do, on disk before it is done. Append-only: a line for each intent
// and one for what became of it. A crash at any point loses nothing that begin() promised; after a
// fault of the disk nothing more is promised.
import { join } from 'node:path'
import { problem } from '../core/problem.js'
import {
  type Disk, codeOf, makeFolder, nodeDisk, replaceFile, storeError, writeWhole,
} from './disk.js'
import {
  type IntentLine, INTENTS_FORMAT, intentLines, isSettled, lineText, type Meant, monthFiles, type Outcomes,
} from './intent-file.js'
import { type Intent, type Intents, StoreError } from './memory.js'

/** Who writes: only the holder of the lease. */
export interface IntentWriter {
  /** Left out, named after its beginning and its fence. */
  readonly run?: string
  readonly fence: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Asked before every line: does the lease still stand? */
  readonly owns: () => boolean
}

export interface IntentsOptions {
  /** The customer's folder. */
  readonly dir: string
  readonly disk?: Disk
}

interface Waiting {
  readonly line: string
  readonly sync: boolean
  readonly after: () => void
  readonly failed: (error: unknown) => void
}

/** So long after it was sent nothing can arrive by itself any more. */
const DOUBTED_MS = 3_600_000

export class FileIntents implements Intents {
  readonly folder: string
  private readonly disk: Disk
  private readonly openOnes = new Map<string, Meant>()
  /** Ended as not done, the oldest first. */
  private readonly notDone: Meant[] = []
  private readonly waiting: Waiting[] = []
  private flushing: Promise<void> | undefined
  private file = ''
  private handle: number | undefined
  private size = 0
  private lastId = ''
  private broken: StoreError | undefined

  /** For the holder of the lease. Cuts off a line that was never finished. */
  static open(options: IntentsOptions & IntentWriter): FileIntents {
    const run = options.run ?? nextId(options.now(), options.fence, '')
    return new FileIntents(options, { ...options, run })
  }

  /** For history and status, also while an engine writes: begin and end are refused. */
  static read(options: IntentsOptions): FileIntents {
    return new FileIntents(options)
  }

  /** Finds what is open in one pass over the newest file. */
  private constructor(
    options: IntentsOptions, private readonly holder?: IntentWriter & { readonly run: string },
  ) {
    this.disk = options.disk ?? nodeDisk
    this.folder = join(options.dir, '.samsyn', 'intents')
    const newest = monthFiles(this.disk, this.folder).at(-1)
    if (newest) this.load(newest)
  }

  async begin(meant: Omit<Intent, 'id' | 'at' | 'run' | 'fence'>): Promise<string> {
    const { run, fence, now } = this.writer()
    this.lastId = nextId(now(), fence, this.lastId)
    const intent: Intent = { id: this.lastId, run, fence, at: new Date(now()).toISOString(), ...meant }
    await this.append({ begin: intent }, true, () => this.openOnes.set(intent.id, { intent, outcomes: {} }))
    return intent.id
  }

  /**
   * An item whose outcome is unknown stays open until another end settles it. Not synced: a lost
   * end is looked into again.
   */
  async end(id: string, outcomes: Outcomes): Promise<void> {
    const at = new Date(this.writer().now()).toISOString()
    await this.append({ end: { id, at, outcomes } }, false, () => this.settle(id, outcomes))
  }

  open(): readonly Intent[] {
    return [...this.openOnes.values()].map(({ intent }) => intent)
  }

  doubted(): readonly Intent[] {
    this.forgetOld()
    return this.notDone.map(({ intent }) => intent)
  }

  /** In the order in which their outcomes became known; those still open come last. */
  async* history(): AsyncGenerator<Meant> {
    const pending = new Map<string, Meant>()
    for (const file of monthFiles(this.disk, this.folder)) {
      for (const line of intentLines(this.disk, file)) {
        if ('begin' in line) pending.set(line.begin.id, { intent: line.begin, outcomes: {} })
        // Usually the month before told it already; its file may have been put away.
        if ('carried' in line && !isSettled(line.carried)) pending.set(line.carried.intent.id, line.carried)
        if (!('end' in line)) continue
        const meant = withOutcomes(pending.get(line.end.id), line.end.outcomes)
        if (!meant) continue
        if (!isSettled(meant)) pending.set(line.end.id, meant)
        else if (pending.delete(line.end.id)) yield meant
      }
    }
    yield* pending.values()
  }

  async close(): Promise<void> {
    await this.flushing
    if (this.handle === undefined) return
    const handle = this.handle
    this.handle = undefined
    try {
      if (!this.broken) this.disk.fsyncSync(handle)
    } finally {
      this.disk.closeSync(handle)
    }
  }

  private load(file: string): void {
    const lines = intentLines(this.disk, file)
    let step = lines.next()
    for (; !step.done; step = lines.next()) this.take(step.value)
    this.file = file
    this.size = step.value
    if (this.holder) this.openFile()
  }

  private take(line: IntentLine): void {
    if ('head' in line) this.lastId = line.head.after
    else if ('end' in line) this.settle(line.end.id, line.end.outcomes)
    else {
      const meant = 'begin' in line ? { intent: line.begin, outcomes: {} } : line.carried
      if (isSettled(meant)) this.notDone.push(meant)
      else this.openOnes.set(meant.intent.id, meant)
      if (meant.intent.id > this.lastId) this.lastId = meant.intent.id
    }
  }

  private settle(id: string, outcomes: Outcomes): void {
    const meant = withOutcomes(this.openOnes.get(id), outcomes)
    if (!meant) return
    if (!isSettled(meant)) {
      this.openOnes.set(id, meant)
      return
    }
    this.openOnes.delete(id)
    if (meant.intent.since && Object.values(meant.outcomes).includes('not done')) this.notDone.push(meant)
    this.forgetOld()
  }

  private forgetOld(): void {
    const nowMs = this.holder?.now() ?? Number.POSITIVE_INFINITY
    while (this.notDone[0] && nowMs - Date.parse(this.notDone[0].intent.at) > DOUBTED_MS) this.notDone.shift()
  }

  private writer(): IntentWriter & { readonly run: string } {
    const writer = this.holder
    if (!writer?.owns()) throw new StoreError(problem('STATE_NOT_OWNER', { file: this.folder }))
    if (this.broken) throw this.broken
    return writer
  }

  /** Lines that are asked for while the disk is busy go out together, and share one sync. */
  private append(line: IntentLine, sync: boolean, after: () => void): Promise<void> {
    return new Promise((resolve, failed) => {
      this.waiting.push({ line: lineText(line), sync, failed, after: () => { after(); resolve() } })
      this.flushing ??= Promise.resolve().then(() => this.flush())
    })
  }

  private async flush(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0)
      try {
        this.write(batch.map((each) => each.line).join(''))
        if (batch.some((each) => each.sync)) await this.sync()
        for (const each of batch) each.after()
      } catch (error) {
        for (const each of batch) each.failed(error)
      }
    }
    this.flushing = undefined
  }

  private write(text: string): void {
    if (this.broken) throw this.broken
    this.turnMonth()
    try {
      this.size += writeWhole(this.disk, this.handle!, text, this.size)
    } catch (error) {
      this.cutBack()
      throw storeError('STATE_UNWRITABLE', this.file, error)
    }
  }

  /** After a failed sync nobody knows what is on disk, whatever a second sync says. */
  private async sync(): Promise<void> {
    const failed = await new Promise<unknown>((resolve) => this.disk.fsync(this.handle!, resolve))
    if (failed) throw this.stop(failed)
  }

  /** Half a line must not stand before the next one. */
  private cutBack(): void {
    try {
      this.disk.ftruncateSync(this.handle!, this.size)
    } catch (error) {
      this.stop(error)
    }
  }

  private stop(error: unknown): StoreError {
    const reason = codeOf(error) || String(error)
    this.broken = new StoreError(problem('INTENTS_STOPPED', { file: this.file, reason }))
    return this.broken
  }

  /**
   * A new month begins with what is still open, so that the newest file alone tells it. The month
   * never goes back.
   */
  private turnMonth(): void {
    const month = new Date(this.writer().now()).toISOString().slice(0, 7)
    const file = join(this.folder, `${month}.ndjson`)
    if (this.handle !== undefined && file <= this.file) return
    makeFolder(this.disk, this.folder)
    this.forgetOld()
    const open = [...this.openOnes.values(), ...this.notDone]
    replaceFile(this.disk, file, (put) => {
      put(lineText({ head: { formatVersion: INTENTS_FORMAT, month, after: this.lastId } }))
      for (const carried of open) put(lineText({ carried }))
    })
    const old = this.handle
    this.file = file
    this.size = this.disk.statSync(file).size
    this.openFile()
    if (old !== undefined) this.disk.closeSync(old)
  }

  private openFile(): void {
    try {
      this.handle = this.disk.openSync(this.file, 'r+')
      this.disk.ftruncateSync(this.handle, this.size)
    } catch (error) {
      throw storeError('STATE_UNWRITABLE', this.file, error)
    }
  }
}

function withOutcomes(meant: Meant | undefined, outcomes: Outcomes): Meant | undefined {
  return meant && { intent: meant.intent, outcomes: { ...meant.outcomes, ...outcomes } }
}

/**
 * Sorts in the order of beginning and never comes twice, even when the clock leaps back:
 * "20261125T063000123Z-17".
 */
function nextId(nowMs: number, fence: number, last: string): string {
  const lastMs = last === '' ? 0 : msOf(last)
  const stamp = new Date(Math.max(nowMs, lastMs + 1)).toISOString().replace(/[-:.]/g, '')
  return `${stamp}-${fence}`
}

function msOf(id: string): number {
  const iso = id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/, '$1-$2-$3T$4:$5:$6.$7Z')
  return Date.parse(iso) || 0
}
