import * as fs from 'node:fs'
import { appendFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Disk } from '../../engine/store/disk.js'
import { FileIntents } from '../../engine/store/intents.js'
import { type IntentOutcome, StoreError } from '../../engine/store/memory.js'
import { testClock, type TestClock } from '../kit/clock.js'
import { bundled, gone, started, testFolder } from '../kit/program.js'

const test = suite('intents')

const open = (dir: string, { clock = testClock(), disk, fence = 1 }: { clock?: TestClock; disk?: Disk; fence?: number } = {}) =>
  FileIntents.open({ dir, fence, now: clock.now, owns: () => true, ...(disk ? { disk } : {}) })

const meant = (...keys: string[]) => ({
  stream: 'se/price', entity: 'price', action: 'update' as const, system: 'se', scope: { priceList: 'AF', culture: undefined },
  items: keys.map((key) => ({ change: key, key, after: { price: '179.00' }, before: { price: '199.00' } })),
})
const month = (dir: string, name = '2026-11'): string => join(dir, '.samsyn', 'intents', `${name}.ndjson`)
const keysOf = (intents: FileIntents): string[] => intents.open().flatMap(({ items }) => items.map(({ key }) => key))

async function failure(act: Promise<unknown>): Promise<string> {
  try {
    await act
    return 'fine'
  } catch (error) {
    if (error instanceof StoreError) return `${error.problem.code} ${error.problem.facts['reason'] ?? ''}`.trim()
    throw error
  }
}

async function historyOf(dir: string): Promise<[string, Readonly<Record<string, IntentOutcome>>][]> {
  const all: [string, Readonly<Record<string, IntentOutcome>>][] = []
  for await (const { intent, outcomes } of FileIntents.read({ dir }).history()) all.push([intent.items[0]!.key, outcomes])
  return all
}

test('an intent is on disk before begin is done, with what was there before', async () => {
  const dir = testFolder()
  const id = await open(dir).begin(meant('Å-12'))
  const [intent] = FileIntents.read({ dir }).open()
  assert.is(intent!.id, id)
  assert.is(intent!.fence, 1)
  assert.is(intent!.at, '2026-11-25T06:30:00.000Z')
  assert.equal(intent!.items, meant('Å-12').items)
  assert.equal(intent!.scope, { priceList: 'AF' })
})

test('what was not done a short while ago is still doubted, also by the next run and in the next month, and an hour later no more', async () => {
  const dir = testFolder()
  const clock = testClock('2026-11-30T23:50:00Z')
  const since = { sentAt: clock.now() }
  const doubted = (intents: FileIntents): string[] => intents.doubted().map(({ items }) => String(items[0]?.key))
  const first = open(dir, { clock })
  const ended: [string, IntentOutcome, object][] = [['not done', 'not done', { since }], ['done', 'done', { since }], ['unknown', 'unknown', { since }], ['by its key', 'not done', {}]]
  for (const [key, outcome, facts] of ended) await first.end(await first.begin({ ...meant(key), ...facts }), { [key]: outcome })
  assert.equal(doubted(first), ['not done'])
  await first.close()
  const second = open(dir, { clock, fence: 2 })
  assert.equal(doubted(second), ['not done'])
  clock.advance(20 * 60_000)
  await second.begin(meant('in December'))
  await second.close()
  const third = open(dir, { clock, fence: 3 })
  assert.equal([doubted(third), keysOf(third).length], [['not done'], 2])
  assert.is((await historyOf(dir)).filter(([key]) => key === 'not done').length, 1)
  clock.advance(50 * 60_000)
  assert.equal(doubted(third), [])
  await third.close()
})

test('an intent is open until something became of every item; unknown is not something', async () => {
  const dir = testFolder()
  const intents = open(dir)
  const id = await intents.begin(meant('TS-M', 'TS-L'))
  const steps: [Record<string, IntentOutcome>, number][] = [
    [{ 'TS-M': 'done' }, 2], [{ 'TS-L': 'unknown' }, 2], [{ 'TS-L': 'not done' }, 0],
  ]
  for (const [outcomes, left] of steps) {
    await intents.end(id, outcomes)
    assert.is(keysOf(intents).length, left)
    assert.is(keysOf(FileIntents.read({ dir })).length, left)
  }
  assert.equal(await historyOf(dir), [['TS-M', { 'TS-M': 'done', 'TS-L': 'not done' }]])
})

test('numbers rise and never come twice, whatever the clock does', async () => {
  const dir = testFolder()
  const clock = testClock()
  const ids: string[] = []
  for (let round = 0; round < 4; round++) {
    const intents = open(dir, { clock, fence: round })
    ids.push(...await Promise.all(['a', 'b', 'c'].map((key) => intents.begin(meant(key)))))
    await intents.close()
    clock.advance(-3_600_000)
  }
  assert.equal([...new Set(ids)].sort(), ids)
})

test('many at once share a sync, and all are there', async () => {
  const dir = testFolder()
  let syncs = 0
  const counting = { ...fs, fsync: (handle: number, done: (error: Error | null) => void) => { syncs += 1; fs.fsync(handle, done) } }
  const intents = open(dir, { disk: counting as unknown as Disk })
  const ids = await Promise.all(Array.from({ length: 100 }, (_, at) => intents.begin(meant(`A-${at}`))))
  assert.ok(syncs <= 3, `${syncs} syncs`)
  assert.is(FileIntents.read({ dir }).open().length, 100)
  syncs = 0
  await Promise.all(ids.map((id, at) => intents.end(id, { [`A-${at}`]: 'done' })))
  assert.is(syncs, 0)
  assert.is(FileIntents.read({ dir }).open().length, 0)
})

test('a month begins with what is still open, and its file alone tells it', async () => {
  const dir = testFolder()
  const clock = testClock('2026-11-30T23:59:58Z')
  const intents = open(dir, { clock })
  const first = await intents.begin(meant('TS-M', 'TS-L'))
  await intents.end(first, { 'TS-M': 'done' })
  await intents.end(await intents.begin(meant('Å-12')), { 'Å-12': 'done' })
  clock.advance(5000)
  const later = await intents.begin(meant('00123'))
  assert.equal(readdirSync(join(dir, '.samsyn', 'intents')), ['2026-11.ndjson', '2026-12.ndjson'])
  fs.renameSync(month(dir), join(dir, 'away'))
  const alone = open(dir, { clock })
  assert.equal(keysOf(alone), ['TS-M', 'TS-L', '00123'])
  await alone.end(first, { 'TS-L': 'not done' })
  assert.equal(keysOf(FileIntents.read({ dir })), ['00123'])
  fs.renameSync(join(dir, 'away'), month(dir))
  assert.equal(await historyOf(dir), [
    ['Å-12', { 'Å-12': 'done' }], ['TS-M', { 'TS-M': 'done', 'TS-L': 'not done' }], ['00123', {}],
  ])
  // The clock leaps back over the turn: the month does not.
  clock.advance(-60_000)
  assert.ok(await alone.begin(meant('x')) > later)
  assert.equal(keysOf(FileIntents.read({ dir })), ['00123', 'x'])
})

test('who has lost the lease, or only reads, is told so and writes nothing', async () => {
  const dir = testFolder()
  let mine = true
  const intents = FileIntents.open({ dir, fence: 1, now: testClock().now, owns: () => mine })
  const id = await intents.begin(meant('Å-12'))
  const text = readFileSync(month(dir), 'utf8')
  mine = false
  assert.is(await failure(intents.begin(meant('TS-M'))), 'STATE_NOT_OWNER')
  assert.is(await failure(intents.end(id, { 'Å-12': 'done' })), 'STATE_NOT_OWNER')
  assert.is(await failure(FileIntents.read({ dir }).begin(meant('TS-M'))), 'STATE_NOT_OWNER')
  assert.is(readFileSync(month(dir), 'utf8'), text)
})

test('reading beside a writer passes over half a line and leaves it alone', async () => {
  const dir = testFolder()
  await open(dir).begin(meant('Å-12'))
  appendFileSync(month(dir), '{"begin":{"id":"2026')
  const text = readFileSync(month(dir), 'utf8')
  assert.equal(keysOf(FileIntents.read({ dir })), ['Å-12'])
  assert.is(readFileSync(month(dir), 'utf8'), text)
  // Blocks that a power failure left full of zeros are no line either.
  appendFileSync(month(dir), Buffer.alloc(300))
  const intents = open(dir)
  assert.is(readFileSync(month(dir), 'utf8'), text.slice(0, text.lastIndexOf('\n') + 1))
  await intents.begin(meant('TS-M'))
  assert.equal(keysOf(FileIntents.read({ dir })), ['Å-12', 'TS-M'])
})

const GARBAGE: [string, (file: string) => void, number, string][] = [
  ['a note at the end', (file) => appendFileSync(file, 'ring Anna\n'), 4, 'INTENTS_BROKEN'],
  ['an empty line', (file) => appendFileSync(file, '\n'), 4, 'INTENTS_BROKEN'],
  ['other JSON', (file) => appendFileSync(file, '{"begun":{}}\n'), 4, 'INTENTS_BROKEN'],
  ['null', (file) => appendFileSync(file, 'null\n'), 4, 'INTENTS_BROKEN'],
  ['a second head', (file) => appendFileSync(file, readFileSync(file, 'utf8').split('\n')[0] + '\n'), 4, 'INTENTS_BROKEN'],
  ['a line in the middle', (file) => edit(file, (lines) => [lines[0]!, 'x', ...lines.slice(1)]), 2, 'INTENTS_BROKEN'],
  ['no head', (file) => edit(file, (lines) => lines.slice(1)), 1, 'INTENTS_BROKEN'],
  ['an empty file', (file) => writeFileSync(file, ''), 1, 'INTENTS_BROKEN'],
  ['half a head', (file) => truncateSync(file, 20), 1, 'INTENTS_BROKEN'],
  ['a newer format', (file) => edit(file, ([head, ...rest]) => [head!.replace(':1', ':2'), ...rest]), 0, 'STATE_NEWER'],
]
for (const [name, breakIt, line, code] of GARBAGE) {
  test(`a file with ${name} is refused by name and line`, async () => {
    const dir = testFolder()
    const intents = open(dir)
    await intents.end(await intents.begin(meant('Å-12')), { 'Å-12': 'done' })
    breakIt(month(dir))
    try {
      open(dir)
      assert.unreachable()
    } catch (error) {
      assert.instance(error, StoreError)
      const { problem } = error as StoreError
      assert.is(problem.code, code)
      assert.is(problem.facts['file'], month(dir))
      if (line > 0) assert.is(problem.facts['line'], line)
    }
  })
}

test('a disk that fills up in the middle of a line: said before the effect, and writing goes on when there is room', async () => {
  const dir = testFolder()
  let room = true
  const filling = { ...fs, writeSync: (handle: number, bytes: Buffer, offset: number, length: number, at: number | null) => {
    if (!room && offset > 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
    return fs.writeSync(handle, bytes, offset, room ? length : 30, at)
  } }
  const intents = open(dir, { disk: filling as unknown as Disk })
  await intents.begin(meant('Å-12'))
  const text = readFileSync(month(dir), 'utf8')
  room = false
  assert.is(await failure(intents.begin(meant('TS-M'))), 'STATE_UNWRITABLE ENOSPC')
  assert.is(readFileSync(month(dir), 'utf8'), text)
  assert.equal(keysOf(intents), ['Å-12'])
  room = true
  await intents.begin(meant('TS-L'))
  assert.equal(keysOf(FileIntents.read({ dir })), ['Å-12', 'TS-L'])
})

test('after a sync that failed nothing is promised any more', async () => {
  const dir = testFolder()
  let fails = false
  const failing = { ...fs, fsync: (handle: number, done: (error: Error | null) => void) =>
    fails ? done(Object.assign(new Error('io'), { code: 'EIO' })) : fs.fsync(handle, done) }
  const intents = open(dir, { disk: failing as unknown as Disk })
  await intents.begin(meant('Å-12'))
  fails = true
  assert.is(await failure(intents.begin(meant('TS-M'))), 'INTENTS_STOPPED EIO')
  fails = false
  assert.is(await failure(intents.begin(meant('TS-L'))), 'INTENTS_STOPPED EIO')
  await intents.close()
  assert.ok(keysOf(open(dir)).includes('Å-12'))
})

test('a disk that is really full: nothing is promised', async () => {
  if (!existsSync('/dev/full')) return
  const dir = testFolder()
  const full = {
    ...fs,
    openSync: (path: string, flags: string, mode?: number) => fs.openSync(flags === 'r+' ? '/dev/full' : path, flags, mode),
    ftruncateSync: () => undefined,
  }
  const intents = open(dir, { disk: full as unknown as Disk })
  assert.is(await failure(intents.begin(meant('Å-12'))), 'STATE_UNWRITABLE ENOSPC')
  assert.equal(intents.open(), [])
})

test('killed in the middle, again and again: what was promised is there, and nothing else', async () => {
  const program = await bundled('test/kit/intents-program.ts')
  const dir = testFolder()
  const begun = new Set<string>()
  const ended = new Set<string>()
  const rounds = 50
  for (let round = 1; round <= rounds; round++) {
    const { child, lines } = started(program, [dir, String(round)])
    const stopAfter = 1 + (round * 7) % 23
    let count = 0
    for await (const line of lines) {
      const [what, ids = ''] = line.split(' ')
      if (what === 'open') checkOpen(new Set(ids.split(',').filter((id) => id !== '')), { begun, ended })
      if (what === 'begun') begun.add(ids)
      if (what === 'ended') ended.add(ids)
      if (++count === stopAfter) child.kill('SIGKILL')
    }
    await gone(child)
  }
  assert.ok(begun.size > rounds && ended.size > 0)
  const seen = new Map<string, string>()
  for await (const { intent, outcomes } of FileIntents.read({ dir }).history()) {
    assert.not.ok(seen.has(intent.id), 'once')
    seen.set(intent.id, Object.values(outcomes).join())
  }
  for (const id of begun) assert.ok(seen.has(id), 'what was promised is in the history')
  for (const id of ended) assert.is(seen.get(id), 'done')
})

/** A kill loses nothing of what was said. At most the last intent of a life was written and not yet said. */
function checkOpen(open: Set<string>, { begun, ended }: { begun: Set<string>; ended: Set<string> }): void {
  for (const id of begun) {
    if (!ended.has(id) && !open.has(id)) ended.add(id)
    if (open.has(id)) assert.not.ok(ended.has(id), 'an end that was said is there')
  }
}

function edit(file: string, change: (lines: string[]) => string[]): void {
  writeFileSync(file, change(readFileSync(file, 'utf8').split('\n')).join('\n'))
}

test.run()
