import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  asNode,
  faultEnvelope,
  isSendable,
  listIn,
  readEnvelope,
  requestEnvelope,
  responseEnvelope,
  textIn,
  XmlError,
} from '../../engine/connect/jetshop/xml.js'

const test = suite('jetshop xml')

function body(inside: string): string {
  return `<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${inside}</s:Body></s:Envelope>`
}

test('keeps every value as text, and empty, nil and missing apart', () => {
  const { name, content } = readEnvelope(
    body(
      '<A xmlns="WebServiceProvider"><N>007</N><E /><F></F><X xsi:nil="true" /><B>1e3</B><T>true</T><W>  två  </W></A>',
    ),
  )
  assert.is(name, 'A')
  assert.equal(content, { N: '007', E: '', F: '', X: null, B: '1e3', T: 'true', W: '  två  ' })
  assert.is(textIn(content, 'M'), undefined)
})

test('reads one of a list as a list of one, and none as none', () => {
  const list = (inside: string): readonly unknown[] =>
    listIn(asNode(readEnvelope(body(`<R><L>${inside}</L></R>`)).content)['L'], 'ProductData')
  assert.equal(list('<ProductData><A>1</A></ProductData>'), [{ A: '1' }])
  assert.equal(list('<ProductData><A>1</A></ProductData><ProductData><A>2</A></ProductData>'), [
    { A: '1' },
    { A: '2' },
  ])
  assert.equal(list(''), [])
  assert.equal(list('  \n '), [])
})

test('decodes entities once, and no entity of a document', () => {
  const table: readonly [raw: string, text: string][] = [
    ['a &amp; b', 'a & b'],
    ['&lt;p&gt;', '<p>'],
    ['&amp;lt;p&amp;gt;', '&lt;p&gt;'],
    ['&amp;amp;nbsp;', '&amp;nbsp;'],
    ['&#229;&#xE5;', 'åå'],
    ['&#x1F600;', '😀'],
    ['&#xD;\n', '\r\n'],
    ['&quot;&apos;', '"\''],
    ['&okand;', '&okand;'],
    ['&#x110000;', '&#x110000;'],
    ['<![CDATA[<b>&amp;]]>', '<b>&amp;'],
  ]
  for (const [raw, text] of table)
    assert.is(asNode(readEnvelope(body(`<R><T>${raw}</T></R>`)).content)['T'], text, raw)
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${body('<R><T>&b;</T></R>').replace('<?xml version="1.0"?>', '')}`
  assert.is(asNode(readEnvelope(bomb).content)['T'], '&b;')
})

test('refuses what is no whole envelope', () => {
  for (const text of [
    '',
    'hej',
    '{}',
    '<html><body><br></body></html>',
    '<a/>',
    body(''),
    body('<A/><B/>'),
    body('<A><B></A>'),
    body('<A>x</A>').slice(0, -12),
    body('<A>x</A>').slice(0, 80),
  ])
    assert.throws(
      () => readEnvelope(text),
      (error: unknown) => error instanceof XmlError,
      text,
    )
})

test('writes a request as clients of the service send it', () => {
  assert.is(
    requestEnvelope(
      'Product_Get',
      { productOptions: { ArticleNumber: 'A&B', Culture: 'sv-SE', Left: undefined, Empty: '' } },
      '12',
    ),
    '<?xml version="1.0" encoding="utf-8"?><soap12:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
      ' xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap12="http://www.w3.org/2003/05/soap-envelope">' +
      '<soap12:Header><ShopId>12</ShopId></soap12:Header><soap12:Body><Product_Get xmlns="WebServiceProvider"><productOptions>' +
      '<ArticleNumber>A&amp;B</ArticleNumber><Culture>sv-SE</Culture><Empty /></productOptions></Product_Get></soap12:Body></soap12:Envelope>',
  )
  assert.not.match(requestEnvelope('Product_Get', {}), /Header/)
})

test('writes nil only where it is meant', () => {
  assert.match(
    responseEnvelope('X', { A: null, B: undefined }),
    '<XResult><A xsi:nil="true" /></XResult>',
  )
})

test('reads a fault', () => {
  const { name, content } = readEnvelope(faultEnvelope('soap:Sender', 'fel --> & "här"'))
  assert.is(name, 'Fault')
  assert.is(textIn(asNode(content)['Code'], 'Value'), 'soap:Sender')
  assert.is(textIn(asNode(content)['Reason'], 'Text'), 'fel --> & "här"')
})

test('gives back any text that XML can carry', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      if (!isSendable(text)) return
      const { content } = readEnvelope(requestEnvelope('X', { T: text }))
      assert.is(asNode(content)['T'], text)
    }),
  )
})

test('knows what XML cannot carry', () => {
  for (const text of ['\0', 'a\x0Bb', '\uFFFE', '\uD800', 'x\uDC00'])
    assert.is(isSendable(text), false, JSON.stringify(text))
  for (const text of ['', 'Å\t\r\n', '😀', '\x7F'])
    assert.is(isSendable(text), true, JSON.stringify(text))
})

test.run()
