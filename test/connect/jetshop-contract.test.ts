import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeJetshop } from '../../engine/connect/jetshop/driver.js'
import { createShopWorld } from '../../engine/connect/jetshop/simulator/shop-world.js'
import { systemSpec } from '../kit/specs.js'
import { contractSuite, type Mishap } from './contract.js'

const LIST = '5b1e0000-0000-4000-8000-000000000001'
const FAULTS: Readonly<Record<Mishap, string>> = {
  lostAfter: 'lostReplyAfter',
  lostBefore: 'lostReplyBefore',
  busy: 'status429',
}
const spec = systemSpec('jetshop')

contractSuite('jetshop contract', {
  spec,
  make: async ({ pageMax }) => {
    const dir = mkdtempSync(join(tmpdir(), 'samsyn-shop-'))
    const world = createShopWorld(join(dir, 'shop.json'))
    const connector = await makeJetshop({
      name: 'se',
      dir,
      simulator: world.file,
      tell: () => {},
      settings: {
        templateId: 1,
        defaultPriceList: LIST,
        storeApi: { shopId: 'nordlys', token: 'x' },
      },
      habits: { ...spec.habits, pageMax },
    })
    return {
      connector,
      arm: (mishap) => {
        world.settings['faults'] = [
          { op: 'Product_AddUpdate', kind: FAULTS[mishap], times: 1, delayMs: 0 },
        ]
        world.checkpoint()
      },
      close: async () => {
        await connector.reader.close()
        rmSync(dir, { recursive: true, force: true })
      },
    }
  },
  product: {
    scope: {},
    fields: {
      name: 'Kopp "Åsa" & fat <vit>, 3 dl – 日本',
      subName: 'Önskat & sökt',
      shortDescription: '<p>Räfflad &amp; vit&nbsp;kopp</p>',
      description: `<ul>\r\n<li>${'Smörgåsbord av ord. '.repeat(500)}</li>\n</ul>`,
      barcode: '7350000000016',
      group: '11',
      weight: '0.125',
      active: true,
    },
    toBeListed: { group: '20' },
    clear: 'subName',
    bad: { key: 'FEL', fields: { name: 'Finns inte', group: '999' } },
  },
  price: {
    scope: { priceList: LIST },
    values: ['199.00', '0.00', '123.00', '1.00', '99999.00'],
    clears: true,
    refused: ['199.50', '-1.00', 'NaN'],
  },
})
