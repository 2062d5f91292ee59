// What the intents file still says of a person, after what it told of came to its end. A file is written anew, whole, and only where
// something of it goes. For the holder of the lease, while nobody else has the file open to write.
import { join } from 'node:path'
import { type Disk, nodeDisk, replaceFile } from './disk.js'
import { intentLines, lineText, monthFiles, type IntentLine } from './intent-file.js'
import type { Intent, IntentItem } from './memory.js'

/** What is left of an item; the same object where nothing goes. */
export type EraseItem = (intent: Intent, item: IntentItem) => IntentItem

/** The number of items that something was taken from. open: ids of intents that are not settled; they stay as they are. Throws StoreError. */
export function eraseFromIntents(dir: string, open: ReadonlySet<string>, erase: EraseItem, disk: Disk = nodeDisk): number {
  let count = 0
  for (const file of monthFiles(disk, join(dir, '.samsyn', 'intents'))) {
    const erased = (intent: Intent): Intent => {
      if (open.has(intent.id)) return intent
      const items = intent.items.map((item) => erase(intent, item))
      const gone = items.filter((item, at) => item !== intent.items[at]).length
      count += gone
      return gone === 0 ? intent : { ...intent, items }
    }
    const before = count
    const lines = [...intentLines(disk, file)].map((line) => withIntent(line, erased))
    if (count > before) replaceFile(disk, file, (put) => { for (const line of lines) put(lineText(line)) })
  }
  return count
}

function withIntent(line: IntentLine, change: (intent: Intent) => Intent): IntentLine {
  if ('begin' in line) return { begin: change(line.begin) }
  return 'carried' in line ? { carried: { ...line.carried, intent: change(line.carried.intent) } } : line
}
