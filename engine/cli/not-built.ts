// Commands of the contract whose part is not built yet. They say so, rather than pretend.
import { EXIT } from './exit.js'
import { note } from './out.js'

/** Says that the command comes with a later part, and fails. */
export function notBuilt(command: string): number {
  note(`samsyn ${command} is not built yet: it comes with a later part.`)
  return EXIT.failed
}
