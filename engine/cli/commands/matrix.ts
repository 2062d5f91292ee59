// samsyn matrix: register × field × direction, from the specs as they are today.
import { loadSpecs } from '../../load/specs.js'
import { matrixMarkdown, matrixOf, matrixText } from '../../report/matrix.js'
import { EXIT } from '../exit.js'
import { note, print, printJson } from '../out.js'

export async function run(_args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const matrix = matrixOf(loadSpecs())
  if (options['json']) printJson(matrix)
  else if (options['format'] === 'markdown') print(matrixMarkdown(matrix))
  else if (options['format'] === 'text') print(matrixText(matrix))
  else {
    note(`unknown format "${String(options['format'])}". known: text, markdown.`)
    return EXIT.failed
  }
  return EXIT.done
}
