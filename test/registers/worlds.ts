// The two worlds of the real registers: the ERP with one year's register, and a shop that has nothing yet but its categories.
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readFolder } from '../../engine/load/files.js'
import type { ValueMap } from '../../engine/types/value-map.js'
import { World } from '../../engine/connect/world/world.js'
import { createShopWorld } from '../../engine/connect/jetshop/simulator/shop-world.js'
import { createErpWorld } from '../../engine/connect/visma/simulator/make.js'
import { projectRoot } from '../kit/specs.js'
import { changesTo, erpTables, registerMaps, type Register } from '../kit/register.js'

const here = join(projectRoot, 'test', 'registers')

/** Where the registers lie: beside the project, never in it. */
export const DATA = join(projectRoot, '..', 'shared', 'data', 'catalogue-open')

export const maps = registerMaps(join(here, 'maps'))

/** A customer's folder with fresh worlds. */
export function newCustomer(dir: string, register: Register): void {
  rmSync(dir, { recursive: true, force: true })
  cpSync(join(here, 'customer'), dir, { recursive: true })
  mkdirSync(join(dir, 'world'))
  createErpWorld(join(dir, 'world', 'erp.json'), { company: 'Vinhandeln AB', tables: erpTables(register, maps) })
  createShopWorld(join(dir, 'world', 'shop.json'), {}, { categories: categories() })
}

/** The customer's map of groups says which categories the shop has. */
function categories(): { [id: string]: { name: string } } {
  const map = readFolder(join(here, 'customer')).documents.find((one) => one.kind === 'ValueMap')?.body as ValueMap
  const names = new Map([...maps.group].map(([text, code]) => [code, text]))
  return Object.fromEntries(map.spec.pairs.map(({ erp, shop }) => [shop, { name: names.get(erp) ?? erp }]))
}

/** The bookkeeper's year: the ERP world changes to another register. Gives back how many rows were changed. */
export function changeTo(dir: string, register: Register): number {
  const world = new World(join(dir, 'world', 'erp.json'))
  const puts = changesTo(register, world)
  world.effect('a year goes by', puts)
  world.checkpoint()
  return puts.length
}
