// The contract of every driver, against a real shop server: each test in an empty channel of its own, with a proxy in between.
import { makeVendure } from '../../engine/connect/vendure/driver.js'
import { contractSuite, type Mishap } from '../connect/contract.js'
import { systemSpec } from '../kit/specs.js'
import { startProxy, type Fault } from './proxy.js'
import { ADMIN, canServe, shopServer } from './server.js'

const spec = systemSpec('vendure')

/** An article is made in several requests: it is there with the one that makes its variant. */
const FAULTS: Readonly<Record<Mishap, readonly [string, Fault]>> = {
  lostAfter: ['CreateVariants', 'lostAfter'],
  lostBefore: ['CreateVariants', 'lostBefore'],
  busy: ['CreateProduct', 'busy'],
}

if (canServe()) {
  const whole = { values: ['199.00', '0.01', '19.99', '1.05', '99999.99'], refused: ['0.00', '-1.00', '199.555', '21474836.48', 'NaN'] }
  // Kept without VAT, 1 öre shows as 0.01 and 2 öre as 0.03: there is no 0.02.
  const without = { values: ['199.00', '0.01', '19.99', '1.00', '99999.00'], refused: ['0.02', '-1.00', '199.555', 'NaN'] }
  for (const [name, pricesIncludeTax, price] of [['with VAT', true, whole], ['without VAT', false, without]] as const) {
    contractSuite(`vendure contract, a channel that keeps prices ${name}`, {
      spec,
      make: async ({ pageMax }) => {
        const server = await shopServer()
        const channel = await server.newChannel({ pricesIncludeTax })
        const proxy = await startProxy(server.url)
        const connector = await makeVendure({
          name: 'se', dir: '.', tell: () => {}, settings: { ...ADMIN, url: proxy.url, channel: channel.code }, habits: { ...spec.habits, pageMax },
        })
        return {
          connector,
          arm: (mishap) => { proxy.arm(...FAULTS[mishap]) },
          close: async () => {
            await connector.reader.close()
            await proxy.close()
          },
        }
      },
      product: {
        scope: {},
        fields: {
          name: 'Kopp "Åsa" & fat <vit>, 3 dl – 日本',
          description: `<ul>\r\n<li>${'Smörgåsbord av ord. '.repeat(500)}</li>\n</ul>`,
          vatRate: 2500, active: true, stockItem: true,
        },
        clear: 'description',
        bad: { key: 'FEL', fields: { name: 'Finns inte', vatRate: 1700 } },
      },
      price: { scope: {}, clears: true, ...price },
    })
  }
}
