// 50,000 articles × 12 fields read through the native bridge, as ratios to a bare koffi loop over the same library in the same
// process: once within this process, once through the child process as in real life. It prints; it never fails on a time.
import koffi from 'koffi'
import { ARTICLE, DB, ORDER } from '../engine/connect/visma/adk.js'
import { ChildBridge } from '../engine/connect/visma/bridge/client.js'
import { NativeAdk } from '../engine/connect/visma/bridge/native/adk.js'
import { loadLibrary } from '../engine/connect/visma/bridge/native/ffi.js'
import { FUNCTIONS } from '../engine/connect/visma/bridge/native/functions.js'
import type { Ask, Chunk, Reply, Verb, Verbs } from '../engine/connect/visma/bridge/protocol.js'
import { Session } from '../engine/connect/visma/bridge/serve.js'
import { testLibrary } from '../test/native/build.js'
import { company } from '../test/native/company.js'

const MANY = 50_000
const ROUNDS = 5
const CHUNK = 500
const FIELDS = [
  ARTICLE.NUMBER, ARTICLE.NAME, ARTICLE.NAME_X, ARTICLE.GROUP, ARTICLE.ACCOUNTING_CODE, ARTICLE.UNIT_CODE, ARTICLE.BAR_CODE, ARTICLE.STOCK_GOODS,
  ARTICLE.WEBSHOP, ARTICLE.WEIGHT, ARTICLE.QUANTITY_IN_STOCK, ARTICLE.DISPOSABLE_IN_STOCK,
]
const KINDS = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2]
const TEXT_SIZE = 512
const SCAN = { register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, unique: ARTICLE.NUMBER, fields: FIELDS, chunk: CHUNK }
const OPEN = { sysPath: 'x', companyPath: 'y', user: '', password: '' }

type Native = (...values: readonly unknown[]) => unknown
interface Rc { readonly rc: number }

/** The least that anyone would write with koffi: no checks but the end of the register. */
function bareLoop(file: string): () => number {
  const library = koffi.load(file)
  const error = koffi.struct({ rc: 'int32', table: 'int32', field: 'int32', function: 'int32', part: 'int32' })
  const declare = (name: string, takes: readonly (string | ReturnType<typeof koffi.out>)[], answer: string | typeof error = error): Native =>
    library.func('__stdcall', name, answer, [...takes]) as Native
  const [create, remove] = [declare('AdkCreateData', ['int32'], 'void *'), declare('AdkDeleteStruct', ['void *'])]
  const [order, first, next] = [declare('AdkSetSortOrder', ['void *', 'int32']), declare('AdkFirst', ['void *']), declare('AdkNext', ['void *'])]
  const text = declare('AdkGetStr', ['void *', 'int32', 'void **', 'int32'])
  const yes = declare('AdkGetBool', ['void *', 'int32', koffi.out(koffi.pointer('int32'))])
  const figure = declare('AdkGetDouble', ['void *', 'int32', koffi.out(koffi.pointer('double'))])
  return () => {
    const rows: unknown[][] = []
    const room = Buffer.alloc(TEXT_SIZE)
    const data = create(DB.ARTICLE)
    order(data, ORDER.ARTICLE_NUMBER)
    for (let { rc } = first(data) as Rc; rc === 0; ({ rc } = next(data) as Rc)) {
      rows.push(FIELDS.map((field, at) => {
        if (KINDS[at] === 0) {
          text(data, field, [room], TEXT_SIZE)
          return room.toString('latin1', 0, room.indexOf(0))
        }
        const place = [0]
        if (KINDS[at] === 1) yes(data, field, place)
        else figure(data, field, place)
        return place[0]
      }))
    }
    remove(data)
    return rows.length
  }
}

async function scanned(call: <V extends Verb>(verb: V, ask: Verbs[V]['ask']) => Promise<Reply<V>> | Reply<V>): Promise<number> {
  const taken = (reply: Reply<'scan' | 'more'>): Chunk => {
    if ('fault' in reply) throw new Error(reply.fault.text)
    return reply.ok
  }
  let chunk = taken(await call('scan', SCAN))
  let rows = chunk.rows.length
  while (chunk.cursor !== undefined) {
    chunk = taken(await call('more', { cursor: chunk.cursor }))
    rows += chunk.rows.length
  }
  return rows
}

function median(list: number[]): number {
  return list.sort((one, other) => one - other)[list.length >> 1] as number
}

function line(what: string, found: string): void {
  process.stdout.write(`${what.padEnd(64)} ${found.padStart(30)}\n`)
}

async function measure(file: string): Promise<void> {
  const where = company({ articles: MANY - 2 })
  const api = new NativeAdk(loadLibrary(file))
  api.open2('x', 'y', '', '')
  const session = new Session(api)
  const child = new ChildBridge({ args: ['--library', file] })
  await child.call('open', OPEN)
  const calls = (): number => FUNCTIONS.reduce((sum, { name }) => sum + api.getCompanySetting(`calls:${name}`).value, 0)
  const here = <V extends Verb>(verb: V, ask: Verbs[V]['ask']): Reply<V> => session.serve({ verb, ask } as Ask) as Reply<V>
  let messages = 0
  const acts: readonly (readonly [string, () => Promise<number> | number])[] = [
    ['a bare koffi loop', bareLoop(file)], ['the bridge in this process', () => scanned(here)],
    ['the bridge in its own process', () => scanned((verb, ask) => { messages += 1; return child.call(verb, ask) })],
  ]
  const times = new Map<string, number[]>(acts.map(([name]) => [name, []]))
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [name, act] of acts) {
      const start = performance.now()
      const rows = await act()
      if (rows !== MANY) throw new Error(`${name} read ${rows} rows`)
      if (round >= 0) times.get(name)!.push(performance.now() - start)
    }
  }
  const before = calls()
  await scanned(here)
  const scanCalls = calls() - before - FUNCTIONS.length
  const after = calls()
  here('find', { register: DB.ARTICLE, order: ORDER.ARTICLE_NUMBER, key: ARTICLE.NUMBER, keys: ['025000'], fields: FIELDS })
  const findCalls = calls() - after - FUNCTIONS.length
  await child.end()
  api.close()
  where.gone()
  const [bare, own, other] = acts.map(([name]) => median(times.get(name)!)) as [number, number, number]
  process.stdout.write(`\n${MANY.toLocaleString('sv')} articles × ${FIELDS.length} fields through the native interface, in chunks of ${CHUNK}\n\n`)
  line('a bare koffi loop over the same library', `${(bare / 1000).toFixed(2)} s`)
  line('the bridge in this process ÷ the bare loop', `${(own / bare).toFixed(2)}  (${(own / 1000).toFixed(2)} s)`)
  line('the bridge in its own process ÷ the bare loop', `${(other / bare).toFixed(2)}  (${(other / 1000).toFixed(2)} s)`)
  line('native calls of the whole register, and of one article found', `${scanCalls.toLocaleString('sv')}, ${findCalls}`)
  line('messages between the processes', `${messages / (ROUNDS + 1)}`)
}

const file = testLibrary()
if (file === undefined) process.stdout.write('the bench of the native bridge is left out\n')
else await measure(file)
