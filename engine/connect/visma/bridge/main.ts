// The child process: holds the API of one company and does what the lines on its input say, one
// after the other. When the parent is gone the input ends: the call under way is finished, the
// company is closed and the licence seat given back.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { problem, type Problem } from '../../../core/problem.js'
import { World, worldProblem } from '../../world/world.js'
import type { AdkApi } from '../adk.js'
import { AdkSimulator } from '../simulator/simulator.js'
import type { Host } from '../simulator/faults.js'
import type { AnswerLine, CallLine, Hello, Ready } from './child.js'
import { Session } from './serve.js'

/** How long a simulated hang lasts at most, so that no forgotten child stays for ever. */
const HANG_MS = 600_000
const BITS = process.arch === 'ia32' || process.arch === 'arm' ? 32 : 64

const CHILD: Host = {
  crash() {
    process.kill(process.pid, 'SIGKILL')
    throw new Error('crashed')
  },
  hang() {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, HANG_MS)
    process.exit(1)
  },
}

/**
 * A thread beside the one that calls the library. A call that never returns also never sees that
 * the parent is gone; it is ended as the parent would have ended it, so that no seat stays taken.
 */
const WATCH = `
  const { parent, patienceMs } = require('node:worker_threads').workerData
  let since
  const alive = () => {
    try { process.kill(parent, 0) } catch (error) { return error.code === 'EPERM' }
    return process.platform === 'win32' || process.ppid === parent
  }
  setInterval(() => {
    since = alive() ? undefined : since ?? Date.now()
    if (since !== undefined && Date.now() - since > patienceMs) process.kill(process.pid, 'SIGKILL')
  }, 250)
`

interface Start { readonly api: AdkApi; readonly ready: Ready }

async function startOf([kind, file]: readonly string[]): Promise<Start | Problem> {
  if (file === undefined) return problem('VISMA_LIBRARY_NOT_FOUND', { tried: '' })
  return kind === '--world' ? simulated(file) : await native(file)
}

function simulated(file: string): Start | Problem {
  try {
    return { api: new AdkSimulator(new World(file), CHILD), ready: { node: process.version, bits: BITS, missing: [] } }
  } catch (error) {
    return worldProblem(error, file, 'erp')
  }
}

async function native(file: string): Promise<Start | Problem> {
  try {
    const { startLibrary } = await import('./native/start.js')
    const { api, missing } = startLibrary(file)
    const { major, minor } = api.getVersion()
    return { api, ready: { node: process.version, bits: BITS, version: `${major}.${minor}`, missing } }
  } catch (error) {
    if (error instanceof Error && 'missing' in error) {
      return problem('VISMA_LIBRARY_FUNCTION_MISSING', { file, missing: (error.missing as string[]).join(', ') })
    }
    return problem('VISMA_LIBRARY_UNREADABLE', { file, why: (error as Error).message })
  }
}

/** Waits where the parent does not read as fast as we answer. */
async function say(line: Hello | AnswerLine): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain')
}

async function* linesOf(input: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const text of input) {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

async function serve({ api, ready }: Start): Promise<void> {
  const session = new Session(api)
  const end = () => {
    session.close()
    api.setWarningFunction(undefined)
    process.exit(0)
  }
  // Nobody reads the answers any more.
  process.stdout.on('error', end)
  await say({ ready })
  for await (const line of linesOf(process.stdin.setEncoding('utf8'))) {
    const { id, ...ask } = JSON.parse(line) as CallLine
    await say({ id, reply: session.serve(ask) })
  }
  end()
}

const [kind = '', file = '', patienceMs = '0'] = process.argv.slice(2)
new Worker(WATCH, { eval: true, execArgv: [], workerData: { parent: process.ppid, patienceMs: Number(patienceMs) } }).unref()
const start = await startOf([kind, file])
if ('api' in start) await serve(start)
else {
  await say({ refused: start })
  process.exit(1)
}
