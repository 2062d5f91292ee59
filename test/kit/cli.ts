// The command line as its users have it: compiled once for all tests of a run, and started as processes of its own.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { testFolder } from './program.js'
import { projectRoot } from './specs.js'

/** What a finished process left behind. peakMb is the most memory that it held. */
export interface Ran {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
  readonly ms: number
  readonly peakMb?: number
  /** Seconds that the process itself worked, however busy the machine was otherwise. */
  readonly cpuSeconds?: number
}

export interface RunOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Also tell the most memory that the process held, and how long it worked. */
  readonly peak?: boolean
  /** Told of the process once it runs, e.g. to kill it. */
  readonly onStart?: (child: ChildProcess) => void
}

/** Leases and other things of the machine that tests must not share with anybody. */
const machine = testFolder()
let compiled: string | undefined

/** Path of the compiled command. It must lie below the project's own package.json, where specs and schemas are looked for. */
export function program(): string {
  if (compiled !== undefined) return compiled
  const folder = join(projectRoot, '.build', `cli-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const compiler = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc')
  const made = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', folder, '--declaration', 'false'], { cwd: projectRoot, encoding: 'utf8' })
  compiled = join(folder, 'engine', 'cli', 'main.js')
  if (!existsSync(compiled)) throw new Error(`the command could not be compiled: ${made.stdout}${made.stderr}`)
  return compiled
}

/** What a test customer's references to secrets lead to: the logins that a new simulated world has. */
const ACCOUNTS = {
  JETSHOP_USER: 'samsyn', JETSHOP_PASSWORD: 'simulated', JETSHOP_SHOP: 'nordlys', JETSHOP_STORE_TOKEN: 'simulated-token',
  VISMA_USER: '', VISMA_PASSWORD: '',
}

/** Starts samsyn with these arguments. */
export function startSamsyn(args: readonly string[], { cwd, env = {}, peak }: RunOptions = {}, peakFile = ''): ChildProcess {
  const { SAMSYN_LOG: _log, ...rest } = process.env
  const watch = peak ? ['--import', `data:text/javascript,${encodeURIComponent(PEAK)}`] : []
  return spawn(process.execPath, [...watch, program(), ...args], {
    cwd: cwd ?? machine, stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...rest, ...ACCOUNTS, TMPDIR: machine, NO_COLOR: '1', ...(peak ? { PEAK_FILE: peakFile } : {}), ...env },
  })
}

const PEAK = `import { writeFileSync } from 'node:fs'
process.on('exit', () => writeFileSync(process.env.PEAK_FILE, JSON.stringify(process.resourceUsage())))`

/** Runs samsyn to its end. */
export async function samsyn(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const peakFile = options.peak ? join(testFolder(), 'peak') : ''
  const startedMs = performance.now()
  const child = startSamsyn(args, options, peakFile)
  options.onStart?.(child)
  const [out, err] = [collected(child.stdout!), collected(child.stderr!)]
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.once('close', (...ended) => resolve(ended))
  })
  const ran = { code, signal, out: out.join(''), err: err.join(''), ms: Math.round(performance.now() - startedMs) }
  if (!options.peak || !existsSync(peakFile)) return ran
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(peakFile, 'utf8')) as NodeJS.ResourceUsage
  return { ...ran, peakMb: Math.round(maxRSS / 1024), cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }
}

function collected(stream: NodeJS.ReadableStream): string[] {
  const pieces: string[] = []
  stream.setEncoding('utf8').on('data', (piece: string) => { pieces.push(piece) })
  return pieces
}

/** A simulator as a process of its own. */
export interface RunningSimulator { readonly child: ChildProcess; readonly url: string; stop(how?: NodeJS.Signals): Promise<void> }

/** Starts samsyn simulate over a world file and waits until it can be reached. port 0: any free one. */
export async function startSimulator(kind: 'shop' | 'erp', world: string, port = 0): Promise<RunningSimulator> {
  const child = startSamsyn(['simulate', kind, '--world', world, '--port', String(port), '--json'])
  const err = collected(child.stderr!)
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout!.setEncoding('utf8').on('data', (piece: string) => {
      said += piece
      if (said.includes('\n')) resolve((JSON.parse(said.slice(0, said.indexOf('\n'))) as { url: string }).url)
    })
    child.once('exit', () => reject(new Error(`the simulated ${kind} did not start: ${err.join('')}`)))
  })
  const stop = async (how: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise<void>((resolve) => { child.once('exit', () => resolve()) })
    child.kill(how)
    await gone
  }
  return { child, url, stop }
}
