// doctor --propose-binding and --confirm-binding: the file that names a shop's order operations, first from what the service says
// of itself, then confirmed by a person. Nothing is written but that file.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, relative, resolve } from 'node:path'
import { SystemError, type BindingDesk } from '../connect/connector.js'
import { withConfirmation } from '../core/order-binding.js'
import { problem, type Problem } from '../core/problem.js'
import type { SystemRef } from '../core/stream.js'
import { bindingRef } from '../load/expand/order-bindings.js'
import { readFolder, type CustomerDocument } from '../load/files.js'
import { problemsText } from '../report/problem-text.js'
import { STOCKHOLM, wallTime } from '../values/time.js'
import { EXIT } from './exit.js'
import { logTeller } from './log-teller.js'
import { note, print } from './out.js'
import type { Project } from './project.js'
import { openSystem } from './session.js'

export interface BindingAsked { readonly file: string; readonly shop?: string | undefined; readonly nowMs: number }

/** Writes a first file. One that is there already is never written over. */
export async function proposeBinding(project: Project, asked: BindingAsked): Promise<number> {
  const path = resolve(project.dir, asked.file)
  if (existsSync(path)) return told(project, [problem('BINDING_FILE_EXISTS', { file: asked.file })])
  return atDesk(project, shopOf(project, asked.shop), async (desk, shop) => {
    const { text, missing, operations } = await desk.propose(basename(asked.file).replace(/\.ya?ml$/i, '').toLowerCase().replace(/[^a-z0-9-]+/g, '-'))
    write(asked.file, () => writeFileSync(path, text, { flag: 'wx' }))
    print(`Proposed from what ${shop.name} says of itself: ${asked.file}\n`)
    print(`  found      ${operations.join(', ')}\n`)
    if (missing.length > 0) print(`  not found  ${missing.map((one) => one.split(':')[0]).join(', ')}\n`)
    print(`Read every line and correct it. Name the file in the Shop document (orders: { binding: ${asked.file} }), then: samsyn doctor --confirm-binding ${asked.file}\n`)
    return EXIT.done
  })
}

/** Holds the file against the service, and writes into it what the service said. */
export async function confirmBinding(project: Project, asked: BindingAsked): Promise<number> {
  const file = relative(project.dir, resolve(project.dir, asked.file))
  const inFile = readFolder(project.dir).documents.filter((one) => one.place(['kind']).file === file)
  const [document] = inFile.filter((one): one is CustomerDocument<'OrderBinding'> => one.kind === 'OrderBinding')
  if (!document) return told(project, [problem('BINDING_FILE_NOT_THERE', { file })])
  if (inFile.length > 1) return told(project, [problem('BINDING_FILE_SHARED', { file })])
  const binding = bindingRef(document)
  const wanted = asked.shop ?? document.body.metadata.shop ?? project.desired.systems.find((one) => one.orderBinding?.name === binding.name)?.name
  return atDesk(project, shopOf(project, wanted), async (desk, shop) => {
    const said = await desk.confirm(binding, wallTime(asked.nowMs, STOCKHOLM).date)
    if ('problems' in said) return told(project, said.problems)
    const path = resolve(project.dir, file)
    const temporary = `${path}.${process.pid}.tmp`
    write(file, () => {
      try {
        writeFileSync(temporary, withConfirmation(readFileSync(path, 'utf8'), said.verified))
        renameSync(temporary, path)
      } finally {
        rmSync(temporary, { force: true })
      }
    })
    const kind = binding.spec.assumed ? 'It is ASSUMED: it serves a simulated shop, and no other.\n' : ''
    print(`${file} is confirmed against ${shop.name}: ${Object.keys(said.verified.operations).length} operations.\n${kind}`)
    return EXIT.done
  })
}

/** Throws SystemError where the disk says no. */
function write(file: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    throw new SystemError('refused', problem('BINDING_FILE_UNWRITABLE', { file, why: String(error.code) }))
  }
}

/** The shop that is named, or the only one. */
function shopOf({ desired }: Project, name: string | undefined): SystemRef | Problem {
  const shops = desired.systems.filter(({ role }) => role === 'shop')
  const found = name === undefined ? (shops.length === 1 ? shops[0] : undefined) : shops.find((one) => one.name === name)
  return found ?? problem('BINDING_SHOP_UNCLEAR', { name: name ?? 'none', known: shops.map((one) => one.name) })
}

async function atDesk(project: Project, shop: SystemRef | Problem, act: (desk: BindingDesk, shop: SystemRef) => Promise<number>): Promise<number> {
  if ('facts' in shop) return told(project, [shop])
  const teller = await logTeller()
  try {
    const connector = await openSystem(shop, project, { write: false, tell: teller.tell })
    try {
      return connector.binding ? await act(connector.binding, shop) : told(project, [problem('BINDING_NOT_FOR_DRIVER', { shop: shop.name, driver: shop.spec.title })])
    } finally {
      await connector.reader.close()
    }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    return told(project, [error.problem])
  } finally {
    teller.close()
  }
}

function told({ specs, dir }: Project, problems: readonly Problem[]): number {
  note(problemsText(problems, specs.problems, dir))
  return EXIT.failed
}
