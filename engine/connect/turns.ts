// Who may go when: a bounded number at once, and no more than so many a second. Waits, but never
// refuses and never repeats.

/** Runs at most so many tasks at once, first come, first served. */
export class Turns {
  private running = 0
  private readonly queue: (() => void)[] = []

  constructor(private readonly max: number) {}

  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.running >= this.max)
      await new Promise<void>((go) => {
        this.queue.push(go)
      })
    else this.running += 1
    try {
      return await task()
    } finally {
      const next = this.queue.shift()
      if (next) next()
      else this.running -= 1
    }
  }
}

/**
 * A token bucket: a second's worth may go at once, then one at a time. Without a rate everything
 * goes at once.
 */
export class Rate {
  private tokens: number
  private filledAt = Date.now()

  constructor(private readonly perSecond: number | undefined) {
    this.tokens = Math.max(1, perSecond ?? 1)
  }

  async take(): Promise<void> {
    if (this.perSecond === undefined) return
    const now = Date.now()
    this.tokens = Math.min(
      Math.max(1, this.perSecond),
      this.tokens + ((now - this.filledAt) * this.perSecond) / 1000,
    )
    this.filledAt = now
    // Taken before waiting, so that those behind wait their own time after ours.
    this.tokens -= 1
    if (this.tokens >= 0) return
    await new Promise((resolve) => {
      setTimeout(resolve, (-this.tokens / (this.perSecond ?? 1)) * 1000)
    })
  }
}

/** The results of a task over a list, in its order, at most so many at once. */
export async function inParallel<From, To>(
  list: readonly From[],
  max: number,
  task: (one: From) => Promise<To>,
): Promise<To[]> {
  const turns = new Turns(max)
  return Promise.all(list.map((one) => turns.run(() => task(one))))
}
