// A company of the small library: what it is told by its environment when it is opened.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface CompanyOptions {
  readonly articles?: number
  /** crash:AdkAdd:after and the like; strikes once. */
  readonly fault?: string
  readonly seats?: 1
  /** user:password */
  readonly login?: string
}

export interface Company { readonly folder: string; readonly seatTaken: () => boolean; readonly gone: () => void }

/** Told to this process and to those that it starts. */
export function company({ articles, fault, seats, login }: CompanyOptions = {}): Company {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-company-'))
  const state = join(folder, 'state')
  const told = { STATE: state, ARTICLES: articles, FAULT: fault, SEATS: seats, LOGIN: login }
  for (const [name, value] of Object.entries(told)) process.env[`ADK_TEST_${name}`] = value === undefined ? '' : String(value)
  return { folder, seatTaken: () => existsSync(`${state}.seat`), gone: () => { rmSync(folder, { recursive: true, force: true }) } }
}
