// The bridge whole: a child process that holds the small library, asked through its lines; killed, hung and left alone.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { SystemError } from '../../engine/connect/connector.js'
import { ARTICLE, DB, ORDER, RC } from '../../engine/connect/visma/adk.js'
import { ChildBridge, type ChildOptions } from '../../engine/connect/visma/bridge/client.js'
import { LibraryBridge } from '../../engine/connect/visma/bridge/native/bridge.js'
import { LETTERS_REPLACED } from '../../engine/connect/visma/bridge/native/codes.js'
import { BridgeLost, type Bridge, type Reply, type Row } from '../../engine/connect/visma/bridge/protocol.js'
import { makeVisma } from '../../engine/connect/visma/driver.js'
import { copiedLibrary, testLibrary } from './build.js'
import { company, type Company, type CompanyOptions } from './company.js'
import { addOrder, dies, ok, OPEN, ordersWith, READ_ARTICLE } from './orders.js'

const test = suite('native bridge, the process')
const file = testLibrary()
const DEADLINE_MS = 1_500
let dir = ''
let bridges: Bridge[] = []
let where: Company

function child(options: Partial<ChildOptions> = {}): ChildBridge {
  const bridge = new ChildBridge({ args: ['--library', file!], ...options })
  bridges.push(bridge)
  return bridge
}

async function opened(settings: CompanyOptions = {}, options: Partial<ChildOptions> = {}): Promise<ChildBridge> {
  where.gone()
  where = company(settings)
  const bridge = child(options)
  ok(await bridge.call('open', OPEN))
  return bridge
}

async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(() => undefined, (one: unknown) => one)
  if (error instanceof SystemError) return `${error.kind} ${error.problem.code}`
  return error instanceof BridgeLost ? error.how : `no refusal: ${String(error)}`
}

function fault(reply: Reply): number | undefined {
  return 'fault' in reply ? reply.fault.rc : undefined
}

/** Is the process there? One that has ended and that nobody asked about is not. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

async function within(ms: number, is: () => boolean): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    if (is()) return true
    await new Promise((resolve) => { setTimeout(resolve, 25) })
  }
  return is()
}

/** A parent of its own, which opens the company, asks what it is told, and is killed. Answers the pid of its child. */
async function orphan(ask: string): Promise<number> {
  const client = new URL(`../../engine/connect/visma/bridge/client.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url)
  const script = join(dir, 'parent.mjs')
  writeFileSync(script, `
    import { writeFileSync } from 'node:fs'
    const { ChildBridge } = await import(${JSON.stringify(String(client))})
    const bridge = new ChildBridge({ args: ['--library', ${JSON.stringify(file)}], deadlineMs: ${DEADLINE_MS} })
    await bridge.call('open', ${JSON.stringify(OPEN)})
    writeFileSync(${JSON.stringify(join(dir, 'pid'))}, String(bridge.pid))
    ${ask}
    setTimeout(() => { process.stdout.write(String(bridge.pid)); process.kill(process.pid, 'SIGKILL') }, 300)
  `)
  const parent = spawn(process.execPath, [...process.execArgv, script], { stdio: ['ignore', 'pipe', 'inherit'] })
  let pid = ''
  parent.stdout.on('data', (text: Buffer) => { pid += String(text) })
  await new Promise((resolve) => { parent.once('close', resolve) })
  assert.ok(Number(pid) > 0, 'the parent started no child')
  return Number(pid)
}

if (file !== undefined) {
  test.before.each(() => {
    dir = mkdtempSync(join(tmpdir(), 'samsyn-child-'))
    where = company()
  })
  test.after.each(async () => {
    await Promise.all(bridges.map((bridge) => bridge.end()))
    bridges = []
    where.gone()
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 })
  })

  test('says what it is before it is asked anything', async () => {
    const bridge = await opened()
    assert.equal(bridge.ready, { node: process.version, bits: process.arch === 'ia32' ? 32 : 64, version: '2026.1', missing: [] })
  })

  test('asks the library without opening the company; a path comes through unchanged', async () => {
    const companyPath = '\\\\server\\Våra företag\\Övnbol € 2'
    const survey = ok(await child().call('survey', { sysPath: 'C:\\Gemensamma filer', companyPath }))
    assert.equal(survey.company, { name: companyPath, variant: 1, version: '2026.3' })
    assert.equal([survey.databaseVersion, survey.loginActivated, survey.faults], ['2026.2', false, []])
  })

  test('answers the program\'s refusal to open, and what it says of it', async () => {
    const reply = await child().call('open', { ...OPEN, companyPath: 'C:\\finns inte' })
    assert.equal('fault' in reply && [reply.fault.rc, reply.fault.function, reply.fault.text], [RC.COMPANY_PATH, 677, 'Felkod 116: går inte att utföra'])
  })

  test('reads and writes records through the verbs of the bridge', async () => {
    const bridge = await opened()
    const fields = [ARTICLE.NUMBER, ARTICLE.NAME, ARTICLE.WEIGHT, ARTICLE.WEBSHOP, ARTICLE.TIMESTAMP]
    const find = async (keys: string[]) => ok(await bridge.call('find', { register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, key: ARTICLE.NUMBER, keys, fields, vatOf: ARTICLE.NUMBER }))
    assert.equal(await find(['1', 'finns inte', 'Å-1/4"']), [['1', 'Räksmörgås €', 0.25, true, null, 25], null, ['Å-1/4"', 'Lås', 0.25, true, null, 25]])
    const values = [{ field: ARTICLE.NUMBER, value: 'Ö2' }, { field: ARTICLE.NAME, value: 'Öl' }, { field: ARTICLE.INVOICE_DATE, value: '2026-11-25' }]
    const read = { fields: [ARTICLE.NUMBER, ARTICLE.INVOICE_DATE] }
    assert.equal(ok(await bridge.call('add', { register: DB.ARTICLE, values, read })), ['Ö2', '2026-11-25'])
    const place = { register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, key: { field: ARTICLE.NUMBER, value: 'Ö2' } }
    assert.equal(ok(await bridge.call('update', { place, values: [{ field: ARTICLE.INVOICE_DATE, value: null }], read })), ['Ö2', null])
    ok(await bridge.call('remove', { place }))
    assert.equal(await find(['Ö2']), [null])
  })

  test('letters that were replaced are in the answer as a warning, and only there', async () => {
    const bridge = await opened()
    const add = (name: string) => bridge.call('add', {
      register: DB.ARTICLE, values: [{ field: ARTICLE.NUMBER, value: name.slice(0, 9) }, { field: ARTICLE.NAME, value: name }], ...READ_ARTICLE,
    })
    const reply = await add('a Łódka')
    assert.equal(reply.warnings?.map(({ rc, field, text }) => [rc, field, text]), [
      [LETTERS_REPLACED, ARTICLE.NUMBER, 'Ł finns inte i Visma; skrevs som "a Lódka"'], [LETTERS_REPLACED, ARTICLE.NAME, 'Ł finns inte i Visma; skrevs som "a Lódka"'],
    ])
    assert.is((await add('Åkerö')).warnings, undefined)
  })

  test('writes an order with its rows, and reads number and totals back', async () => {
    const bridge = await opened()
    const { head, rows } = ok(await addOrder(bridge, 'webb-1'))
    assert.equal(head, [1001, 'webb-1', 237.5])
    assert.equal(rows, [['1', 2], ['Å-1/4"', 1]])
    assert.equal(await ordersWith(bridge, 'webb-1'), [1001])
  })

  test('an order of which one row is refused is not written at all', async () => {
    const bridge = await opened()
    const reply = await addOrder(bridge, 'webb-1', [['1', 1], ['finns inte', 1]])
    assert.equal('fault' in reply && [reply.fault.rc, reply.fault.dbTable], [50, 314])
    assert.equal(await ordersWith(bridge, 'webb-1'), [])
  })

  test('hands over more rows in one answer than the pipe can hold, and the same in chunks', async () => {
    const bridge = await opened({ articles: 20_000 })
    const ask = { register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, unique: ARTICLE.NUMBER, fields: [ARTICLE.NUMBER, ARTICLE.NAME] }
    const whole = ok(await bridge.call('scan', { ...ask, chunk: 100_000 })).rows
    assert.is(whole.length, 20_002)
    let chunk = ok(await bridge.call('scan', { ...ask, chunk: 3_000 }))
    const rows: Row[] = [...chunk.rows]
    while (chunk.cursor !== undefined) {
      chunk = ok(await bridge.call('more', { cursor: chunk.cursor }))
      rows.push(...chunk.rows)
    }
    assert.equal(rows.map(([number]) => number), whole.map(([number]) => number))
  })

  for (const { kind, when, orders } of [
    { kind: 'crash', when: 'before', orders: 0 }, { kind: 'crash', when: 'after', orders: 1 },
    { kind: 'hang', when: 'before', orders: 0 }, { kind: 'hang', when: 'after', orders: 1 },
  ]) {
    test(`a ${kind} ${when} the order is added is unknown, and ${orders} order is there`, async () => {
      const bridge = await opened({ fault: `${kind}:AdkAdd:${when}` }, { deadlineMs: DEADLINE_MS })
      const { pid } = bridge
      assert.is(await dies(addOrder(bridge, 'webb-7')), kind === 'crash' ? 'died' : 'deadline')
      assert.not(alive(pid!), 'the process is still there')
      // A new child has no company open, whatever was asked of the one before.
      assert.is(fault(await addOrder(bridge, 'webb-7')), RC.NO_DB_OPEN)
      ok(await bridge.call('open', OPEN))
      assert.is((await ordersWith(bridge, 'webb-7')).length, orders)
      assert.equal(ok(await addOrder(bridge, 'webb-8')).head, [1001 + orders, 'webb-8', 237.5])
    })
  }

  test('a killed process may leave its seat taken; a closed one gives it back', async () => {
    const bridge = await opened({ seats: 1 })
    assert.ok(where.seatTaken())
    assert.is(fault(await child().call('open', OPEN)), RC.TOO_MANY_LICENCES)
    await bridge.end()
    assert.not(where.seatTaken())
    ok(await bridge.call('open', OPEN))
    process.kill(bridge.pid!, 'SIGKILL')
    assert.ok(await within(2_000, () => bridge.pid === undefined))
    assert.is(fault(await bridge.call('open', OPEN)), RC.TOO_MANY_LICENCES)
  })

  test('when the parent is killed, the child closes the company and goes', async () => {
    where.gone()
    where = company({ seats: 1 })
    const pid = await orphan('')
    assert.ok(await within(5_000, () => !alive(pid) && !where.seatTaken()), 'the child is still there, or its seat is taken')
  })

  test('a child that hangs in the library goes too when its parent is killed', async () => {
    where.gone()
    where = company({ fault: 'hang:AdkFirst:before' })
    const pid = await orphan(`void bridge.call('scan', ${JSON.stringify({ register: DB.ARTICLE, fields: [0], chunk: 1 })})`)
    assert.ok(await within(DEADLINE_MS + 4_000, () => !alive(pid)), 'the child is still there')
  })

  test('serves calls that come at once one after the other, each with its own answer', async () => {
    const bridge = await opened()
    const replies = await Promise.all(['a', 'b', 'c'].map((reference) => addOrder(bridge, reference)))
    assert.equal(replies.map((reply) => ok(reply).head.slice(0, 2)), [[1001, 'a'], [1002, 'b'], [1003, 'c']])
  })

  test('says why it cannot start: no library, another one, none of the program', async () => {
    const text = join(dir, 'text.dll')
    writeFileSync(text, 'hello')
    assert.is(await refusal(child({ args: ['--library', join(dir, 'nothing.dll')] }).call('open', OPEN)), 'refused VISMA_LIBRARY_UNREADABLE')
    assert.is(await refusal(child({ args: ['--library', text] }).call('open', OPEN)), 'refused VISMA_LIBRARY_UNREADABLE')
    assert.is(await refusal(child({ args: ['--library', testLibrary('other')!] }).call('open', OPEN)), 'refused VISMA_LIBRARY_FUNCTION_MISSING')
    assert.is(await refusal(child({ node: join(dir, 'node.exe') }).call('add', { register: DB.ARTICLE, values: [], ...READ_ARTICLE })), 'unreachable')
  })

  test('finds its library by a folder with å and blanks, and again where it was put right', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'Gemensamma filer å'))
    const bridge = new LibraryBridge({ library: folder })
    bridges.push(bridge)
    assert.is(await refusal(bridge.call('open', OPEN)), 'refused VISMA_LIBRARY_NOT_FOUND')
    copiedLibrary(file, join(folder, 'Adk.dll'))
    ok(await bridge.call('open', OPEN))
    assert.equal(ok(await addOrder(bridge, 'x')).head, [1001, 'x', 237.5])
    await bridge.end()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  })

  test('the driver reads articles and stock from the library that the YAML names', async () => {
    copiedLibrary(file, join(dir, 'Adk.dll'))
    const connector = await makeVisma({
      name: 'visma', dir, settings: { library: 'Adk.dll', commonFiles: 'C:\\Gemensamma filer', company: 'C:\\Företag' },
      habits: { batchMax: 1, parallelMax: 1, pageMax: 10 }, tell: () => undefined,
    })
    const { title, facts } = await connector.reader.identify()
    assert.is(title, 'Visma Administration 2000')
    assert.equal([facts['company'], facts['version'], facts['simulated'], facts['units']], ['Övningsbolaget AB', '2026.1', false, ['st']])
    const seen: Record<string, unknown> = {}
    for await (const page of connector.reader.list('product', {})) for (const one of page.items) seen[one.key] = one.fields['name']
    assert.equal(seen, { '1': 'Räksmörgås €', 'Å-1/4"': 'Lås' })
    await connector.reader.close()
  })
}

test.run()
