// Where the real shop server is installed for tests: outside the project's own packages, by the lock file beside this file.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../kit/specs.js'

export const INSTALLED = join(projectRoot, '.build', 'vendure')
const HERE = join(projectRoot, 'test', 'vendure')
const STAMP = join(INSTALLED, 'installed-by')

/** Whether exactly what the lock file says is there. */
export function isInstalled(): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock()
}

/** Installs it: about 170 MB, half a minute. Throws where the registry does not give it. */
export function install(): void {
  mkdirSync(INSTALLED, { recursive: true })
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(HERE, file), join(INSTALLED, file))
  // The one script among them downloads nothing that the server needs.
  const ran = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: INSTALLED, encoding: 'utf8', shell: process.platform === 'win32' })
  if (ran.status !== 0) throw new Error(`npm ci in ${INSTALLED} failed: ${ran.stderr.slice(-2_000)}`)
  writeFileSync(STAMP, lock())
}

function lock(): string {
  return readFileSync(join(HERE, 'package-lock.json'), 'utf8')
}
