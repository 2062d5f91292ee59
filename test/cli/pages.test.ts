// The commands that the pages show work as they stand there: those for any shell are run one after the other on simulators, those
// for the customer's Windows server are held against what the commands take.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { packageRoot } from '../../engine/load/root.js'
import { samsyn } from '../kit/cli.js'
import { testFolder } from '../kit/program.js'

const test = suite('cli: pages')
const PAGES = ['docs/visma-administration.md', 'docs/data-matrix.md']

/** The lines of the blocks of one language. */
function linesOf(page: string, language: string): string[] {
  const text = readFileSync(join(packageRoot(), page), 'utf8')
  const blocks = [...text.matchAll(new RegExp(`^ *\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, 'gm'))]
  return blocks.flatMap(([, block]) => block!.split('\n').map((line) => line.trim()).filter((line) => line !== ''))
}

for (const page of PAGES) {
  test(`${page}: what is shown for any shell runs`, async () => {
    const lines = linesOf(page, 'sh')
    assert.ok(lines.length > 1)
    const cwd = testFolder()
    for (const line of lines) {
      const [name, ...args] = line.replace(/ > \S+$/, '').split(' ')
      assert.is(name, 'samsyn', line)
      const ran = await samsyn(args, { cwd })
      // A person may be needed; nothing may fail.
      assert.ok(ran.code === 0 || ran.code === 3, `${line}: ${ran.code}\n${ran.err}`)
    }
  })
}

test('what is shown for Windows uses commands and options that there are', async () => {
  const lines = PAGES.flatMap((page) => linesOf(page, 'bat')).map((line) => /(?:^|npx )samsyn (.*)$/.exec(line)?.[1]).filter((line) => line !== undefined)
  assert.ok(lines.length > 15)
  const help = new Map<string, string>()
  for (const line of lines) {
    const [command = '', ...rest] = line.replace(/ 2?>.*$/, '').split(' ')
    if (command.startsWith('--')) continue
    if (!help.has(command)) {
      const ran = await samsyn([command, '--help'])
      assert.is(ran.code, 0, `${line}: ${ran.err}`)
      help.set(command, ran.out)
    }
    for (const option of rest.filter((one) => one.startsWith('-'))) {
      assert.match(help.get(command) ?? '', new RegExp(`(^|[ ,])${option}\\b`, 'm'), line)
    }
  }
})

test.run()
