// A plugin between its two doors: only the fields that it reads go in, only those that it writes come out. What comes of a call is
// fields, or an error that says why the item is held.
import { PluginHold } from '../../core/plugin-hold.js'
import type { PluginFunction } from '../../core/stream.js'
import type { PluginConfig } from '../../types/plugin.js'
import type { Answer, Gone } from './host.js'
import { Patience } from './patience.js'

export const DEADLINE_MS = 1_000

interface Asked {
  readonly host: { call(fields: Readonly<Record<string, unknown>>): Answer }
  readonly spec: Pick<PluginConfig, 'reads' | 'writes' | 'deadlineMs'>
  /** A clock that only goes forward. */
  readonly nowMs: () => number
}

/** The function that the mapping calls. */
export function behindDoors({ host, spec, nowMs }: Asked): PluginFunction {
  const { reads, writes, deadlineMs = DEADLINE_MS } = spec
  const patience = new Patience()
  const held = (why: Gone['gone']): PluginHold =>
    why === 'late' ? new PluginHold('PLUGIN_DEADLINE', { ms: deadlineMs }) : new PluginHold('PLUGIN_DIED')
  return (input) => {
    const shown = Object.fromEntries(reads.filter((name) => input[name] !== undefined).map((name) => [name, input[name]]))
    const question = JSON.stringify(shown)
    const may = patience.with(question, nowMs())
    if (may === 'spent') throw new PluginHold('PLUGIN_RESTS', Patience.rest)
    if (may !== 'ask') throw held(may)
    const answer = host.call(shown)
    if ('gone' in answer) {
      patience.missed(question, answer.gone, nowMs())
      throw held(answer.gone)
    }
    if ('threw' in answer) throw new Error(answer.threw, { cause: { line: answer.line } })
    const stray = [...Object.keys(answer.fields), ...answer.bad].find((name) => !(writes as readonly string[]).includes(name))
    if (stray !== undefined) throw new Error(`it gave "${stray}", which it does not say it writes`)
    if (answer.bad[0] !== undefined) throw new PluginHold('PLUGIN_ANSWER', { field: answer.bad[0] })
    return answer.fields
  }
}
