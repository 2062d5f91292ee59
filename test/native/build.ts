// Builds the small library of adk.c where a compiler is there: build.ts linux|windows FILE. In a test
// run it is built once per process; where there is no compiler the suites say so and are left out,
// but in CI that is a failure.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Target = 'linux' | 'windows'

const SOURCE = fileURLToPath(new URL('adk.c', import.meta.url))
const COMPILERS: Readonly<Record<Target, readonly [string, ...string[]]>> = {
  linux: ['gcc', '-fPIC', '-fvisibility=hidden', '-D_GNU_SOURCE'], windows: ['x86_64-w64-mingw32-gcc', '-static'],
}

/** Throws what the compiler says. lacks: functions that the library is to be without. */
export function buildLibrary(target: Target, file: string, lacks: readonly string[] = []): void {
  const [compiler, ...flags] = COMPILERS[target]
  const renamed = lacks.map((name) => `-D${name}=No${name}`)
  const made = spawnSync(compiler, ['-std=c99', '-Wall', '-Wextra', '-Werror', '-O2', '-shared', ...flags, ...renamed, '-o', file, SOURCE], { encoding: 'utf8' })
  if (made.error) throw made.error
  if (made.status !== 0) throw new Error(made.stderr)
}

/** Has this computer what it takes? */
export function hasCompiler(target: Target): boolean {
  return spawnSync(COMPILERS[target][0], ['--version'], { stdio: 'ignore' }).status === 0
}

/**
 * The library of this system, or undefined where it cannot be made, which is said. On Windows, where
 * nobody compiles, ADK_TEST_LIBRARIES names the folder in which each was put beforehand.
 */
export function testLibrary(name: keyof typeof LACKS = 'whole'): string | undefined {
  const given = process.env['ADK_TEST_LIBRARIES']
  if (given !== undefined) return existing(join(given, `${name}.dll`))
  if (!hasCompiler('linux')) {
    if (process.env['CI'] === 'true') throw new Error('there is no gcc, and in CI the native bridge must be tested')
    process.stdout.write('no gcc: the suites of the native bridge are left out\n')
    return undefined
  }
  const file = join(folder(), `${name}.so`)
  if (!existsSync(file)) buildLibrary('linux', file, LACKS[name])
  return file
}

/** The same library in another place, as an installation may have it. */
export function copiedLibrary(library: string, to: string): string {
  copyFileSync(library, to)
  return to
}

/** young: of before filters and AdkDeleteRecord. other: no library of the program at all. */
export const LACKS = {
  whole: [], young: ['AdkSetFilter', 'AdkIsFilterable', 'AdkClearFilters', 'AdkDeleteRecord'], other: ['AdkAdd', 'AdkFind'],
} as const satisfies Record<string, readonly string[]>

let made: string | undefined
function folder(): string {
  if (made === undefined) {
    const own = made = mkdtempSync(join(tmpdir(), 'samsyn-adk-'))
    process.on('exit', () => { rmSync(own, { recursive: true, force: true }) })
  }
  return made
}

function existing(file: string): string {
  if (!existsSync(file)) throw new Error(`ADK_TEST_LIBRARIES has no ${file}`)
  return file
}

const [target, to] = process.argv.slice(2)
if (process.argv[1] === fileURLToPath(import.meta.url) && to !== undefined) {
  for (const [name, lacks] of Object.entries(LACKS)) buildLibrary(target as Target, join(to, `${name}.${target === 'windows' ? 'dll' : 'so'}`), lacks)
}
