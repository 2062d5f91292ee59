// One company through the bridge: opened when it is first needed, its answers sorted into done,
// refused, retry and unknown. An open company takes a licence seat, so it is closed when nobody asks
// anything, also where a reading waits for somebody else, and now and then in any case.
import { SystemError } from '../connector.js'
import { problem, type Problem } from '../../core/problem.js'
import { DB, RC, TYPE } from './adk.js'
import {
  BridgeLost, WRITES, type Ask, type Bridge, type Cell, type Chunk, type Fault, type Reply, type Row, type ScanAsk, type Survey, type Verb, type Verbs,
} from './bridge/protocol.js'
import { ASKED_FIELDS, companyOf, PRM2_FIELDS, PRM_FIELDS, type Company } from './company.js'
import { refusalOf, type Refusal } from './refusals.js'
import { SeatWait, type SeatOptions } from './seat.js'

/** How to open the company; from the customer's YAML. */
export interface OpenSettings {
  readonly commonFiles: string
  readonly company: string
  readonly user: string
  readonly password: string
  readonly edition?: number
}

export interface ApiOptions {
  readonly bridge: Bridge
  readonly open: OpenSettings
  /** So long after the last answer the company is closed. */
  readonly idleMs?: number
  /** So long a company is kept open at most: then it is closed between two calls, and opened anew. */
  readonly sessionMaxMs?: number
  readonly seat?: Partial<SeatOptions>
  readonly tell?: (message: string, fields?: Readonly<Record<string, unknown>>) => void
}

/** warnings: what the program remarked on the way. */
export type Outcome<V extends Verb> = { readonly ok: Verbs[V]['answer']; readonly warnings?: readonly Fault[] } | Refusal
export type WriteVerb = 'add' | 'update' | 'remove' | 'addDocument' | 'updateDocument'

const IDLE_MS = 30_000
const SESSION_MAX_MS = 600_000

export class VismaApi {
  private opening: Promise<Company> | undefined
  private openedMs = 0
  private idle: NodeJS.Timeout | undefined
  private readonly seat: SeatWait

  constructor(private readonly options: ApiOptions) {
    this.seat = new SeatWait({ company: options.open.company, user: options.open.user }, options.tell ?? (() => undefined), options.seat)
  }

  /** Opens the company where it is not open. Throws SystemError where it cannot be opened. */
  async company(): Promise<Company> {
    await this.renew()
    this.opening ??= this.openSoon().catch((error: unknown) => {
      this.opening = undefined
      throw error
    })
    return this.opening
  }

  /** What can be told without opening the company; takes no seat. Throws SystemError where the bridge is lost. */
  survey(): Promise<Survey> {
    const { commonFiles, company } = this.options.open
    return this.first('survey', { sysPath: commonFiles, companyPath: company })
  }

  /** Asks something that changes nothing. Throws SystemError. */
  async read<V extends Exclude<Verb, WriteVerb>>(verb: V, ask: Verbs[V]['ask']): Promise<Verbs[V]['answer']> {
    await this.company()
    const outcome = await this.outcome(verb, ask, {})
    if ('ok' in outcome) return outcome.ok
    throw systemError(outcome)
  }

  /**
   * Rows of a register, chunk by chunk, as they are taken. Where the company was closed between two
   * chunks, the next one goes on at the record that comes next. Throws SystemError.
   */
  async *scan(ask: ScanAsk): AsyncGenerator<readonly Row[]> {
    let place: Place | undefined = {}
    try {
      while (place) {
        const chunk: Chunk = await this.chunk(place, ask)
        place = chunk.cursor === undefined ? undefined : { cursor: chunk.cursor, at: chunk.at, session: this.openedMs }
        yield chunk.rows
      }
    } finally {
      // Somebody left in the middle: the bridge need not keep the place.
      if (place?.cursor !== undefined && this.isOf(place)) await this.outcome('stop', { cursor: place.cursor }, {}).catch(() => undefined)
      this.rest()
    }
  }

  private async chunk({ cursor, at, ...place }: Place, ask: ScanAsk): Promise<Chunk> {
    if (cursor === undefined) return this.read('scan', ask)
    const again = at === undefined ? undefined : { ...ask, at }
    await this.renew()
    try {
      return again && !this.isOf({ ...place, cursor }) ? await this.read('scan', again) : await this.read('more', { cursor })
    } catch (error) {
      // The engine whose bridge we share has closed the company meanwhile.
      if (again && rcOf(error) === RC.INVALID_DATA) return this.read('scan', again)
      // The record that came next is gone, and nothing tells what comes next instead: the reading begins anew, another time.
      if (rcOf(error) === RC.NOT_FOUND) throw new SystemError('retry', problem('VISMA_PLACE_LOST', { register: ask.register }))
      throw error
    }
  }

  private isOf({ session }: Place): boolean {
    return this.opening !== undefined && session === this.openedMs
  }

  /**
   * Sends one write, once. facts: what it is about, for the sentence. Throws SystemError where the
   * company cannot be opened.
   */
  async write<V extends WriteVerb>(verb: V, ask: Verbs[V]['ask'], facts: Problem['facts']): Promise<Outcome<V>> {
    await this.company()
    return this.outcome(verb, ask, facts)
  }

  /** Answers somebody who reads through this bridge. Throws BridgeLost and SystemError. */
  async answer({ verb, ask }: Ask): Promise<Reply> {
    if (WRITES.has(verb)) throw new SystemError('refused', problem('VISMA_SHARED_READS_ONLY', { verb }))
    if (verb === 'close') return { ok: null }
    if (verb === 'open') return { ok: (await this.company()).installation }
    if (verb !== 'survey') await this.company()
    return this.ask(verb, ask)
  }

  async close(): Promise<void> {
    clearTimeout(this.idle)
    this.opening = undefined
    await this.options.bridge.end()
  }

  /** A session that is old enough is ended here, between two calls: somebody else may want the seat. */
  private async renew(): Promise<void> {
    const tooOld = this.opening && this.openedMs > 0 && performance.now() - this.openedMs > (this.options.sessionMaxMs ?? SESSION_MAX_MS)
    if (tooOld) await this.close()
  }

  private async openSoon(): Promise<Company> {
    this.openedMs = 0
    const company = await this.seat.until(() => this.open())
    this.openedMs = performance.now()
    return company
  }

  private async open(): Promise<Company> {
    const { commonFiles, company, user, password, edition } = this.options.open
    const ask = { sysPath: commonFiles, companyPath: company, user, password }
    const installation = await this.first('open', ask, { company, commonFiles, user })
    if (!installation.hasApi) throw await this.unfit(problem('VISMA_NO_API', { rc: 0, text: '' }))
    const chunk = { chunk: 1 }
    const prm = await this.first('scan', { register: DB.PRM, fields: PRM_FIELDS, ...chunk })
    const prm2 = await this.first('scan', { register: DB.PRM2, fields: PRM2_FIELDS, ...chunk })
    const described = await this.first('describe', { register: DB.ARTICLE, fields: ASKED_FIELDS })
    const there = described.filter((one) => one.type !== TYPE.UNUSED)
    const known = companyOf(installation, prm.rows[0] ?? [], prm2.rows[0] ?? [], there)
    if (edition !== undefined && known.edition !== edition) {
      const installed = known.edition ?? installation.variantText
      throw await this.unfit(problem('VISMA_EDITION_DIFFERS', { edition, installed }))
    }
    return known
  }

  /** A call of the opening itself. */
  private async first<V extends Verb>(
    verb: V, ask: Verbs[V]['ask'], facts: Problem['facts'] = {},
  ): Promise<Verbs[V]['answer']> {
    const outcome = await this.outcome(verb, ask, facts)
    if ('ok' in outcome) return outcome.ok
    throw systemError(outcome)
  }

  private async unfit(found: Problem): Promise<SystemError> {
    await this.options.bridge.end()
    return new SystemError('refused', found)
  }

  private async outcome<V extends Verb>(
    verb: V, ask: Verbs[V]['ask'], facts: Problem['facts'],
  ): Promise<Outcome<V>> {
    try {
      const reply = await this.ask(verb, ask)
      return 'ok' in reply ? reply : this.refusal(reply.fault, facts)
    } catch (error) {
      if (!(error instanceof BridgeLost)) throw error
      const nothingHappened = error.how === 'unreachable' || !WRITES.has(verb)
      const found = problem('VISMA_BRIDGE_LOST', { ...facts, verb, how: error.how })
      return { kind: nothingHappened ? 'retry' : 'unknown', problem: found }
    }
  }

  private async ask<V extends Verb>(verb: V, ask: Verbs[V]['ask']): Promise<Reply<V>> {
    clearTimeout(this.idle)
    try {
      return await this.options.bridge.call(verb, ask)
    } catch (error) {
      if (error instanceof BridgeLost) this.opening = undefined
      throw error
    } finally {
      this.rest()
    }
  }

  private refusal(fault: Fault, facts: Problem['facts']): Refusal {
    const refusal = refusalOf(fault, facts)
    if (refusal.problem.code === 'VISMA_NOT_OPEN') this.opening = undefined
    return refusal
  }

  /** Gives the seat back when nothing has been asked for a while. */
  private rest(): void {
    clearTimeout(this.idle)
    if (!this.opening) return
    this.idle = setTimeout(() => { void this.close() }, this.options.idleMs ?? IDLE_MS).unref()
  }
}

/** Where a scan goes on: at its beginning, or behind a cursor of one session, or at a record. */
interface Place { readonly cursor?: number | undefined; readonly at?: Cell | undefined; readonly session?: number }

function rcOf(error: unknown): unknown {
  return error instanceof SystemError ? error.problem.facts['rc'] : undefined
}

function systemError(refusal: Refusal): SystemError {
  return new SystemError(refusal.kind === 'refused' ? 'refused' : 'retry', refusal.problem)
}
