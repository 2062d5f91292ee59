// Where a plugin's text breaks the grammar of JavaScript. The process that runs plugins cannot tell; Node's own check can, and runs nothing.
import { spawnSync } from 'node:child_process'

const CHECK_MS = 10_000

/** Line, column and length of the first fault of grammar, counted from 1; undefined where there is none. */
export function syntaxPlace(source: string): { readonly line: number; readonly column: number; readonly length: number } | undefined {
  const flags = ['--check', '--input-type=module', '-']
  const { stderr } = spawnSync(process.execPath, flags, { input: source, encoding: 'utf8', env: {}, timeout: CHECK_MS, windowsHide: true })
  const [head = '', , marks = ''] = (stderr ?? '').split(/\r?\n/)
  const line = Number(/^\[stdin\]:(\d+)$/.exec(head)?.[1])
  if (!line) return undefined
  return { line, column: Math.max(marks.indexOf('^'), 0) + 1, length: Math.max(marks.trim().length, 1) }
}
