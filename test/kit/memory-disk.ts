// A disk in memory that remembers what was synced, so that a test can let the power fail at any point and look at what is left.
import type { Disk } from '../../engine/store/disk.js'

interface Node { data: Buffer; synced: Buffer; readonly number: number; mtimeMs: number }
interface Handle { readonly node?: Node; readonly folder?: string; position: number }

/** What survives: everything (the process was killed), only what was synced, or new names with old content, or the reverse. */
export const CRASHES = ['killed', 'only synced', 'names alone', 'content alone'] as const
export type Crash = (typeof CRASHES)[number]

export class MemoryDisk {
  /** Called before each change, and in the middle of a write after every tornStep bytes. */
  beforeChange: (() => void) | undefined
  tornStep = 1
  private names = new Map<string, Node>()
  private syncedNames = new Map<string, Node>()
  private readonly handles = new Map<number, Handle>()
  private next = 3
  private torn: { node: Node; data: Buffer } | undefined

  /** The disk as it is found after the crash. */
  after(crash: Crash): MemoryDisk {
    const left = new MemoryDisk()
    const synced = crash === 'only synced' || crash === 'names alone'
    const names = crash === 'only synced' || crash === 'content alone' ? this.syncedNames : this.names
    const copies = new Map<Node, Node>()
    for (const [name, node] of names) {
      const full = this.torn?.node === node ? this.torn.data : node.data
      const data = Buffer.from(synced ? node.synced : full)
      const copy = copies.get(node) ?? { data, synced: data, number: node.number, mtimeMs: node.mtimeMs }
      copies.set(node, copy)
      left.names.set(name, copy)
    }
    left.syncedNames = new Map(left.names)
    return left
  }

  get disk(): Disk {
    return this as unknown as Disk
  }

  openSync(path: string, flags: string): number {
    const handle = this.next++
    if (flags === 'wx') {
      if (this.names.has(path)) throw fault('EEXIST')
      this.beforeChange?.()
      this.names.set(path, { data: Buffer.alloc(0), synced: Buffer.alloc(0), number: handle, mtimeMs: handle })
    }
    const node = this.names.get(path)
    const isFolder = [...this.names.keys()].some((name) => name.startsWith(`${path}/`))
    if (!node && !isFolder) throw fault('ENOENT')
    this.handles.set(handle, { ...(node ? { node } : { folder: path }), position: 0 })
    return handle
  }

  writeSync(handle: number, bytes: Buffer, offset: number, length: number, position: number | null): number {
    const { node } = this.handles.get(handle)!
    const at = position ?? this.handles.get(handle)!.position
    for (let part = 0; part <= length; part = Math.max(part + 1, Math.min(part + this.tornStep, length))) {
      const data = Buffer.alloc(Math.max(node!.data.length, at + part))
      node!.data.copy(data)
      bytes.copy(data, at, offset, offset + part)
      this.torn = { node: node!, data }
      if (part < length) this.beforeChange?.()
    }
    node!.data = this.torn!.data
    this.torn = undefined
    node!.mtimeMs += 1
    this.handles.get(handle)!.position = at + length
    return length
  }

  readSync(handle: number, into: Buffer, offset: number, length: number, position: number): number {
    const { node } = this.handles.get(handle)!
    return node!.data.copy(into, offset, position, Math.min(position + length, node!.data.length))
  }

  fsyncSync(handle: number): void {
    this.beforeChange?.()
    const { node, folder } = this.handles.get(handle)!
    if (node) node.synced = Buffer.from(node.data)
    for (const name of [...this.syncedNames.keys()]) {
      if (folder && within(folder, name) && !this.names.has(name)) this.syncedNames.delete(name)
    }
    for (const [name, each] of this.names) if (folder && within(folder, name)) this.syncedNames.set(name, each)
  }

  fsync(handle: number, done: (error: Error | null) => void): void {
    this.fsyncSync(handle)
    done(null)
  }

  ftruncateSync(handle: number, size: number): void {
    const { node } = this.handles.get(handle)!
    if (node!.data.length === size) return
    this.beforeChange?.()
    node!.data = Buffer.concat([node!.data, Buffer.alloc(size)]).subarray(0, size)
    node!.mtimeMs += 1
  }

  closeSync(handle: number): void {
    this.handles.delete(handle)
  }

  renameSync(from: string, to: string): void {
    const node = this.nodeOf(from)
    this.beforeChange?.()
    this.names.delete(from)
    this.names.set(to, node)
  }

  linkSync(from: string, to: string): void {
    const node = this.nodeOf(from)
    if (this.names.has(to)) throw fault('EEXIST')
    this.beforeChange?.()
    this.names.set(to, node)
  }

  unlinkSync(path: string): void {
    this.nodeOf(path)
    this.beforeChange?.()
    this.names.delete(path)
  }

  readFileSync(path: string): string {
    return this.nodeOf(path).data.toString()
  }

  statSync(path: string): { ino: number; size: number; mtimeMs: number } {
    const { number, data, mtimeMs } = this.nodeOf(path)
    return { ino: number, size: data.length, mtimeMs }
  }

  readdirSync(folder: string): string[] {
    return [...this.names.keys()].filter((name) => within(folder, name)).map((name) => name.slice(folder.length + 1))
  }

  mkdirSync(): void {}

  private nodeOf(path: string): Node {
    const node = this.names.get(path)
    if (!node) throw fault('ENOENT')
    return node
  }
}

function within(folder: string, name: string): boolean {
  return name.startsWith(`${folder}/`) && !name.slice(folder.length + 1).includes('/')
}

function fault(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code })
}
