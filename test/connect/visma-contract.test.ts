import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { World } from '../../engine/connect/world/world.js'
import { makeVisma } from '../../engine/connect/visma/driver.js'
import { createErpWorld } from '../../engine/connect/visma/simulator/make.js'
import { serveErpSimulator } from '../../engine/connect/visma/simulator/serve.js'
import { TRADING } from '../kit/erp-tables.js'
import { systemSpec } from '../kit/specs.js'
import { allDone } from './contract-bench.js'
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
      const world = createErpWorld(join(dir, 'erp.json'), { tables: TRADING })
      const { simulator, settings, close } = await open(world)
      const connector = await makeVisma({
        name: 'visma', dir, simulator, tell: () => {}, settings: { articles: 'all', ...settings }, habits: { ...spec.habits, pageMax },
      })
      return {
        connector,
        arm: (mishap) => {
          world.refresh()
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
    prepare: async (it) => {
      allDone(await it.create([it.whole('KOPP')]))
      if ((await it.find('K1', 'customer', {})).kind === 'absent') {
        allDone(await it.send('customer', { action: 'create', scope: {}, items: [{ key: 'K1', fields: { name: 'Åsa Öberg' } }] }))
      }
    },
    registers: [
      {
        entity: 'customer', key: '2001', longerKey: '20010',
        fields: {
          name: 'Åsa Öberg & Söner', email: 'asa@example.com', phone: '08-123 45', mobile: '070-123 45 67', reference: 'Åsa',
          invoiceAddress: { line1: 'Gatan 1', line2: null, postcode: '903 20', city: 'Umeå', country: null }, active: true,
        },
        bad: { name: 'Fel', paymentTerms: 'finns inte' }, change: { name: 'Åsa Berg' }, retired: { active: false },
        numbered: { fields: { number: null, name: 'Åsa', email: 'numbered@example.com' }, by: 'email', value: 'Numbered@example.com' },
      },
      {
        entity: 'order', key: '1001', longerKey: '10010',
        fields: {
          document: 'order', pricesWithVat: true, customerNumber: 'K1', documentDate: '2026-11-25', customerName: 'Åsa Öberg', reference: 'Åsa',
          deliveryAddress: { name: 'Bo Öberg', line1: 'Vägen 2', line2: null, postcode: '903 21', city: 'Umeå', country: null },
          priceList: 'A', invoiceDiscount: '0', export: false, vatNo: 'SE556677889901', noBackOrder: false,
          rows: {
            1: { sku: 'KOPP', quantity: '2', price: '117.00', discountAmount: '10.00', vatRate: 1200 }, 2: { text: 'Ring först' },
            3: { sku: 'KOPP', quantity: '2', price: '56.00', discount: '50', vatRate: 1200 }, 4: { sku: 'KOPP', quantity: '-1', price: '56.00', vatRate: 1200 },
          },
        },
        readBack: { gross: '224.00', vat: '24.00', net: '200.00', taxLines: { 1200: { base: '200.00', vat: '24.00' } } },
        bad: { customerNumber: 'finns inte', rows: { 1: { sku: 'KOPP', quantity: '1', price: '10.00' } } },
        change: { reference: 'Bo' }, retired: { cancelled: true },
      },
    ],
  }
  contractSuite(`visma contract, ${way}`, options)
}
