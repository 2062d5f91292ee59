import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { breakLines, nfc, shortenAtWord } from '../../engine/values/text.js'
import { toWindows1252, windows1252Bytes, windows1252Text } from '../../engine/values/windows-1252.js'

const test = suite('text')

const SPELT: [string, string, string[]][] = [
  ['Räksmörgås à la crème – 5 € “ny”', 'Räksmörgås à la crème – 5 € “ny”', []],
  ['Ra\u0308ksmo\u0308rga\u030as', 'Räksmörgås', []],
  ['Łódź', 'Lódz', ['Ł', 'ź']],
  ['Ωmega 3', 'Omega 3', ['Ω']],
  ['Mössa 😀', 'Mössa ', ['😀']],
  ['noll\u200bbredd', 'nollbredd', ['\u200b']],
  ['a\u0000b', 'ab', ['\u0000']],
  ['rad\r\nrad\t', 'rad\r\nrad\t', []],
  ['\u0081', '', ['\u0081']],
]
for (const [from, text, replaced] of SPELT) {
  test(`spelt in Windows-1252: ${JSON.stringify(from)}`, () => {
    assert.equal(toWindows1252(from), { text, changed: replaced.length > 0, replaced })
  })
}

test('letters of Windows-1252 become the bytes that the standard gives them, and letters again', () => {
  const bytes = Buffer.from([0x80, 0x82, 0x8c, 0x8e, 0x91, 0x9c, 0x9e, 0x9f, 0xa0, 0xe5, 0xff, 0x41, 0x0a])
  const text = '€‚ŒŽ‘œžŸ\u00a0åÿA\n'
  assert.equal(Buffer.from(windows1252Bytes(text)), bytes)
  assert.equal(Buffer.from(windows1252Bytes('Å', 2)), Buffer.from([0xc5, 0, 0]))
  assert.is(windows1252Text(bytes.toString('latin1')), text)
  assert.is(windows1252Text('\x81\x8d\x8f\x90\x9d'), '\x81\x8d\x8f\x90\x9d')
  for (const other of ['Ł', '\u0081', '😀', '\u0080']) assert.throws(() => windows1252Bytes(other), /Windows-1252 has no letter for U\+/)
})

test('all that has been spelt comes back from its bytes as it was', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    const spelt = toWindows1252(text).text
    assert.is(windows1252Text(Buffer.from(windows1252Bytes(spelt)).toString('latin1')), spelt)
  }), { numRuns: 500 })
})

test('å is one character', () => {
  assert.is(nfc('a\u030a').length, 1)
  assert.is(nfc('å'), 'å')
})

const BROKEN: [string, number[], string[] | undefined][] = [
  ['Tröja ull', [30, 30], ['Tröja ull']],
  ['Tröja ull mörkblå med hög krage storlek M', [30, 30], ['Tröja ull mörkblå med hög', 'krage storlek M']],
  ['abc def', [3, 3], ['abc', 'def']],
  ['abc def', [3, 2], undefined],
  ['abcdefgh', [4, 4], undefined],
  ['abc  def', [4, 4], undefined],
  ['', [3], ['']],
  ['', [], undefined],
  ['abc def ghi', [3, 3, 3], ['abc', 'def', 'ghi']],
  ['abc def', [7], ['abc def']],
]
for (const [text, lengths, lines] of BROKEN) {
  test(`"${text}" in lines of ${lengths.join(', ')}`, () => {
    assert.equal(breakLines(text, lengths), lines)
  })
}

const SHORTENED: [string, number, string][] = [
  ['Tröja ull', 30, 'Tröja ull'], ['Tröja ull mörkblå', 10, 'Tröja ull'], ['Tröja ull', 9, 'Tröja ull'],
  ['Mikrovågsugnsrengöringsmedel', 10, 'Mikrovågsu'], ['a bcdefghijkl', 10, 'a bcdefghi'], ['abc 😀😀', 5, 'abc'],
  ['xy😀😀', 3, 'xy'], ['xya\u0308', 3, 'xy'],
]
for (const [text, max, expected] of SHORTENED) {
  test(`"${text}" in at most ${max}`, () => { assert.is(shortenAtWord(text, max), expected) })
}

const texts = fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 12 }), { maxLength: 12 }).map((words) => words.join(' '))

test('law: lines joined by a space are the text again, and none is too long', () => {
  fc.assert(fc.property(texts, fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 4 }), (text, lengths) => {
    const lines = breakLines(text, lengths)
    if (!lines) return
    assert.is(lines.join(' '), text)
    lines.forEach((line, at) => assert.ok(line.length <= lengths[at]!))
  }))
})

test('law: a shortened text is a beginning of the text', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, max) => {
    const short = shortenAtWord(text, max)
    assert.ok(text.startsWith(short) && short.length <= max)
    assert.not.throws(() => encodeURIComponent(short))
  }))
})

test('law: what Windows-1252 can hold is kept, and the rest is ASCII', () => {
  // Not from TextDecoder: Node 20 reads these 27 as control characters.
  const above = '20ac201a0192201e20262020202102c62030016020390152017d20182019201c201d20222013201402dc21220161203a0153017e0178'
  const codes = [
    ...Array.from({ length: 128 }, (_, code) => code), ...Array.from({ length: 96 }, (_, at) => 0xa0 + at),
    ...above.match(/.{4}/g)!.map((code) => Number.parseInt(code, 16)),
  ]
  const all = new Set(codes.map((code) => String.fromCodePoint(code)))
  for (const character of all) if (character >= ' ' && character !== '\u007f') assert.is(toWindows1252(character).text, character)
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    const spelt = toWindows1252(text)
    for (const character of spelt.text) assert.ok(all.has(character), JSON.stringify(character))
    assert.is(toWindows1252(spelt.text).text, spelt.text)
  }), { numRuns: 500 })
})

test.run()
