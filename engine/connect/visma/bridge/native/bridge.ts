// The bridge to the program's own library: found at the first call, and again at each call until it
// is there, so that an installation can be put right while the engine runs.
import { SystemError } from '../../../connector.js'
import { problem } from '../../../../core/problem.js'
import { ChildBridge } from '../client.js'
import type { Bridge, Reply, Verb, Verbs } from '../protocol.js'
import { findLibrary, type Machinery, type Startable, type Wanted } from './library.js'

export interface LibrarySettings extends Wanted { readonly deadlineMs?: number }

export class LibraryBridge implements Bridge {
  private starting: Promise<ChildBridge> | undefined

  constructor(private readonly settings: LibrarySettings, private readonly here: () => Promise<Machinery> = machinery) {}

  /** Throws SystemError where there is no library that can be loaded. */
  async call<V extends Verb>(verb: V, ask: Verbs[V]['ask']): Promise<Reply<V>> {
    this.starting ??= this.start().catch((error: unknown) => {
      this.starting = undefined
      throw error
    })
    return (await this.starting).call(verb, ask)
  }

  async end(): Promise<void> {
    const bridge = await this.starting?.catch(() => undefined)
    await bridge?.end()
  }

  /** The library, and the Node that loads it. Throws SystemError where there is none that can be loaded. */
  async where(): Promise<Startable> {
    const found = findLibrary(this.settings, await this.here())
    if ('problem' in found) throw new SystemError('refused', found.problem)
    return found
  }

  private async start(): Promise<ChildBridge> {
    const found = await this.where()
    const { deadlineMs } = this.settings
    return new ChildBridge({
      args: ['--library', found.file], ...(found.own ? {} : { node: found.node }), ...(deadlineMs === undefined ? {} : { deadlineMs }),
    })
  }
}

/** koffi is loaded into the engine's own process only to read Windows' registry. */
async function machinery(): Promise<Machinery> {
  const windows = process.platform === 'win32'
  const registry = windows ? await readRegistry() : () => undefined
  return { windows, arch: process.arch, node: process.execPath, registry }
}

async function readRegistry(): Promise<Machinery['registry']> {
  try {
    return (await import('./ffi.js')).registryText
  } catch (error) {
    throw new SystemError('refused', problem('VISMA_LIBRARY_UNREADABLE', { file: 'koffi', why: (error as Error).message }))
  }
}
