// Where a parcel can be followed: the carrier's address with the number in it.

export const NUMBER_PLACE = '{number}'

/** By carrier, an address with {number}. */
export type ParcelLinks = Readonly<Record<string, string>>

/** undefined: nobody knows an address of the carrier's. */
export function parcelLink(number: string, carrier: string | undefined, links: ParcelLinks): string | undefined {
  const template = carrier !== undefined && Object.hasOwn(links, carrier) ? links[carrier] : undefined
  return template?.replaceAll(NUMBER_PLACE, encodeURIComponent(number))
}
