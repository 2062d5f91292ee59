// What of a problem's facts says something of a person.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { marked } from '../../engine/core/personal.js'
import { problem } from '../../engine/core/problem.js'

const test = suite('personal')

const entity = { fields: {
  email: { type: 'text', title: 'E-mail', personal: true }, rows: { type: 'list', title: 'Rows', personalIn: ['text'] },
} } as const
const order = { email: 'asa@example.se', rows: { 1: { sku: 'MUGG-7', text: 'Till Åsa på födelsedagen' } } }

test('of a row only the parts that are personal are: the article that is missing is said', () => {
  assert.is(marked(problem('ARTICLE_UNKNOWN', { row: 'row 1', sku: 'MUGG-7' }), entity, order).personal, undefined)
  assert.equal(marked(problem('ROW_TEXT_TOO_LONG', { row: 'row 1', was: 'Till Åsa på födelsedagen' }), entity, order).personal, ['was'])
})

test('a fact that repeats a personal field is personal, whatever it is called', () => {
  assert.equal(marked(problem('ANY', { seen: 'to asa@example.se' }), entity, order).personal, ['seen'])
})

test.run()
