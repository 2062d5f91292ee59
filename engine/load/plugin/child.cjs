// The process in which one plugin runs: its text goes into an empty context, and from then on each line in is one call and each line
// out its answer. Plain JavaScript, because it starts without a compiler, from the sources as from the build.
// @ts-check
'use strict'
const vm = require('node:vm')
const { Worker } = require('node:worker_threads')

/**
 * The first code of the empty context. It takes away what would make two runs differ, and gives the one function by which the plugin
 * is called. Only texts pass between the two worlds: an object of ours would be a way out.
 * @returns {{ call: (plugin: unknown, input: string, file: string) => string, refusal: (message: string) => Error }}
 */
function inside() {
  const { parse, stringify } = JSON
  const { freeze, keys, values } = Object
  const { construct } = Reflect
  const { isSafeInteger } = Number
  /** @type {(what: string) => never} */
  const refuse = (what) => { throw new Error(`${what}: a plugin is a pure function, the same input must give the same answer`) }

  const RealDate = Date
  /** @this {unknown} @param {unknown[]} given */
  function PureDate(...given) {
    if (new.target === undefined || given.length === 0) refuse('it asks the clock')
    return construct(RealDate, given, new.target)
  }
  PureDate.prototype = RealDate.prototype
  PureDate.UTC = RealDate.UTC
  PureDate.parse = RealDate.parse
  PureDate.now = () => refuse('it asks the clock')
  RealDate.prototype.constructor = /** @type {DateConstructor} */ (/** @type {unknown} */ (PureDate))
  const world = /** @type {Record<string, any>} */ (globalThis)
  world['Date'] = PureDate
  Math.random = () => refuse('it asks for a random number')
  // A clock, what the garbage collector did, and memory that no limit counts.
  delete world['Intl'].DateTimeFormat
  for (const name of ['WeakRef', 'FinalizationRegistry', 'Atomics', 'WebAssembly', 'SharedArrayBuffer', 'ArrayBuffer', 'DataView',
    'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float16Array',
    'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array']) delete world[name]

  /** @param {unknown} value */
  const isValue = (value) => value === null || typeof value === 'string' || typeof value === 'boolean' || isSafeInteger(value)
  /** @param {any} value @returns {any} */
  const frozen = (value) => {
    if (value === null || typeof value !== 'object') return value
    for (const part of values(value)) frozen(part)
    return freeze(value)
  }
  /** @param {any} error @param {string} file */
  const thrown = (error, file) => {
    let message = 'it threw something that cannot be shown'
    let line
    try {
      message = String(error?.message ?? error).slice(0, 500)
      line = String(error?.stack ?? '').split(`${file}:`)[1]
    } catch { /* what is thrown may throw when it is looked at */ }
    return stringify({ __proto__: null, threw: message, line: line === undefined ? undefined : parseInt(line, 10) || undefined })
  }
  return {
    call(plugin, input, file) {
      try {
        const answer = /** @type {any} */ (plugin)(frozen(parse(input)))
        if (answer === null || typeof answer !== 'object' || Array.isArray(answer) || typeof answer.then === 'function')
          throw new Error('it gave no fields')
        /** @type {Record<string, unknown>} */
        const fields = { __proto__: null }
        const bad = []
        for (const name of keys(answer)) {
          const value = answer[name]
          if (value === undefined) continue
          if (isValue(value)) fields[name] = value
          else bad.push(name)
        }
        return stringify({ __proto__: null, fields, bad })
      } catch (error) {
        return thrown(error, file)
      }
    },
    refusal: (message) => new Error(message),
  }
}

/** Counts up as long as this thread comes round to it, for the thread that watches. */
const beats = new Int32Array(new SharedArrayBuffer(4))
const CHECK_MS = Number(process.argv[2] ?? 5000)

/**
 * The engine ends a call that takes too long. Where the engine itself is gone, or has its answer already and the plugin goes on, this
 * does: a thread that has not come round for four checks never will, and no call may take so long.
 */
const WATCH = `const { workerData: { beats, checkMs } } = require('node:worker_threads')
let last = -1
let still = 0
setInterval(() => {
  const now = Atomics.load(beats, 0)
  still = now === last ? still + 1 : 0
  last = now
  if (still >= 4) process.kill(process.pid, 'SIGKILL')
}, checkMs)`

/** @param {unknown} facts */
function tell(facts) {
  process.stdout.write(`${typeof facts === 'string' ? facts : JSON.stringify(facts)}\n`)
}

/** Where in the plugin's own text an error arose. @param {string} stack @param {string} file */
function placeIn(stack, file) {
  const [line, column] = (stack.split(`${file}:`)[1] ?? '').split(':').map((part) => parseInt(part, 10))
  return line ? { line, ...(column ? { column } : {}) } : {}
}

/** Where a text asks for a module. @param {string} source @param {string} specifier */
function importPlace(source, specifier) {
  const at = ['\'', '"'].map((quote) => source.indexOf(`${quote}${specifier}${quote}`)).filter((found) => found >= 0).sort((one, other) => one - other)[0]
  if (at === undefined) return {}
  const before = source.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1, length: specifier.length + 2 }
}

/** @param {{ source: string, file: string }} given */
async function load({ source, file }) {
  const context = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } })
  const { call, refusal } = vm.runInContext(`(${inside})()`, context)
  /** @param {string} specifier */
  const refused = (specifier) => `it imports "${specifier}", and a plugin is one file that imports nothing`
  /** @type {string | undefined} */
  let wanted
  try {
    const module = new vm.SourceTextModule(source, {
      context, identifier: file,
      importModuleDynamically: (specifier) => { throw refusal(refused(specifier)) },
    })
    await module.link((specifier) => {
      wanted = specifier
      throw new Error(refused(specifier))
    })
    await module.evaluate()
    const { default: plugin, version } = /** @type {any} */ (module.namespace)
    tell({ isFunction: typeof plugin === 'function', ...(version === undefined ? {} : { version: String(version) }) })
    return { plugin, call }
  } catch (error) {
    const { message, stack } = /** @type {any} */ (error ?? {})
    const place = wanted === undefined ? placeIn(String(stack ?? ''), file) : importPlace(source, wanted)
    tell({ fault: String(message ?? error).split('\n')[0], ...place })
    return undefined
  }
}

/** @type {Awaited<ReturnType<typeof load>>} */
let loaded
/** @type {string | undefined} */
let file
let rest = ''
// Ctrl-C goes to the engine, which ends in its own order.
process.on('SIGINT', () => {})
// What an async plugin throws belongs to an answer that was refused already.
process.on('unhandledRejection', () => {})
process.stdin.setEncoding('utf8').on('end', () => process.exit()).on('data', (piece) => {
  const lines = (rest + piece).split('\n')
  rest = lines.pop() ?? ''
  for (const line of lines) {
    if (file === undefined) {
      const given = JSON.parse(line)
      file = String(given.file)
      load(given).then((made) => { loaded = made })
    } else if (loaded) {
      const { call, plugin } = loaded
      tell(call(plugin, line, file))
    }
  }
})
setInterval(() => Atomics.add(beats, 0, 1), CHECK_MS / 2).unref()
new Worker(WATCH, { eval: true, workerData: { beats, checkMs: CHECK_MS } }).unref()
