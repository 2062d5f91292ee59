// samsyn forget: removes our copies of one person. Asks no system and writes to none: the ERP's books have their own law, and the shop
// erases by itself.
import { problem } from '../../core/problem.js'
import { forgetPerson, openAbout, type ForgetParts, type Forgotten } from '../../orders/forget.js'
import { ASKED_BY, personsOf, type AskedBy, type Memory, type Person } from '../../orders/person.js'
import { ofNoun } from '../../report/number-text.js'
import { eraseFromIntents } from '../../store/intent-erasure.js'
import { FileIntents } from '../../store/intents.js'
import { StoreError, type Known } from '../../store/memory.js'
import { secretOf } from '../secret.js'
import { FileStore } from '../../store/store.js'
import { keyedDigest } from '../../values/digest.js'
import { EXIT } from '../exit.js'
import { print, printJson } from '../out.js'
import { openProject, type Project } from '../project.js'
import { realClock, SessionError, takeLease } from '../session.js'
import { tellProblem } from '../with-session.js'

export async function run(args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const [asked = '', dir] = args
  const project = await openProject(dir)
  if (!project) return EXIT.failed
  try {
    const done = await withMemory(project, (parts) => forget(asked, options['by'] as string | undefined, parts))
    if (options['json']) printJson({ ...done, unreachable: UNREACHABLE })
    else print(forgottenText(done))
    return EXIT.done
  } catch (error) {
    if (!(error instanceof StoreError) && !(error instanceof SessionError)) throw error
    tellProblem(error.problem, project)
    return EXIT.failed
  }
}

async function forget(asked: string, by: string | undefined, parts: ForgetParts): Promise<Forgotten> {
  const person = personMeant(asked, by, parts)
  const open = openAbout(person, parts)
  if (open.length > 0) throw new SessionError(problem('FORGET_OPEN', { count: open.length }))
  return forgetPerson(person, parts)
}

/** The one whom the text means. What was typed may be personal, so no message repeats it. */
function personMeant(asked: string, by: string | undefined, { memories, digest }: ForgetParts): Person {
  if (by !== undefined && !(ASKED_BY as readonly string[]).includes(by)) throw new SessionError(problem('FORGET_BY_UNKNOWN', { known: ASKED_BY.join(', ') }))
  const all = personsOf(asked, memories, digest)
  const meant = by === undefined ? [...all] : [...all].filter(([one]) => one === by as AskedBy)
  const [first, ...others] = meant
  if (!first) throw new SessionError(problem('FORGET_NOBODY'))
  if (others.length > 0) throw new SessionError(problem('FORGET_UNCLEAR', { meanings: meant.map(([one]) => one).join(', ') }))
  return first[1]
}

/** The memory by itself, under the lease: nobody writes meanwhile. */
async function withMemory<T>(project: Project, work: (parts: ForgetParts) => Promise<T>): Promise<T> {
  const clock = realClock()
  const lease = takeLease(project, clock)
  const store = new FileStore({ dir: project.dir, streams: [], now: clock.now, owns: () => lease.renew() })
  const intents = FileIntents.read({ dir: project.dir })
  const secret = secretOf(project.desired, store)
  try {
    return await work({
      memories: memoriesOf(project, store), intents, replace: (stream, next) => store.replace(stream, next),
      eraseFromIntents: (open, erase) => eraseFromIntents(project.dir, open, erase), digest: (value) => keyedDigest(secret, value),
    })
  } finally {
    await intents.close()
    await store.close()
    lease.release()
  }
}

/** Every stream that is remembered, also one that is switched off today. */
function memoriesOf({ desired, specs }: Project, store: FileStore): (Memory & { known: Known })[] {
  return store.heads().flatMap(({ stream }) => {
    const today = desired.streams.find(({ id }) => id === stream)?.entity
    const entity = today ?? stream.split('/').map((part) => (Object.hasOwn(specs.entities, part) ? specs.entities[part] : undefined)).find((spec) => spec !== undefined)
    const known = store.read(stream)
    return entity ? [{ stream, entity, entries: known.entries, waiting: known.run.condition.waiting ?? [], known }] : []
  })
}

const UNREACHABLE = [
  'the ERP: its documents and customer cards are bookkeeping and stay for seven years',
  'the shop: it erases by itself; until then it shows its orders to every reading',
  'log files, saved plans and reports, and backups that were put elsewhere',
] as const

function forgottenText({ removed, intents, left }: Forgotten): string {
  const taken = Object.entries(removed).filter(([, count]) => count > 0).map(([stream, count]) => `  ${stream}  ${ofNoun(count, 'entry')}`)
  const lines = [...taken, ...(intents > 0 ? [`  what was written down before writes  ${ofNoun(intents, 'item')}`] : [])]
  const orders = left.orders.length > 0 ? ` orders ${left.orders.join(', ')};` : ''
  const cards = left.cards.length > 0 ? ` customer card ${left.cards.join(', ')};` : ''
  const kept = left.entries > 0 ? [`left: ${ofNoun(left.entries, 'entry')} with numbers, amounts and keyed digests only:${orders}${cards} without them an order could be handed over twice, or a customer get a second card.`] : []
  const waiting = left.waiting > 0 ? [`left: ${ofNoun(left.waiting, 'item')} that ${left.waiting === 1 ? 'waits' : 'wait'}, by number and reason only,${kept.length > 0 ? '' : orders} until it is handed over, or the shop shows it no longer.`] : []
  return [
    lines.length > 0 ? 'removed:' : 'nothing personal was left to remove.', ...lines,
    ...kept, ...waiting, 'out of reach:', ...UNREACHABLE.map((one) => `  ${one}`),
  ].join('\n')
}
