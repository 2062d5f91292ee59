// samsyn init: asks what a consultant must ask, a few questions at a time, and writes the YAML. What was answered is kept, so that
// a delivery can be spread over several sittings.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { EXIT } from '../exit.js'
import { askAll, type Answers } from '../init/questions.js'
import { filesOf } from '../init/files.js'
import { note, print } from '../out.js'
import { loadSpecs } from '../../load/specs.js'

const KEPT = join('.samsyn', 'init.json')

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const dir = resolve(args[0] ?? '.')
  const specs = loadSpecs()
  const known = readAnswers(typeof options['answers'] === 'string' ? options['answers'] : join(dir, KEPT))
  if (typeof options['answers'] === 'string' && !known) {
    note(`${options['answers']} cannot be read as JSON answers.`)
    return EXIT.failed
  }
  let answers: Answers = known ?? {}
  if (options['answers'] === undefined) {
    if (process.stdin.isTTY !== true) {
      note('init asks its questions on a terminal. elsewhere give the answers in a file: samsyn init --answers answers.json')
      return EXIT.failed
    }
    const asked = await askAll(answers, specs, (so_far) => keep(dir, so_far))
    answers = asked.answers
    if (!asked.complete) {
      note('kept what you answered. samsyn init goes on from there.')
      return EXIT.done
    }
  }
  return write(dir, filesOf(answers, specs), options['force'] === true)
}

function write(dir: string, files: ReadonlyMap<string, string>, force: boolean): number {
  const there = [...files.keys()].filter((name) => name.endsWith('.yaml') && existsSync(join(dir, name)))
  if (there.length > 0 && !force) {
    note(`already there: ${there.join(', ')}. nothing was written; --force writes over them.`)
    return EXIT.failed
  }
  for (const [name, text] of files) {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    if (name === '.gitignore' && existsSync(join(dir, name))) continue
    writeFileSync(join(dir, name), text)
  }
  print(`wrote ${[...files.keys()].join(', ')}.\nnext: fill in what says CHANGE, then samsyn validate ${dir}`)
  return EXIT.done
}

function keep(dir: string, answers: Answers): void {
  mkdirSync(join(dir, '.samsyn'), { recursive: true })
  writeFileSync(join(dir, KEPT), `${JSON.stringify(answers, undefined, 2)}\n`)
}

function readAnswers(file: string): Answers | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Answers
  } catch {
    return undefined
  }
}
