// samsyn explain: one article, order, customer or event from the YAML line to the next try; or what a problem code means. Reads, and writes nothing.
import { isItem, type Pair, type Sight } from '../../core/pair.js'
import type { Fields } from '../../core/item.js'
import type { Stream } from '../../core/stream.js'
import { loadSpecs } from '../../load/specs.js'
import { explainText as explainCode } from '../../report/problem-text.js'
import { explainText, maskView, type StreamView } from '../../report/explain-text.js'
import { isAbout, isOfOrders, orderNumberOf } from '../../orders/keys.js'
import { observe } from '../../run/observe.js'
import { pass } from '../../run/pass.js'
import { FileIntents } from '../../store/intents.js'
import { leaseHolder } from '../../store/lease.js'
import { SystemError } from '../../connect/connector.js'
import type { HeldItem, StreamPlan } from '../../types/plan.js'
import type { Known } from '../../store/memory.js'
import { EXIT } from '../exit.js'
import { leaseKey } from '../lease-key.js'
import { note, print, printJson } from '../out.js'
import { openProject, type Project } from '../project.js'
import { lastTry } from '../tracing.js'
import type { Session } from '../session.js'
import { makesDocuments, unfollowed } from '../unfollowed.js'
import { withSession } from '../with-session.js'

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const [subject = '', dir] = args
  const { problems } = loadSpecs()
  const text = explainCode(subject, problems)
  if (text !== undefined) {
    if (options['json']) printJson({ code: subject, ...problems[subject] })
    else print(text)
    return EXIT.done
  }
  const project = await openProject(dir)
  if (!project) return EXIT.failed
  const orders = new Set(project.desired.streams.filter(({ orders: lane, entity: { between } }) => lane !== undefined && (between?.made !== undefined || between?.wants !== undefined)).map(({ id }) => id))
  const views = await withSession(project, { write: false }, (session) => viewsOf(subject, project, session))
  if (!views) return EXIT.failed
  const now = new Date().toISOString()
  const showPersonalData = options['showPersonalData'] === true
  if (options['json']) printJson({ key: subject, streams: showPersonalData ? views : views.map((view) => maskView(view, project.specs.entities)) })
  else {
    const knowledge = { problems, entities: project.specs.entities, currencies: currenciesOf(project), showPersonalData }
    print(explainText({ key: subject, now, streams: views }, knowledge))
  }
  if (views.some(({ stream }) => orders.has(stream)) && !options['json']) note(`the whole chain of an order: samsyn trace ${[orderNamed(subject, views, project), ...dir === undefined ? [] : [dir]].join(' ')}`)
  if (views.length > 0) return EXIT.done
  note(`"${subject}" is neither an article, an order nor a customer that some stream knows, nor a problem code.`)
  return EXIT.failed
}

async function viewsOf(key: string, project: Project, { parts }: Session): Promise<StreamView[]> {
  const { document } = await pass(project.desired.streams, parts)
  const views: StreamView[] = []
  for (const stream of project.desired.streams) {
    const known = parts.store.read(stream.id)
    const plan = document.streams.find((one) => one.stream === stream.id)
    try {
      const { pairs } = await observe(stream, known, parts)
      for (const one of pairs.filter((pair) => isCalled(pair, key, stream))) views.push(await viewOf({ key, stream, known, plan, one, project }))
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
    }
  }
  return views.length > 0 ? views : unfollowedIn(key, project, parts)
}

/** Of each shop that has an order of that number which no stream lists, why it is left out. */
async function unfollowedIn(key: string, { desired }: Project, parts: Session['parts']): Promise<StreamView[]> {
  const views: StreamView[] = []
  for (const stream of desired.streams.filter(makesDocuments)) {
    const found = await unfollowed(stream, key, parts)
    if (found) views.push({ ...headOf(stream), sourceFields: found.fields as Fields, decision: 'skip', ...(found.reason ? { reason: found.reason } : {}) })
  }
  return views
}

function headOf({ id, entity, from, policy, writes, place }: Stream): Pick<StreamView, 'stream' | 'entity' | 'from' | 'policy' | 'carries' | 'place'> {
  return { stream: id, entity: entity.id, from, policy: policy.id, carries: writes, ...(place === undefined ? {} : { place }) }
}

/** By its key, or where that is only a digest, by the number that it has in the target; what happened to an order, by the order. */
function isCalled({ key, targetKey, target, base }: Pair, name: string, { entity, orders }: Stream): boolean {
  if (key === name || targetKey === name) return true
  if (orders && isAbout(name, key, entity)) return true
  return entity.between !== undefined && ((isItem(target) && target.id === name) || base?.target?.['number'] === name)
}

interface At {
  /** What was asked for. */
  readonly key: string
  readonly stream: Stream
  readonly known: Known
  readonly plan: StreamPlan | undefined
  readonly one: Pair
  readonly project: Project
}

async function viewOf(at: At): Promise<StreamView> {
  const { stream, known, plan, one, project } = at
  const change = plan?.changes.find((other) => other.key === one.key)
  const held = [...(plan?.held ?? []), ...(plan?.skipped ?? [])].find((other) => other.key === one.key)
  const isSkipped = held !== undefined && !plan?.held.includes(held)
  const intents = await intentsOf(project, stream, one.key)
  const source = fieldsOf(one.source, one.base?.source)
  const target = fieldsOf(one.target, one.base?.target)
  return {
    ...headOf(stream),
    ...(one.targetKey === one.key ? {} : { targetKey: one.targetKey }),
    ...(source === undefined ? {} : { sourceFields: source }), ...(target === undefined ? {} : { targetFields: target }),
    ...(one.base ? { base: one.base } : {}),
    ...(one.key === at.key ? {} : { itemKey: one.key }),
    decision: change?.action ?? (held ? (isSkipped ? 'skip' : 'hold') : 'keep'),
    ...(change ? { drift: change.drift, fields: change.fields, reason: change.reason, verdict: change.verdict } : {}),
    ...(change?.why ? { why: change.why } : {}),
    ...(held ? heldView(held) : {}),
    ...lastTry(one.key, known),
    ...nextTry(at),
    ...(intents.length > 0 ? { intents } : {}),
  }
}

function currenciesOf({ desired }: Project): Record<string, string | undefined> {
  return Object.fromEntries(desired.streams.map((stream) => [stream.id, stream.currency]))
}

/** What waits for a person, or was left out: with what differs, where that was told. */
function heldView({ reason, drift, fields }: HeldItem): Pick<StreamView, 'reason' | 'drift' | 'fields'> {
  return { reason, ...(drift === undefined ? {} : { drift }), ...(fields === undefined ? {} : { fields }) }
}

/** null: absent; undefined: not looked at, or it could not be told. */
function fieldsOf(sight: Sight, remembered: unknown): Fields | null | undefined {
  // What a listing does not show is as it was remembered.
  if (isItem(sight)) return sight.partial && remembered ? { ...(remembered as Fields), ...sight.fields } : sight.fields
  if (sight === 'absent') return null
  return sight === 'assumed' ? ((remembered ?? null) as Fields | null) : undefined
}

/** Its next turn, where an engine runs; without one only what it waits for is known. */
function nextTry({ stream, known, one, project }: At): { nextTryAt?: string } {
  const { lastRunAt, notBefore } = known.run.condition
  const running = leaseHolder({ key: leaseKey(project), now: () => Date.now() }) !== undefined
  const rhythm = lastRunAt === undefined || !running
    ? undefined
    : new Date(Date.parse(lastRunAt) + stream.rhythm.everySeconds * 1000).toISOString()
  const later = [rhythm, notBefore, one.base?.notBefore].filter((at) => at !== undefined).sort().at(-1)
  return later === undefined ? {} : { nextTryAt: later }
}

/** The order that was asked for, or whose part was. */
function orderNamed(subject: string, views: readonly StreamView[], { desired }: Project): string {
  const entities = desired.streams.filter(({ id, orders, entity }) => orders && isOfOrders(entity) && views.some(({ stream }) => stream === id)).map(({ entity }) => entity)
  const [whole] = entities.filter(({ key }) => key === 'number')
  const named = whole ?? entities[0]
  return named ? orderNumberOf(subject, named) : subject
}

const INTENTS_MAX = 5

async function intentsOf(project: Project, stream: Stream, key: string): Promise<NonNullable<StreamView['intents']>> {
  const found: { at: string; action: string; outcome: string }[] = []
  const intents = FileIntents.read({ dir: project.dir })
  for await (const { intent, outcomes } of intents.history()) {
    if (intent.stream !== stream.id) continue
    const item = intent.items.find((one) => one.key === key)
    if (item) found.push({ at: intent.at, action: intent.action, outcome: outcomes[item.change] ?? 'open' })
  }
  await intents.close()
  return found.reverse().slice(0, INTENTS_MAX)
}
