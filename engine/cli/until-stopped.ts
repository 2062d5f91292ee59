// Waits for the signal to stop. The first asks for a clean end; a second one ends the process at once.
export interface Stop { readonly asked: boolean; readonly signal: AbortSignal; readonly done: Promise<void> }

/** Listens to Ctrl-C and to a service manager's stop. afterSeconds: stop by itself. */
export function listenForStop(afterSeconds?: number): Stop {
  const controller = new AbortController()
  const done = new Promise<void>((finish) => controller.signal.addEventListener('abort', () => finish(), { once: true }))
  const ask = (): void => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort()
  }
  process.on('SIGINT', ask)
  process.on('SIGTERM', ask)
  if (afterSeconds !== undefined) setTimeout(() => controller.abort(), afterSeconds * 1000)
  return { get asked() { return controller.signal.aborted }, signal: controller.signal, done }
}

/** Resolves when somebody stops the process. Keeps it alive until then. */
export async function untilStopped(): Promise<void> {
  const alive = setInterval(() => undefined, 60_000)
  await listenForStop().done
  clearInterval(alive)
}
