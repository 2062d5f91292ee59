// Where the library is and who can load it: settled from headers and the registry alone.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { findLibrary, type Found, type Machinery, type Wanted } from '../../engine/connect/visma/bridge/native/library.js'
import { machineOf } from '../../engine/connect/visma/bridge/native/pe.js'

const test = suite('native library')
let dir = ''
test.before.each(() => { dir = mkdtempSync(join(tmpdir(), 'samsyn-library-')) })
test.after.each(() => { rmSync(dir, { recursive: true, force: true }) })

const [IA32, X64, ARM64, ALPHA] = [0x14c, 0x8664, 0xaa64, 0x184]

/** The first bytes of a Windows program for a processor. */
function program(path: string, machine: number, headerAt = 0x80): string {
  const bytes = Buffer.alloc(headerAt + 6)
  bytes.write('MZ')
  bytes.writeUInt32LE(headerAt, 0x3c)
  bytes.write('PE\0\0', headerAt, 'latin1')
  bytes.writeUInt16LE(machine, headerAt + 4)
  const file = join(dir, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, bytes)
  return file
}

function windows(arch = 'x64', registered: Partial<Record<32 | 64, string>> = {}): Machinery {
  return { windows: true, arch, node: 'C:\\node\\node.exe', registry: (_key, _value, view) => registered[view] }
}

const LINUX: Machinery = { windows: false, arch: 'x64', node: '/usr/bin/node', registry: () => undefined }

function say(found: Found): string {
  if ('file' in found) return `${found.node} loads ${found.file}`
  return [found.problem.code, ...Object.values(found.problem.facts)].join(' | ')
}

const find = (wanted: Wanted, here: Machinery): string => say(findLibrary(wanted, here))

test('reads the processor from a header, and nothing from what is no program', () => {
  const cases: readonly [string, number, string | undefined][] = [['a.dll', IA32, 'ia32'], ['b.dll', X64, 'x64'], ['c.dll', ARM64, 'arm64'], ['d.dll', ALPHA, 'other']]
  for (const [name, machine, expected] of cases) assert.is(machineOf(program(name, machine)), expected)
  assert.is(machineOf(program('far.dll', X64, 0x1000)), 'x64')
  const nothing: readonly [string, string | Buffer][] = [
    ['text.dll', 'hello'], ['empty.dll', ''], ['mz.dll', 'MZ'.padEnd(64, '\0')], ['elf.so', '\x7fELF'.padEnd(100, '\0')],
    ['beyond.dll', Buffer.concat([Buffer.from('MZ'.padEnd(60, '\0')), Buffer.from([255, 255, 255, 127])])],
  ]
  for (const [name, bytes] of nothing) {
    writeFileSync(join(dir, name), bytes)
    assert.is(machineOf(join(dir, name)), undefined, name)
  }
})

test('each library goes to the Node that can load it', () => {
  const [small, large, arm] = [program('32/Adk.dll', IA32), program('64/Adk.dll', X64), program('arm/Adk.dll', ARM64)]
  const [node32, node64] = [program('node32.exe', IA32), program('node64.exe', X64)]
  writeFileSync(join(dir, 'note.txt'), 'not a program')
  const none = join(dir, 'none.exe')
  const cases: readonly [Wanted, Machinery, RegExp | string][] = [
    [{ library: large }, windows(), `C:\\node\\node.exe loads ${large}`],
    [{ library: small }, windows(), `VISMA_NODE32_NEEDED | ${small} | ia32 | x64`],
    [{ library: small, node32 }, windows(), `${node32} loads ${small}`],
    [{ library: small }, windows('ia32'), `C:\\node\\node.exe loads ${small}`],
    [{ library: large }, windows('ia32'), `VISMA_LIBRARY_BITS | ${large} | x64 | ia32`],
    [{ library: large, node32 }, windows(), `C:\\node\\node.exe loads ${large}`],
    [{ library: arm }, windows(), `VISMA_LIBRARY_BITS | ${arm} | arm64 | x64`],
    [{ library: small, node32: node64 }, windows(), `VISMA_NODE32_WRONG | ${node64} | it is for x64`],
    [{ library: small, node32: join(dir, 'note.txt') }, windows(), /^VISMA_NODE32_WRONG .* it is not a Windows program$/],
    [{ library: small, node32: none }, windows(), /^VISMA_NODE32_WRONG .* ENOENT/],
    [{ library: join(dir, 'note.txt') }, windows(), /^VISMA_LIBRARY_UNREADABLE .* it is not a Windows library$/],
    // Windows calls a path through a file simply not there.
    [{ library: join(dir, 'note.txt', 'Adk.dll') }, windows(), /^VISMA_LIBRARY_(?:UNREADABLE .*ENOTDIR|NOT_FOUND )/],
    [{ library: large }, LINUX, 'VISMA_LIBRARY_WINDOWS_ONLY'],
    [{ library: join(dir, 'note.txt') }, LINUX, `/usr/bin/node loads ${join(dir, 'note.txt')}`],
    [{}, LINUX, 'VISMA_LIBRARY_WINDOWS_ONLY'],
  ]
  for (const [wanted, here, expected] of cases) {
    const said = find(wanted, here)
    if (typeof expected === 'string') assert.is(said, expected)
    else assert.match(said, expected)
  }
})

test('a folder stands for the library in it; what was tried is said, and what lies there by another name', () => {
  const file = program('Gemensamma filer å/Adk.dll', X64)
  assert.is(find({ library: join(dir, 'Gemensamma filer å') }, windows()), `C:\\node\\node.exe loads ${file}`)
  const wrapper = program('wrappers/AdkNet6Wrapper.dll', X64)
  assert.is(find({ library: join(dir, 'wrappers') }, windows()),
    `VISMA_LIBRARY_NOT_FOUND | ${join(dir, 'wrappers', 'Adk.dll')}, ${wrapper} (another name)`)
  assert.is(find({ library: join(dir, 'nowhere') }, windows()), `VISMA_LIBRARY_NOT_FOUND | ${join(dir, 'nowhere')}`)
})

test('without a path it is where the registry says, in the view of either kind of program', () => {
  program('32/Adk.dll', IA32)
  const large = program('64/Adk.dll', X64)
  const [folder32, folder64, empty] = [join(dir, '32'), join(dir, '64'), join(dir, 'empty')]
  assert.is(find({}, windows('x64', { 64: folder64, 32: folder32 })), `C:\\node\\node.exe loads ${large}`)
  assert.is(find({}, windows('x64', { 64: empty, 32: folder64 })), `C:\\node\\node.exe loads ${large}`)
  assert.match(find({}, windows('x64', { 32: folder32 })), /^VISMA_NODE32_NEEDED/)
  assert.is(find({}, windows('x64', { 64: empty, 32: empty })), `VISMA_LIBRARY_NOT_FOUND | ${join(empty, 'Adk.dll')}`)
  assert.match(find({}, windows()), /^VISMA_LIBRARY_NOT_REGISTERED \| HKLM\\SOFTWARE\\.*SpcsAdm\.Exe, AdkDll$/)
})

test.run()
