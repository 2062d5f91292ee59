// The table of functions against the reference's own signatures, where that file is there.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { FUNCTIONS, stackBytes, type Answer } from '../../engine/connect/visma/bridge/native/functions.js'
import { projectRoot } from '../kit/specs.js'

const REFERENCE = join(projectRoot, '..', 'shared', 'reference', 'visma-adk.md')
const test = suite('native functions')

test('there are 72, each once, and each counts the bytes that its arguments take on 32-bit Windows', () => {
  assert.is(FUNCTIONS.length, 72)
  assert.is(new Set(FUNCTIONS.map((one) => one.name)).size, 72)
  for (const one of FUNCTIONS) assert.is(stackBytes(one), one.bytes, one.name)
})

interface Signature { readonly name: string; readonly counted: number | undefined; readonly bytes: number; readonly answer: Answer | undefined }

/** Bytes of a signature in the reference's letters: d takes eight, S stands for a place and its size is a letter of its own. */
function countedBytes(list: string): number {
  return list.split(',').map((one) => one.trim()).filter((one) => one !== '').reduce((sum, one) => sum + (/^d\b/.test(one) ? 8 : 4), 0)
}

function answerOf(rest: string): Answer | undefined {
  if (/→ R/.test(rest)) return 'handle'
  if (/→ BOOL/.test(rest)) return 'int'
  if (/\bvoid\b/.test(rest)) return 'void'
  return /\bE\b/.test(rest) ? 'error' : undefined
}

/** "`AdkFirst/Last(R)` [4 each]" is two functions. Those with "same" are named without a signature and left out. */
function signatures(text: string): Signature[] {
  const section = text.slice(text.indexOf('## 3.'), text.indexOf('Calls that work without'))
  const found = [...section.matchAll(/`(Adk\w[\w/]*)\(([^`]*)\)`([^`]*)/g)]
  return found.flatMap(([, names, list, rest], at): Signature[] => {
    // "(each [8])" and the like stand behind the last of a row of signatures.
    const bytes = found.slice(at).map(([, , , later]) => /\[(\d+)/.exec(later as string)?.[1]).find((one) => one !== undefined)
    const counted = (list as string).includes('…') ? undefined : countedBytes(list as string)
    return (names as string).split('/').map((name) => ({
      name: name.startsWith('Adk') ? name : `Adk${name}`, counted, bytes: Number(bytes), answer: answerOf(rest as string),
    }))
  })
}

if (existsSync(REFERENCE)) {
  test('the table says what the reference says', () => {
    const known = new Map(signatures(readFileSync(REFERENCE, 'utf8')).map((one) => [one.name, one]))
    const alone = FUNCTIONS.filter((one) => !known.has(one.name)).map((one) => one.name)
    assert.equal(alone, ['AdkGetAdmSizeEx', 'AdkGetCompanyNameEx'])
    for (const one of FUNCTIONS) {
      const said = known.get(one.name)
      if (!said) continue
      assert.is(one.bytes, said.bytes, one.name)
      if (said.counted !== undefined) assert.is(stackBytes(one), said.counted, one.name)
      if (said.answer !== undefined) assert.is(one.answer, said.answer, one.name)
    }
  })
}

test.run()
