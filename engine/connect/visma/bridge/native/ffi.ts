// The door of koffi: loads a library, declares its functions from the table, and hands over plain
// JavaScript functions. Only synchronous calls: koffi's others run on threads of their own, and the
// program's library wants one.
import koffi, { type TypeObject } from 'koffi'
import type { AdkError } from '../../adk.js'
import { lacking } from './codes.js'
import { FUNCTIONS, type Answer, type Kind, type NativeFunction } from './functions.js'

/**
 * A declared function. Numbers and handles go as they are, a text as its NUL-terminated bytes, an
 * out place as an array of one, a buffer as an array of its bytes.
 */
export type Call = (...values: readonly unknown[]) => unknown

export interface Library {
  readonly file: string
  /** By the native name; where the library lacks one, what it would answer to anyone. */
  readonly calls: ReadonlyMap<string, Call>
  readonly missing: readonly string[]
  /** The address of a function that the library may call until it is let go. */
  callback(called: (error: AdkError) => void): bigint
  letGo(callback: bigint): void
}

/** The library lacks functions that were there from the start: it is another one. */
export class NotThisLibrary extends Error {
  constructor(readonly missing: readonly string[]) {
    super(`not exported: ${missing.join(', ')}`)
    this.name = 'NotThisLibrary'
  }
}

const ERROR = koffi.struct({ rc: 'int32', dbTable: 'int32', field: 'int32', function: 'int32', programPart: 'int32' })
const WARNING = koffi.pointer(koffi.proto('__stdcall', 'AdkWarning', 'void', [koffi.pointer(ERROR)]))
const TAKES: Readonly<Record<Kind, string | TypeObject | ReturnType<typeof koffi.out>>> = {
  handle: 'void *', int: 'int32', double: 'double', char: 'int8', text: 'const void *', buffer: 'void **',
  error: koffi.pointer(ERROR), callback: WARNING, outInt: koffi.out(koffi.pointer('int32')),
  outDouble: koffi.out(koffi.pointer('double')), outHandle: koffi.out(koffi.pointer('void *')),
}
const ANSWERS: Readonly<Record<Answer, string | TypeObject>> = {
  error: ERROR, handle: 'void *', int: 'int32', void: 'void',
}

/**
 * Loads the program's library. Throws NotThisLibrary, or what the system says where it cannot be
 * loaded.
 */
export function loadLibrary(file: string): Library {
  const library = koffi.load(file)
  const calls = new Map<string, Call>()
  const missing: NativeFunction[] = []
  for (const [at, one] of FUNCTIONS.entries()) {
    try {
      calls.set(one.name, library.func('__stdcall', one.name, ANSWERS[one.answer], one.takes.map((kind) => TAKES[kind])) as Call)
    } catch {
      missing.push(one)
      calls.set(one.name, absent(one, at))
    }
  }
  const lost = missing.filter((one) => one.since === undefined).map((one) => one.name)
  if (lost.length > 0) throw new NotThisLibrary(lost)
  return {
    file, calls, missing: missing.map((one) => one.name),
    callback: (called) => koffi.register((address: unknown) => { called(koffi.decode(address, ERROR) as AdkError) }, WARNING),
    letGo: (callback) => { koffi.unregister(callback) },
  }
}

/** Windows' own answer about one value of the machine's registry, in UTF-16; undefined where there is none. */
export function registryText(key: string, value: string, view: 32 | 64): string | undefined {
  const advapi = koffi.load('advapi32.dll')
  const read = advapi.func('__stdcall', 'RegGetValueW', 'int32', [
    'uintptr_t', 'str16', 'str16', 'uint32', 'void *', 'void *', koffi.inout(koffi.pointer('uint32')),
  ]) as Call
  const text = Buffer.alloc(REGISTRY_BYTES)
  const size = [text.length]
  // The two views of the registry are those of 32-bit and 64-bit programs.
  const flags = TEXT_VALUE | (view === 64 ? VIEW_64 : VIEW_32)
  if (read(LOCAL_MACHINE, key, value, flags, null, text, size) !== 0) return undefined
  return text.toString('utf16le', 0, size[0]).replace(/\0[\s\S]*$/, '')
}

/** HKEY_LOCAL_MACHINE as Windows extends it to a pointer. */
const LOCAL_MACHINE = process.arch === 'ia32' ? 0x80000002n : 0xffffffff80000002n
const REGISTRY_BYTES = 4096
/** RRF_RT_REG_SZ: a text; one with %VARIABLES% comes with their values. */
const TEXT_VALUE = 0x2
const VIEW_64 = 0x10000
const VIEW_32 = 0x20000

/** What a function that the library lacks answers to anyone. */
function absent({ answer }: NativeFunction, at: number): Call {
  const answers: Readonly<Record<Answer, unknown>> = { error: lacking(at), handle: null, int: 0, void: undefined }
  return () => answers[answer]
}
