// A real article register → an ERP world. The register is a CSV file with the columns articleNumber, name, name2, group, unit,
// priceIncVat and stock. Nothing is cut or dropped in silence: whatever does not go over as it stands is listed, with its row.
//
// - The first row of a number wins; further rows of it are listed as repeated.
// - A name goes over NAME (30) and NAME_X (30), broken at a word. Blanks around it are taken off (tidied), words that do not fit
//   are left off its end (shortened), and an empty name takes the receipt name instead (named).
// - Units and groups become codes by two ValueMaps. A text without a counterpart is listed, and the article has no such code.
// - The price goes into list A incl. VAT. The registers do not say which VAT an article has: every one gets 25 % (code "25").
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { readFolder } from '../../engine/load/files.js'
import type { ValueMap } from '../../engine/types/value-map.js'
import { breakLines, shortenAtWord } from '../../engine/values/text.js'
import { priceKey } from '../../engine/connect/visma/simulator/registers.js'
import type { Put, Row, Tables } from '../../engine/connect/world/world.js'

export interface RegisterRow {
  readonly articleNumber: string
  readonly name: string
  readonly name2: string
  readonly group: string
  readonly unit: string
  readonly priceIncVat: string
  readonly stock: string
}

/** Codes by the register's own texts. */
export interface RegisterMaps { readonly unit: ReadonlyMap<string, string>; readonly group: ReadonlyMap<string, string> }

/** What did not go over as it stands: row numbers of the file, the first row after the heading being 2. */
export interface Listed {
  readonly repeated: readonly Note[]
  readonly tidied: readonly Note[]
  readonly shortened: readonly Note[]
  readonly named: readonly Note[]
  readonly unitUnknown: readonly Note[]
  readonly groupUnknown: readonly Note[]
}
export interface Note { readonly row: number; readonly number: string; readonly was: string; readonly became?: string }

export interface Register { readonly rows: number; readonly articles: ReadonlyMap<string, RegisterArticle>; readonly listed: Listed }
export interface RegisterArticle { readonly row: Row; readonly price: Row }

const NAME_LINES = [30, 30] as const
const LIST = 'A'
const ACCOUNTING_CODE = '25'

/** The two maps from a folder of ValueMap documents, read as a customer's files are. Throws on any fault in them. */
export function registerMaps(dir: string): RegisterMaps {
  const { documents, problems } = readFolder(dir)
  if (problems.length > 0) throw new Error(`${dir}: ${JSON.stringify(problems)}`)
  const of = (field: string): Map<string, string> => {
    const specs = documents.filter((one) => one.kind === 'ValueMap').map((one) => (one.body as ValueMap).spec)
    return new Map(specs.filter((one) => one.field === field).flatMap((one) => one.pairs.map(({ shop, erp }) => [shop, erp] as const)))
  }
  return { unit: of('unit'), group: of('group') }
}

/** Reads a register. The file is only read. */
export function readRegister(file: string, maps: RegisterMaps): Register {
  const rows = parse(readFileSync(file), { columns: true }) as RegisterRow[]
  const listed = { repeated: [] as Note[], tidied: [] as Note[], shortened: [] as Note[], named: [] as Note[], unitUnknown: [] as Note[], groupUnknown: [] as Note[] }
  const articles = new Map<string, RegisterArticle>()
  for (const [at, row] of rows.entries()) {
    const about = { row: at + 2, number: row.articleNumber }
    if (articles.has(row.articleNumber)) listed.repeated.push({ ...about, was: row.name })
    else articles.set(row.articleNumber, articleOf(row, maps, (kind, was, became) => { listed[kind].push({ ...about, was, ...(became === undefined ? {} : { became }) }) }))
  }
  return { rows: rows.length, articles, listed }
}

type Tell = (kind: keyof Listed, was: string, became?: string) => void

function articleOf(row: RegisterRow, maps: RegisterMaps, tell: Tell): RegisterArticle {
  const number = row.articleNumber
  const [name = '', nameX = ''] = nameLines(row, tell)
  const code = (kind: 'unit' | 'group', text: string): string => {
    const known = maps[kind].get(text)
    if (known === undefined) tell(`${kind}Unknown`, text)
    return known ?? ''
  }
  return {
    row: {
      NUMBER: number, NAME: name, NAME_X: nameX, GROUP: code('group', row.group), UNIT_CODE: code('unit', row.unit),
      ACCOUNTING_CODE, STOCK_GOODS: true, QUANTITY_IN_STOCK: Number(row.stock), QUANTITY_RESERVED: 0, WEBSHOP: true, INACTIVE: false,
    },
    price: { PRICE_LIST: LIST, ARTICLE_NUMBER: number, QUANTITY: 0, PRICE: Number(row.priceIncVat), BASE: true },
  }
}

function nameLines({ name, name2 }: RegisterRow, tell: Tell): readonly string[] {
  const given = name.trim() === '' ? name2.trim() : name.trim()
  if (name.trim() === '') tell('named', name, given)
  else if (given !== name) tell('tidied', name, given)
  let fitting = given
  let lines = breakLines(fitting, NAME_LINES)
  while (!lines) {
    fitting = shortenAtWord(fitting, fitting.length - 1)
    lines = breakLines(fitting, NAME_LINES)
  }
  if (fitting !== given) tell('shortened', given, fitting)
  return lines
}

/** The tables of a new ERP world with the register's articles, groups and units. */
export function erpTables({ articles }: Register, maps: RegisterMaps): Tables {
  return {
    ARTICLE: Object.fromEntries([...articles].map(([number, { row }]) => [number, row])),
    PRICE: Object.fromEntries([...articles].map(([number, { price }]) => [priceKey(LIST, number), price])),
    ARTICLE_GROUP: codeTable(maps.group, 25),
    UNIT: codeTable(maps.unit, 15),
  }
}

/** A code table; its text is the first of the register's texts that has the code. */
function codeTable(codes: ReadonlyMap<string, string>, length: number): { [code: string]: Row } {
  const table: { [code: string]: Row } = {}
  for (const [text, code] of codes) table[code] ??= { CODE: code, TEXT: text.slice(0, length) }
  return table
}

/** What a person at the ERP does when the next register comes: changes and adds articles, and marks as inactive what is gone. */
export function changesTo(next: Register, { tables }: { readonly tables: Tables }): Put[] {
  const puts: Put[] = []
  const put = (table: string, key: string, row: Row): void => {
    if (!same(tables[table]?.[key], row)) puts.push([table, key, row])
  }
  for (const [number, { row, price }] of next.articles) {
    put('ARTICLE', number, { ...tables['ARTICLE']?.[number], ...row })
    put('PRICE', priceKey(LIST, number), { ...tables['PRICE']?.[priceKey(LIST, number)], ...price })
  }
  for (const [number, row] of Object.entries(tables['ARTICLE'] ?? {})) {
    if (!next.articles.has(number)) put('ARTICLE', number, { ...row, INACTIVE: true, WEBSHOP: false })
  }
  return puts
}

function same(one: Row | undefined, other: Row): boolean {
  return one !== undefined && JSON.stringify(one) === JSON.stringify(other)
}
