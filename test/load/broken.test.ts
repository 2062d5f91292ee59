// Every folder of examples/broken, and the package that is too small: what a person sees, to the letter.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { loadDesired } from '../../engine/load/desired.js'
import { packageRoot } from '../../engine/load/root.js'
import { loadSpecs } from '../../engine/load/specs.js'
import { problemsText } from '../../engine/report/problem-text.js'
import { compare } from '../kit/golden.js'

const test = suite('broken')
const specs = loadSpecs()
const examples = join(packageRoot(), 'examples')
const broken = readdirSync(join(examples, 'broken'), { withFileTypes: true }).filter((one) => one.isDirectory())
const folders = [...broken.map(({ name }) => `broken/${name}`), 'too-small-a-package']

for (const folder of folders) {
  test(folder, async () => {
    const { desired, problems } = await loadDesired(join(examples, folder), specs)
    assert.is(desired, undefined)
    assert.ok(problems.some((one) => one.level !== 'warning'))
    compare(folder, problemsText(problems, specs.problems, join(examples, folder)))
  })
}

test('there are at least ten broken examples, and their README tells of each', () => {
  assert.ok(folders.length > 10)
  const readme = readFileSync(join(examples, 'broken', 'README.md'), 'utf8')
  assert.equal(broken.filter(({ name }) => !readme.includes(`| [${name}](${name}/) |`)), [])
})

test('every code of files is shown by an example or a test', async () => {
  const shown = new Set<string>()
  for (const folder of folders) for (const { code } of (await loadDesired(join(examples, folder), specs)).problems) shown.add(code)
  const elsewhere = ['E111', 'E112', 'E217', 'E218', 'E241', 'E247', 'E248', 'E249', 'E250', 'E253', 'E254', 'E255', 'E256']
  const codes = Object.keys(specs.problems).filter((code) => /^E\d/.test(code))
  assert.equal(codes.filter((code) => !shown.has(code) && !elsewhere.includes(code)), [])
})

test.run()
