// Which saved plans were applied: a plan is used once. A plan's file comes into being before its
// first change is sent.
import { join } from 'node:path'
import { codeOf, type Disk, makeFolder, replaceFile, stampOf, storeError, syncFolder, writeNew } from './disk.js'
import { fileNameOf } from './file-name.js'

/** started: an apply began and did not say that it ended. */
export type PlanState = 'new' | 'started' | 'finished'

export class Plans {
  constructor(
    private readonly disk: Disk, private readonly folder: string, private readonly now: () => number,
  ) {}

  /**
   * Burns the plan; false where it was burnt before. Of several that try at once, one is told true.
   */
  start(id: string): boolean {
    makeFolder(this.disk, this.folder)
    const file = this.fileOf(id)
    try {
      writeNew(this.disk, file, (put) => put(`${JSON.stringify({ id, startedAt: this.time() })}\n`))
      syncFolder(this.disk, this.folder)
      return true
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false
      throw storeError('STATE_UNWRITABLE', file, error)
    }
  }

  /** Says that the apply came to its end. */
  finish(id: string): void {
    replaceFile(this.disk, this.fileOf(id), (put) => put(`${JSON.stringify({ id, finishedAt: this.time() })}\n`))
  }

  /** That the file is there counts, not what a crash left in it. */
  state(id: string): PlanState {
    const file = this.fileOf(id)
    if (stampOf(this.disk, file) === undefined) return 'new'
    try {
      return this.disk.readFileSync(file, 'utf8').includes('"finishedAt"') ? 'finished' : 'started'
    } catch (error) {
      throw storeError('STATE_UNREADABLE', file, error)
    }
  }

  private fileOf(id: string): string {
    return join(this.folder, `${fileNameOf(id)}.json`)
  }

  private time(): string {
    return new Date(this.now()).toISOString()
  }
}
