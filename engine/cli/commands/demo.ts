// samsyn demo: the whole thing on the built-in simulators, with a commentary. It sets up a customer's folder, validates, plans,
// approves, applies, and then keeps reconciling while somebody edits both worlds.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { approveGroup } from '../../core/approve.js'
import type { Stream } from '../../core/stream.js'
import { packageRoot } from '../../load/root.js'
import { startLoop, type Loop } from '../../run/loop.js'
import { usedAs } from '../../run/document.js'
import { pass } from '../../run/pass.js'
import type { PlanDocument } from '../../types/plan.js'
import { appliedText } from '../applied.js'
import { confirmBinding } from '../binding-file.js'
import { edits, makeEdit } from '../demo/edits.js'
import { documentLines, faultsOf, morning, prepareCompany, SALES, sell, statusLines } from '../demo/orders.js'
import { makeWorlds } from '../demo/worlds.js'
import { EXIT } from '../exit.js'
import { logTeller } from '../log-teller.js'
import { note, print } from '../out.js'
import { openProject, type Project } from '../project.js'
import { realClock, type Session } from '../session.js'
import { statusServer } from '../status-server.js'
import { listenForStop, type Stop } from '../until-stopped.js'
import { withSession } from '../with-session.js'
import { render, save } from './plan.js'
import { schemaText } from './schema.js'

export async function run(_args: readonly string[], options: Readonly<{ once?: unknown; dir?: unknown }>): Promise<number> {
  const dir = resolve(String(options.dir))
  if (!setUp(dir)) return EXIT.failed
  const shown = relative(process.cwd(), dir) || '.'
  say(1, `A customer's folder is in ${shown}: YAML for what should be true, and two simulated systems in ${shown}/world.`)
  const bare = await openProject(dir)
  if (!bare || await confirmBinding(bare, { file: join(dir, BINDING), nowMs: Date.now() }) !== EXIT.done) return EXIT.failed
  const project = await openProject(dir)
  if (!project) return EXIT.failed
  const stop = listenForStop()
  const ok = await tour(project, options.once === true, stop)
  return ok ? EXIT.done : EXIT.failed
}

/** Names the order operations of the shop. The one that ships is assumed, and serves simulated shops alone. */
const BINDING = 'jetshop-orders.yaml'

/** A fresh customer's folder each time; only a folder that a demo made is ever removed. */
function setUp(dir: string): boolean {
  const mark = join(dir, '.samsyn-demo')
  if (existsSync(dir) && !existsSync(mark)) {
    note(`${dir} is there already and no demo made it. name another folder: samsyn demo --dir DIR`)
    return false
  }
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(join(dir, 'world'), { recursive: true })
  cpSync(join(packageRoot(), 'examples', 'demo'), dir, { recursive: true })
  writeFileSync(mark, 'made by samsyn demo\n')
  writeFileSync(join(dir, 'samsyn.schema.json'), schemaText(undefined) ?? '')
  cpSync(join(packageRoot(), 'examples', 'orders-by-binding', BINDING), join(dir, BINDING))
  makeWorlds(dir, 'erp')
  prepareCompany(dir)
  return true
}

async function tour(project: Project, once: boolean, stop: Stop): Promise<boolean> {
  const shown = relative(process.cwd(), project.dir) || '.'
  print(`   ${project.desired.name}: mode ${project.desired.mode}, package ${project.desired.tier.id}; ${project.desired.streams.map((one) => one.id).join(', ')}. The files are valid.`)
  const plan = await planned(project)
  if (!plan) return false
  say(2, 'The plan: what would be written where, and why. Nothing is written yet.')
  print(await render(plan, 'text', { project, all: false, file: 'plan.json' }))
  await save(join(project.dir, 'plan.json'), plan, project)
  writeFileSync(join(project.dir, 'plan.html'), await render(plan, 'html', { project, all: true, file: 'plan.json' }))
  print(`   A reviewer opens ${shown}/plan.html, or reads ${shown}/plan.json in the pull request.`)
  say(3, 'Somebody approves the groups that wait, and the plan is applied.')
  const approved = approveAll(plan)
  if (!await withSession(project, { write: true }, (session) => applyAndLook(project, session, approved))) return false
  if (!await withSession(project, { write: true }, (session) => orders(project, session))) return false
  say(8, `Somebody edits both worlds while the engine runs${once ? ' for a few seconds' : ''}.`)
  return keepRunning(project, once, stop, shown)
}

function approveAll(plan: PlanDocument): PlanDocument {
  return plan.groups.reduce((document, group) => approveGroup(document, group.id, { name: 'demo', at: plan.madeAt }), plan)
}

async function planned(project: Project): Promise<PlanDocument | undefined> {
  return (await withSession(project, { write: false }, ({ parts }) => pass(articlesOf(project), parts)))?.document
}

async function applyAndLook(project: Project, { parts, store }: Session, plan: PlanDocument): Promise<boolean> {
  store.startPlan(usedAs(plan))
  const passed = await pass(articlesOf(project), parts, plan)
  store.finishPlan(usedAs(plan))
  print(indented(appliedText(passed, project.specs)))
  say(4, 'Planned again: what was done is not planned again.')
  const { writers: _none, ...readOnly } = parts
  const again = await pass(articlesOf(project), readOnly)
  print(indented(await render(again.document, 'text', { project, all: false })))
  return again.document.streams.every((stream) => stream.failed === undefined)
}

/** The streams of articles: orders have their turn later. */
function articlesOf({ desired }: Project): readonly Stream[] {
  return desired.streams.filter(({ orders: lane }) => lane === undefined)
}

/** Customers buy, the orders become documents, and the shop hears what the bookkeeper does with them. */
async function orders(project: Project, { parts }: Session): Promise<boolean> {
  const { dir, specs } = project
  const { writers: _none, ...readOnly } = parts
  const passed = async (): Promise<void> => print(`\n${indented(appliedText(await pass(project.desired.streams, parts), specs, true))}\n`)
  say(5, `${SALES.length} orders come in at the shop.`)
  sell(dir)
  print(indented(SALES.map(({ number, who, shows }) => `${number}  ${who}: ${shows}`).join('\n')))
  await passed()
  print(indented(documentLines(dir).join('\n')))
  say(6, 'A morning goes by. The shop hears of it, and mails its customers; its answer to the first mail is lost on the way.')
  print(indented(morning(dir).join('\n')))
  await passed()
  // Of each order one thing is told in a pass: what is invoiced was delivered first.
  await pass(project.desired.streams, parts)
  print(indented(statusLines(dir).join('\n')))
  say(7, 'Planned again: no order is handed over twice, nobody gets a second mail. One order waits for a person.')
  const again = await pass(project.desired.streams.filter((one) => !articlesOf(project).includes(one)), readOnly)
  print(indented(await render(again.document, 'text', { project, all: false, atSource: again.atSource })))
  return checked(faultsOf(dir))
}

/** The demo's own checks: what is not as it should be is said, and the demo fails. */
function checked(faults: readonly string[]): boolean {
  if (faults.length > 0) note(faults.map((fault) => `not as it should be: ${fault}`).join('\n'))
  return faults.length === 0
}

async function keepRunning(project: Project, once: boolean, stop: Stop, shown: string): Promise<boolean> {
  const teller = await logTeller()
  const clock = realClock(stop.signal)
  const ended = await withSession(project, { write: true, patient: true, tell: teller.tell, clock, stopping: () => stop.asked }, async ({ parts, store }) => {
    const page = await statusServer(project, store, 0)
    print(`   Status page: ${page.url}`)
    let fault: unknown
    const loop = startLoop({
      parts,
      onPass: (passed) => { if (passed.outcomes.length > 0 || passed.document.totals.pending > 0) print(indented(appliedText(passed, project.specs, true))) },
      onFault: (error) => { fault = error },
    })
    await editWorlds(project, once, stop, clock)
    await finish(loop, page)
    if (fault !== undefined) throw fault
    return true
  })
  print(`\nWhere to look: ${shown}/samsyn.yaml, ${shown}/plan.html, ${shown}/world/*.effects.ndjson (every effect, in order).`)
  print(`Try: npx samsyn status ${shown}, npx samsyn explain KOPP-1-01 ${shown}, npx samsyn explain 1006 ${shown}, npx samsyn plan ${shown}`)
  return ended === true
}

/** One edit after the other, each with time for the loop to see it. Without --once it goes on until somebody stops it. */
async function editWorlds(project: Project, once: boolean, stop: Stop, clock: ReturnType<typeof realClock>): Promise<void> {
  for (let nth = 0; !stop.asked && (!once || nth < edits.length); nth++) {
    await clock.wait(nth === 0 ? 1_000 : EDIT_EVERY_MS)
    if (stop.asked) return
    print(`\n   → ${makeEdit(project.dir, nth)}`)
  }
  await clock.wait(EDIT_EVERY_MS)
}

const EDIT_EVERY_MS = 3_000

async function finish(loop: Loop, page: { close(): Promise<void> }): Promise<void> {
  await loop.stop()
  await page.close()
}

function say(nth: number, text: string): void {
  print(`\n${nth}. ${text}`)
}

function indented(text: string): string {
  return text.split('\n').map((line) => (line === '' ? line : `   ${line}`)).join('\n')
}
