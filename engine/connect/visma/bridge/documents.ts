// Documents: a head with its rows, in one buffer. Rows are counted from 0 when they are read, from 1 when they are deleted.
import type { AdkApi, AdkData } from '../adk.js'
import type { Cells } from './cells.js'
import type {
  AddDocumentAsk, Cell, DocumentCells, DocumentReading, DocumentsAsk, FieldValue, RegisterFacts, RowEdit, UpdateDocumentAsk,
} from './protocol.js'
import { afterwards, check, orAbsent, taken } from './refused.js'
import type { Walk } from './walk.js'

export class Documents {
  private readonly rowsOf = new Map<number, RegisterFacts['rows']>()

  constructor(private readonly api: AdkApi, private readonly cells: Cells, private readonly walk: Walk) {}

  /** The documents with these keys, in their order; null where there is none. */
  read(ask: DocumentsAsk): (DocumentCells | null)[] {
    return ask.keys.map((key) => this.document(key, ask))
  }

  add(head: AdkData, ask: AddDocumentAsk): DocumentCells {
    this.cells.setAll(head, ask.values)
    if (ask.rows.length > 0) this.attach(head, 0, ask.rows)
    check(this.api.add(head))
    return afterwards(() => this.cellsOf(head, ask.read), { head: [], rows: [] })
  }

  update(head: AdkData, ask: UpdateDocumentAsk): DocumentCells {
    this.walk.locate(head, ask.place)
    this.cells.setAll(head, ask.values)
    if (ask.rows) this.editRows(head, ask.rows)
    check(this.api.update(head))
    return afterwards(() => this.cellsOf(head, ask.read), { head: [], rows: [] })
  }

  rowFieldsOf(head: AdkData): NonNullable<RegisterFacts['rows']> {
    const known = this.rowsOf.get(head.db)
    if (known) return known
    const made = {
      field: taken(this.api.getRowsFldId(head)), count: taken(this.api.getNrowsFldId(head)), register: taken(this.api.getRowDbId(head)),
    }
    this.rowsOf.set(head.db, made)
    return made
  }

  forget(): void { this.rowsOf.clear() }

  private document(key: Cell, ask: DocumentsAsk): DocumentCells | null {
    return this.cells.within(ask.register, (head) => orAbsent(() => {
      this.walk.locate(head, { register: ask.register, order: ask.order, key: { field: ask.key, value: key } })
      return this.cellsOf(head, ask)
    }))
  }

  private editRows(head: AdkData, edit: RowEdit): void {
    switch (edit.kind) {
      case 'added':
        this.attach(head, this.rowCount(head), edit.rows)
        return
      case 'changed':
        for (const { index, values } of edit.rows) this.cells.setAll(this.row(head, index), values, index + 1)
        return
      case 'removed':
        // Rows are numbered from 1, and the ones after a deleted row move up.
        for (const index of [...edit.indexes].sort((one, other) => other - one)) check(this.api.deleteRow(head, index + 1))
    }
  }

  /** New rows after those that are there: blank rows before them leave the old ones as they are. */
  private attach(head: AdkData, before: number, rows: readonly (readonly FieldValue[])[]): void {
    const { field, count, register } = this.rowFieldsOf(head)
    const made = this.api.createDataRow(register, before + rows.length)
    rows.forEach((values, at) => { this.cells.setAll(this.api.getDataRow(made, before + at), values, before + at + 1) })
    this.cells.set(head, { field: count, value: before + rows.length })
    check(this.api.setData(head, field, made))
  }

  private cellsOf(head: AdkData, reading: DocumentReading): DocumentCells {
    const rows = Array.from({ length: this.rowCount(head) }, (_, index) => {
      const row = this.row(head, index)
      return reading.rowFields.map((field) => this.cells.get(row, field))
    })
    return { head: this.cells.read(head, reading), rows }
  }

  private row(head: AdkData, index: number): AdkData {
    return taken(this.api.getData(head, this.rowFieldsOf(head).field, index))
  }

  private rowCount(head: AdkData): number {
    return taken(this.api.getDouble(head, this.rowFieldsOf(head).count))
  }
}
