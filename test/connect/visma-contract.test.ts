import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { World } from '../../engine/connect/world/world.js'
import { makeVisma } from '../../engine/connect/visma/driver.js'
import { createErpWorld } from '../../engine/connect/visma/simulator/make.js'
import { serveErpSimulator } from '../../engine/connect/visma/simulator/serve.js'
import { systemSpec } from '../kit/specs.js'
import { contractSuite, type ContractOptions, type Mishap } from './contract.js'

const spec = systemSpec('visma-administration')

const FAULTS: Readonly<Record<Mishap, Readonly<Record<string, unknown>>>> = {
  lostAfter: { op: 'AdkAdd', kind: 'crash', when: 'after' },
  lostBefore: { op: 'AdkAdd', kind: 'crash', when: 'before' },
  busy: { op: 'AdkAdd', kind: 'code', rc: 486 },
}

/** The same suite whichever way the API is reached. */
const WAYS: Readonly<Record<string, (world: World) => Promise<{ simulator: string; settings: object; close?: () => Promise<void> }>>> = {
  'own process': async (world) => ({ simulator: world.file, settings: {} }),
  'child process': async (world) => ({ simulator: world.file, settings: { bridge: 'child' } }),
  http: async (world) => {
    const server = await serveErpSimulator({ world })
    return { simulator: server.url, settings: {}, close: server.close }
  },
}

for (const [way, open] of Object.entries(WAYS)) {
  const options: ContractOptions = {
    spec,
    make: async ({ pageMax }) => {
      const dir = mkdtempSync(join(tmpdir(), 'samsyn-erp-'))
      const world = createErpWorld(join(dir, 'erp.json'))
      const { simulator, settings, close } = await open(world)
      const connector = await makeVisma({
        name: 'visma', dir, simulator, tell: () => {}, settings: { articles: 'all', ...settings }, habits: { ...spec.habits, pageMax },
      })
      return {
        connector,
        arm: (mishap) => {
          world.settings['faults'] = [FAULTS[mishap]]
          world.checkpoint()
        },
        close: async () => {
          await connector.reader.close()
          await close?.()
          rmSync(dir, { recursive: true, force: true })
        },
      }
    },
    product: {
      scope: {},
      fields: {
        name: 'Kopp "Åsa" & fat <vit>, 3 dl – räfflad och glaserad', barcode: '7350000000016', unit: 'frp', group: 'KLÄD',
        accountingCode: '12', weight: '0.125', active: true, stockItem: false,
      },
      readBack: { vatRate: 1200 },
      clear: 'barcode',
      bad: { key: 'FEL', fields: { name: 'Finns inte', unit: 'xx' } },
    },
    price: {
      scope: { priceList: 'A' }, values: ['199.00', '0.01', '19.99', '1.05', '99999.00'], clears: false,
      refused: ['0.00', '-1.00', '199.555', 'NaN'],
    },
  }
  contractSuite(`visma contract, ${way}`, options)
}
