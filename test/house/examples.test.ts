// Every example is a test: the folder is copied, the commands of its README are typed one after the other, and what a person then sees
// must be the golden text to the letter. Nothing here reaches outside the machine.
import { spawn } from 'node:child_process'
import { closeSync, copyFileSync, cpSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { packageRoot } from '../../engine/load/root.js'
import { program } from '../kit/cli.js'
import { compare } from '../kit/golden.js'
import { testFolder } from '../kit/program.js'

const test = suite('examples')
const examples = join(packageRoot(), 'examples')
const names = readdirSync(examples, { withFileTypes: true })
  .filter((one) => one.isDirectory() && one.name !== 'demo').map((one) => one.name).sort()

/** Two at a time: as many as the smallest machine has cores. */
const AT_ONCE = 2
const MINUTE = 60_000

const yamls = (readdirSync(examples, { recursive: true, encoding: 'utf8' })).filter((name) => /\.ya?ml$/.test(name))
  .map((name) => name.replaceAll('\\', '/'))

test('there is an example of each thing, and each has a README', () => {
  const wanted = ['broken', 'cannot-do', 'first-sync', 'minimal', 'multishop', 'orders', 'orders-by-binding', 'plugin', 'three-modes', 'too-small-a-package']
  assert.equal(names, wanted)
  assert.equal(names.filter((name) => !existsSync(join(examples, name, 'README.md'))), [])
  const table = readFileSync(join(examples, 'README.md'), 'utf8')
  assert.equal(['demo', ...names].filter((name) => !table.includes(`| [${name}](${name}/) |`)), [])
})

test('editors know the grammar of every file that is meant to be right', () => {
  const line = (name: string): string => `# yaml-language-server: $schema=${name.endsWith('.cases.yaml') ? '../plugin-cases' : './samsyn'}.schema.json`
  const wrong = yamls.filter((name) => !name.startsWith('broken/'))
    .filter((name) => readFileSync(join(examples, name), 'utf8').split('\n')[0] !== line(name))
  assert.equal(wrong, [])
})

test('no example carries what a run leaves behind', () => {
  const left = readdirSync(examples, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.effects\.ndjson$|\.samsyn|samsyn\.schema\.json$|plan\.json$/.test(name))
  assert.equal(left, [])
})

const running = runAll(names)

for (const name of names) {
  test(name, async () => {
    const said = await running.get(name)
    if (said instanceof Error) throw said
    compare(`examples/${name}`, said as string)
  })
}

/** What each example says, or why it could not be run. */
function runAll(all: readonly string[]): Map<string, Promise<string | Error>> {
  const lanes = Array.from({ length: AT_ONCE }, (): Promise<unknown> => Promise.resolve())
  return new Map(all.map((name, at) => {
    const lane = at % AT_ONCE
    const said = (lanes[lane] as Promise<unknown>).then(() => runExample(name)).catch((error: unknown) => error as Error)
    lanes[lane] = said
    return [name, said]
  }))
}

async function runExample(name: string): Promise<string> {
  const folder = testFolder()
  cpSync(join(examples, name), join(folder, name), { recursive: true })
  const blocks: string[] = []
  for (const line of commandsOf(readFileSync(join(examples, name, 'README.md'), 'utf8'))) blocks.push(await typed(line, folder))
  assert.ok(blocks.length > 0, `${name}/README.md has no commands`)
  return blocks.join('\n')
}

/** The lines of the README's sh blocks, their comments left out. */
function commandsOf(readme: string): string[] {
  return [...readme.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = '']) => block.split('\n'))
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim()).filter((line) => line !== '')
}

/** A command and what it shows, as on a terminal. */
async function typed(line: string, folder: string): Promise<string> {
  const [first, ...words] = line.split(/\s+/)
  if (first === 'cp' && words.length === 2) {
    copyFileSync(join(folder, words[0] as string), join(folder, words[1] as string))
    return `$ ${line}\n`
  }
  if (first !== 'npx' || words[0] !== 'samsyn') throw new Error(`an example may run samsyn and cp, not "${line}"`)
  const { code, text } = await samsyn(words.slice(1), folder)
  return `$ ${line}\n${steady(text, folder)}${code === 0 ? '' : `(exit code ${code})\n`}`
}

/** stdout and stderr go to one file, so that they stand in the order in which a person would see them. */
async function samsyn(args: readonly string[], folder: string): Promise<{ code: number; text: string }> {
  const file = join(folder, 'said.txt')
  const out = openSync(file, 'w')
  const { SAMSYN_LOG: _log, FORCE_COLOR: _colour, ...env } = process.env
  const child = spawn(process.execPath, [program(), ...args], {
    cwd: folder, stdio: ['ignore', out, out], timeout: MINUTE, env: { ...env, SAMSYN_LEASES: join(folder, 'leases'), NO_COLOR: '1' },
  })
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('exit', (status, signal) => { resolve(status ?? (signal === null ? 1 : 128)) })
  })
  closeSync(out)
  return { code, text: readFileSync(file, 'utf8') }
}

/** Times, ports, plan ids and the temporary folder are other ones each time. */
function steady(text: string, folder: string): string {
  return text.replaceAll(folder, 'FOLDER').replace(/\(in \d+ minutes?\)/g, '(in N minutes)')
    .replace(/ +\d+\.\d ms$/gm, '  N ms').replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'TIME').replace(/\b20\d{2}-\d{2}-\d{2} \d{2}:\d{2}\b/g, 'TIME')
    .replace(/(127\.0\.0\.1|localhost):\d+/g, '$1:PORT').replace(/\b[0-9a-f]{16,}\b/g, 'ID')
}

test.run()
