import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { withoutSecretValues } from '../../engine/values/secret.js'

const test = suite('secret values in lines of a file')

const TABLE: [string, string, string][] = [
  ['a plain value', '  password: hemligt', '  password: •••••••'],
  ['a value with a comma and a comment', '  password: a,b # till kassan', '  password: ••• • •••• ••••••'],
  ['in quotes', "  token: 'he, ml}igt'", '  token: •••• •••••••'],
  ['between others in braces', '  storeApi: { shopId: nordlys, token: hemligt }', '  storeApi: { shopId: nordlys, token: ••••••• }'],
  ['in quotes between others', '  storeApi: { token: "he, ml}", shopId: nordlys }', '  storeApi: { token: •••• ••••, shopId: nordlys }'],
  ['a brace that is not closed', '  storeApi: { token: "hem', '  storeApi: { token: ••••'],
  ['a misspelt key', '  passwrod: hemligt', '  passwrod: •••••••'],
  ['over several lines', 'password: |\n  rad ett\n\n  rad två\nuser: anna', 'password: •\n  ••• •••\n\n  ••• •••\nuser: anna'],
  ['in a list', '- password: hemligt\n- user: anna', '- password: •••••••\n- user: anna'],
  ['a reference stays', '  password: env:VISMA_PASSWORD', '  password: env:VISMA_PASSWORD'],
  ['a reference in braces stays', '  storeApi: { token: env:TOKEN, shopId: se }', '  storeApi: { token: env:TOKEN, shopId: se }'],
  ['what is no secret stays', 'user: anna\nstock: { inFlight: ignore, stok: on }', 'user: anna\nstock: { inFlight: ignore, stok: on }'],
]
for (const [what, given, expected] of TABLE) {
  test(what, () => {
    const found = withoutSecretValues(given.split('\n'))
    assert.is(found.join('\n'), expected)
    assert.equal(found.map((line) => line.length), given.split('\n').map((line) => line.length))
  })
}

test.run()
