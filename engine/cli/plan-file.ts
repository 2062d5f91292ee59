// A saved plan, read back. A file that is no plan, or of a newer format, is refused with the reason.
import { readFileSync } from 'node:fs'
import { note } from './out.js'
import { validatorOf } from '../load/check.js'
import type { PlanDocument } from '../types/plan.js'

/** The plan in the file, or undefined after the reason was printed. */
export async function readPlan(file: string): Promise<PlanDocument | undefined> {
  let data: unknown
  try {
    data = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    note(isMissing ? `${file} is not there. samsyn plan DIR --out ${file} writes a plan into it.` : `${file} is not a plan: ${(error as Error).message}`)
    return undefined
  }
  const faults = validatorOf('plan')(data)
  if (faults.length === 0) return data as PlanDocument
  note(`${file} is not a plan of this version of samsyn: ${faults[0]}`)
  return undefined
}
