// samsyn init: asks what a consultant must ask, and writes the YAML. What was answered is kept and offered again, so that a delivery
// can be spread over several sittings.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { EXIT } from '../exit.js'
import { askAll } from '../init/ask.js'
import { filesOf, openLines } from '../init/files.js'
import { answersOf, questionsOf, type Answers } from '../init/questions.js'
import { note, print, printJson } from '../out.js'
import { loadSpecs } from '../../load/specs.js'

const KEPT = join('.samsyn', 'init.json')

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const asked = args[0] ?? '.'
  const dir = resolve(asked)
  const specs = loadSpecs()
  const questions = questionsOf(specs, basename(dir))
  const json = options['json'] === true
  const given = typeof options['answers'] === 'string' ? options['answers'] : undefined
  const read = answersOf(questions, readJson(given ?? join(dir, KEPT)))
  let answers: Answers = read.answers
  if (given !== undefined) {
    if (read.faults.length > 0) return refuse(json, read.faults.map((fault) => `${given}: ${fault}`))
  } else {
    if (process.stdin.isTTY !== true) return refuse(json, ['init asks its questions on a terminal. elsewhere give the answers in a file: samsyn init --answers answers.json'])
    const said = await askAll(questions, answers, (so_far) => keep(dir, so_far))
    answers = said.answers
    if (!said.complete) {
      note('kept what you answered. samsyn init goes on from there.')
      return EXIT.done
    }
  }
  return write({ dir, asked, json, force: options['force'] === true }, filesOf(answers, specs), answers)
}

interface Where { readonly dir: string; readonly asked: string; readonly json: boolean; readonly force: boolean }

function write({ dir, asked, json, force }: Where, files: ReadonlyMap<string, string>, answers: Answers): number {
  const there = [...files.keys()].filter((name) => name.endsWith('.yaml') && existsSync(join(dir, name)))
  if (there.length > 0 && !force) return refuse(json, [`already there: ${there.join(', ')}. nothing was written; --force writes over them.`])
  for (const [name, text] of files) {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    if (name === '.gitignore' && existsSync(join(dir, name))) continue
    writeFileSync(join(dir, name), text)
  }
  const open = openLines(files.get('samsyn.yaml') ?? '')
  const next = nextOf(asked, answers)
  if (json) {
    printJson({ ok: true, dir, wrote: [...files.keys()], toFillIn: open.map((one) => ({ file: 'samsyn.yaml', ...one })), next })
    return EXIT.done
  }
  print([
    `wrote ${[...files.keys()].map((name) => join(asked, name)).join(', ')}.`,
    ...(open.length === 0 ? [] : [`to fill in, where samsyn.yaml says CHANGE:`, ...open.map((one) => `  ${String(one.line).padStart(3)}  ${one.text}`)]),
    'next:', ...next.map((one) => `  ${one}`),
  ].join('\n'))
  return EXIT.done
}

/** The commands that come next, with paths as they are from where one stands. */
function nextOf(asked: string, { simulated }: Answers): string[] {
  const worlds = simulated === 'yes' ? ['erp', 'shop'].map((kind) => `samsyn simulate ${kind} --create --world ${inQuotes(join(asked, 'world', `${kind}.json`))}`) : []
  return [...worlds, `samsyn validate ${inQuotes(asked)}`, `samsyn doctor ${inQuotes(asked)}`]
}

function inQuotes(path: string): string {
  return /\s/.test(path) ? `"${path}"` : path
}

function refuse(json: boolean, faults: readonly string[]): number {
  if (json) printJson({ ok: false, problems: faults })
  else note(faults.join('\n'))
  return EXIT.failed
}

function keep(dir: string, answers: Answers): void {
  mkdirSync(join(dir, '.samsyn'), { recursive: true })
  writeFileSync(join(dir, KEPT), `${JSON.stringify(answers, undefined, 2)}\n`)
}

/** What the file says, or undefined where it cannot be read as JSON. */
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
