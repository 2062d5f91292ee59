// A customer's folder → checked documents. Reads every YAML file of it, tells every fault of every file, follows no link out of it.
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { problem, type Place, type Problem } from '../core/problem.js'
import { checkDocument, type CheckedDocument } from './check.js'
import type { Kind, Kinds } from './kinds.js'
import { parseDocuments, type Path, type YamlDocument } from './yaml.js'

/** One document of a known kind, held against its schema. */
export interface CustomerDocument<Name extends Kind = Kind> {
  readonly kind: Name
  readonly name: string
  readonly body: Kinds[Name]
  /** Where a value stands, or its key. */
  readonly place: (path: Path, of?: 'value' | 'key') => Place
}

/** A document with faults; rest is what it says without them, where something can be said. */
export interface FaultyDocument<Name extends Kind = Kind> extends Omit<CustomerDocument<Name>, 'body'> {
  readonly rest?: { readonly body: Kinds[Name]; readonly removed: readonly Path[] }
  /** Keys that are misspelt, as they are meant. */
  readonly meant: readonly string[]
}

export interface Folder {
  /** Documents without a fault. */
  readonly documents: readonly CustomerDocument[]
  /** Those that are there but faulty: nobody should be told that they are missing. */
  readonly faulty: readonly FaultyDocument[]
  /** false: something could not be read at all, so nothing is known to be missing. */
  readonly whole: boolean
  readonly problems: readonly Problem[]
}

const FILE_BYTES_MAX = 1_048_576
const FILES_MAX = 500
const DOCUMENTS_MAX = 2_000
const SKIPPED = new Set(['node_modules', 'plugins'])
/** What a plugin must answer is no document of the customer's. */
const CASES = /\.cases\.yaml$/i

/** Reads and checks the folder, file by file in the order of their names. */
export function readFolder(dir: string): Folder {
  const problems: Problem[] = []
  const documents: CustomerDocument[] = []
  const faulty: FaultyDocument[] = []
  let whole = true
  const found: YamlDocument[] = []
  const listed = filesOf(dir)
  problems.push(...listed.problems)
  for (const file of listed.files) {
    const { text, fault } = textOf(dir, file)
    const parsed =
      text === undefined ? { documents: [], problems: fault ? [fault] : [] } : parseDocuments(text, file)
    if (parsed.problems.length > 0) whole = false
    problems.push(...parsed.problems)
    found.push(...parsed.documents)
  }
  if (listed.problems.length > 0) whole = false
  if (found.length > DOCUMENTS_MAX) {
    return {
      documents,
      faulty,
      whole: false,
      problems: [
        ...problems,
        problem('E112', { what: 'folder', found: `${found.length} documents`, max: DOCUMENTS_MAX }),
      ],
    }
  }
  for (const document of found) {
    const checked = checkDocument(document)
    problems.push(...checked.problems)
    if (!checked.kind) {
      whole = false
      continue
    }
    const name = nameOf(document.value)
    if (checked.problems.length > 0) faulty.push(faultyOf(document, checked, checked.kind))
    else
      documents.push({ kind: checked.kind, name, body: document.value as Kinds[Kind], place: document.place })
  }
  return { documents, faulty, whole, problems }
}

function faultyOf({ value, place }: YamlDocument, { problems, rest }: CheckedDocument, kind: Kind): FaultyDocument {
  const meant = problems.map((one) => one.facts['meant']).filter((one) => typeof one === 'string')
  return {
    kind, name: nameOf(value), place, meant,
    ...(rest ? { rest: { body: rest.value as Kinds[Kind], removed: rest.removed } } : {}),
  }
}

function nameOf(value: unknown): string {
  const name = (value as { metadata?: { name?: unknown } | null } | null)?.metadata?.name
  return typeof name === 'string' ? name : ''
}

function filesOf(dir: string): { files: string[]; problems: Problem[] } {
  const files: string[] = []
  const problems: Problem[] = []
  const walk = (folder: string): void => {
    let entries: Dirent[]
    try {
      entries = readdirSync(join(dir, folder), { withFileTypes: true })
    } catch (error) {
      problems.push(unreadable(folder === '' ? dir : folder, error))
      return
    }
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name)) walk(path)
      else if (!entry.isDirectory() && /\.ya?ml$/i.test(entry.name) && !entry.name.startsWith('.') && !CASES.test(entry.name))
        files.push(path)
    }
  }
  walk('')
  if (files.length > FILES_MAX)
    return {
      files: [],
      problems: [problem('E112', { what: 'folder', found: `${files.length} files`, max: FILES_MAX })],
    }
  return { files, problems }
}

function textOf(dir: string, file: string): { text?: string; fault?: Problem } {
  try {
    const path = join(dir, file)
    const { size } = statSync(path)
    if (size > FILE_BYTES_MAX)
      return {
        fault: problem('E112', { what: 'file', found: `${size} bytes`, max: FILE_BYTES_MAX }, top(file)),
      }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) }
  } catch (error) {
    return { fault: unreadable(file, error) }
  }
}

function unreadable(file: string, error: unknown): Problem {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const message =
    code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
      ? 'it is not text in UTF-8'
      : ({ ENOENT: 'it is not there', EACCES: 'no right to read it', ENOTDIR: 'it is not a folder' }[code] ??
        (error as Error).message)
  return problem('E111', { message }, top(file))
}

function top(file: string): Place {
  return { file, line: 1, column: 1 }
}
