// Which shops send orders.
import type { ModeStream } from '../../types/mode.js'
import type { Setup, ShopSystem } from './setup.js'

/** The mode's stream of orders, and the register of the shop that it reads. */
export function orderStream({ mode, specs }: Setup): { readonly id: string; readonly source: string } | undefined {
  for (const [id, { carries = [] }] of Object.entries(mode.streams) as [string, ModeStream][])
    for (const register of carries) {
      const between = specs.entities[register]?.between
      if (between?.made) return { id, source: between.source }
    }
  return undefined
}

/** The shops whose orders are not switched off. */
export function ordering(setup: Setup): readonly ShopSystem[] {
  const stream = orderStream(setup)
  if (!stream) return []
  return setup.shops.filter(({ document }) => {
    const said: unknown = document.body.spec.streams?.[stream.id as never] ?? setup.integration.body.spec.streams?.[stream.id as never]
    return said !== 'off' && said !== false
  })
}
