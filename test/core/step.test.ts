import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Fields } from '../../engine/core/item.js'
import { begin, next, type Look, type Said, type StepReply, type StepState } from '../../engine/core/step.js'
import type { Change } from '../../engine/types/plan.js'
import { change } from '../kit/change.js'
import { frozen, item } from '../kit/world.js'

const test = suite('core: steps')

type Sight = Fields | 'absent' | 'blind'
type Word = 'done' | 'refused' | 'retry' | 'unknown' | Fields
/** What the outside answers, in order: what looks show and what writes are told; by key where there are several. */
type Script = Readonly<Record<string, Sight | Word>>[]

const WHY = { code: 'NO_ANSWER', facts: {} }

function look(sight: Sight | Word | undefined, key: string): Look {
  if (typeof sight === 'object') return { kind: 'found', item: item(key, sight) }
  return sight === 'absent' ? { kind: 'absent' } : { kind: 'unknown', problem: WHY }
}

function said(word: Sight | Word | undefined, key: string): Said {
  if (typeof word === 'object') return { kind: 'done', readBack: item(key, word) }
  return word === 'done' ? { kind: 'done' } : { kind: (word ?? 'unknown') as 'refused', problem: WHY }
}

/** Plays a script and tells the requests and the fates. */
function play(changes: Change[], script: Script): { asked: string[]; fates: Record<string, string>; state: StepState } {
  const asked: string[] = []
  const answers = [...script]
  let { state, request } = next(begin(frozen(changes), 200))
  while (request) {
    const keys = request.kind === 'find' ? request.keys : request.kind === 'write' ? request.items.map((one) => one.targetKey) : [`${request.ms} ms`]
    asked.push(`${request.kind} ${keys.join(',')}`)
    let reply: StepReply = { kind: 'waited' }
    if (request.kind !== 'wait') {
      const answer = answers.shift() ?? {}
      reply = request.kind === 'find'
        ? { kind: 'looks', looks: new Map(keys.filter((key) => key in answer).map((key) => [key, look(answer[key], key)])) }
        : { kind: 'said', said: new Map(keys.filter((key) => key in answer).map((key) => [key, said(answer[key] as Word, key)])) }
    }
    ;({ state, request } = next(frozen(state), reply))
    assert.ok(asked.length < 20, 'no end')
  }
  assert.is(answers.length, 0, 'the script goes on')
  const fates = Object.fromEntries(state.items.map((one) => {
    const { fate } = one
    return [one.targetKey, fate.kind === 'done' ? `done${fate.already ? ' already' : ''}${fate.rewritten ? ` rewritten ${fate.rewritten}` : ''}` : 'problem' in fate ? `${fate.kind} ${fate.problem.code}` : fate.kind]
  }))
  return { asked, fates, state }
}

const UPDATE = change({ key: '1' })
const CREATE = change({ key: '1', action: 'create', fields: { name: { after: 'Kaffe', moved: 'new' } } })
const SECRET = change({ key: '1', fields: { secret: { after: 'p', moved: 'new' } }, reliedOn: { absent: false, fields: {} } })
const OLD: Fields = { name: 'Te' }
const NEW: Fields = { name: 'Kaffe' }

const PATHS: [string, Change, (Sight | Word)[], string, string[]][] = [
  ['looked at, written, read back', UPDATE, [OLD, 'done', NEW], 'done', ['find 1', 'write 1', 'find 1']],
  ['the answer reads back itself', UPDATE, [OLD, NEW], 'done', ['find 1', 'write 1']],
  ['it says so already', UPDATE, [NEW], 'done already', ['find 1']],
  ['created, read back', CREATE, ['absent', 'done', NEW], 'done', ['find 1', 'write 1', 'find 1']],
  ['the target keeps it otherwise', UPDATE, [OLD, 'done', { name: 'KAFFE' }], 'done rewritten name', ['find 1', 'write 1', 'find 1']],
  ['the reading back could not tell', UPDATE, [OLD, 'done', 'blind'], 'done', ['find 1', 'write 1', 'find 1']],
  ['somebody moved it', UPDATE, [{ name: 'Choklad' }], 'stale STALE_TARGET_MOVED', ['find 1']],
  ['somebody moved another field', UPDATE, [{ name: 'Te', weight: '9' }, 'done', NEW], 'done', ['find 1', 'write 1', 'find 1']],
  ['somebody removed it', UPDATE, ['absent'], 'stale STALE_VANISHED', ['find 1']],
  ['somebody created it', CREATE, [{ name: 'Choklad' }], 'stale STALE_APPEARED', ['find 1']],
  ['the look could not tell', UPDATE, ['blind'], 'retry NO_ANSWER', ['find 1']],
  ['refused', UPDATE, [OLD, 'refused'], 'refused NO_ANSWER', ['find 1', 'write 1']],
  ['later', UPDATE, [OLD, 'retry'], 'retry NO_ANSWER', ['find 1', 'write 1']],
  ['unknown, and it happened', UPDATE, [OLD, 'unknown', NEW], 'done', ['find 1', 'write 1', 'wait 500 ms', 'find 1']],
  ['unknown, not happened, written again', UPDATE, [OLD, 'unknown', OLD, 'done', NEW], 'done', ['find 1', 'write 1', 'wait 500 ms', 'find 1', 'write 1', 'find 1']],
  ['unknown twice, and it happened', UPDATE, [OLD, 'unknown', OLD, 'unknown', NEW], 'done', ['find 1', 'write 1', 'wait 500 ms', 'find 1', 'write 1', 'wait 500 ms', 'find 1']],
  ['unknown twice, and not happened', UPDATE, [OLD, 'unknown', OLD, 'unknown', OLD], 'retry NO_ANSWER', ['find 1', 'write 1', 'wait 500 ms', 'find 1', 'write 1', 'wait 500 ms', 'find 1']],
  ['still unknown', UPDATE, [OLD, 'unknown', 'blind'], 'unknown NO_ANSWER', ['find 1', 'write 1', 'wait 500 ms', 'find 1']],
  ['unknown, and meanwhile somebody moved it', UPDATE, [OLD, 'unknown', { name: 'Choklad' }], 'stale STALE_TARGET_MOVED', ['find 1', 'write 1', 'wait 500 ms', 'find 1']],
  ['unknown, and meanwhile somebody removed it', UPDATE, [OLD, 'unknown', 'absent'], 'stale STALE_VANISHED', ['find 1', 'write 1', 'wait 500 ms', 'find 1']],
  ['an unknown create that is there is not created again', CREATE, ['absent', 'unknown', { name: 'KAFFE' }], 'done rewritten name', ['find 1', 'write 1', 'wait 500 ms', 'find 1']],
  ['an unknown create that is not there', CREATE, ['absent', 'unknown', 'absent', 'done', NEW], 'done', ['find 1', 'write 1', 'wait 500 ms', 'find 1', 'write 1', 'find 1']],
  ['a create that arrives late: the second one is refused', CREATE, ['absent', 'unknown', 'absent', 'refused'], 'refused NO_ANSWER', ['find 1', 'write 1', 'wait 500 ms', 'find 1', 'write 1']],
  ['a field that is never shown is written', SECRET, [OLD, 'done', OLD], 'done', ['find 1', 'write 1', 'find 1']],
  ['a field that is never shown, unknown: written again', SECRET, [OLD, 'unknown', OLD, 'done', OLD], 'done', ['find 1', 'write 1', 'wait 500 ms', 'find 1', 'write 1', 'find 1']],
  ['a field that is never shown, unknown twice', SECRET, [OLD, 'unknown', OLD, 'unknown', OLD], 'unknown NO_ANSWER', ['find 1', 'write 1', 'wait 500 ms', 'find 1', 'write 1', 'wait 500 ms', 'find 1']],
]
for (const [name, one, script, fate, asked] of PATHS) {
  test(name, () => {
    const played = play([one], script.map((each) => ({ 1: each })))
    assert.equal([played.fates['1'], played.asked], [fate, asked])
  })
}

test('a system whose writes show late is waited for as long', () => {
  const slow = next({ ...begin([UPDATE], 5000), phase: 'wait' })
  assert.equal(slow.request, { kind: 'wait', ms: 5000 })
})

test('a look without an answer tells nothing, a write without one is unknown', () => {
  assert.is(play([UPDATE], [{}]).fates['1'], 'retry LOOK_WITHOUT_ANSWER')
  assert.is(play([UPDATE], [{ 1: OLD }, {}, {}]).fates['1'], 'unknown WRITE_WITHOUT_ANSWER')
})

test('a batch with an answer of each kind', () => {
  const changes = ['1', '2', '3', '4', '5', '6'].map((key) => change({ key }))
  const { asked, fates } = play(changes, [
    { 1: OLD, 2: NEW, 3: { name: 'Choklad' }, 4: OLD, 5: OLD, 6: OLD },
    { 1: 'done', 4: 'refused', 5: 'unknown', 6: 'retry' },
    { 1: NEW }, { 5: OLD }, { 5: 'done' }, { 5: NEW },
  ])
  assert.equal(fates, { 1: 'done', 2: 'done already', 3: 'stale STALE_TARGET_MOVED', 4: 'refused NO_ANSWER', 5: 'done', 6: 'retry NO_ANSWER' })
  assert.equal(asked, ['find 1,2,3,4,5,6', 'write 1,4,5,6', 'find 1', 'wait 500 ms', 'find 5', 'write 5', 'find 5'])
})

test('a field that says already what is meant is no obstacle for the others', () => {
  const two = change({ key: '1', fields: { name: { before: 'Te', after: 'Kaffe', moved: 'erp' }, weight: { before: '1', after: '2', moved: 'erp' } }, reliedOn: { absent: false, fields: { name: 'Te', weight: '1' } } })
  assert.is(play([two], [{ 1: { name: 'Kaffe', weight: '1' } }, { 1: { name: 'Kaffe', weight: '2' } }]).fates['1'], 'done')
})

test('what is remembered is what the target shows, and what it never shows as it was meant', () => {
  const { state } = play([SECRET], [{ 1: { name: 'Te' } }, { 1: 'done' }, { 1: { name: 'Te' } }])
  assert.equal(state.items[0]?.shown, { name: 'Te', secret: 'p' })
})

test('a reply of the wrong kind is our own fault', () => {
  assert.throws(() => next(begin([UPDATE], 0), { kind: 'said', said: new Map() }), /a said reply in phase look/)
  assert.throws(() => next({ ...begin([UPDATE], 0), phase: 'write' }, { kind: 'waited' }), /a waited reply in phase write/)
})

test('what the system remarked on is kept beside what was done, and not beside what was not', () => {
  const remarked = { code: 'VISMA_CREDIT_LIMIT', facts: { key: '1001' }, level: 'warning' } as const
  const toldOf = (answer: Said): unknown => {
    let { state } = next(begin(frozen([change({ action: 'create' })]), 0))
    state = next(state, { kind: 'looks', looks: new Map([['1001', { kind: 'absent' }]]) }).state
    return next(state, { kind: 'said', said: new Map([['1001', answer]]) }).state.items[0]?.warnings
  }
  assert.equal(toldOf({ kind: 'done', warnings: [remarked] }), [remarked])
  assert.is(toldOf({ kind: 'done', warnings: [] }), undefined)
  assert.is(toldOf({ kind: 'refused', problem: WHY }), undefined)
})

test.run()
