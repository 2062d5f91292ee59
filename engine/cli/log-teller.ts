// Who is told what happens: a progress bar where a person looks, log lines on stderr where SAMSYN_LOG asks for them.
import type { Tell } from '../run/parts.js'

export interface Teller { readonly tell: Tell; close(): void }

/** SAMSYN_LOG=debug|info|warn turns log lines on; a terminal gets progress bars. */
export async function logTeller(always?: 'info'): Promise<Teller> {
  const level = process.env['SAMSYN_LOG'] ?? always
  if (level !== undefined) {
    const { makeLog } = await import('../report/log.js')
    const log = makeLog({ level })
    return { tell: (event, fields) => log[QUIET.has(event) ? 'debug' : 'info'](fields ?? {}, event), close: () => undefined }
  }
  if (process.stdout.isTTY !== true || process.stderr.isTTY !== true) return { tell: () => undefined, close: () => undefined }
  const { progressTeller } = await import('./terminal.js')
  return progressTeller()
}

const QUIET = new Set(['listed', 'looked', 'stream'])
