// Whether the process that took a lease still lives, and who runs this one. A number alone does not
// tell: systems use them again.
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'

/**
 * dead: certain. alive: certain. likely: there is such a process, and nothing tells whether it is
 * the same.
 */
export type Life = 'alive' | 'dead' | 'likely'

/**
 * When a process began, as its system tells it; undefined where it does not tell, or there is no
 * such process.
 */
export function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // The name in parentheses may hold blanks and parentheses itself: what follows the last one is
    // fixed.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // Killed, but its parent has not noticed yet.
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    return `${boot} ${fields[19]}`
  } catch {
    return undefined
  }
}

/** Whether the process with this number, begun then, lives on this machine. */
export function lifeOf(pid: number, start: string | undefined): Life {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return 'dead'
  }
  if (process.platform !== 'linux' || start === undefined) return 'likely'
  return startOf(pid) === start ? 'alive' : 'dead'
}

/** Who runs this process. In some containers, and for some services, the user has a number and no name. */
export function userName(): string {
  try {
    return process.env['USERNAME'] || process.env['USER'] || userInfo().username
  } catch {
    return 'unknown'
  }
}
