// A folder of a test's own, and its removal.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export function temporaryFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-test-'))
  return { folder, remove: () => { rmSync(folder, { recursive: true, force: true }) } }
}
