// The page docs/data-matrix.md: all of the matrix, and each system under its own names.
import { systemMatrixMarkdown } from '../engine/report/matrix-system.js'
import { matrixMarkdown, matrixOf } from '../engine/report/matrix.js'
import type { CompiledSpecs } from './specs.js'

/** The whole page. */
export function dataMatrixPage(specs: CompiledSpecs): string {
  const matrix = matrixOf(specs)
  const systems = matrix.systems.map(({ id, title }) => `## ${title}\n\n${systemMatrixMarkdown(matrix, id)}`)
  return `${HEAD}${matrixMarkdown(matrix)}\n${systems.join('\n')}`
}

const HEAD = `# The data matrix

<!-- Made by "npm run generate" from specs/; do not edit. -->

Which registers and fields are supported as of this version, which way each goes in each of the three modes, and how sure it is.
The first part is one table for each register; after it comes each system by itself, under the names that its own people know. The
same is shown by

\`\`\`sh
samsyn matrix
samsyn matrix --system visma-administration
samsyn matrix --format csv > matrix.csv
\`\`\`

`
