// A process that can be stopped at any of its requests. A stopped one is not told of it: whatever it asked for is never answered, and
// whatever it would have asked for afterwards never happens, as after a kill. No finally runs, and no catch sees it.

/**
 * before: nothing was sent. after: it happened, and the answer did not arrive. late: the request was on its way when the process stopped,
 * and happens when a later process has made so many requests.
 */
export type When = 'before' | 'after' | { readonly late: number; readonly isDue: () => boolean }
export interface Stop { readonly at: number; readonly when: When }

/** A request whose answer is lost while the process lives on; it happens after so many more. */
export interface Lost { readonly at: number; readonly after: number; readonly isDue: () => boolean }

/** What a request is: of the shop or the ERP, or of the disk that remembers. */
export type Kind = 'shop read' | 'shop write' | 'erp read' | 'erp write' | 'intent' | 'outcome' | 'memory'

/** A request that happens when its process is gone: after so many requests of the next one, and in any case before that moment. */
export interface Late { readonly after: number; readonly isDue: () => boolean; readonly arrive: () => Promise<unknown> }

const NEVER = new Promise<never>(() => {})

export class Process {
  readonly asked: Kind[] = []
  readonly gone: Promise<'stopped'>
  private stopped = false
  private tellGone: () => void = () => {}

  /** arriving: what an earlier process sent, and that is still on its way. */
  constructor(private readonly stop?: Stop, private arriving?: Late, private readonly lost?: Lost) {
    this.gone = new Promise((resolve) => { this.tellGone = () => { resolve('stopped') } })
  }

  /** What it sent and nobody has seen happen. */
  get left(): Late | undefined {
    return this.arriving
  }

  /** One request: act is what it does in the world. unanswered: what whoever asks is told where no answer comes. */
  async request<Answer>(kind: Kind, act: () => Promise<Answer>, unanswered?: () => Answer): Promise<Answer> {
    if (this.stopped) return NEVER
    const at = this.asked.push(kind)
    const when = this.stop?.at === at ? this.stop.when : undefined
    if (when === 'before') return this.end()
    if (typeof when === 'object') {
      this.arriving = { after: when.late, isDue: when.isDue, arrive: act }
      return this.end()
    }
    if (this.lost?.at === at && unanswered) {
      this.arriving = { after: at + this.lost.after, isDue: this.lost.isDue, arrive: act }
      return unanswered()
    }
    if (this.arriving && (at > this.arriving.after || this.arriving.isDue())) await this.arrive()
    const answer = await act()
    if (when === 'after') return this.end()
    return this.stopped ? NEVER : answer
  }

  /** Whatever is still on its way arrives now. */
  async arrive(): Promise<void> {
    const { arriving } = this
    this.arriving = undefined
    await arriving?.arrive()
  }

  private end(): Promise<never> {
    this.stopped = true
    this.tellGone()
    return NEVER
  }
}
