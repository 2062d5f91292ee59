// Who may import whom: down only, never sideways on the floor of load, store, connect and report; no circles; one door per package.
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { localTarget, packageOf, sources, type Source } from '../kit/sources.js'

const test = suite('floors')
const engine = sources('engine')
const schemas = sources('schemas')

const FLOORS: Readonly<Record<string, number>> = {
  types: 0, values: 1, core: 2, trade: 2, load: 3, store: 3, connect: 3, report: 3, run: 4, orders: 4, cli: 5,
}
/** Rooms whose types, and only types, another room may know besides the floors below. */
const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = { run: ['store', 'connect'], orders: ['run', 'store'] }
/** Steps on the same floor that the floor plan names. */
const BESIDE: readonly string[] = ['core → trade']
/** The two files of the outside that are vocabulary, not machinery: a shell may hold their errors. */
const VOCABULARY = ['engine/connect/connector.ts', 'engine/store/memory.ts']

function roomOf(file: string): string {
  return file.split('/')[1] ?? ''
}

test('every folder of the engine has a floor', () => {
  const rooms = new Set(engine.filter((one) => one.file.split('/').length > 2).map((one) => roomOf(one.file)))
  assert.equal([...rooms].filter((room) => !(room in FLOORS)), [])
})

test('imports go down', () => {
  const wrong: string[] = []
  for (const source of engine) {
    if (source.file.split('/').length === 2) continue
    for (const one of source.imports) {
      const target = localTarget(source, one)
      if (target === undefined) continue
      const [here, there] = [roomOf(source.file), roomOf(target)]
      if (!target.startsWith('engine/')) { wrong.push(`${source.file} leaves the engine: ${one.from}`); continue }
      if (here === there || VOCABULARY.includes(target) && FLOORS[here]! >= 4) continue
      if (FLOORS[there]! < FLOORS[here]! && !(here === 'run' && FLOORS[there] === 3)) continue
      if (BESIDE.includes(`${here} → ${there}`)) continue
      if (one.typesOnly && TYPES_ONLY[here]?.includes(there)) continue
      wrong.push(`${source.file} → ${target}`)
    }
  }
  assert.equal(wrong, [])
})

test('there are no circles', () => {
  const targets = new Map(engine.map((source) => [source.file, source.imports.filter((one) => !one.typesOnly)
    .map((one) => localTarget(source, one)).filter((target): target is string => target !== undefined)]))
  const done = new Set<string>()
  const circle = (file: string, path: readonly string[]): string | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file].join(' → ')
    if (done.has(file)) return undefined
    for (const next of targets.get(file) ?? []) {
      const found = circle(next, [...path, file])
      if (found) return found
    }
    done.add(file)
    return undefined
  }
  assert.equal([...targets.keys()].map((file) => circle(file, [])).filter((found) => found !== undefined), [])
})

test('each package has one door', () => {
  const doors = new Map<string, string[]>()
  for (const source of [...engine, ...schemas]) {
    for (const name of new Set(packagesOf(source))) doors.set(name, [...(doors.get(name) ?? []), source.file])
  }
  const many = [...doors].filter(([, files]) => files.length !== 1).map(([name, files]) => `${name}: ${files.join(', ')}`)
  assert.equal(many, [])
})

test('the core touches nothing outside itself: no Node, no clock, no chance, no log', () => {
  const wrong: string[] = []
  for (const source of engine.filter((one) => ['values', 'core', 'trade', 'types'].includes(roomOf(one.file)))) {
    for (const one of source.imports) if (one.from.startsWith('node:')) wrong.push(`${source.file} imports ${one.from}`)
    for (const word of ['Date.now', 'new Date()', 'Math.random', 'console.', 'process.', 'await ', 'async ', 'setTimeout']) {
      if (withoutComments(source.text).includes(word)) wrong.push(`${source.file} says ${word}`)
    }
  }
  assert.equal(wrong, [])
})

test('rooms have no index files', () => {
  assert.equal(engine.filter((one) => one.file.endsWith('/index.ts') && one.file !== 'engine/index.ts').map((one) => one.file), [])
})

function packagesOf(source: Source): string[] {
  return source.imports.filter((one) => one.from !== '' && !one.from.startsWith('.') && !one.from.startsWith('node:')).map((one) => packageOf(one.from))
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')
}

test.run()
