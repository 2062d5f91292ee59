#!/usr/bin/env node
// argv in, exit code out: the list of commands. Each command's room is opened only when it is asked for. (only user of commander)
import { Command, CommanderError } from 'commander'
import { EXIT } from './exit.js'
import { version } from './version.js'

type Run = (args: readonly string[], options: Record<string, unknown>) => Promise<number>

const later = ['undo', 'rehearse', 'snapshot', 'selftest', 'state'] as const

/** Runs one command line and tells the exit code. Never throws for what the user typed. */
export async function main(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.done
  const program = new Command('samsyn')
    .description('Keeps a web shop and an accounting system saying the same, as your YAML declares.')
    .version(version())
    .showHelpAfterError('(add --help for what there is)')
    .exitOverride()
  const addTo = (parent: Command): Add => (usage, text, load) =>
    parent.command(usage).description(text)
      .option('--json', 'the same facts as JSON on stdout')
      .action(async (...given: unknown[]) => {
        const command = given.at(-1) as Command
        const { run } = await load()
        code = await run(command.args, command.opts())
      })
  const add = addTo(program)
  addFileCommands(add)
  addSystemCommands(add)
  addKnowledgeCommands(add)
  addPluginCommands(addTo(program.command('plugin').description("a customer's own functions")))
  for (const name of later) {
    program.command(name, { hidden: true }).allowUnknownOption().argument('[rest...]').action(async () => {
      const { notBuilt } = await import('./not-built.js')
      code = notBuilt(name)
    })
  }
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    code = error.exitCode === 0 ? EXIT.done : EXIT.failed
  }
  return code
}

const ONLY = 'only these streams: once for each, or with commas between'

/** An option that may be given several times, each with one value: what follows it is the folder or the file. */
function repeated(one: string, before: readonly string[] = []): readonly string[] {
  return [...before, one]
}

function listed(several: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...several.split(',').map((one) => one.trim())]
}

type Add = (usage: string, text: string, load: () => Promise<{ run: Run }>) => Command

function addFileCommands(add: Add): void {
  add('init [dir]', 'asks what must be asked and writes the YAML', () => import('./commands/init.js'))
    .option('--answers <file>', 'a JSON file with the answers; nothing is asked')
    .option('--force', 'write over files that are there already')
  add('validate [dir]', 'checks the files; no network', () => import('./commands/validate.js'))
  add('approve <file>', 'approves groups of changes in a plan', () => import('./commands/approve.js'))
    .option('-g, --group <group>', 'the group, once for each; without it they are listed', repeated)
    .option('--dir <dir>', "also tell the customer's engine, which may be running")
    .option('--by <name>', 'who approves')
  add('forget <customer> [dir]', 'removes our copies of one person, by customer number, e-mail, order number or organisation number; no system is asked or written to', () => import('./commands/forget.js'))
    .option('--by <what>', 'what was given, where it could be several: customer, email, order or orgNo')
}

function addSystemCommands(add: Add): void {
  add('doctor [dir]', 'asks both systems, read-only, whether they are as the files need them', () => import('./commands/doctor.js'))
    .option('--propose-binding <file>', "write a first file for a shop's orders, from what its service says of itself")
    .option('--confirm-binding <file>', 'hold such a file against the service, and confirm it')
    .option('--shop <name>', 'the shop it is about, where there are several')
  add('plan [dir]', 'shows what would be written to either system, and why; writes nothing', () => import('./commands/plan.js'))
    .option('-o, --out <file>', 'save the plan, to be approved and applied')
    .option('-f, --format <format>', 'text, json, markdown or html', 'text')
    .option('-s, --stream <stream>', ONLY, listed)
    .option('--all', 'every change by itself, however many')
    .option('--exit-code', 'exit with 2 where there are changes')
    .option('--show-personal-data', 'do not mask personal data')
  add('apply [target]', 'applies what is ready: of a folder, or of a saved plan what is still true', () => import('./commands/apply.js'))
    .option('--dir <dir>', "the customer's folder, where the target is a plan file")
    .option('-s, --stream <stream>', ONLY, listed)
  add('adopt [dir]', 'first sync: pairs, the start-up plan, and afterwards the match report', () => import('./commands/adopt.js'))
    .option('-o, --out <file>', 'save the start-up plan')
    .option('--pairs <file>', 'where the proposed pairs are written', 'pairs.yaml')
    .option('--from <side>', 'the side that has the range, where it is not the leading one: shop or erp')
    .option('--apply', 'apply what is ready, then report')
    .option('--report <file>', 'also write the match report as Markdown')
  add('run [dir]', 'the continuous loop, with a status page', () => import('./commands/run.js'))
    .option('--port <port>', 'port of the status page on this machine; 0: any, -1: none', '0')
    .option('--for <seconds>', 'stop by itself after so many seconds')
  add('trace <order> [dir]', 'the whole chain of one order: both systems, what was written and told, what waits and why', () => import('./commands/trace.js'))
    .option('--shop <name>', 'only this shop; left out, every shop that has an order of that number')
    .option('--show-personal-data', 'do not mask personal data')
  add('history [dir]', 'what was written, run by run; reads files only', () => import('./commands/history.js'))
    .option('--last <count>', 'so many of the latest runs', '20')
    .option('-s, --stream <stream>', ONLY, listed)
  add('status [dir]', 'how each stream is, what is held and why, usage against the package', () => import('./commands/status.js'))
    .option('--html <file>', 'also write the status page')
}

function addKnowledgeCommands(add: Add): void {
  add('explain <key-or-code> [dir]', 'one article, order, customer or event (1001/delivered) from the YAML line to the next try; or one problem code', () => import('./commands/explain.js'))
    .option('--show-personal-data', 'do not mask personal data')
  add('matrix', 'the data matrix: register × field × direction', () => import('./commands/matrix.js'))
    .option('-f, --format <format>', 'text, markdown, csv or json', 'text')
    .option('--system <system>', 'one system, under its own names of the fields')
  add('schema [kind]', 'the JSON Schemas, for editors', () => import('./commands/schema.js'))
  add('demo', 'the whole thing on the built-in simulators', () => import('./commands/demo.js'))
    .option('--once', 'end by itself')
    .option('--dir <dir>', 'where the demo puts its files', 'samsyn-demo')
  add('simulate <kind>', 'a simulator by itself: shop or erp', () => import('./commands/simulate.js'))
    .requiredOption('--world <file>', 'the file that the simulator keeps its data in')
    .option('--port <port>', 'port on this machine; 0: any', '0')
    .option('--create', 'make a believable world where the file is not there yet')
}

function addPluginCommands(add: Add): void {
  add('test [dir]', 'each plugin of a folder against its cases, as in production; no network', () => import('./commands/plugin-test.js'))
}

/** A fault of ours: stop, and print what a bug report needs. Nothing catches it on the way. */
function stop(error: unknown): never {
  process.stderr.write(`samsyn ${version()}, node ${process.version}, ${process.platform}\n${error instanceof Error ? error.stack : String(error)}\n`)
  process.stderr.write('This is a fault in samsyn itself. Nothing more was done. Please report the lines above.\n')
  process.exit(EXIT.failed)
}

// Whoever reads may have seen enough: samsyn plan | head.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error })
process.on('uncaughtException', stop)
process.on('unhandledRejection', stop)
process.exitCode = await main(process.argv.slice(2))
