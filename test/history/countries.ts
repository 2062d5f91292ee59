// The countries of the history, as its source names them, and what they are.

/** vat: home, where the goods leave from; eu, a member when the orders were placed; outside. */
export interface Country { readonly iso: string; readonly vat: 'home' | 'eu' | 'outside' | 'unknown' }

const HOME = ['United Kingdom:GB']
/** Members in 2010 and 2011. */
const EU = [
  'Austria:AT', 'Belgium:BE', 'Cyprus:CY', 'Czech Republic:CZ', 'Denmark:DK', 'EIRE:IE', 'Finland:FI', 'France:FR', 'Germany:DE', 'Greece:GR', 'Italy:IT',
  'Lithuania:LT', 'Malta:MT', 'Netherlands:NL', 'Poland:PL', 'Portugal:PT', 'Spain:ES', 'Sweden:SE',
]
/** The Channel Islands are Jersey and Guernsey, and have no code together: JE stands for both. Neither is in the area of British VAT. */
const OUTSIDE = [
  'Australia:AU', 'Bahrain:BH', 'Brazil:BR', 'Canada:CA', 'Channel Islands:JE', 'Hong Kong:HK', 'Iceland:IS', 'Israel:IL', 'Japan:JP', 'Lebanon:LB', 'Norway:NO',
  'RSA:ZA', 'Saudi Arabia:SA', 'Singapore:SG', 'Switzerland:CH', 'USA:US', 'United Arab Emirates:AE',
]
/** No country at all: one says nothing, the other's code EU is reserved and names none. */
const UNKNOWN = ['Unspecified:', 'European Community:EU']

const COUNTRIES: ReadonlyMap<string, Country> = new Map([...of(HOME, 'home'), ...of(EU, 'eu'), ...of(OUTSIDE, 'outside'), ...of(UNKNOWN, 'unknown')])

/** Throws for a name that is not in the table: a new file may have new ones. */
export function countryOf(name: string): Country {
  const known = COUNTRIES.get(name)
  if (!known) throw new Error(`no country is known as ${name}`)
  return known
}

function of(names: readonly string[], vat: Country['vat']): (readonly [string, Country])[] {
  return names.map((one) => {
    const [name = '', iso = ''] = one.split(':')
    return [name, { iso, vat }] as const
  })
}
