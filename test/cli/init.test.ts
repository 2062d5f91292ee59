// samsyn init without a terminal: answers from a file, files that are valid once what says CHANGE is filled in; and the questions as a
// person is asked them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { askAll, type Person } from '../../engine/cli/init/ask.js'
import { filesOf } from '../../engine/cli/init/files.js'
import { packagesFor } from '../../engine/cli/init/packages.js'
import { answersOf, questionsOf, type Answers } from '../../engine/cli/init/questions.js'
import { simulators } from '../../engine/cli/simulators.js'
import { makeErp, makeShop } from '../../engine/cli/demo/worlds.js'
import { loadSpecs } from '../../engine/load/specs.js'
import { parseDocuments } from '../../engine/load/yaml.js'
import { errors, loadFiles } from '../kit/customer.js'
import { samsyn } from '../kit/cli.js'
import { testFolder } from '../kit/program.js'

const test = suite('cli: init')
const specs = loadSpecs()
const questions = questionsOf(specs, 'kryddboden')

const ANSWERS = {
  name: 'kryddboden', package: '1600', ordersFrom: '2026-11-01', ordersAs: 'order', numberFrom: 'erp', edition: '1000', pos: 'no',
  company: 'C:\\SPCS\\Företag\\Kryddboden', commonFiles: 'C:\\SPCS\\Gemensamma filer', shopName: 'se', storeApi: 'yes',
}

function answersFile(answers: unknown): string {
  const file = join(testFolder(), 'answers.json')
  writeFileSync(file, typeof answers === 'string' ? answers : JSON.stringify(answers))
  return file
}

for (const [mode, simulated] of [['erp-leads', 'yes'], ['shop-leads', 'no'], ['combo', 'yes']] as const) {
  test(`${mode}: what it writes is valid once it is filled in`, async () => {
    const dir = join(testFolder(), 'kund')
    const answers = answersFile({ ...ANSWERS, mode, simulated })
    const made = await samsyn(['init', dir, '--answers', answers])
    assert.is(made.code, 0, made.err)
    const file = join(dir, 'samsyn.yaml')
    const text = readFileSync(file, 'utf8')
    assert.match(text, /^# yaml-language-server: \$schema=/)
    assert.ok(existsSync(join(dir, 'samsyn.schema.json')))
    assert.match(readFileSync(join(dir, '.gitignore'), 'utf8'), '.samsyn/')
    assert.is(text.includes('CHANGE'), simulated === 'no', 'on the simulators nothing is left to fill in')
    assert.match(made.out, simulated === 'yes' ? `samsyn simulate shop --create --world ${join(dir, 'world', 'shop.json')}` : /\d+ {2}defaultPriceList: CHANGE/)
    writeFileSync(file, text.replace('templateId: CHANGE', 'templateId: 7').replace('then: CHANGE', 'then: Skickad').replace(/CHANGE/g, 'kryddboden'))
    const valid = await samsyn(['validate', dir])
    assert.is(valid.code, 0, valid.out)
    assert.match(valid.out, `mode ${mode}`)
    const [twice, forced] = [await samsyn(['init', dir, '--answers', answers]), await samsyn(['init', dir, '--answers', answers, '--force'])]
    assert.is(twice.code, 1)
    assert.match(twice.err, 'nothing was written')
    assert.is(forced.code, 0)
    assert.is(readFileSync(file, 'utf8'), text)
  })
}

test('what is still to be filled in is told by validate, with its place', async () => {
  const dir = join(testFolder(), 'kund')
  assert.is((await samsyn(['init', dir, '--answers', answersFile({ mode: 'erp-leads' })])).code, 0)
  const valid = await samsyn(['validate', dir])
  assert.is(valid.code, 1)
  assert.match(valid.out, /samsyn\.yaml:\d+:\d+ {2}"ordersFrom" is still to be filled in/)
})

test('the same facts as JSON', async () => {
  const dir = join(testFolder(), 'kund')
  const made = await samsyn(['init', dir, '--json', '--answers', answersFile({ mode: 'combo', simulated: 'no' })])
  const facts = JSON.parse(made.out) as { ok: boolean; wrote: string[]; toFillIn: { line: number; text: string }[]; next: string[] }
  assert.equal([facts.ok, facts.wrote[0], facts.next], [true, 'samsyn.yaml', [`samsyn validate ${dir}`, `samsyn doctor ${dir}`]])
  assert.ok(facts.toFillIn.some((one) => one.text === 'package: CHANGE'))
  const refused = await samsyn(['init', dir, '--json', '--answers', answersFile({ mode: 'combo' })])
  assert.equal([refused.code, (JSON.parse(refused.out) as { ok: boolean }).ok], [1, false])
})

test('without a terminal and without answers it says what to do', async () => {
  const ran = await samsyn(['init', join(testFolder(), 'kund')])
  assert.is(ran.code, 1)
  assert.match(ran.err, '--answers')
})

const WRONG: [string, unknown, RegExp][] = [
  ['no JSON', '{', /cannot be read as a JSON object/],
  ['a list', ['erp-leads'], /cannot be read as a JSON object/],
  ['a key that no question has', { mod: 'erp-leads' }, /unknown answer "mod"; known: name, mode/],
  ['a mode that is not there', { mode: 'erp-leeds' }, /unknown mode "erp-leeds"; known: combo, erp-leads, shop-leads/],
  ['a package that the mode cannot be held in', { mode: 'combo', package: '100' }, /unknown package "100"; known: 400, 800, 1600/],
  ['an edition that is not there', { edition: '3000' }, /unknown edition "3000"; known: 500, 1000, 2000/],
  ['a number for a text', { package: 400 }, /package must be a text in quotes/],
  ['a name that would break YAML', { name: 'nordlys: }' }, /name "nordlys: }" must be small letters/],
  ['a shop name that would break YAML', { shopName: 'se}\nx' }, /must be small letters/],
  ['a day that no calendar has', { ordersFrom: '2026-11-31' }, /must be a day of the calendar/],
  ['neither yes nor no', { simulated: 'ja' }, /unknown simulated "ja"; known: yes, no/],
  ['a folder of two lines', { company: 'C:\\a\nb' }, /one line of text/],
  ['the folder of all companies', { company: 'C:\\SPCS\\Företag\\' }, /the folder of one company/],
]
for (const [what, answers, expected] of WRONG) {
  test(`answers with ${what} are refused with the reason, and nothing is written`, async () => {
    const read = answersOf(questions, typeof answers === 'string' ? undefined : answers)
    assert.match(read.faults.join('\n'), expected)
  })
}

test('a refused file of answers writes nothing', async () => {
  const dir = join(testFolder(), 'kund')
  const ran = await samsyn(['init', dir, '--answers', answersFile({ mode: 'erp-leeds', edition: '3000' })])
  assert.is(ran.code, 1)
  assert.match(ran.err, /unknown mode "erp-leeds"/)
  assert.match(ran.err, /unknown edition "3000"/)
  assert.not.ok(existsSync(join(dir, 'samsyn.yaml')))
})

const TEXTS = ['C:\\SPCS\\Företag\\Åkes "Kök" & Hem', "C:\\d'Avignon: 50 % #1", '- x', '{a', '007', 'true', '*a', ' ledande', 'C:\\Kök 🍳']
test('whatever the answers, the YAML reads back as it was said', () => {
  for (const text of TEXTS) {
    const answers: Answers = { ...ANSWERS, mode: 'erp-leads', company: text, commonFiles: text, numberFrom: 'bucket', bucket: text }
    const { documents, problems } = parseDocuments(filesOf(answers, specs).get('samsyn.yaml') ?? '', 'samsyn.yaml')
    assert.equal(problems, [])
    const [first = {}, erp] = documents.map((one) => (one.value as { spec: Record<string, unknown> }).spec)
    assert.is(String(erp?.['company']), text)
    assert.is(((first['orders'] as Record<string, Record<string, unknown>>)['customer'])?.['bucket'], text)
  }
})

test('the package that is offered first is the lowest that carries the mode, and those that cannot are not offered', () => {
  assert.equal(Object.keys(specs.modes).map((mode) => [mode, packagesFor(specs, mode).usual]), [['combo', '400'], ['erp-leads', '200'], ['shop-leads', '100']])
  assert.equal(packagesFor(specs, 'combo').choices.map((one) => one.value), ['400', '800', '1600'])
  assert.match(packagesFor(specs, 'erp-leads').choices[0]?.hint ?? '', /without stock/)
})

/** A person who presses Enter, but for what is given here. */
function person(answers: Readonly<Record<string, string>>, heard: string[] = []): Person {
  const say = (message: string, initial: string | undefined): string => {
    heard.push(`${message} [${initial ?? ''}]`)
    return Object.entries(answers).find(([about]) => message.includes(about))?.[1] ?? initial ?? ''
  }
  return {
    text: async (message, { initial, check } = {}) => {
      const answer = say(message, initial)
      assert.is(check?.(answer), undefined, `${message}: ${answer}`)
      return answer
    },
    choose: async (message, choices, initial) => say(message, initial ?? choices[0]?.value),
    confirm: async (message, initial) => say(message, initial ? 'yes' : 'no') === 'yes',
  }
}

for (const mode of Object.keys(specs.modes)) {
  test(`${mode}: Enter from the first question to the last gives valid files`, async () => {
    const kept: Answers[] = []
    const { answers, complete } = await askAll(questions, {}, (so_far) => { kept.push(so_far) }, person({ 'Which side': mode }))
    assert.ok(complete)
    assert.is(kept.length, questions.length - 1, 'the collective customer is not asked for')
    const loaded = await loadFiles(Object.fromEntries([...filesOf(answers, specs)].filter(([name]) => name.endsWith('.yaml'))))
    assert.equal(errors(loaded), [])
    assert.is(loaded.desired?.mode, mode)
  })
}

test('Enter from the first question to the last, and the worlds that simulate makes, go together', async () => {
  const dir = join(testFolder(), 'kryddboden')
  const { answers } = await askAll(questions, {}, () => undefined, person({}))
  assert.is((await samsyn(['init', dir, '--answers', answersFile(answers)])).code, 0)
  const before = await samsyn(['plan', dir])
  assert.equal([before.code, before.out.includes(`samsyn simulate shop --create --world ${join(dir, 'world', 'shop.json')}`)], [1, true], before.out)
  makeErp(join(dir, 'world', 'erp.json'), { shortWords: true })
  makeShop(join(dir, 'world', 'shop.json'))
  const planned = await samsyn(['plan', dir, '--exit-code'])
  assert.is(planned.code, 3, 'stock is withheld, and the short words of the bookkeeper wait for a yes')
  assert.match(planned.out, /name changed on 24 articles/)
  assert.match(planned.out, /nothing to do: 304 adopted/)
  assert.not.match(planned.out, 'could not be planned')
})

test('the orders of the shop that simulate makes go over, once its binding is proposed and confirmed; and a person can be forgotten', async () => {
  const dir = join(testFolder(), 'kryddboden')
  const { answers } = await askAll(questions, {}, () => undefined, person({}))
  const ran = async (...args: string[]): Promise<string> => {
    const { code, out, err } = await samsyn(args)
    // What is held, and what nobody has agreed on, waits for a person.
    assert.is(code, args[0] === 'plan' || args[0] === 'apply' ? 3 : 0, `${args.join(' ')}: ${out}${err}`)
    return out
  }
  await ran('init', dir, '--answers', answersFile(answers))
  for (const kind of ['erp', 'shop']) await simulators[kind]?.create(join(dir, 'world', `${kind}.json`))
  await ran('doctor', dir, '--propose-binding', 'jetshop-orders.yaml')
  const file = join(dir, 'samsyn.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('# orders: { binding', 'orders: { binding'))
  await ran('doctor', dir, '--confirm-binding', 'jetshop-orders.yaml')
  const planned = await ran('plan', dir)
  assert.match(planned, '5 to hand over, 2 held, 1 skipped')
  for (const code of ['CHARGE_UNMAPPED', 'ARTICLE_UNKNOWN']) assert.match(planned, code)
  assert.match(await ran('apply', dir), '5 handed over')
  assert.match(await ran('forget', 'marta.sjoo@example.se', dir), 'orders 1003, 1004')
})

test('what was answered in an earlier sitting is offered again, unless another answer made it impossible', async () => {
  const heard: string[] = []
  const { answers } = await askAll(questions, { name: 'nordlys', mode: 'erp-leads', package: '200', shopName: 'no' }, () => undefined, person({ 'Which side': 'combo' }, heard))
  assert.equal([answers['name'], answers['mode'], answers['package'], answers['shopName']], ['nordlys', 'combo', '400', 'no'])
  assert.ok(heard.includes('Name of the integration [nordlys]') && heard.includes('Which side leads? [erp-leads]') && heard.includes('Which package? [400]'))
})

test.run()
