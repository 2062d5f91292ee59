// doctor --propose-binding and --confirm-binding, on a copy of the example: what is refused, and that a wrong line is told with its place.
import { appendFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { effectsOf } from '../../engine/connect/world/world.js'
import { samsyn } from '../kit/cli.js'
import { temporaryFolder } from '../kit/folder.js'
import { projectRoot } from '../kit/specs.js'

const test = suite('cli: an order binding')
const FILE = 'jetshop-orders.yaml'

/** Runs with a copy of the example, which is gone afterwards. */
async function within(work: (dir: string, doctor: (...args: string[]) => Promise<{ code: number | null; said: string }>) => Promise<void>): Promise<void> {
  const { folder, remove } = temporaryFolder()
  cpSync(join(projectRoot, 'examples', 'orders-by-binding'), folder, { recursive: true })
  try {
    await work(folder, async (...args) => {
      const { code, out, err } = await samsyn(['doctor', folder, ...args])
      return { code, said: `${out}${err}` }
    })
  } finally {
    remove()
  }
}

test('a proposal never writes over a file, and nothing but the file is written', async () => {
  await within(async (dir, doctor) => {
    const kept = readFileSync(join(dir, FILE), 'utf8')
    const refused = await doctor('--propose-binding', FILE)
    assert.is(refused.code, 1)
    assert.match(refused.said, /BINDING_FILE_EXISTS/)
    assert.is(readFileSync(join(dir, FILE), 'utf8'), kept)
    assert.is((await doctor('--propose-binding', 'mine.yaml')).code, 0)
    assert.match(readFileSync(join(dir, 'mine.yaml'), 'utf8'), /^metadata: \{ name: mine \}$/m)
    assert.equal(effectsOf(join(dir, 'world', 'shop.json')), [])
  })
})

test('a file that cannot be written, and options that cannot be together, are told in a line', async () => {
  await within(async (dir, doctor) => {
    const wrong: readonly (readonly [args: readonly string[], said: RegExp])[] = [
      [['--propose-binding', 'nowhere/mine.yaml'], /nowhere\/mine\.yaml cannot be written: ENOENT +\[BINDING_FILE_UNWRITABLE\]/],
      [['--propose-binding', 'mine.yaml', '--confirm-binding', FILE], /two steps/], [['--propose-binding', 'mine.yaml', '--json'], /--json is for/],
      [['--confirm-binding', FILE, '--json'], /--json is for/], [['--propose-binding', 'mine.txt'], /mine\.txt: a binding is a YAML file/],
    ]
    const kept = readFileSync(join(dir, FILE), 'utf8')
    for (const [args, said] of wrong) {
      const ran = await doctor(...args)
      assert.is(ran.code, 1, args.join(' '))
      assert.match(ran.said, said)
      assert.not.match(ran.said, /fault in samsyn/)
    }
    assert.equal(readdirSync(dir).filter((name) => /mine|tmp/.test(name)), [])
    assert.is(readFileSync(join(dir, FILE), 'utf8'), kept)
  })
})

test('what cannot be confirmed is left as it is, and told', async () => {
  await within(async (dir, doctor) => {
    const wrong: readonly (readonly [args: readonly string[], code: string])[] = [
      [['--confirm-binding', 'nothing.yaml'], 'BINDING_FILE_NOT_THERE'], [['--confirm-binding', FILE, '--shop', 'no'], 'BINDING_SHOP_UNCLEAR'],
    ]
    for (const [args, code] of wrong) {
      const { code: exit, said } = await doctor(...args)
      assert.is(exit, 1)
      assert.match(said, new RegExp(code))
    }
    const text = readFileSync(join(dir, FILE), 'utf8').replace('    email: Email\n', '    email: Emial\n')
    writeFileSync(join(dir, FILE), text)
    const { code, said } = await doctor('--confirm-binding', FILE)
    assert.is(code, 1)
    const line = text.slice(0, text.indexOf('    email: Emial')).split('\n').length
    assert.match(said, new RegExp(`${FILE}:${line}:\\d+ +the service has no element "Emial"`))
    assert.is(readFileSync(join(dir, FILE), 'utf8'), text)
    appendFileSync(join(dir, FILE), '---\napiVersion: samsyn/v1\nkind: ValueMap\nmetadata: { name: units }\nspec: { field: unit, pairs: [{ shop: a, erp: b }] }\n')
    assert.match((await doctor('--confirm-binding', FILE)).said, /BINDING_FILE_SHARED/)
  })
})

test('confirmed, then edited: off again; confirmed again: on again', async () => {
  await within(async (dir, doctor) => {
    const edit = (from: string, to: string): void => writeFileSync(join(dir, FILE), readFileSync(join(dir, FILE), 'utf8').replace(from, to))
    assert.is((await doctor('--confirm-binding', FILE)).code, 0)
    assert.match((await doctor()).said, /ORDER_BINDING_SIMULATED/)
    edit('comment: CustomerComment', 'comment: GoodsLabel')
    assert.match((await doctor()).said, /ORDER_BINDING_EDITED/)
    assert.is((await doctor('--confirm-binding', FILE)).code, 0)
    assert.match((await doctor()).said, /ORDER_BINDING_SIMULATED/)
    assert.is(readFileSync(join(dir, FILE), 'utf8').match(/^ {2}verified:/gm)?.length, 1)
  })
})

test.run()
