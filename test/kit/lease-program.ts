// A program that tries for a lease at a given moment, says what came of it, and holds on until it is told to go on. Run beside a test.
import { createInterface } from 'node:readline'
import { acquireLease } from '../../engine/store/lease.js'

const [folder = ''] = process.argv.slice(2)
process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  const [key = '', at = '0', what] = line.split(' ')
  // Both wake up in the same millisecond: waiting with a timer would let one be first.
  while (Date.now() < Number(at)) { /* spin */ }
  const taken = acquireLease({ key, dir: '/kund', folder, now: () => Date.now() })
  if (!('fence' in taken)) process.stdout.write(`held ${taken.heldBy.pid}\n`)
  else {
    process.stdout.write(`won ${taken.fence}\n`)
    if (what === 'release') taken.release()
  }
}
