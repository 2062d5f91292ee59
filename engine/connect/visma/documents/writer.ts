// Writes orders and invoices: once, looked at again in the same buffer, compared with what was
// meant. Decides nothing and repeats nothing.
import { SystemError, type Answer, type LookFacts, type WriteItem, type WriteRequest } from '../../connector.js'
import { isZero } from '../../../values/decimal.js'
import type { RawItem } from '../../../core/item.js'
import { problem, warning, type Problem } from '../../../core/problem.js'
import type { Outcome } from '../api.js'
import { OOI_HEAD, OOI_ROW } from '../adk-fields.js'
import type { DocumentCells, FieldValue, Place, RowEdit } from '../bridge/protocol.js'
import { cellsOf, type Cells, type OurFields } from '../columns.js'
import { failed, remarks } from '../answers.js'
import { differencesOf } from './compare.js'
import { documentId } from './family.js'
import { HEAD_FIELDS, REGISTERS, ROW_FIELDS, STATE_COLUMNS, type DocumentKind, type DocumentRegister } from './fields.js'
import { invoiceItem, isNumber, type InvoiceReader } from './invoices.js'
import { itemOf, type DocumentParts, type DocumentReader } from './reader.js'
import { readDocument, type ReadDocument } from './read.js'
import { headValues, makeDocument, rowsOf, type DocumentFacts } from './write.js'

const INVOICE = 'invoice'
const LOCKED = 'VISMA_DOCUMENT_LOCKED'

interface Fields { readonly head: readonly number[]; readonly row: readonly number[] }

/** What may be changed of a document that is there, besides its states. Its rows are not: they may be delivered or paid. */
const LOCKED_AFTERWARDS: ReadonlySet<string> = new Set(['rows', 'document', 'pricesWithVat', 'creditOf', 'creditCopies', 'stockReturns'])
/** Given with a new document they are what was meant, and only compared. */
const COMPARED: ReadonlySet<string> = new Set(['net', 'vat', 'gross', 'taxLines', 'rounding', 'links', 'number'])

export class DocumentWriter {
  constructor(private readonly parts: DocumentParts, private readonly reader: DocumentReader, private readonly invoices: InvoiceReader) {}

  /** What a later look starts from: the highest number of each kind before anything is added. Throws SystemError. */
  async prepare({ action }: WriteRequest): Promise<LookFacts | undefined> {
    return action === 'create' ? this.reader.finder.highest() : undefined
  }

  /** Throws SystemError where the company cannot be opened or read: nothing has been written then. */
  async one({ entity, action }: WriteRequest, item: WriteItem): Promise<Answer> {
    if (action === 'create') return this.create(entity, item)
    const fields = action === 'retire' ? { cancelled: true } : item.fields
    return this.update(entity, item.key, fields)
  }

  private async create(entity: string, { key, fields }: WriteItem): Promise<Answer> {
    const kind: DocumentKind = entity === INVOICE || fields['document'] === 'invoice' ? 'invoice' : 'order'
    const refusal = await this.refusedBeforehand(entity, kind, { key, fields })
    if (refusal) return { kind: 'refused', problem: refusal }
    const about = { ...await this.about(kind), settings: this.parts.settings }
    const made = makeDocument(kind, key, fields, about)
    if ('problem' in made) return { kind: 'refused', problem: withKey(made.problem, key) }
    const register = REGISTERS[kind]
    const reading = await this.fields(register)
    const outcome = await this.parts.api.write('addDocument', {
      register: register.head, values: made.values, rows: made.rows, read: { fields: reading.head, rowFields: reading.row },
    }, { key })
    if (!('ok' in outcome)) return failed(outcome, { values: made.values, names: OOI_HEAD, rows: { values: made.rows, names: OOI_ROW } })
    const document = await this.readBack(kind, outcome.ok, reading)
    const warnings = [...made.warnings.map((one) => withKey(one, key)), ...remarks(outcome.warnings, { key })]
    if (!document) return { kind: 'done', warnings: [...warnings, warning('VISMA_DOCUMENT_NOT_READ', { key })] }
    const differences = differencesOf(key, documentId(document), fields, document.fields)
    const after = await this.setStates(kind, document, fields, reading)
    return {
      kind: 'done', id: documentId(document), warnings: [...warnings, ...differences, ...after.warnings],
      readBack: shown(entity, key, after.document),
    }
  }

  /**
   * Delivered, printed and cancelled come last: they lock the document. Where one of them is refused the document stands all the
   * same, and the next look shows what is left to do.
   */
  private async setStates(
    kind: DocumentKind, document: ReadDocument, fields: OurFields, reading: Fields,
  ): Promise<{ readonly document: ReadDocument; readonly warnings: readonly Problem[] }> {
    const values = stateValues(fields).filter(({ value }) => value === true)
    if (values.length === 0) return { document, warnings: [] }
    const outcome = await this.sendAfterwards(document, values, reading)
    if (!('ok' in outcome)) return { document, warnings: [outcome.problem] }
    return { document: await this.readBack(kind, outcome.ok, reading) ?? document, warnings: remarks(outcome.warnings, { document: documentId(document) }) }
  }

  private async update(entity: string, key: string, fields: OurFields): Promise<Answer> {
    const found = await this.documentOf(entity, key)
    if ('problem' in found) return { kind: 'refused', problem: found.problem }
    const { document, state } = found
    if (fields['cancelled'] === true && state === 'partlyDelivered') return { kind: 'refused', problem: stands(key, document, state) }
    if (document.taxReduction) return { kind: 'refused', problem: problem('VISMA_TAX_REDUCTION', { key, document: documentId(document) }) }
    const unknown = Object.keys(fields).find((name) => !isKnown(name))
    if (unknown !== undefined) return { kind: 'refused', problem: problem('VISMA_CANNOT_WRITE', { key, entity, field: unknown }) }
    const locked = Object.keys(fields).find((name) => LOCKED_AFTERWARDS.has(name))
    if (locked !== undefined) return { kind: 'refused', problem: problem('VISMA_DOCUMENT_FIELD_FIXED', { key, field: locked, document: documentId(document) }) }
    const head = headValues(fields, { ...await this.about(document.kind), settings: this.parts.settings, isCredit: document.credit })
    if (head.problem) return { kind: 'refused', problem: withKey(head.problem, key) }
    const reading = await this.fields(REGISTERS[document.kind])
    const values = [...head.values, ...stateValues(fields)]
    const outcome = await this.send(document, values, reading)
    if (!('ok' in outcome)) {
      const { facts } = outcome.problem
      const told = outcome.problem.code === LOCKED ? stands(key, document, state, facts) : withKey(outcome.problem, key)
      return failed({ ...outcome, problem: told }, { values, names: OOI_HEAD })
    }
    const after = await this.readBack(document.kind, outcome.ok, reading)
    const warnings = [...head.warnings.map((one) => withKey(one, key)), ...remarks(outcome.warnings, { key })]
    return { kind: 'done', id: documentId(document), warnings, ...(after ? { readBack: shown(entity, key, after) } : {}) }
  }

  /** The document to change: an invoice by its number or our mark, an order by our mark. */
  private async documentOf(entity: string, key: string): Promise<{ readonly document: ReadDocument; readonly state: DocumentState } | { readonly problem: Problem }> {
    const found = entity === INVOICE ? (await this.invoices.find([key])).get(key) : (await this.reader.findOrders(entity, [key])).get(key)
    if (found?.kind === 'ambiguous') return { problem: problem('VISMA_REFERENCE_TWICE', { key, documents: found.keys.join(', ') }) }
    if (found?.kind === 'found' && found.item.problem) return { problem: found.item.problem }
    const [kind, number] = found?.kind === 'found' ? String(found.item.id).split('-') as [DocumentKind, string] : []
    const [document] = kind && number ? await this.reader.documents(kind, [number]) : []
    const links = found?.kind === 'found' && entity !== INVOICE ? found.item.fields['links'] : undefined
    return document ? { document, state: stateOf(document, (links ?? {}) as Readonly<Record<string, OurFields>>) } : { problem: problem('VISMA_RECORD_GONE', { key, rc: 0, text: '' }) }
  }

  /** The document stands: what becomes of its states must not look as if it did not. */
  private async sendAfterwards(...sent: Parameters<DocumentWriter['send']>): Promise<Outcome<'updateDocument'>> {
    try {
      return await this.send(...sent)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      return { kind: error.kind, problem: error.problem }
    }
  }

  private send(document: ReadDocument, values: readonly FieldValue[], reading: Fields): Promise<Outcome<'updateDocument'>> {
    const { kind, number } = document
    const { head, order } = REGISTERS[kind]
    const place: Place = { register: head, order, key: { field: OOI_HEAD.DOCUMENT_NUMBER, value: Number(number) } }
    const rows = deliveryOf(document, values)
    return this.parts.api.write('updateDocument', {
      place, values, read: { fields: reading.head, rowFields: reading.row }, ...(rows ? { rows } : {}),
    }, { document: documentId(document) })
  }

  private async refusedBeforehand(entity: string, kind: DocumentKind, { key, fields }: WriteItem): Promise<Problem | undefined> {
    const unknown = Object.keys(fields).find((name) => !isKnown(name))
    if (unknown !== undefined) return problem('VISMA_CANNOT_WRITE', { key, entity: kind, field: unknown })
    // A key of digits alone would be taken for the program's own number.
    if (entity === INVOICE && isNumber(key)) return problem('VISMA_REFERENCE_UNFIT', { key })
    const original = fields['creditOf']
    if (original === undefined || original === null) return undefined
    const [credited] = /^\d+$/.test(String(original)) ? await this.reader.documents('invoice', [String(original)]) : []
    if (!credited) return problem('VISMA_ORIGINAL_UNKNOWN', { key, original })
    return credited.taxReduction ? problem('VISMA_TAX_REDUCTION', { key, document: documentId(credited) }) : undefined
  }

  private async readBack(kind: DocumentKind, { head, rows }: DocumentCells, reading: Fields): Promise<ReadDocument | undefined> {
    if (head.length === 0) return undefined
    const cells: Cells = cellsOf(reading.head, head)
    return readDocument(
      kind, { head: cells, rows: rows.map((row) => cellsOf(reading.row, row)) }, await this.reader.companyRates(), this.parts.settings,
    )
  }

  private async about(kind: DocumentKind): Promise<DocumentFacts> {
    const { head, row } = REGISTERS[kind]
    const { facts } = this.parts
    return { head: await facts.of(head, HEAD_FIELDS), row: await facts.of(row, ROW_FIELDS), rates: await this.reader.companyRates() }
  }

  private async fields({ head, row }: DocumentRegister): Promise<Fields> {
    return { head: await this.parts.facts.present(head, HEAD_FIELDS), row: await this.parts.facts.present(row, ROW_FIELDS) }
  }
}

/** Fields of a document that are neither written nor compared, because the program does not have them, are refused by name. */
const WRITTEN: ReadonlySet<string> = new Set([
  'pricesWithVat', 'customerNumber', 'currency', 'rate', 'priceList', 'invoiceDiscount', 'export', 'vatNo', 'noBackOrder', 'documentDate', 'customerName', 'invoiceAddress', 'deliveryAddress', 'reference',
  'poNumber', 'deliveryWay', 'paymentTerms', 'project', 'costCentre', 'comment', 'charges', 'delivered', 'printed', 'cancelled',
])

function shown(entity: string, key: string, document: ReadDocument): RawItem {
  return entity === INVOICE ? { ...invoiceItem(document), key } : itemOf(entity, key, [document])
}

function isKnown(name: string): boolean {
  return WRITTEN.has(name) || COMPARED.has(name) || LOCKED_AFTERWARDS.has(name)
}

function stateValues(fields: OurFields): readonly FieldValue[] {
  return STATE_COLUMNS.filter(({ name, readOnly }) => !readOnly && typeof fields[name] === 'boolean')
    .map(({ name, field }) => ({ field, value: fields[name] === true }))
}

/** An order that is marked as delivered, with nothing delivered on its rows yet, is delivered whole. */
function deliveryOf({ kind, fields }: ReadDocument, values: readonly FieldValue[]): RowEdit | undefined {
  const isMarked = values.some(({ field, value }) => field === OOI_HEAD.ORDER_DELIVERED && value === true)
  if (kind !== 'order' || !isMarked) return undefined
  const rows = rowsOf(fields)
  if (rows.some(({ delivered }) => typeof delivered === 'string' && !isZero(delivered))) return undefined
  const ordered = rows.flatMap(({ quantity }, index) => (typeof quantity === 'string' && !isZero(quantity)
    ? [{ index, values: [{ field: OOI_ROW.QUANTITY1, value: Number(quantity) }] }] : []))
  return ordered.length === 0 ? undefined : { kind: 'changed', rows: ordered }
}

/** How far a document has come. */
type DocumentState = 'cancelled' | 'paid' | 'invoiced' | 'delivered' | 'partlyDelivered' | 'printed' | 'open'

function stateOf({ kind, states, balance }: ReadDocument, links: Readonly<Record<string, OurFields>>): DocumentState {
  if (states.cancelled) return 'cancelled'
  if (kind === 'invoice') return states.printed ? (isZero(balance) ? 'paid' : 'printed') : 'open'
  if (Object.values(links).some(({ document, cancelled }) => document === 'invoice' && cancelled === false)) return 'invoiced'
  if (states.delivered) return 'delivered'
  return states.partlyDelivered ? 'partlyDelivered' : states.printed ? 'printed' : 'open'
}

/** What cannot be done to a document any more, with how far it has come. */
function stands(key: string, document: ReadDocument, state: DocumentState, said: Problem['facts'] = { rc: 0, text: '' }): Problem {
  return problem('VISMA_DOCUMENT_STATE', { ...said, key, document: documentId(document), state })
}

function withKey(found: Problem, key: string): Problem {
  return { ...found, facts: { key, ...found.facts } }
}
