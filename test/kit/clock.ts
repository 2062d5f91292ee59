// A clock that stands still until a test moves it.

export interface TestClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Moves on at once by as much as is waited. */
  wait(ms: number): Promise<void>
  advance(ms: number): void
  set(iso: string): void
}

export function testClock(iso = '2026-11-25T06:30:00Z'): TestClock {
  let at = Date.parse(iso)
  return {
    now: () => at,
    wait: async (ms) => { at += ms },
    advance: (ms) => { at += ms },
    set: (next) => { at = Date.parse(next) },
  }
}
