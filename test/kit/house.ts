// A small house for tests of a run: an ERP and a shop in memory with a few articles, and the parts between them.
import type { Stream } from '../../engine/core/stream.js'
import type { Parts } from '../../engine/run/parts.js'
import { pass, type Passed } from '../../engine/run/pass.js'
import { testClock } from './clock.js'
import { MemoryIntents, MemoryStore, MemorySystem, Ports, type MemoryOptions, type Row } from './memory.js'
import { desired, stream, TIER, type StreamOptions } from './world.js'

export const SHOWS = { product: ['name', 'active'], price: ['price'] }
export const FIELDS = { reads: SHOWS.product, writes: SHOWS.product }

/** An ERP and a shop with a few articles, and the parts of a run between them. */
export function house(erpRows: Record<string, Row>, shopRows: Record<string, Row> = {}, options: { stream?: StreamOptions; erp?: Partial<MemoryOptions>; shop?: Partial<MemoryOptions>; more?: Stream[] } = {}) {
  const ports = new Ports()
  const erp = new MemorySystem('visma', ports, { shows: SHOWS, ...options.erp })
  const shop = new MemorySystem('se', ports, { shows: SHOWS, ...options.shop })
  for (const [key, row] of Object.entries(erpRows)) erp.items.set(key, { ...row })
  for (const [key, row] of Object.entries(shopRows)) shop.items.set(key, { ...row })
  const streams = [stream({ ...FIELDS, ...options.stream }), ...(options.more ?? [])]
  const store = new MemoryStore(ports, () => streams)
  const clock = testClock()
  const intents = new MemoryIntents(ports, clock)
  const told: string[] = []
  const both: [string, MemorySystem][] = [['visma', erp], ['se', shop]]
  const parts = (writing: boolean, more: Partial<Parts> = {}): Parts => ({
    desired: desired(streams, TIER), readers: new Map(both), ...(writing ? { writers: new Map(both), intents } : {}), store, clock,
    tell: (event) => { told.push(event) }, patient: false, ...more,
  })
  const run = (more: Partial<Parts> = {}): Promise<Passed> => pass(streams, parts(true, more))
  const dry = (): Promise<Passed> => pass(streams, parts(false))
  return { erp, shop, store, intents, clock, ports, parts, run, dry, streams, told }
}
