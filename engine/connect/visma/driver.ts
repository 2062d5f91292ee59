// The driver of Visma Administration: puts bridge, API, reader and writer together for one company.
import { resolve } from 'node:path'
import type { ConnectOptions, MakeConnector } from '../connector.js'
import { SystemError } from '../connector.js'
import { problem } from '../../core/problem.js'
import { World, worldProblem } from '../world/world.js'
import { VismaApi, type OpenSettings } from './api.js'
import { ChildBridge, HttpBridge, OwnProcessBridge } from './bridge/client.js'
import type { Bridge } from './bridge/protocol.js'
import type { ArticleChoice } from './convert.js'
import { examineVisma } from './examine.js'
import { VismaReader } from './reader.js'
import { AdkSimulator } from './simulator/simulator.js'
import { VismaWriter } from './writer.js'

/** What the driver understands of an Erp document's spec. */
interface Settings {
  readonly commonFiles?: string
  readonly company?: string
  readonly user?: string
  readonly password?: string
  readonly edition?: number
  readonly priceList?: string
  /** webshop: the articles marked for the web shop, and only those. all: every article. */
  readonly articles?: ArticleChoice
  /** child: a simulator too lives in a process of its own, as the real library does. */
  readonly bridge?: 'child' | 'inProcess'
  readonly deadlineMs?: number
}

/** Makes the connector. The company is opened when it is first needed. */
export const makeVisma: MakeConnector = async (options) => {
  const settings = options.settings as Settings
  const choice = settings.articles ?? 'webshop'
  const open = openSettings(settings)
  const api = new VismaApi({ bridge: bridgeOf(options, settings), open })
  const simulated = options.simulator !== undefined
  return {
    reader: new VismaReader({
      api, choice, pageMax: options.habits.pageMax, tell: options.tell, simulated,
    }),
    writer: new VismaWriter({ api, choice }),
    examine: (of) => examineVisma({ api, open, simulated, ...(settings.priceList === undefined ? {} : { priceList: settings.priceList }) }, of),
  }
}

function bridgeOf({ simulator, dir }: ConnectOptions, settings: Settings): Bridge {
  const deadline = settings.deadlineMs === undefined ? {} : { deadlineMs: settings.deadlineMs }
  if (simulator === undefined) return NO_LIBRARY
  if (/^https?:\/\//.test(simulator)) return new HttpBridge({ url: simulator, ...deadline })
  const world = worldOf(resolve(dir, simulator))
  if (settings.bridge === 'child') return new ChildBridge({ args: ['--world', world.file], ...deadline })
  const api = new AdkSimulator(world)
  return new OwnProcessBridge(() => api)
}

function worldOf(file: string): World {
  try {
    return new World(file)
  } catch (error) {
    throw new SystemError('refused', worldProblem(error, file, 'erp'))
  }
}

/**
 * The door to the program's own library is not there yet: said at the first use, so that a plan of
 * files alone goes on.
 */
const NO_LIBRARY: Bridge = {
  async call() { throw new SystemError('refused', problem('VISMA_BRIDGE_NOT_BUILT')) },
  async end() { return undefined },
}

function openSettings(settings: Settings): OpenSettings {
  return {
    commonFiles: settings.commonFiles ?? '', company: settings.company ?? '',
    user: settings.user ?? '', password: settings.password ?? '',
    ...(settings.edition === undefined ? {} : { edition: Number(settings.edition) }),
  }
}
