// samsyn run: every stream at its rhythm, until it is stopped. Start is recovery; the status page tells how it goes.
import { EXIT } from '../exit.js'
import { logTeller } from '../log-teller.js'
import { note } from '../out.js'
import { openProject } from '../project.js'
import { realClock } from '../session.js'
import { statusServer } from '../status-server.js'
import { listenForStop } from '../until-stopped.js'
import { withSession } from '../with-session.js'
import { startLoop } from '../../run/loop.js'

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const project = await openProject(args[0])
  if (!project) return EXIT.failed
  const forSeconds = options['for'] === undefined ? undefined : Number(options['for'])
  const stop = listenForStop(forSeconds)
  const teller = await logTeller('info')
  const clock = realClock(stop.signal)
  const ended = await withSession(project, { write: true, patient: true, tell: teller.tell, clock, stopping: () => stop.asked }, async ({ parts, store }) => {
    const page = Number(options['port']) < 0 ? undefined : await statusServer(project, store, Number(options['port']))
    note(`samsyn runs ${project.desired.name}, ${project.desired.streams.length} streams.${page ? ` status page: ${page.url}` : ''} Ctrl-C stops it.`)
    let fault: unknown
    const loop = startLoop({
      parts,
      onPass: ({ document, outcomes }, streams) => teller.tell('pass', { streams: streams.map((one) => one.id), totals: document.totals, written: outcomes.length }),
      onFault: (error) => { fault = error },
    })
    const watch = setInterval(() => { if (fault !== undefined || parts.stopping?.()) finish() }, 200)
    let finish: () => void = () => undefined
    await Promise.race([stop.done, new Promise<void>((resolve) => { finish = resolve })])
    clearInterval(watch)
    await loop.stop()
    await page?.close()
    if (fault !== undefined) throw fault
    return stop.asked ? EXIT.done : EXIT.failed
  })
  return ended ?? EXIT.failed
}
