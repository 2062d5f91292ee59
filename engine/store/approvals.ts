// What persons approved: one small file for each approval, so that an approval needs no lock and
// none is ever lost. Only the engine takes something away: what was done.
import { join } from 'node:path'
import { problem } from '../core/problem.js'
import { digestOf } from '../values/digest.js'
import {
  codeOf, type Disk, makeFolder, namesIn, replaceFile, stampOf, storeError, syncFolder, whileBusy,
} from './disk.js'
import { fileNameOf } from './file-name.js'
import { StoreError } from './memory.js'

/** A person's yes to the changes of one group. */
export interface Approval {
  readonly group: string
  readonly changes: readonly string[]
  readonly by: string
  /** ISO time. */
  readonly at: string
}

export class Approvals {
  private stamps = ''
  private digests: ReadonlySet<string> = new Set()

  constructor(private readonly disk: Disk, private readonly folder: string) {}

  /** Digests of all approved changes. Sees what another process approved meanwhile. */
  approved(): ReadonlySet<string> {
    const files = this.files()
    const stamps = files.map((file) => `${file} ${stampOf(this.disk, file)}`).join('\n')
    if (stamps !== this.stamps) {
      this.digests = new Set(files.flatMap((file) => this.read(file).changes))
      this.stamps = stamps
    }
    return this.digests
  }

  /**
   * On disk when it returns. Another approval of the same group adds to the former one; at another
   * time it is another file, which an engine that takes away from the former one leaves alone.
   */
  add(approval: Approval): void {
    makeFolder(this.disk, this.folder)
    const which = digestOf([approval.at, ...[...approval.changes].sort()]).slice(0, 16)
    this.put(join(this.folder, `${fileNameOf(approval.group)}.${which}.json`), approval)
  }

  /** Takes these changes out of every approval; one that holds nothing more is removed. */
  spend(digests: readonly string[]): void {
    const spent = new Set(digests)
    for (const file of this.files()) {
      const approval = this.read(file)
      const changes = approval.changes.filter((one) => !spent.has(one))
      if (changes.length === approval.changes.length) continue
      if (changes.length > 0) this.put(file, { ...approval, changes })
      else this.remove(file)
    }
  }

  private files(): readonly string[] {
    return namesIn(this.disk, this.folder).filter((name) => name.endsWith('.json'))
      .map((name) => join(this.folder, name))
  }

  private put(file: string, approval: Approval): void {
    const text = JSON.stringify({ formatVersion: 1, ...approval }, undefined, 1)
    replaceFile(this.disk, file, (put) => put(`${text}\n`))
  }

  private remove(file: string): void {
    try {
      whileBusy(() => this.disk.unlinkSync(file))
      syncFolder(this.disk, this.folder)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw storeError('STATE_UNWRITABLE', file, error)
    }
  }

  private read(file: string): Approval {
    try {
      const approval = JSON.parse(this.disk.readFileSync(file, 'utf8')) as Partial<Approval>
      if (Array.isArray(approval?.changes) && approval.changes.every((one) => typeof one === 'string')) return approval as Approval
      throw new SyntaxError('no approval')
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw storeError('STATE_UNREADABLE', file, error)
      throw new StoreError(problem('STATE_FOREIGN', { file, found: 'no approval' }))
    }
  }
}
