// Where the program's library is, and which Node can load it: settled before a process is started,
// so that what is missing is said in plain words.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { problem, type Problem } from '../../../../core/problem.js'
import { machineOf, type Machine } from './pe.js'

/** What the library is called. The name of the 64-bit one is not publicly known; both are looked for by this. */
const NAMES = ['Adk.dll']
const KEY = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths\\SpcsAdm.Exe'
const VALUE = 'AdkDll'

export interface Wanted {
  /** The library's file or its folder, from the YAML. */
  readonly library?: string
  /** A 32-bit Node, from the YAML. */
  readonly node32?: string
}

/** Where we are. registry: a text of the machine's registry, in the view of 32-bit or 64-bit programs. */
export interface Machinery {
  readonly windows: boolean
  readonly arch: string
  readonly node: string
  readonly registry: (key: string, value: string, view: 32 | 64) => string | undefined
}

/** The library's file and the Node that loads it; own: the one that runs the engine. */
export interface Startable { readonly file: string; readonly node: string; readonly own: boolean }

export type Found = Startable | { readonly problem: Problem }

/** Finds the library and the Node for it, or says what is missing. */
export function findLibrary(wanted: Wanted, here: Machinery): Found {
  const file = wanted.library === undefined ? installed(here) : named(wanted.library)
  return typeof file === 'string' ? fitting(file, wanted, here) : { problem: file }
}

function installed(here: Machinery): string | Problem {
  if (!here.windows) return problem('VISMA_LIBRARY_WINDOWS_ONLY')
  const folders = ([64, 32] as const).map((view) => here.registry(KEY, VALUE, view)).filter((one) => one !== undefined && one !== '')
  const place = `HKLM\\${KEY}, ${VALUE}`
  if (folders.length === 0) return problem('VISMA_LIBRARY_NOT_REGISTERED', { place })
  const tried: string[] = []
  for (const folder of new Set(folders as string[])) {
    const file = inFolder(folder)
    if (typeof file === 'string') return file
    tried.push(...file)
  }
  return notFound(tried)
}

function named(path: string): string | Problem {
  const there = kindOf(path)
  if (typeof there !== 'string') return there
  if (there === 'nothing') return notFound([path])
  if (there === 'file') return path
  const file = inFolder(path)
  return typeof file === 'string' ? file : notFound(file)
}

/** What is there, or why nobody can tell. */
function kindOf(path: string): 'folder' | 'file' | 'nothing' | Problem {
  try {
    const there = statSync(path, { throwIfNoEntry: false })
    return !there ? 'nothing' : there.isDirectory() ? 'folder' : 'file'
  } catch (error) {
    return unreadable(path, (error as Error).message)
  }
}

/** The library's file in a folder, or the files that were tried. */
function inFolder(folder: string): string | readonly string[] {
  const tried = NAMES.map((name) => join(folder, name))
  return tried.find((one) => existsSync(one)) ?? [...tried, ...alike(folder)]
}

/** Other files that look like parts of the interface: a hint where the library has another name. */
function alike(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^adk.*\.dll$/i.test(name)).map((name) => `${join(folder, name)} (another name)`)
  } catch {
    return []
  }
}

function notFound(tried: readonly string[]): Problem {
  return problem('VISMA_LIBRARY_NOT_FOUND', { tried: tried.join(', ') })
}

function fitting(file: string, { node32 }: Wanted, here: Machinery): Found {
  const own: Startable = { file, node: here.node, own: true }
  let machine: Machine | undefined
  try {
    machine = machineOf(file)
  } catch (error) {
    return { problem: unreadable(file, (error as Error).message) }
  }
  // A library of another system, made by somebody for a test; the loader will tell.
  if (machine === undefined && !here.windows) return own
  if (machine === undefined) return { problem: unreadable(file, 'it is not a Windows library') }
  if (!here.windows) return { problem: problem('VISMA_LIBRARY_WINDOWS_ONLY') }
  if (machine === here.arch) return own
  const facts = { file, library: machine, node: here.arch }
  if (machine !== 'ia32') return { problem: problem('VISMA_LIBRARY_BITS', facts) }
  if (node32 === undefined) return { problem: problem('VISMA_NODE32_NEEDED', facts) }
  const why = unfitNode(node32)
  return why === undefined ? { file, node: node32, own: false } : { problem: problem('VISMA_NODE32_WRONG', { node: node32, why }) }
}

function unfitNode(node32: string): string | undefined {
  try {
    const machine = machineOf(node32)
    if (machine === 'ia32') return undefined
    return machine === undefined ? 'it is not a Windows program' : `it is for ${machine}`
  } catch (error) {
    return (error as Error).message
  }
}

function unreadable(file: string, why: string): Problem {
  return problem('VISMA_LIBRARY_UNREADABLE', { file, why })
}
