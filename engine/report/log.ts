// The log: JSON lines on stderr, each a constant sentence with everything variable in fields. Secrets and personal data are
// blotted out by name, wherever they stand near the top of the fields. The only room that knows pino.
import { pino } from 'pino'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'
export type LogFields = Readonly<Record<string, unknown>>

export interface Log {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
}

export interface LogOptions {
  readonly level: LogLevel
  /** Left out: stderr, written at once, so that the last line before a crash is there. */
  readonly destination?: { write(line: string): void }
}

/** Names that are never written out, in any spelling that our systems use. */
const HIDDEN = [
  'password', 'Password', 'token', 'secret', 'apiKey', 'authorization', 'Authorization', 'cookie', 'user', 'userName',
  'email', 'Email', 'phone', 'Phone', 'mobile', 'address', 'street', 'personalNumber', 'orgNo', 'firstName', 'lastName',
]
const DEPTHS = ['', '*.', '*.*.', '*.*.*.']
const STDERR = 2

/** A log from the level on; what is below costs next to nothing. */
export function makeLog({ level, destination }: LogOptions): Log {
  const log = pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: DEPTHS.flatMap((depth) => HIDDEN.map((name) => depth + name)), censor: '[hidden]' },
  }, destination ?? pino.destination({ fd: STDERR, sync: true }))
  return {
    debug: (message, fields = {}) => log.debug(fields, message),
    info: (message, fields = {}) => log.info(fields, message),
    warn: (message, fields = {}) => log.warn(fields, message),
    error: (message, fields = {}) => log.error(fields, message),
  }
}
