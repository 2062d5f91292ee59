// The other direction than the mode's: the range is in the follower, and the leader is new.
import type { Role } from '../core/stream.js'
import { loadDesired } from '../load/desired.js'
import type { PlanDocument } from '../types/plan.js'
import { note } from './out.js'
import type { Project } from './project.js'

/** The project with whole registers flowing from that side; as it is where none is named. */
export async function inDirection(project: Project, from: string | undefined): Promise<Project | undefined> {
  if (from === undefined) return project
  if (from !== 'shop' && from !== 'erp') {
    note(`unknown side "${from}". known: erp, shop.`)
    return undefined
  }
  const { desired } = await loadDesired(project.dir, project.specs, { firstSyncFrom: from as Role })
  return desired ? { ...project, desired } : undefined
}

/** The project in the direction that a saved plan was made in; as it is where none fits, so that whoever asks can say why not. */
export async function asPlanned(project: Project, { configDigest, streams }: PlanDocument): Promise<Project> {
  if (project.desired.digest === configDigest) return project
  for (const from of new Set(streams.map((one) => one.from))) {
    const turned = await inDirection(project, from)
    if (turned?.desired.digest === configDigest) return turned
  }
  return project
}
