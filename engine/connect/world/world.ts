// The file that a simulator keeps its data in. A person may edit it while simulators run; several
// processes may use it at once. Two files: FILE is a readable checkpoint, FILE.effects.ndjson the
// log of every effect, which is on disk before it is answered and is never cut, so that a test can
// be the judge of what really happened. What a world holds follows from the two files alone: the file, and each effect after the
// place in the log that the file names, merged field by field with what a person has edited (merge.ts).
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { problem, type Problem } from '../../core/problem.js'
import { rowAfter, withWas, type Put, type Row } from './merge.js'

export type { Put, Row }
/** Tables of rows by key; what a simulated system holds. */
export type Tables = { [table: string]: { [key: string]: Row } }

/** One thing that happened to the simulated system. */
export interface Effect {
  readonly seq: number
  readonly at: string
  /** The call that did it, in the system's own words. */
  readonly what: string
  readonly puts: readonly Put[]
}

/** Told of every row that was put; without arguments: everything was read anew. */
export type Listener = (put?: Put) => void

interface Checkpoint {
  seq: number
  offset: number
  settings: Row
  tables: Tables
}

/**
 * How much log may gather before the checkpoint is written anew, in bytes; or as much as the checkpoint itself holds, where that is
 * more: a large world is not written over and over.
 */
const CHECKPOINT_AFTER_BYTES = 4_000_000

export class World {
  settings: Row = {}
  tables: Tables = {}
  private seq = 0
  private offset = 0
  private checkpointStamp = ''
  private checkpointOffset = 0
  private checkpointBytes = 0
  private wrote = false
  private readonly listeners: Listener[] = []
  readonly log: string

  constructor(readonly file: string) {
    this.log = `${file}.effects.ndjson`
    this.load()
  }

  /** A new world file; refuses to overwrite one that is there. */
  static create(file: string, settings: Row, tables: Tables): World {
    if (existsSync(file)) throw new Error(`${file} exists already`)
    writeCheckpoint(file, { seq: 0, offset: 0, settings, tables })
    return new World(file)
  }

  /**
   * Takes in what other processes did, and what a person edited in the file. Cheap when nothing
   * happened.
   */
  refresh(): void {
    if (stamp(this.file) !== this.checkpointStamp) this.load()
    else this.replay()
  }

  /** One row; keys of other people's choosing never reach what JavaScript objects inherit. */
  row(table: string, key: string): Row | undefined {
    const rows = this.table(table)
    return Object.hasOwn(rows, key) ? rows[key] : undefined
  }

  table(name: string): { [key: string]: Row } {
    return (this.tables[name] ??= {})
  }

  /** For indexes over the tables: tells of each change, whoever made it. */
  watch(listener: Listener): void {
    this.listeners.push(listener)
  }

  /** Makes it happen: on disk first, then in memory. */
  effect(what: string, puts: readonly Put[]): Effect {
    this.refresh()
    const done: Effect = {
      seq: this.seq + 1, at: new Date().toISOString(), what,
      puts: puts.map((put, nth) => {
        const earlier = puts.slice(0, nth).findLast(([table, key]) => table === put[0] && key === put[1])
        return withWas(put, earlier ? earlier[2] ?? undefined : this.row(put[0], put[1]))
      }),
    }
    const line = `${JSON.stringify(done)}\n`
    this.wrote = true
    appendFileSync(this.log, this.torn() ? `\n${line}` : line)
    this.replay()
    if (this.offset - this.checkpointOffset > Math.max(CHECKPOINT_AFTER_BYTES, this.checkpointBytes)) this.checkpoint()
    return done
  }

  /** Writes the readable file anew. Who edits it just then is not overwritten, but taken in. */
  checkpoint(): void {
    const unedited = () => stamp(this.file) === this.checkpointStamp
    do {
      if (!unedited()) this.load()
    } while (!writeCheckpoint(this.file, {
      seq: this.seq,
      offset: this.offset,
      settings: this.settings,
      tables: this.tables,
    }, unedited))
    this.stands()
  }

  /**
   * For who is done with a world for now: a person who opens the file finds what it holds. Killed before, nothing is lost: the log
   * has it, and the next one who opens the world reads both. Who has only read writes nothing here, either.
   */
  fold(): void {
    if (!this.wrote || !existsSync(this.file)) return
    this.refresh()
    if (this.offset > this.checkpointOffset) this.checkpoint()
  }

  private load(): void {
    const text = readFileSync(this.file, 'utf8')
    let data: Partial<Checkpoint>
    try {
      data = JSON.parse(text) as Partial<Checkpoint>
    } catch (error) {
      throw new Error(`${this.file} is not JSON: ${(error as Error).message}`)
    }
    this.settings = data.settings ?? {}
    this.tables = data.tables ?? {}
    this.seq = data.seq ?? 0
    this.offset = data.offset ?? 0
    this.stands()
    for (const listener of this.listeners) listener()
    this.replay()
  }

  /** The checkpoint is as this world knows it. */
  private stands(): void {
    this.checkpointOffset = this.offset
    this.checkpointStamp = stamp(this.file)
    this.checkpointBytes = statSync(this.file).size
  }

  /**
   * Whether the log ends in half a line: its writer died in the middle, and nobody was ever
   * answered.
   */
  private torn(): boolean {
    return existsSync(this.log) && statSync(this.log).size > this.offset
  }

  /**
   * Reads the log from where we were. A last line without its end belongs to a write still under
   * way, or one cut off.
   */
  private replay(): void {
    if (!existsSync(this.log)) return
    const handle = openSync(this.log, 'r')
    try {
      const size = fstatSync(handle).size
      if (size <= this.offset) return
      const bytes = Buffer.alloc(size - this.offset)
      readSync(handle, bytes, 0, bytes.length, this.offset)
      const whole = bytes.lastIndexOf(10) + 1
      for (const line of bytes.toString('utf8', 0, whole).split('\n')) {
        const effect = effectOf(line)
        if (!effect) continue
        this.seq = Math.max(this.seq, effect.seq)
        for (const put of effect.puts) {
          const [table, key] = put
          const row = rowAfter(put, this.row(table, key))
          if (row === undefined) delete this.table(table)[key]
          else this.table(table)[key] = row
          for (const listener of this.listeners) listener([table, key, row ?? null])
        }
      }
      this.offset += whole
    } finally {
      closeSync(handle)
    }
  }
}

/** Why a world cannot be opened. One that is not there yet is told with the command that makes it. */
export function worldProblem(error: unknown, file: string, kind: string): Problem {
  const { code, path, message } = error as NodeJS.ErrnoException
  return code === 'ENOENT' && path === file
    ? problem('WORLD_MISSING', { file, kind })
    : problem('WORLD_UNREADABLE', { file, message })
}

/** Every effect so far, oldest first: the judge's own view. */
export function effectsOf(file: string): Effect[] {
  const log = `${file}.effects.ndjson`
  if (!existsSync(log)) return []
  return readFileSync(log, 'utf8')
    .split('\n')
    .map(effectOf)
    .filter((effect): effect is Effect => effect !== undefined)
}

/** undefined for an empty line, and for one that was cut off. */
function effectOf(line: string): Effect | undefined {
  if (!line.endsWith('}')) return undefined
  try {
    return JSON.parse(line) as Effect
  } catch {
    return undefined
  }
}

function stamp(file: string): string {
  const { mtimeMs, size, ino } = statSync(file)
  return `${ino}:${mtimeMs}:${size}`
}

/** Whether it was written: not where `may` says, once all is ready, that the file is another than it was. */
function writeCheckpoint(file: string, data: Checkpoint, may: () => boolean = () => true): boolean {
  mkdirSync(dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}.tmp`
  writeFileSync(temporary, `${JSON.stringify(data, undefined, 1)}\n`)
  if (may()) renameSync(temporary, file)
  else rmSync(temporary)
  return !existsSync(temporary)
}
