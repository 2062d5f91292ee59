// Which parcels the shop is still to hear of, and whether its customer gets a mail for it. Pure.
import type { Parcel } from './parcels.js'
import type { FeedbackRule } from './tellings.js'

export interface ParcelTelling extends Parcel { readonly mail: boolean }

/**
 * The parcels that go to the shop now. wasTold: the status of the rule was told before, so that its mail has gone: then a parcel comes
 * later, and the last one of those that come together brings a mail where the rule says so. With the status, its own mail tells them.
 * known: keys of parcels that were told before, and those that the shop shows itself.
 */
export function parcelTellings(
  parcels: readonly Parcel[], rule: Pick<FeedbackRule, 'tracking' | 'mailOnTracking'>, wasTold: boolean, known: ReadonlySet<string>,
): readonly ParcelTelling[] {
  if (rule.tracking !== true) return []
  const news = parcels.filter(({ key }) => !known.has(key))
  const mails = wasTold && rule.mailOnTracking === true
  return news.map((parcel, at) => ({ ...parcel, mail: mails && at === news.length - 1 }))
}
