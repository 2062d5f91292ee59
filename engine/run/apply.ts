// Drives core/step against the Writer: the intent is on disk before each write, what became of it after. No decision is made here.
import type { Answer, Reader, Writer } from '../connect/connector.js'
import { normaliser, type Normalise } from '../core/item.js'
import { begin, next, type Look, type Said, type StepItem, type StepReply, type StepRequest, type StepState } from '../core/step.js'
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
}

/** Applies the batches one after the other and tells what became of every change. Stops between batches when asked to. */
export async function apply(stream: Stream, batches: readonly Batch[], parts: Parts): Promise<StepItem[]> {
  const reader = parts.readers.get(stream.target.name)
  const writer = parts.writers?.get(stream.target.name)
  if (!reader || !writer || !parts.intents) throw new Error(`nothing to write to ${stream.target.name} with`)
  const applying = { stream, reader, writer, intents: parts.intents, parts, normalise: normaliser(stream.entity) }
  const outcomes: StepItem[] = []
  const total = batches.reduce((sum, batch) => sum + batch.length, 0)
  for (const batch of batches) {
    if (parts.stopping?.()) break
    outcomes.push(...await applyBatch(applying, batch))
    parts.tell('applied', { stream: stream.id, done: outcomes.length, total })
  }
  return outcomes
}

async function applyBatch(applying: Applying, batch: Batch): Promise<readonly StepItem[]> {
  let { state, request } = next(begin(batch, applying.stream.target.spec.habits.readDelayMs))
  let open: { readonly id: string; readonly items: readonly StepItem[] } | undefined
  const close = async (): Promise<void> => {
    if (open) await applying.intents.end(open.id, outcomesOf(state, open.items))
  }
  while (request) {
    if (request.kind === 'write') {
      // A second write follows a look that showed the first was not done: that one's intent ends here.
      await close()
      open = { id: await beginIntent(applying, request.items), items: request.items }
    }
    const reply = await ask(applying, request)
    ;({ state, request } = next(state, reply))
  }
  await close()
  return state.items
}

async function ask(applying: Applying, request: StepRequest): Promise<StepReply> {
  const { stream, reader, parts } = applying
  switch (request.kind) {
    case 'wait':
      await parts.clock.wait(request.ms)
      return { kind: 'waited' }
    case 'find': {
      const looks = new Map<string, Look>()
      for (const [key, found] of await reader.find(stream.entity.id, request.keys, stream.scope.target)) {
        looks.set(key, found.kind === 'found' ? { kind: 'found', item: applying.normalise(found.item) }
          : found.kind === 'absent' ? found : { kind: 'unknown', problem: doubtOf(key, found) })
      }
      return { kind: 'looks', looks }
    }
    case 'write': return { kind: 'said', said: await send(applying, request.items) }
  }
}

async function send({ stream, writer, normalise, parts }: Applying, items: readonly StepItem[]): Promise<Map<string, Said>> {
  const action = items[0]?.change.action ?? 'update'
  const startedMs = parts.clock.now()
  const answers = await writer.send({
    entity: stream.entity.id, action, scope: stream.scope.target,
    items: items.map((one) => ({ key: one.targetKey, fields: one.after })),
  })
  const said = new Map<string, Said>()
  for (const [key, answer] of answers) said.set(key, saidOf(answer, normalise))
  parts.tell('written', { stream: stream.id, action, count: items.length, ms: parts.clock.now() - startedMs })
  for (const [key, answer] of answers) {
    if (answer.kind === 'done') for (const one of answer.warnings ?? []) parts.tell('warned', { stream: stream.id, key, code: one.code, ...one.facts })
    else parts.tell('not written', { stream: stream.id, key, kind: answer.kind, code: answer.problem.code })
  }
  return said
}

function saidOf(answer: Answer, normalise: Normalise): Said {
  if (answer.kind === 'done') return { kind: 'done', ...(answer.readBack ? { readBack: normalise(answer.readBack) } : {}) }
  return { kind: answer.kind, problem: answer.problem }
}

function beginIntent({ stream, intents }: Applying, items: readonly StepItem[]): Promise<string> {
  return intents.begin({
    stream: stream.id, entity: stream.entity.id, action: items[0]?.change.action ?? 'update', system: stream.target.name,
    scope: { ...stream.scope.target },
    items: items.map((one) => ({
      change: one.change.id, key: one.change.key, ...(one.targetKey === one.change.key ? {} : { targetKey: one.targetKey }),
      after: one.after, before: one.shown ? beforeImage(one) : null,
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
    if (ids.has(change.id)) outcomes[change.id] = fate.kind === 'done' ? 'done' : fate.kind === 'unknown' ? 'unknown' : 'not done'
  }
  return outcomes
}
