// Which processor a Windows program or library is made for: read from its header, before anybody
// tries to load it.
import { closeSync, openSync, readSync } from 'node:fs'

/** Node's own names of processors; other: some that no Node runs on. undefined: not such a file. */
export type Machine = 'ia32' | 'x64' | 'arm64' | 'other'

const MACHINES: ReadonlyMap<number, Machine> = new Map([[0x14c, 'ia32'], [0x8664, 'x64'], [0xaa64, 'arm64']])
const HEADER_AT = 0x3c
const START_BYTES = 0x40

/** Throws what the file system says where the file cannot be read. */
export function machineOf(file: string): Machine | undefined {
  const handle = openSync(file, 'r')
  try {
    const start = bytes(handle, 0, START_BYTES)
    if (start.length < START_BYTES || start.toString('latin1', 0, 2) !== 'MZ') return undefined
    const header = bytes(handle, start.readUInt32LE(HEADER_AT), 6)
    if (header.length < 6 || header.toString('latin1', 0, 4) !== 'PE\0\0') return undefined
    return MACHINES.get(header.readUInt16LE(4)) ?? 'other'
  } finally {
    closeSync(handle)
  }
}

function bytes(handle: number, at: number, count: number): Buffer {
  const read = Buffer.alloc(count)
  return read.subarray(0, readSync(handle, read, 0, count, at))
}
