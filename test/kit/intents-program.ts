// A program that appends intents until it is killed, and says each one that it was promised. Run beside a test.
import { FileIntents } from '../../engine/store/intents.js'

const [dir = '', fence = '1'] = process.argv.slice(2)
const intents = FileIntents.open({ dir, fence: Number(fence), now: () => Date.now(), owns: () => true })
process.stdout.write(`open ${intents.open().map(({ id }) => id).join(',')}\n`)
for (let count = 0; ; count++) {
  const change = `se/product:update:${count}`
  const id = await intents.begin({
    stream: 'se/product', entity: 'product', action: 'update', system: 'se', scope: {},
    items: [{ change, key: String(count), after: { name: 'Räksmörgås'.repeat(count % 40) }, before: null }],
  })
  process.stdout.write(`begun ${id}\n`)
  if (count % 3 === 0) continue
  await intents.end(id, { [change]: 'done' })
  process.stdout.write(`ended ${id}\n`)
}
