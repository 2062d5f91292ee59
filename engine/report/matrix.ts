// The data matrix: which register and field each system shows and takes today, how sure that is, and which mode carries it which way.
// Computed from the specs alone, so that it cannot promise more than the engine does.
import type { EntitySpec } from '../types/entity.js'
import type { ModeSpec, ModeStream, Role } from '../types/mode.js'
import type { Ability, Confidence, FieldAbility, SystemSpec } from '../types/system.js'
import { aligned } from './plain-text.js'
import { asWords, tableHead, tableRow } from './markdown-text.js'

type ById<Spec> = Readonly<Record<string, Spec | undefined>>

export interface MatrixSpecs { readonly modes: ById<ModeSpec>; readonly systems: ById<SystemSpec>; readonly entities: ById<EntitySpec> }

/** What one system does with a field. */
export interface MatrixCell {
  readonly read?: Confidence
  readonly write?: Confidence
  readonly as?: string
  /** What the program calls it on the screen. */
  readonly label?: string
  /** Of the program's database. */
  readonly column?: string
  readonly lengthMax?: number
  readonly placesMax?: number
  readonly onlyAtCreate?: true
  readonly note?: string
}

/** carried: as it is. computed: made from other fields of the source. key: names the item. */
export type MatrixWay = { readonly from: Role; readonly how: 'carried' | 'computed' | 'key'; readonly optional?: true }

export interface MatrixField {
  readonly field: string
  readonly title: string
  readonly type: string
  readonly note?: string
  /** By system id; left out: that system has no such field. */
  readonly systems: Readonly<Record<string, MatrixCell>>
  /** By mode id; left out: that mode does not carry it. */
  readonly modes: Readonly<Record<string, MatrixWay>>
}

export interface MatrixEntity {
  readonly entity: string
  readonly title: string
  readonly swedish?: string
  readonly built: boolean
  /** By mode id: which way the register goes, built or not. */
  readonly modes: Readonly<Record<string, { readonly from: Role; readonly policy: string; readonly optional?: true }>>
  /** By system id: why a verb is missing or not sure. */
  readonly why: Readonly<Record<string, string>>
  readonly fields: readonly MatrixField[]
}

export interface Matrix {
  readonly modes: readonly string[]
  readonly systems: readonly { readonly id: string; readonly title: string; readonly role: Role }[]
  readonly entities: readonly MatrixEntity[]
}

/** The matrix of the specs as they are. */
export function matrixOf(specs: MatrixSpecs): Matrix {
  const systems = valuesOf(specs.systems).sort((one, other) => order(other.role, one.role) || order(one.id, other.id))
  const modes = valuesOf(specs.modes).sort((one, other) => order(one.id, other.id))
  const entities = valuesOf(specs.entities).sort((one, other) => Number(other.built) - Number(one.built) || order(one.id, other.id))
  const keys = Object.fromEntries(entities.map(({ id, key }) => [id, key]))
  return {
    modes: modes.map((one) => one.id),
    systems: systems.map(({ id, title, role }) => ({ id, title, role })),
    entities: entities.map((entity) => matrixEntity(entity, { modes, systems, keys })),
  }
}

type Between = NonNullable<EntitySpec['between']>
/** keys: of each register, the field that names its items. */
interface All { readonly modes: readonly ModeSpec[]; readonly systems: readonly SystemSpec[]; readonly keys: Readonly<Record<string, string>> }

function matrixEntity(entity: EntitySpec, all: All): MatrixEntity {
  const ways = all.modes.flatMap((mode) => {
    const stream = streamOf(mode, entity)
    const optional = stream?.optional ? { optional: true as const } : {}
    return stream ? [[mode.id, { from: stream.from, policy: stream.policy, ...optional }] as const] : []
  })
  const why = all.systems.flatMap((system) => {
    const said = system.can[entity.id]?.why
    return said === undefined ? [] : [[system.id, said] as const]
  })
  return {
    entity: entity.id, title: entity.title, ...(entity.swedish === undefined ? {} : { swedish: entity.swedish }), built: entity.built,
    modes: Object.fromEntries(ways), why: Object.fromEntries(why),
    fields: Object.keys(entity.fields).map((field) => matrixField(entity, field, all)),
  }
}

function matrixField(entity: EntitySpec, field: string, all: All): MatrixField {
  const spec = entity.fields[field]
  const cells = all.systems.flatMap((system) => {
    const ability = abilityOf(system, entity, { ...all, field })?.fields[field]
    return ability ? [[system.id, cellOf(ability)] as const] : []
  })
  const ways = all.modes.flatMap((mode) => {
    const way = wayOf(entity, field, { ...all, stream: streamOf(mode, entity) })
    return way ? [[mode.id, way] as const] : []
  })
  return {
    field, title: spec?.title ?? field, type: spec?.type ?? '', ...(spec?.note === undefined ? {} : { note: spec.note }),
    systems: Object.fromEntries(cells), modes: Object.fromEntries(ways),
  }
}

/** A field is carried where some system of the source's role shows it and some system of the target's role takes it, surely. */
function wayOf(entity: EntitySpec, field: string, { systems, stream }: All & { stream: ModeStream | undefined }): MatrixWay | undefined {
  if (!stream) return undefined
  if (entity.between) return madeWay(entity, field, { systems, stream, between: entity.between })
  const sources = systems.filter((one) => one.role === stream.from)
  const targets = systems.filter((one) => one.role !== stream.from)
  const shows = (name: string): boolean => sources.some((one) => one.can[entity.id]?.fields[name]?.read === 'verified')
  const takes = (name: string): boolean => targets.some((one) => one.can[entity.id]?.fields[name]?.write === 'verified')
  const optional = stream.optional ? { optional: true as const } : {}
  if (field === entity.key && shows(field)) return { from: stream.from, how: 'key', ...optional }
  if (!takes(field)) return undefined
  if (shows(field)) return { from: stream.from, how: 'carried', ...optional }
  // Nothing that the target takes is shown by the source: the stream computes all of it from other figures.
  const allComputed = Object.keys(entity.fields).every((name) => name === entity.key || !takes(name) || !shows(name))
  return allComputed ? { from: stream.from, how: 'computed', ...optional } : undefined
}

/** Of a register that neither system has, every field is made; one that the register behind it does not know is the engine's own. */
function madeWay(
  { key }: EntitySpec, field: string, { systems, stream, between }: { readonly systems: readonly SystemSpec[]; readonly stream: ModeStream; readonly between: Between },
): MatrixWay | undefined {
  const optional = stream.optional ? { optional: true as const } : {}
  if (field === key) return { from: stream.from, how: 'key', ...optional }
  if (!between.writes.includes(field)) return undefined
  const abilities = systems.filter((one) => one.role !== stream.from).map((one) => one.can[between.target]?.fields[field])
  const isTaken = abilities.some((one) => one === undefined || one.write === 'verified')
  return isTaken ? { from: stream.from, how: 'computed', ...optional } : undefined
}

function cellOf(ability: FieldAbility): MatrixCell {
  const { read, write, as, label, column, lengthMax, placesMax, onlyAtCreate, note } = ability
  return {
    ...(read ? { read } : {}), ...(write ? { write } : {}), ...(as === undefined ? {} : { as }),
    ...(label === undefined ? {} : { label }), ...(column === undefined ? {} : { column }),
    ...(lengthMax === undefined ? {} : { lengthMax }), ...(placesMax === undefined ? {} : { placesMax }),
    ...(onlyAtCreate ? { onlyAtCreate: true as const } : {}), ...(note === undefined ? {} : { note }),
  }
}

/** The matrix for the terminal. */
export function matrixText(matrix: Matrix): string {
  const blocks = matrix.entities.map((entity) => {
    const head = `${entity.entity}  ${titleOf(entity)}  ${wayText(entity)}`.trimEnd()
    if (!entity.built) return [head, '  not built yet: its streams make no call']
    const titles = ['', 'field', ...matrix.systems.map((one) => one.id), ...matrix.modes]
    const rows = entity.fields.map((field) => ['', field.field, ...cellsOf(field, matrix)])
    return [head, ...aligned([titles, ...rows], 60), ...remarks(entity).map(([of, said]) => `  ${of}: ${said}`)]
  })
  return `${[...blocks.map((block) => block.join('\n')), LEGEND].join('\n\n')}\n`
}

const LEGEND = 'r reads, w writes, ? not verified and therefore off; (n) characters or .n decimals at most; c written only at create;\n'
  + 'key: names the item; = carried; fx made from other fields; * only where switched on'

/** The matrix as Markdown, a table for each register. */
export function matrixMarkdown(matrix: Matrix): string {
  const parts = matrix.entities.map((entity) => {
    const head = `## ${asWords(titleOf(entity))} (\`${entity.entity}\`)\n\n`
    const way = wayText(entity) === '' ? '' : ` ${asWords(wayText(entity))}.`
    if (!entity.built) return `${head}Not built yet: its streams make no call.${way}\n`
    const rows = entity.fields.map((field) => tableRow([
      `\`${field.field}\``, asWords(field.title), ...cellsOf(field, matrix).map((cell) => asWords(cell)),
    ]))
    const why = remarks(entity).map(([of, said]) => `- ${asWords(of)}: ${asWords(said)}\n`)
    const titles = tableHead(['field', 'title', ...matrix.systems.map((one) => one.title), ...matrix.modes])
    return `${head}${titles}${rows.join('')}${why.length > 0 ? `\n${why.join('')}` : ''}`
  })
  return `${[...parts, `${LEGEND.replace('\n', ' ')}\n`].join('\n')}`
}

/** What each system can do with the field, and which mode carries it which way. */
function cellsOf(field: MatrixField, { systems, modes }: Matrix): string[] {
  return [...systems.map(({ id }) => cellText(field.systems[id])), ...modes.map((mode) => fieldWay(field.modes[mode]))]
}

function titleOf(entity: MatrixEntity): string {
  return entity.swedish === undefined ? entity.title : `${entity.title} (${entity.swedish})`
}

function wayText(entity: MatrixEntity): string {
  return Object.entries(entity.modes).map(([mode, way]) => `${mode}: ${direction(way.from)}${way.optional ? '*' : ''}`).join(', ')
}

/** What a cell has no room for. */
function remarks(entity: MatrixEntity): [string, string][] {
  const ofFields = entity.fields.flatMap((one): [string, string][] => (one.note === undefined ? [] : [[one.field, one.note]]))
  return [...ofFields, ...Object.entries(entity.why)]
}

/** The way as an arrow. */
export function direction(from: Role): string {
  return from === 'shop' ? 'shop → erp' : 'erp → shop'
}

function cellText(cell: MatrixCell | undefined): string {
  if (!cell) return '-'
  const verbs = `${sure('r', cell.read)}${sure('w', cell.write)}${cell.onlyAtCreate ? 'c' : ''}`
  const size = cell.lengthMax === undefined ? '' : `(${cell.lengthMax})`
  const places = cell.placesMax === undefined ? '' : `.${cell.placesMax}`
  return [`${verbs}${size}${places}`, cell.as ?? ''].filter((part) => part !== '').join(' ')
}

function sure(verb: string, confidence: Confidence | undefined): string {
  return confidence === undefined ? '' : confidence === 'verified' ? verb : `${verb}?`
}

function fieldWay(way: MatrixWay | undefined): string {
  if (!way) return ''
  const how = { carried: '=', computed: 'fx', key: 'key' }[way.how]
  return `${how} ${direction(way.from)}${way.optional ? '*' : ''}`
}

/** Of a register that neither system has, what stands behind it on the system's side. Its key there is another thing's number. */
function abilityOf(system: SystemSpec, entity: EntitySpec, { field, modes, keys }: All & { readonly field: string }): Ability | undefined {
  const { between } = entity
  const from = modes.map((mode) => streamOf(mode, entity)?.from).find((one) => one !== undefined)
  if (!between || from === undefined) return system.can[entity.id]
  // What the system has itself under this name is told first.
  if (system.can[entity.id]) return system.can[entity.id]
  const behind = system.role === from ? between.source : between.target
  return behind !== entity.id && field !== entity.key && field === keys[behind] && system.role === from ? undefined : system.can[behind]
}

/** The stream of the mode that carries the register, and the way that the register goes. */
function streamOf(mode: ModeSpec, { id, between }: EntitySpec): ModeStream | undefined {
  const stream = (Object.entries(mode.streams) as [string, ModeStream][]).find(([name, { carries = [name] }]) => carries.includes(id))?.[1]
  return stream && between?.back ? { ...stream, from: stream.from === 'shop' ? 'erp' : 'shop' } : stream
}

function valuesOf<Spec>(specs: ById<Spec>): Spec[] {
  return Object.values(specs).filter((one): one is Spec & NonNullable<Spec> => one !== undefined)
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
