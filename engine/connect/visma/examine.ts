// What doctor asks of an installation of Visma Administration: first what can be told without
// opening the company, then opening it, then what stands in it. It reads, and writes nothing.
import { problem } from '../../core/problem.js'
import { SystemError, type Check, type Examination } from '../connector.js'
import type { OpenSettings, VismaApi } from './api.js'
import type { Startable } from './bridge/native/library.js'
import type { Survey } from './bridge/protocol.js'
import { codeChecks } from './examine/codes.js'
import { withFolder } from './examine/folders.js'
import { openedChecks, opening, surveyed, versionsOf } from './examine/opening.js'
import { fieldsCheck, readingChecks } from './examine/registers.js'
import { barcodesCheck, decimalsCheck, priceListCheck, vatChecks, yearChecks } from './examine/settings.js'

export interface ExamineParts {
  readonly api: VismaApi
  readonly open: OpenSettings
  /** The program's own library; left out with a simulator. */
  readonly library?: () => Promise<Startable>
  /** The price list that the Erp document names. */
  readonly priceList?: string
}

/** Every check of specs/checks.yaml that can be asked. */
export async function* examineVisma(parts: ExamineParts, of: Examination): AsyncGenerator<Check> {
  // A simulated company lies in no folder.
  for await (const check of allChecks(parts, of)) yield parts.library ? withFolder(check, parts.open) : check
}

async function* allChecks(parts: ExamineParts, of: Examination): AsyncGenerator<Check> {
  const { api, open } = parts
  const survey = await surveyOrWhy(parts)
  if ('id' in survey) {
    yield survey
    return
  }
  yield { id: 'library', state: 'ok', found: survey.library }
  const told = surveyed(survey, open)
  if ([...told.values()].some((one) => one.ends)) {
    yield* told.values()
    return
  }
  const company = await opening(api, of)
  if ('id' in company) {
    told.set('versions', { id: 'versions', state: 'unknown', found: versionsOf(survey), ...(company.problem ? { problem: company.problem } : {}) })
    told.set(company.id, company)
    yield* told.values()
    return
  }
  yield* openedChecks(survey, company, open)
  yield* inside(parts, of)
}

/** What an open company shows. One part that cannot be asked does not stop the others. */
async function* inside({ api, priceList }: ExamineParts, of: Examination): AsyncGenerator<Check> {
  yield* await readingChecks(api, of)
  yield { id: 'writing', state: 'unknown', problem: problem('VISMA_WRITING_NOT_TRIED') }
  const asks: readonly (readonly [ids: readonly string[], ask: () => Promise<Check | readonly Check[]>])[] = [
    [['fields'], () => fieldsCheck(api)], [['booking-year', 'locked-months'], () => yearChecks(api, of)], [['codes'], () => codeChecks(api, of)],
    [['price-list'], () => priceListCheck(api, priceList)], [['vat'], () => vatChecks(api, of)], [['decimals'], () => decimalsCheck(api)],
    [['barcodes'], () => barcodesCheck(api, of)],
  ]
  for (const [ids, ask] of asks) {
    try {
      const said = await ask()
      yield* 'id' in said ? [said] : said
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      for (const id of ids) yield { id, state: 'unknown', problem: error.problem }
    }
  }
}

/** The first words with the library: which it is, and what it tells without an open company. */
async function surveyOrWhy({ api, library }: ExamineParts): Promise<Survey & { readonly library: string } | Check> {
  try {
    const where = library && await library()
    return { ...await api.survey(), library: where ? libraryText(where) : 'simulated, so none is loaded' }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    return { id: 'library', state: 'failed', problem: error.problem, ends: true }
  }
}

function libraryText({ file, node, own }: Startable): string {
  return own ? `${file}, in ${process.arch} as this Node` : `${file}, 32-bit, through ${node}`
}
