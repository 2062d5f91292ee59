// One company through the bridge: opened when it is first needed, its answers sorted into done,
// refused, retry and unknown. A company that nobody asks anything is closed, because an open one
// takes a licence seat.
import { SystemError } from '../connector.js'
import { problem, type Problem } from '../../core/problem.js'
import { DB, TYPE } from './adk.js'
import {
  BridgeLost, WRITES, type Bridge, type Fault, type Row, type ScanAsk, type Survey, type Verb, type Verbs,
} from './bridge/protocol.js'
import { ASKED_FIELDS, companyOf, PRM2_FIELDS, PRM_FIELDS, type Company } from './company.js'
import { refusalOf, type Refusal } from './refusals.js'

/** How to open the company; from the customer's YAML. */
export interface OpenSettings {
  readonly commonFiles: string
  readonly company: string
  readonly user: string
  readonly password: string
  readonly edition?: number
}

export interface ApiOptions { readonly bridge: Bridge; readonly open: OpenSettings; readonly idleMs?: number }

/** warnings: what the program remarked on the way. */
export type Outcome<V extends Verb> = { readonly ok: Verbs[V]['answer']; readonly warnings?: readonly Fault[] } | Refusal
export type WriteVerb = 'add' | 'update' | 'remove' | 'addDocument' | 'updateDocument'

const IDLE_MS = 60_000

export class VismaApi {
  private opening: Promise<Company> | undefined
  private idle: NodeJS.Timeout | undefined
  private scans = 0

  constructor(private readonly options: ApiOptions) {}

  /** Opens the company where it is not open. Throws SystemError where it cannot be opened. */
  company(): Promise<Company> {
    this.opening ??= this.open().catch((error: unknown) => {
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

  /** Rows of a register, chunk by chunk, as they are taken. Throws SystemError. */
  async *scan(ask: ScanAsk): AsyncGenerator<readonly Row[]> {
    this.scans += 1
    let cursor: number | undefined
    try {
      let chunk = await this.read('scan', ask)
      cursor = chunk.cursor
      yield chunk.rows
      while (cursor !== undefined) {
        chunk = await this.read('more', { cursor })
        cursor = chunk.cursor
        yield chunk.rows
      }
    } finally {
      this.scans -= 1
      // Somebody left in the middle: the bridge need not keep the place.
      if (cursor !== undefined && this.opening) await this.read('stop', { cursor }).catch(() => undefined)
      this.rest()
    }
  }

  /**
   * Sends one write, once. facts: what it is about, for the sentence. Throws SystemError where the
   * company cannot be opened.
   */
  async write<V extends WriteVerb>(verb: V, ask: Verbs[V]['ask'], facts: Problem['facts']): Promise<Outcome<V>> {
    await this.company()
    return this.outcome(verb, ask, facts)
  }

  async close(): Promise<void> {
    clearTimeout(this.idle)
    this.opening = undefined
    await this.options.bridge.end()
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
    clearTimeout(this.idle)
    try {
      const reply = await this.options.bridge.call(verb, ask)
      return 'ok' in reply ? reply : this.refusal(reply.fault, facts)
    } catch (error) {
      if (!(error instanceof BridgeLost)) throw error
      this.opening = undefined
      const nothingHappened = error.how === 'unreachable' || !WRITES.has(verb)
      const found = problem('VISMA_BRIDGE_LOST', { ...facts, verb, how: error.how })
      return { kind: nothingHappened ? 'retry' : 'unknown', problem: found }
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
    if (!this.opening || this.scans > 0) return
    this.idle = setTimeout(() => { void this.close() }, this.options.idleMs ?? IDLE_MS).unref()
  }
}

function systemError(refusal: Refusal): SystemError {
  return new SystemError(refusal.kind === 'refused' ? 'refused' : 'retry', refusal.problem)
}
