// The child process: holds the API of one company and does what the lines on its input say. When
// the parent is gone the input ends: the call under way is finished, the company is closed and the
// licence seat given back.
import { World } from '../../world/world.js'
import type { AdkApi } from '../adk.js'
import type { Host } from '../simulator/faults.js'
import { AdkSimulator } from '../simulator/simulator.js'
import type { Ask } from './protocol.js'
import { Session } from './serve.js'

/** How long a simulated hang lasts at most, so that no forgotten child stays for ever. */
const HANG_MS = 600_000

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

function apiOf(args: readonly string[]): AdkApi {
  const [kind, file] = args
  if (kind !== '--world' || file === undefined) return leave('VISMA_BRIDGE_NOT_BUILT')
  try {
    return new AdkSimulator(new World(file), CHILD)
  } catch (error) {
    return leave((error as Error).message)
  }
}

/** The parent sees that we are gone; why is for its log. */
function leave(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

const session = new Session(apiOf(process.argv.slice(2)))
let rest = ''
process.stdin.setEncoding('utf8')
process.stdin.on('data', (text: string) => {
  const lines = `${rest}${text}`.split('\n')
  rest = lines.pop() ?? ''
  for (const line of lines) process.stdout.write(`${JSON.stringify(session.serve(JSON.parse(line) as Ask))}\n`)
})
process.stdin.on('end', () => {
  session.close()
  process.exit(0)
})
// Nobody reads the answers any more.
process.stdout.on('error', () => {
  session.close()
  process.exit(0)
})
