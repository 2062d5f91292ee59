// samsyn simulate: one simulator by itself, for trying out and for tests. Its data stays in the world file.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { EXIT } from '../exit.js'
import { note, print } from '../out.js'
import { simulators, type Running } from '../simulators.js'
import { untilStopped } from '../until-stopped.js'

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const kind = args[0] ?? ''
  const simulator = simulators[kind]
  if (!simulator) {
    note(`unknown simulator "${kind}". known: ${Object.keys(simulators).join(', ')}.`)
    return EXIT.failed
  }
  const file = resolve(String(options['world']))
  if (!existsSync(file)) {
    if (options['create'] !== true) {
      note(`${file} is not there; make it with: samsyn simulate ${kind} --create --world ${String(options['world'])}`)
      return EXIT.failed
    }
    await simulator.create(file)
  }
  const running = await simulator.serve(file, Number(options['port']))
  const also = running.storeUrl === undefined ? '' : ` its StoreAPI at ${running.storeUrl},`
  print(options['json'] ? JSON.stringify({ ...addresses(running), world: file, pid: process.pid }) : `simulated ${kind} at ${running.url},${also} data in ${file}. Ctrl-C stops it.`)
  await untilStopped()
  await running.close()
  return EXIT.done
}

function addresses({ url, storeUrl }: Running): Record<string, string> {
  return storeUrl === undefined ? { url } : { url, storeUrl }
}
