// One line that says how far a long piece of work has come. Pure: whoever shows it decides where and how often.
import { countText } from './number-text.js'
import { clip, oneLine } from './plain-text.js'

const CELLS = 24
const LABEL_MAX = 40

/** "reading visma  ████████░░░░░░░░  1 200 of 3 600  33 %"; without a known total only the count. */
export function progressLine(done: number, total: number | undefined, label: string): string {
  const name = clip(oneLine(label), LABEL_MAX)
  if (total === undefined || total <= 0) return `${name}  ${countText(Math.max(0, done))}`
  const share = Math.min(1, Math.max(0, done / total))
  const full = Math.floor(share * CELLS)
  // Never 100 % before the last one is done.
  const percent = done >= total ? 100 : Math.min(99, Math.floor(share * 100))
  return `${name}  ${'█'.repeat(full)}${'░'.repeat(CELLS - full)}  ${countText(Math.max(0, done))} of ${countText(total)}  ${percent} %`
}
