import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { cell, driftOf, here } from '../../engine/core/drift.js'
import type { Sight } from '../../engine/core/pair.js'
import { item } from '../kit/world.js'

const test = suite('core: drift')
const SAYS = item('1', { name: 'Te', other: 'x' })
const MOVED = item('1', { name: 'Kaffe' })
const SILENT = item('1', {}, { partial: true })
const REMEMBERED = { name: 'Te' }

const TABLE: [string, Sight, typeof REMEMBERED | null | undefined, string, boolean][] = [
  ['new', SAYS, undefined, 'created', true], ['never there', 'absent', undefined, 'absent', false],
  ['not listed and never seen', 'unlisted', undefined, 'absent', false], ['as before', SAYS, REMEMBERED, 'same', true],
  ['another value', MOVED, REMEMBERED, 'changed', true], ['shows nothing of it', SILENT, REMEMBERED, 'same', true],
  ['gone', 'absent', REMEMBERED, 'deleted', false], ['not looked at', 'assumed', REMEMBERED, 'same', true],
  ['gone and still gone', 'absent', null, 'same', false], ['gone and not looked at', 'assumed', null, 'same', false],
  ['gone and come back', SAYS, null, 'changed', true],
]
for (const [name, sight, remembered, expected, isHere] of TABLE) {
  test(name, () => {
    assert.is(driftOf(sight, remembered, ['name']), expected)
    assert.is(here(sight, remembered), isHere)
  })
}

test('a cell is named after both sides', () => { assert.is(cell('changed', 'deleted'), 'changed/deleted') })

test.run()
