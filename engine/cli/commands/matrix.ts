// samsyn matrix: register × field × direction, from the specs as they are today; with --system under that system's own names.
import { loadSpecs } from '../../load/specs.js'
import { matrixCsv, systemMatrixMarkdown, systemMatrixText, systemRows } from '../../report/matrix-system.js'
import { matrixMarkdown, matrixOf, matrixText, type Matrix } from '../../report/matrix.js'
import { EXIT } from '../exit.js'
import { note, print } from '../out.js'

type View = (matrix: Matrix, system: string | undefined) => string

const VIEWS: Readonly<Record<string, View>> = {
  text: (matrix, system) => (system === undefined ? matrixText(matrix) : systemMatrixText(matrix, system)),
  markdown: (matrix, system) => (system === undefined ? matrixMarkdown(matrix) : systemMatrixMarkdown(matrix, system)),
  csv: (matrix, system) => matrixCsv(matrix, system === undefined ? matrix.systems.map((one) => one.id) : [system]),
  json: (matrix, system) => `${JSON.stringify(system === undefined ? matrix : { system, rows: systemRows(matrix, system) }, undefined, 2)}\n`,
}

export async function run(_args: readonly string[], options: Record<string, unknown>): Promise<number> {
  const matrix = matrixOf(loadSpecs())
  const system = options['system'] as string | undefined
  const known = matrix.systems.map((one) => one.id)
  if (system !== undefined && !known.includes(system)) {
    note(`unknown system "${system}". known: ${known.join(', ')}.`)
    return EXIT.failed
  }
  const format = options['json'] ? 'json' : String(options['format'])
  const view = Object.hasOwn(VIEWS, format) ? VIEWS[format] : undefined
  if (!view) {
    note(`unknown format "${format}". known: ${Object.keys(VIEWS).join(', ')}.`)
    return EXIT.failed
  }
  print(view(matrix, system))
  return EXIT.done
}
