// What persons approved: one small file for each approval, so that an approval needs no lock and
// none is ever lost.
import { join } from 'node:path'
import { digestOf } from '../values/digest.js'
import { type Disk, makeFolder, namesIn, replaceFile, stampOf, storeError } from './disk.js'
import { fileNameOf } from './file-name.js'

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
    const files = namesIn(this.disk, this.folder).filter((name) => name.endsWith('.json'))
      .map((name) => join(this.folder, name))
    const stamps = files.map((file) => `${file} ${stampOf(this.disk, file)}`).join('\n')
    if (stamps !== this.stamps) {
      this.digests = new Set(files.flatMap((file) => this.read(file).changes))
      this.stamps = stamps
    }
    return this.digests
  }

  /** On disk when it returns. Another approval of the same group adds to the former one. */
  add(approval: Approval): void {
    makeFolder(this.disk, this.folder)
    const which = digestOf([...approval.changes].sort()).slice(0, 16)
    const file = join(this.folder, `${fileNameOf(approval.group)}.${which}.json`)
    const text = JSON.stringify({ formatVersion: 1, ...approval }, undefined, 1)
    replaceFile(this.disk, file, (put) => put(`${text}\n`))
  }

  private read(file: string): Approval {
    try {
      const approval = JSON.parse(this.disk.readFileSync(file, 'utf8')) as Partial<Approval>
      if (Array.isArray(approval.changes)) return approval as Approval
      throw new SyntaxError('no approval')
    } catch (error) {
      const code = error instanceof SyntaxError ? 'STATE_FOREIGN' : 'STATE_UNREADABLE'
      throw storeError(code, file, error)
    }
  }
}
