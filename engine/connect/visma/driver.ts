// The driver of Visma Administration: puts bridge, API, reader and writer together for one company.
import { resolve } from 'node:path'
import type { ConnectOptions, MakeConnector } from '../connector.js'
import { SystemError } from '../connector.js'
import { World, worldProblem } from '../world/world.js'
import { VismaApi, type OpenSettings } from './api.js'
import { ChildBridge, HttpBridge, OwnProcessBridge } from './bridge/client.js'
import { LibraryBridge } from './bridge/native/bridge.js'
import type { Wanted } from './bridge/native/library.js'
import type { Bridge } from './bridge/protocol.js'
import { GuestBridge, shareBridge, type Shared } from './bridge/share.js'
import type { ArticleChoice } from './convert.js'
import { examineVisma } from './examine.js'
import { makeRegisters, type RegisterSettings } from './registers.js'
import { VismaReader } from './reader.js'
import type { SeatOptions } from './seat.js'
import { AdkSimulator } from './simulator/simulator.js'
import { VismaWriter } from './writer.js'

/** What the driver understands of an Erp document's spec. */
interface Settings extends RegisterSettings {
  readonly commonFiles?: string
  readonly company?: string
  readonly user?: string
  readonly password?: string
  readonly edition?: number
  readonly priceList?: string
  readonly library?: string
  readonly node32?: string
  /** webshop: the articles marked for the web shop, and only those. all: every article. */
  readonly articles?: ArticleChoice
  /** child: a simulator too lives in a process of its own, as the real library does. */
  readonly bridge?: 'child' | 'inProcess'
  readonly deadlineMs?: number
  /** How to wait for a licence seat. */
  readonly seat?: Partial<SeatOptions>
}

/** Makes the connector. The company is opened when it is first needed. */
export const makeVisma: MakeConnector = async (options) => {
  const settings = options.settings as Settings
  const choice = settings.articles ?? 'webshop'
  const open = openSettings(settings)
  const own = bridgeOf(options, settings)
  const { meeting } = options
  const bridge = meeting?.as === 'guest' ? new GuestBridge(meeting.address, own) : own
  const api = new VismaApi({ bridge, open, tell: options.tell, ...(settings.seat ? { seat: settings.seat } : {}) })
  const shared = meeting?.as === 'host' ? await share(meeting.address, api, options.tell) : undefined
  const registers = makeRegisters(api, options.habits.pageMax, settings)
  return {
    reader: new VismaReader({
      shared,
      api, choice, pageMax: options.habits.pageMax, simulated: options.simulator !== undefined,
      registers: registers.readers,
    }),
    writer: new VismaWriter({ api, choice, registers: registers.writers }),
    examine: (of) => examineVisma({
      api, open, ...(own instanceof LibraryBridge ? { library: () => own.where() } : {}),
      ...(settings.priceList === undefined ? {} : { priceList: settings.priceList }),
    }, of),
  }
}

function bridgeOf({ simulator, dir }: ConnectOptions, settings: Settings): Bridge {
  const deadline = settings.deadlineMs === undefined ? {} : { deadlineMs: settings.deadlineMs }
  if (simulator === undefined) return new LibraryBridge({ ...libraryOf(dir, settings), ...deadline })
  if (/^https?:\/\//.test(simulator)) return new HttpBridge({ url: simulator, ...deadline })
  const world = worldOf(resolve(dir, simulator))
  if (settings.bridge === 'child') return new ChildBridge({ args: ['--world', world.file], ...deadline })
  const api = new AdkSimulator(world)
  return new OwnProcessBridge(() => api)
}

/** Commands can do without: then they take a seat of their own. */
async function share(address: string, api: VismaApi, tell: ConnectOptions['tell']): Promise<Shared | undefined> {
  try {
    return await shareBridge(address, (message) => api.answer(message))
  } catch (error) {
    tell('commands cannot read through this engine', { reason: (error as Error).message })
    return undefined
  }
}

function worldOf(file: string): World {
  try {
    return new World(file)
  } catch (error) {
    throw new SystemError('refused', worldProblem(error, file, 'erp'))
  }
}

/** Paths of the YAML are relative to its folder. */
function libraryOf(dir: string, { library, node32 }: Settings): Wanted {
  return {
    ...(library === undefined ? {} : { library: resolve(dir, library) }), ...(node32 === undefined ? {} : { node32: resolve(dir, node32) }),
  }
}

function openSettings(settings: Settings): OpenSettings {
  return {
    commonFiles: settings.commonFiles ?? '', company: settings.company ?? '',
    user: settings.user ?? '', password: settings.password ?? '',
    ...(settings.edition === undefined ? {} : { edition: Number(settings.edition) }),
  }
}
