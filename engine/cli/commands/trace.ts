// samsyn trace: the whole chain of one order, from the shop to the ERP and back, with what waits and what to do. Reads, and writes nothing.
import { maskTrace } from '../../report/trace.js'
import { traceText } from '../../report/trace-text.js'
import { EXIT } from '../exit.js'
import { note, print, printJson } from '../out.js'
import { openProject } from '../project.js'
import { orderLanes, traceOrder } from '../tracing.js'
import { withSession } from '../with-session.js'

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const [key = '', dir] = args
  const project = await openProject(dir)
  if (!project) return EXIT.failed
  const all = orderLanes(project.desired.streams)
  const shop = options['shop'] as string | undefined
  const lanes = new Map([...all].filter(([name]) => shop === undefined || name === shop))
  if (lanes.size === 0) {
    note(shop === undefined || all.size === 0 ? 'no stream carries orders here; samsyn status says why.' : `no shop "${shop}" has orders here. those that do: ${[...all.keys()].join(', ')}.`)
    return EXIT.failed
  }
  const personal = options['showPersonalData'] === true
  const traced = await withSession(project, { write: false }, ({ parts }) => traceOrder(key, lanes, { project, parts, nowMs: Date.now(), personal }))
  if (!traced) return EXIT.failed
  const trace = personal ? traced : maskTrace(traced, project.specs.entities)
  if (options['json']) printJson(trace)
  else print(traceText(trace, project.specs.problems))
  return trace.shops.some(({ order, documents, writes }) => order || (documents?.length ?? 0) > 0 || writes.length > 0) ? EXIT.done : EXIT.failed
}
