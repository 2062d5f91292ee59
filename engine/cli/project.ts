// A customer's folder, opened: the files checked, every problem printed at once. What comes back may be worked with.
import { resolve } from 'node:path'
import { loadDesired } from '../load/desired.js'
import { loadSpecs, type Specs } from '../load/specs.js'
import type { Problem } from '../core/problem.js'
import type { Desired } from '../core/stream.js'
import { problemsText } from '../report/problem-text.js'
import { note } from './out.js'

export interface Project { readonly dir: string; readonly specs: Specs; readonly desired: Desired }

export interface Checked { readonly dir: string; readonly specs: Specs; readonly desired?: Desired; readonly problems: readonly Problem[] }

/** The folder's files checked; desired is left out where they are wrong. */
export async function checkProject(dir: string | undefined): Promise<Checked> {
  const specs = loadSpecs()
  const folder = resolve(dir ?? '.')
  const { desired, problems } = await loadDesired(folder, specs)
  return { dir: folder, specs, problems, ...(desired ? { desired } : {}) }
}

/** The folder ready to work with, or undefined after its problems were printed. Warnings are for validate and plan. */
export async function openProject(dir: string | undefined, warnings = false): Promise<Project | undefined> {
  const { desired, problems, specs, dir: folder } = await checkProject(dir)
  const told = warnings || !desired ? problems : []
  if (told.length > 0) note(problemsText(told, specs.problems, folder))
  return desired ? { dir: folder, specs, desired } : undefined
}
