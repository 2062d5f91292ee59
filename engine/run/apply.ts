// Drives core/step against the Writer: the intent is on disk before each write, what became of it after. No decision is made here.
import { SystemError, type Answer, type Found, type LookFacts, type Reader, type WriteRequest, type Writer } from '../connect/connector.js'
import { normaliser, type Normalise } from '../core/item.js'
import { coveredReason, forIntent, marked } from '../core/personal.js'
import { begin, exactFields, next, type Look, type Said, type StepItem, type StepReply, type StepRequest, type StepState } from '../core/step.js'
import type { Batch } from '../core/sequence.js'
import type { Stream } from '../core/stream.js'
import type { IntentOutcome, Intents } from '../store/memory.js'
import { doubtOf } from './observe.js'
import type { Parts } from './parts.js'

interface Applying {
  readonly stream: Stream
  readonly reader: Reader
  readonly writer: Writer
  readonly intents: Intents
  readonly parts: Parts
  readonly normalise: Normalise
  /** Ends of intents that are written once what was done is remembered. */
  readonly ends: { readonly id: string; readonly outcomes: Record<string, IntentOutcome> }[]
  /** The target could no longer be read. */
  failed?: SystemError
}

export interface Applied {
  readonly outcomes: readonly StepItem[]
  /** The target could no longer be read on the way: what was done until then is in the outcomes, the rest was not begun. */
  readonly failed?: SystemError
  /** Ends the intents. To be called once Base remembers the outcomes: after a stop in between, recovery still finds them. */
  readonly close: () => Promise<void>
}

/** Applies the batches one after the other and tells what became of every change. Stops between batches when asked to. */
export async function apply(stream: Stream, batches: readonly Batch[], parts: Parts): Promise<Applied> {
  const reader = parts.readers.get(stream.target.name)
  const writer = parts.writers?.get(stream.target.name)
  if (!reader || !writer || !parts.intents) throw new Error(`nothing to write to ${stream.target.name} with`)
  const { intents } = parts
  const applying: Applying = { stream, reader, writer, intents, parts, normalise: normaliser(stream.entity), ends: [] }
  const outcomes: StepItem[] = []
  const total = batches.reduce((sum, batch) => sum + batch.length, 0)
  for (const batch of batches) {
    if (parts.stopping?.() || applying.failed) break
    outcomes.push(...await applyBatch(applying, batch))
    parts.tell('applied', { stream: stream.id, done: outcomes.length, total })
  }
  const close = async (): Promise<void> => {
    for (const { id, outcomes: ended } of applying.ends) await intents.end(id, ended)
  }
  return { outcomes, close, ...(applying.failed ? { failed: applying.failed } : {}) }
}

async function applyBatch(applying: Applying, batch: Batch): Promise<readonly StepItem[]> {
  let { state, request } = next(begin(batch, applying.stream.target.spec.habits.readDelayMs, exactFields(applying.stream.entity)))
  let open: { readonly id: string; readonly items: readonly StepItem[] } | undefined
  let since: LookFacts | undefined
  while (request) {
    if (request.kind === 'write') {
      // A second write follows a look that showed the first was not done. It may still arrive: its intent ends with the others,
      // and whoever looks starts from before the first.
      if (open) applying.ends.push({ id: open.id, outcomes: outcomesOf(state, open.items) })
      const prepared: Prepared = since ? { since } : await prepare(applying, request.items)
      if ('said' in prepared) {
        ;({ state, request } = next(state, prepared))
        continue
      }
      since = prepared.since
      open = { id: await beginIntent(applying, request.items, since), items: request.items }
    }
    const reply = await ask(applying, request, since)
    ;({ state, request } = next(state, reply))
  }
  if (open) applying.ends.push({ id: open.id, outcomes: outcomesOf(state, open.items) })
  return state.items.map((item) => withMarks(item, applying.stream))
}

/** What a system says of a write may repeat what was written. */
function withMarks(item: StepItem, { entity }: Stream): StepItem {
  const { fate, warnings } = item
  const fields = { ...item.shown, ...item.after }
  return {
    ...item,
    ...('problem' in fate ? { fate: { ...fate, problem: marked(fate.problem, entity, fields) } } : {}),
    ...(warnings ? { warnings: warnings.map((one) => marked(one, entity, fields)) } : {}),
  }
}

type Prepared = { readonly since: LookFacts | undefined } | Extract<StepReply, { kind: 'said' }>

/** What a look after the write starts from; where even that cannot be asked, nothing is written. */
async function prepare({ stream, writer }: Applying, items: readonly StepItem[]): Promise<Prepared> {
  try {
    return { since: await writer.prepare?.(requestOf(stream, items)) }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    return { kind: 'said', said: new Map(items.map((one) => [one.targetKey, { kind: error.kind, problem: error.problem }])) }
  }
}

function requestOf(stream: Stream, items: readonly StepItem[]): WriteRequest {
  return {
    entity: stream.entity.id, action: items[0]?.change.action ?? 'update', scope: stream.scope.target,
    items: items.map((one) => ({ key: one.targetKey, fields: one.after })),
  }
}

async function ask(applying: Applying, request: StepRequest, since: LookFacts | undefined): Promise<StepReply> {
  const { parts } = applying
  switch (request.kind) {
    case 'wait':
      await parts.clock.wait(request.ms)
      return { kind: 'waited' }
    case 'find': {
      const looks = new Map<string, Look>()
      for (const [key, found] of await find(applying, request.keys, since)) {
        looks.set(key, found.kind === 'found' ? { kind: 'found', item: applying.normalise(found.item) }
          : found.kind === 'absent' ? found : { kind: 'unknown', problem: doubtOf(key, found) })
      }
      return { kind: 'looks', looks }
    }
    case 'write': return { kind: 'said', said: await send(applying, request.items) }
  }
}

/** A target that cannot be read in the middle of it all tells nothing about these keys; what was written before stays known. */
async function find(applying: Applying, keys: readonly string[], since: LookFacts | undefined): Promise<ReadonlyMap<string, Found>> {
  const { stream, reader } = applying
  try {
    return await reader.find(stream.entity.id, keys, stream.scope.target, since)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    applying.failed = error
    return new Map(keys.map((key) => [key, { kind: 'unknown', problem: error.problem }]))
  }
}

async function send({ stream, writer, normalise, parts }: Applying, items: readonly StepItem[]): Promise<Map<string, Said>> {
  const request = requestOf(stream, items)
  const startedMs = parts.clock.now()
  const answers = await writer.send(request)
  const said = new Map<string, Said>()
  for (const [key, answer] of answers) said.set(key, saidOf(answer, normalise))
  parts.tell('written', { stream: stream.id, action: request.action, count: items.length, ms: parts.clock.now() - startedMs })
  const afters = new Map(items.map(({ targetKey, after }) => [targetKey, after]))
  for (const [key, answer] of answers) {
    if (answer.kind === 'done') for (const one of answer.warnings ?? []) parts.tell('warned', { stream: stream.id, key, code: one.code, ...coveredReason(marked(one, stream.entity, afters.get(key) ?? {})).facts })
    else parts.tell('not written', { stream: stream.id, key, kind: answer.kind, code: answer.problem.code })
  }
  return said
}

function saidOf(answer: Answer, normalise: Normalise): Said {
  if (answer.kind === 'done') {
    const { readBack, warnings } = answer
    return { kind: 'done', ...(readBack ? { readBack: normalise(readBack) } : {}), ...(warnings ? { warnings } : {}) }
  }
  return { kind: answer.kind, problem: answer.problem }
}

function beginIntent({ stream, intents }: Applying, items: readonly StepItem[], since: LookFacts | undefined): Promise<string> {
  return intents.begin({
    stream: stream.id, entity: stream.entity.id, action: items[0]?.change.action ?? 'update', system: stream.target.name,
    scope: { ...stream.scope.target }, ...(since ? { since } : {}),
    items: items.map((one) => ({
      change: one.change.id, key: one.change.key, ...(one.targetKey === one.change.key ? {} : { targetKey: one.targetKey }),
      after: forIntent(one.after, stream.entity), before: one.shown ? forIntent(beforeImage(one), stream.entity) : null, ...(one.change.why ? { approved: one.change.digest } : {}),
    })),
  })
}

/** Only the fields that the write may change: enough to undo it. */
function beforeImage(one: StepItem): Record<string, unknown> {
  return Object.fromEntries(Object.keys(one.after).map((name) => [name, one.shown?.[name] ?? null]))
}

/** What the intents file is told of the items of one intent. An item that is to be written again was not done before. */
function outcomesOf(state: StepState, written: readonly StepItem[]): Record<string, IntentOutcome> {
  const ids = new Set(written.map((one) => one.change.id))
  const outcomes: Record<string, IntentOutcome> = {}
  for (const { change, fate } of state.items) {
    const done = fate.kind === 'done' || ((fate.kind === 'refused' || fate.kind === 'retry') && fate.written)
    if (ids.has(change.id)) outcomes[change.id] = done ? 'done' : fate.kind === 'unknown' ? 'unknown' : 'not done'
  }
  return outcomes
}
