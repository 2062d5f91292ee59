// A day without changes in a shop whose articles nothing lists: what it is asked, hour by hour, and what is seen.
import type { ShopHouse } from './shop-house.js'

const CYCLE_MS = 15 * 60_000
const CYCLES_PER_HOUR = 4

/** Calls in each of so many hours, a cycle every quarter. */
export async function hoursOf(house: ShopHouse, hours: number): Promise<number[]> {
  const calls: number[] = []
  for (let hour = 0; hour < hours; hour++) {
    const before = house.door.total()
    for (let cycle = 0; cycle < CYCLES_PER_HOUR; cycle++) {
      house.clock.advance(CYCLE_MS)
      await house.run()
    }
    calls.push(house.door.total() - before)
  }
  return calls
}
