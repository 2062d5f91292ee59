// Everything that is constructed, is constructed here: connectors, store, intents, lease and clock, handed to a run as its parts.
import { setTimeout as sleep } from 'node:timers/promises'
import { SystemError, type Connector, type ConnectOptions, type Reader, type Writer } from '../connect/connector.js'
import { drivers } from '../connect/registry.js'
import { problem, type Problem } from '../core/problem.js'
import type { SystemRef } from '../core/stream.js'
import { resolveSecrets } from '../load/secrets.js'
import type { Clock, Parts, Tell } from '../run/parts.js'
import { recover } from '../run/recover.js'
import { withOrders } from '../orders/with-orders.js'
import { FileIntents } from '../store/intents.js'
import { acquireLease, type Lease } from '../store/lease.js'
import { FileStore } from '../store/store.js'
import { leaseKey } from './lease-key.js'
import { meetingPlace } from './meeting.js'
import { memoryPlaces } from './places.js'
import type { Project } from './project.js'
import { secretOf } from './secret.js'
import { unknownCodes } from './shop-codes.js'

export interface Session {
  readonly parts: Parts
  readonly store: FileStore
  /** What the files name and a system does not have. The session is open all the same. */
  readonly problems: readonly Problem[]
  /** What is under way ends, seats and files are given back. */
  close(): Promise<void>
}

export interface SessionOptions {
  /** Without it the parts hold no writer at all, and nothing can be written. */
  readonly write: boolean
  readonly tell: Tell
  readonly patient?: boolean
  readonly stopping?: () => boolean
  readonly clock?: Clock
}

/** Another engine holds the company, or the last run cannot be cleared up. */
export class SessionError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code)
  }
}

const RENEW_EVERY_MS = 5_000

/** Opens the systems, and where it is to write, takes the lease and clears up what the last run left open. */
export async function openSession(project: Project, options: SessionOptions): Promise<Session> {
  const clock = options.clock ?? realClock()
  const lease = options.write ? takeLease(project, clock) : undefined
  let lost = false
  const beat = lease ? setInterval(() => { lost ||= !lease.renew() }, RENEW_EVERY_MS) : undefined
  beat?.unref()
  const store = new FileStore({ dir: project.dir, streams: memoryPlaces(project.desired), now: clock.now, ...(lease ? { owns: () => !lost } : {}) })
  const intents = lease ? FileIntents.open({ dir: project.dir, fence: lease.fence, now: clock.now, owns: () => !lost }) : undefined
  const systems = new Map<string, Connector>()
  for (const system of project.desired.systems) systems.set(system.name, await connect(system, project, { ...options, clock }))
  const readers = new Map([...systems].map(([name, { reader }]) => [name, reader]))
  const writers = new Map([...systems].map(([name, { writer }]) => [name, writer]))
  const close = async (): Promise<void> => {
    clearInterval(beat)
    await Promise.allSettled([...readers.values()].map((reader) => reader.close()))
    await intents?.close()
    await store.close()
    lease?.release()
  }
  const partsOf = (): Parts => withOrders({
    desired: project.desired, readers, store, clock, tell: options.tell, patient: options.patient ?? false,
    ...(lease && intents ? { writers, intents } : {}),
    stopping: () => lost || (options.stopping?.() ?? false),
  }, () => secretOf(project.desired, store))
  try {
    const parts = partsOf()
    await recover(project.desired.streams, parts)
    return { parts, store, close, problems: await unknownCodes(project, systems) }
  } catch (error) {
    await close()
    throw error instanceof SystemError ? new SessionError(error.problem) : error
  }
}

/** Throws SessionError where another engine has the company. */
export function takeLease(project: Project, clock: Clock): Lease {
  const main = project.desired.systems.find((system) => system.role === 'erp') ?? project.desired.systems[0]
  const taken = acquireLease({ key: leaseKey(project), dir: project.dir, now: clock.now })
  if ('fence' in taken) return taken
  throw new SessionError(problem('LEASE_HELD', {
    system: main?.name, ...taken.heldBy, pid: String(taken.heldBy.pid), seconds: Math.round(taken.ageMs / 1000),
  }))
}

/** A system that cannot be opened stops its own streams, not the others. */
async function connect(system: SystemRef, project: Project, options: SessionOptions): Promise<Connector> {
  try {
    return await openSystem(system, project, options)
  } catch (error) {
    if (error instanceof SystemError) return broken(error)
    throw error
  }
}

/** One system by itself. Nothing is asked of it yet. Throws SystemError. */
export async function openSystem(system: SystemRef, project: Project, options: SessionOptions): Promise<Connector> {
  const { settings, problems } = resolveSecrets(system.settings, project.dir, process.env)
  if (problems[0]) throw new SystemError('refused', problems[0])
  const load = drivers[system.spec.driver]
  if (!load) throw new SystemError('refused', problem('DRIVER_UNKNOWN', { driver: system.spec.driver }))
  const make = await load()
  const { habits } = system.spec
  return make({
    name: system.name, settings, dir: project.dir, habits, ...(options.clock ? { now: options.clock.now } : {}), tell: (message, fields) => options.tell(message, { system: system.name, ...fields }),
    ...(system.orderBinding ? { orderBinding: system.orderBinding } : {}),
    ...(system.simulator === undefined ? {} : { simulator: system.simulator }), ...meetingOf(system, project, options),
  })
}

/** The engine that runs is the host of those that only read; whoever writes otherwise has the company to itself. */
function meetingOf(system: SystemRef, project: Project, { write, patient }: SessionOptions): Pick<ConnectOptions, 'meeting'> {
  const address = write && !patient ? undefined : meetingPlace(project, system.name)
  return address === undefined ? {} : { meeting: { address, as: write ? 'host' : 'guest' } }
}

function broken(error: SystemError): Connector {
  const fail = (): never => { throw error }
  const reader: Reader = { list: fail, find: async () => fail(), identify: async () => fail(), close: async () => undefined }
  const writer: Writer = {
    send: async (request) => new Map(request.items.map((item) => [item.key, { kind: error.kind, problem: error.problem }])),
  }
  return { reader, writer }
}

/** The machine's own clock. A wait ends early when the signal says so. */
export function realClock(signal?: AbortSignal): Clock {
  return {
    now: () => Date.now(),
    wait: (ms) => sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined),
  }
}
