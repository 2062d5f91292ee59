// The library, loaded in this very process.
import { delimiter, dirname } from 'node:path'
import { NativeAdk } from './adk.js'
import { loadLibrary } from './ffi.js'

/** Throws what loadLibrary throws. missing: functions that this version does not have yet. */
export function startLibrary(file: string): { readonly api: NativeAdk; readonly missing: readonly string[] } {
  // The library loads its own companions by name, which lie beside it.
  process.env['PATH'] = `${dirname(file)}${delimiter}${process.env['PATH'] ?? ''}`
  const library = loadLibrary(file)
  return { api: new NativeAdk(library), missing: library.missing }
}
