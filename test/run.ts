// Runs the tests with uvu, and ends with a line that says how many passed. A run that found too few tests has failed: uvu itself
// would call it a success. Arguments: a folder below test/, or --slow for the long suites.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const [folder, ...rest] = process.argv.slice(2).filter((one) => one !== '--slow')
const slow = process.argv.includes('--slow')
const pattern = rest[0] ?? (slow ? '\\.slow\\.ts$' : '\\.test\\.ts$')
const least = folder !== undefined || slow ? 1 : 500

const uvu = spawn(process.execPath, ['--import', 'tsx', join(root, 'node_modules', 'uvu', 'bin.js'), join(root, 'test', folder ?? ''), pattern], {
  cwd: root, stdio: ['ignore', 'pipe', 'inherit'],
})
let said = ''
uvu.stdout.setEncoding('utf8').on('data', (text: string) => {
  process.stdout.write(text)
  said += text
})
uvu.on('close', (code) => {
  const plain = said.replace(/\x1b\[[0-9;]*m/g, '')
  const count = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(plain)?.[1] ?? 0)
  const total = count('Total')
  const failed = total - count('Passed')
  if (total < least) process.stdout.write(`only ${total} tests were found, at least ${least} should be there\n`)
  const bad = total < least || failed > 0 || code !== 0
  process.stdout.write(`${total - failed} passed, ${bad ? Math.max(1, failed) : 0} failed\n`)
  process.exitCode = bad ? 1 : 0
})
