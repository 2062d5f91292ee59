// Opening a simulated company: paths, versions, licence, login and licence seats, refused in the
// order that one would meet them.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Row, World } from '../../world/world.js'
import { RC, VARIANT } from '../adk.js'

/** By the edition in the settings. */
const VARIANTS: Readonly<Record<string, number>> = {
  200: VARIANT.ADMIN200, 500: VARIANT.ADMIN500, 1000: VARIANT.ADMIN1000, 2000: VARIANT.ADMIN2000, forening: VARIANT.FORENING,
}
const LICENCES: Readonly<Record<string, number>> = {
  expired: RC.LICENCE_EXPIRED, 'no-api': RC.LICENCE_NO_API, 'no-agreement': RC.NO_SERVICE_AGREEMENT,
}
let seatsEver = 0

export interface OpenRequest {
  readonly sysPath: string
  readonly companyPath: string
  readonly user: string
  readonly password: string
}

interface Restrictions { commonFiles?: string; companyPath?: string; users?: Record<string, string> }

export function variantOf(settings: Row): number {
  return VARIANTS[String(settings['edition'] ?? 1000)] ?? VARIANT.ADMIN1000
}

/** The code that the program answers to an open, before it asks for a seat. */
export function openCode(settings: Row, request: OpenRequest): number {
  const { commonFiles, companyPath, users } = settings as Restrictions
  if (commonFiles !== undefined && request.sysPath !== commonFiles) return RC.SYSTEM_PATH
  if (companyPath !== undefined && request.companyPath !== companyPath) return RC.COMPANY_PATH
  if (settings['versionDiffers'] === true) return RC.VERSION_DIFFERS
  if (settings['upgradeNeeded'] === true) return RC.UPGRADE_NEEDED
  const licence = LICENCES[String(settings['licence'] ?? '')]
  if (licence !== undefined) return licence
  if (users === undefined) return RC.OK
  if (request.user === '') return RC.LOGIN_DENIED
  return users[request.user] === request.password ? RC.OK : RC.LOGIN_FAIL
}

/**
 * A licence seat: a small file beside the world's, so that other processes count it. Dead ones
 * count no more.
 */
export class Seat {
  private file: string | undefined

  constructor(private readonly world: World) {}

  /** false: all seats are taken. */
  take(): boolean {
    const { seats, seatsTaken } = this.world.settings as { seats?: number; seatsTaken?: number }
    if (seats === undefined || this.file !== undefined) return true
    const file = `${this.world.file}.seat-${process.pid}-${seatsEver += 1}`
    writeFileSync(file, '')
    // Counted after ours is there, so that two at once cannot both take the last one.
    if (this.taken() + (seatsTaken ?? 0) > seats) {
      rmSync(file, { force: true })
      return false
    }
    this.file = file
    return true
  }

  release(): void {
    if (this.file !== undefined) rmSync(this.file, { force: true })
    this.file = undefined
  }

  private taken(): number {
    const folder = dirname(this.world.file)
    const prefix = `${basename(this.world.file)}.seat-`
    const mine = readdirSync(folder).filter((name) => name.startsWith(prefix))
    const alive = mine.filter((name) => isAlive(Number(name.slice(prefix.length).split('-')[0])))
    for (const name of mine) if (!alive.includes(name)) rmSync(join(folder, name), { force: true })
    return alive.filter((name) => existsSync(join(folder, name))).length
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
