// Which driver a system's spec means. A driver is loaded when it is first opened, so that nobody
// waits for the others.
import type { MakeConnector } from './connector.js'

export const drivers: Readonly<Record<string, () => Promise<MakeConnector>>> = {
  jetshop: async () => (await import('./jetshop/driver.js')).makeJetshop,
  vendure: async () => (await import('./vendure/driver.js')).makeVendure,
  'visma-administration': async () => (await import('./visma/driver.js')).makeVisma,
}
