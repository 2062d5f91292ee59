// Folders of a test's own on the real disk, and programs that run beside it.
import { build } from 'esbuild'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const made: string[] = []
process.on('exit', () => { for (const folder of made) rmSync(folder, { recursive: true, force: true }) })

/** An empty folder that is gone when the tests are over. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-test-'))
  made.push(folder)
  return folder
}

/** One of our test programs as a single file, which starts in a fraction of the time. */
export async function bundled(entry: string): Promise<string> {
  const outfile = join(testFolder(), 'program.mjs')
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' })
  return outfile
}

/** Starts a program and reads what it says, line by line. */
export function started(program: string, args: readonly string[]): { child: ChildProcess; lines: AsyncIterableIterator<string> } {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  return { child, lines: linesFrom(child) }
}

async function* linesFrom(child: ChildProcess): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of child.stdout!) {
    const lines = (rest + String(piece)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

export function gone(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })
}
