// Where the engine that runs and the commands of the same customer find each other: beside the lease, under the same key.
import { join } from 'node:path'
import { leaseFolder } from '../store/lease.js'
import { digestOf } from '../values/digest.js'
import { leaseKey } from './lease-key.js'
import type { Project } from './project.js'

/** Longer addresses of sockets are refused by some systems. */
const SOCKET_PATH_MAX = 100

/** The address for one system of the customer; undefined where the machine cannot have one. */
export function meetingPlace(project: Project, system: string): string | undefined {
  const name = `samsyn-${digestOf([leaseKey(project), system]).slice(0, 24)}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  const file = join(leaseFolder(), `${name}.sock`)
  return file.length <= SOCKET_PATH_MAX ? file : undefined
}
