// samsyn run: every stream at its rhythm, until it is stopped. Start is recovery; the status page tells how it goes.
import { EXIT, hasFailed } from '../exit.js'
import { logTeller } from '../log-teller.js'
import { note } from '../out.js'
import { ofNoun } from '../../report/number-text.js'
import { openProject } from '../project.js'
import { realClock, SessionError } from '../session.js'
import { statusServer } from '../status-server.js'
import { listenForStop } from '../until-stopped.js'
import { withSession } from '../with-session.js'
import { problem } from '../../core/problem.js'
import type { Stream } from '../../core/stream.js'
import type { Specs } from '../../load/specs.js'
import { ordersTold } from '../../report/orders-told.js'
import { startLoop } from '../../run/loop.js'
import type { Tell } from '../../run/parts.js'
import type { Passed } from '../../run/pass.js'

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const project = await openProject(args[0])
  if (!project) return EXIT.failed
  const forSeconds = options['for'] === undefined ? undefined : Number(options['for'])
  const stop = listenForStop(forSeconds)
  const teller = await logTeller('info')
  const clock = realClock(stop.signal)
  const ended = await withSession(project, { write: true, patient: true, tell: teller.tell, clock, stopping: () => stop.asked }, async ({ parts, store }) => {
    const page = Number(options['port']) < 0 ? undefined : await statusServer(project, store, Number(options['port']))
    note(`samsyn runs ${project.desired.name}, ${ofNoun(project.desired.streams.length, 'stream')}.${page ? ` status page: ${page.url}` : ''} Ctrl-C stops it.`)
    let fault: unknown
    let failing = false
    const loop = startLoop({
      parts,
      onPass: (passed, streams) => {
        failing = hasFailed(passed.document)
        tellPass(passed, streams, teller.tell, project.specs)
      },
      onFault: (error) => { fault = error },
    })
    const watch = setInterval(() => { if (fault !== undefined || parts.stopping?.()) finish() }, 200)
    let finish: () => void = () => undefined
    await Promise.race([stop.done, new Promise<void>((resolve) => { finish = resolve })])
    clearInterval(watch)
    await loop.stop()
    await page?.close()
    if (fault !== undefined) throw fault
    // Who asks for so many seconds wants to know how they went.
    if (stop.asked) return forSeconds !== undefined && failing ? EXIT.failed : EXIT.done
    // Nobody asked: the lease is lost.
    throw new SessionError(problem('STATE_NOT_OWNER'))
  })
  return ended ?? EXIT.failed
}

/** What a pass came to; each stream that could not run by itself, with the reason's code and facts. */
function tellPass(passed: Passed, streams: readonly Stream[], tell: Tell, specs: Specs): void {
  const { document, outcomes } = passed
  const failed = document.streams.flatMap((one) => (one.failed ? [{ stream: one.stream, ...one.failed }] : []))
  for (const { stream, code, facts } of failed) tell('stream failed', { stream, code, ...facts })
  for (const fields of ordersTold(passed, specs)) tell('orders', fields)
  tell('pass', { streams: streams.map((one) => one.id), totals: document.totals, written: outcomes.length, failed: failed.length })
}
