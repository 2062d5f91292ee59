// The log: JSON lines on stderr, each a constant sentence with everything variable in fields.
// Secrets and personal data are blotted out by name, wherever they stand near the top of the
// fields. The only room that knows pino.
import { pino } from 'pino'
import { withoutEmails } from '../core/personal.js'

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogFields = Readonly<Record<string, unknown>>

export interface Log {
  debug(fields: LogFields, message: string): void
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
}

export interface LogOptions {
  /** One of LOG_LEVELS; anything else counts as info. */
  readonly level: string
  /** Left out: stderr, written at once, so that the last line before a crash is there. */
  readonly destination?: { write(line: string): void }
}

/** Names that are never written out, in any spelling that our systems use. */
const HIDDEN = [
  'password', 'Password', 'token', 'secret', 'apiKey', 'authorization', 'Authorization', 'cookie',
  'user', 'userName', 'email', 'Email', 'phone', 'Phone', 'mobile', 'address', 'street',
  'personalNumber', 'orgNo', 'vatNo', 'firstName', 'lastName', 'customerName', 'invoiceAddress', 'deliveryAddress', 'comment',
]
const DEPTHS = ['', '*.', '*.*.', '*.*.*.']
const STDERR = 2

/** A log from the level on; what is below costs next to nothing. */
export function makeLog({ level, destination }: LogOptions): Log {
  const log = pino({
    level: LOG_LEVELS.find((each) => each === level) ?? 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: (fields) => withoutAddresses(fields) as Record<string, unknown> },
    redact: { paths: DEPTHS.flatMap((depth) => HIDDEN.map((name) => depth + name)), censor: '[hidden]' },
  }, destination ?? pino.destination({ fd: STDERR, sync: true }))
  return {
    debug: (fields, message) => log.debug(fields, message),
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
  }
}

/** An e-mail address may be somebody's key. */
function withoutAddresses(value: unknown): unknown {
  if (typeof value === 'string') return withoutEmails(value)
  if (Array.isArray(value)) return value.map(withoutAddresses)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutAddresses(one)]))
}
