// Generated from schemas/schedule.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * From and to, local time: 07:00-19:00. It may pass midnight: 22:00-05:00.
 */
export type TimeWindow = string

/**
 * When streams run. Without one they run at the rhythm of the package.
 */
export interface Schedule {
  /**
   * The version of this grammar.
   */
  apiVersion: 'samsyn/v1'
  /**
   * What kind of document this is.
   */
  kind: 'Schedule'
  metadata: ScheduleMetadata
  spec: ScheduleConfig
}
/**
 * What it is called.
 */
export interface ScheduleMetadata {
  /**
   * The name in plans and in other documents: small letters, digits and hyphens.
   */
  name: string
}
/**
 * Which streams, how often, and when not.
 */
export interface ScheduleConfig {
  /**
   * The streams it holds for. Left out: all.
   *
   * @minItems 1
   *
   * Items: A stream of the mode (stock) or one shop's (se/stock).
   */
  streams?: [string, ...string[]]
  /**
   * The shop it holds for. Left out: all shops.
   */
  shop?: string
  /**
   * How often: 30s, 5m, 1h, 1d.
   */
  every?: string
  /**
   * Only at these times. Left out: all day.
   *
   * @minItems 1
   */
  windows?: [TimeWindow, ...TimeWindow[]]
  /**
   * Only on these days. Left out: every day.
   *
   * @minItems 1
   *
   * Items: A day of the week.
   */
  days?: [
    'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun',
    ...('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[]
  ]
  /**
   * Never at these times, e.g. while the backup runs.
   */
  blackout?: TimeWindow[]
  /**
   * The zone of the times.
   */
  timeZone?: string
}
