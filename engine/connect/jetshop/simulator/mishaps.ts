// How a call goes wrong when the world asks for a fault: before it happens, after it, later, or in
// front of the service.
import type { ServerResponse } from 'node:http'
import { faultEnvelope } from '../xml.js'
import type { Fault } from './faults.js'
import { send, XML, type Reply } from './reply.js'

const PAGE =
  '<!DOCTYPE html><html><head><title>Underhåll</title></head><body>Vi är snart tillbaka.</body></html>'
const RETRY_AFTER_MS = 1_000
const BROKE = 'Object reference not set to an instance of an object.'

export class Mishaps {
  private readonly late = new Map<NodeJS.Timeout, () => void>()

  /**
   * What was still to happen late, happens now: a shop does not forget because its client went
   * away.
   */
  finish(): void {
    for (const [timer, happen] of this.late) {
      clearTimeout(timer)
      happen()
    }
    this.late.clear()
  }

  /** Answers a call, or does what the fault asks instead. */
  async under(
    fault: Fault | undefined,
    response: ServerResponse,
    happen: () => Reply,
  ): Promise<void> {
    switch (fault?.kind) {
      case 'lostReplyBefore':
        response.destroy()
        return
      case 'lostReplyAfter':
        happen()
        response.destroy()
        return
      case 'lateEffect':
        this.later(happen, fault.delayMs ?? 0)
        response.destroy()
        return
      case 'status429':
        send(response, busy(429, fault, 'too many requests'))
        return
      case 'status503':
        send(response, busy(503, fault, PAGE))
        return
      case 'status500':
        send(response, { status: 500, type: XML, body: faultEnvelope('soap:Receiver', BROKE) })
        return
      case 'html':
        send(response, { status: 200, type: 'text/html; charset=utf-8', body: PAGE })
        return
      default: {
        const reply = happen()
        if (fault?.kind === 'slow')
          await new Promise((resolve) => {
            setTimeout(resolve, fault.delayMs ?? 0)
          })
        send(response, reply)
      }
    }
  }

  private later(happen: () => void, delayMs: number): void {
    const quietly = (): void => {
      try {
        happen()
      } catch {
        // Nobody is left to be told.
      }
    }
    const timer = setTimeout(() => {
      this.late.delete(timer)
      quietly()
    }, delayMs)
    this.late.set(timer, quietly)
  }
}

/** How long to stay away is said in whole seconds. */
function busy(status: number, { delayMs }: Fault, body: string): Reply {
  const seconds = String(Math.ceil((delayMs ?? RETRY_AFTER_MS) / 1000))
  return { status, type: 'text/html; charset=utf-8', body, headers: { 'retry-after': seconds } }
}
