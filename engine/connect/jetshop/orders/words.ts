// How alike two names are: each is taken apart into words, each word into what it means, in English
// or Swedish. A simple measure that a person can follow. Pure.

/** What means the same. The first word is what the others count as. */
const MEANINGS: readonly string[] = [
  'order purchase salesorder bestallning orders purchases bestallningar', 'number no nr nummer num', 'id key identity ref identifier reference referens',
  'status state stage lage tillstand statuses states stages lagen', 'customer client buyer kund customers clients buyers kunder', 'date time at tid datum created placed',
  'modified changed updated andrad', 'since from after fran', 'channel market site kanal channels markets sites kanaler', 'payment pay paying betal betalning', 'method way kind satt methods ways kinds sattlista',
  'parcel tracking consignment kolli package parcels consignments kollin packages trackings', 'vat tax moms', 'price cost pris prices', 'unit each piece styck enhet',
  'row line item rad rows lines items rader', 'quantity count qty antal', 'article product sku artikel', 'name title label namn text description beskrivning',
  'ship deliver delivery leverans shipto', 'bill invoice invoicing faktura billto', 'zip postal post postnr zipcode postcode', 'city town place ort', 'country land nation landet',
  'total sum whole summa amount belopp', 'exported fetched transferred hamtad taken', 'email mail notification epost emailaddress', 'freight shipping carriage frakt', 'fee charge avgift',
  'success ok succeeded lyckades', 'message reason orsak', 'page pageno chunk sida', 'size length max storlek', 'get fetch read hamta list search', 'set change update satt', 'add append register laggtill',
  'organization organisation orgno', 'phone mobile telephone telefon mobil', 'currency valuta', 'rate kurs', 'inc incl including inkl', 'ex excl excluding exkl', 'discount rabatt discounts', 'voucher giftcard presentkort vouchers',
  'history timeline historik', 'group grupp groups', 'first fornamn', 'last efternamn', 'address street adress gata', 'company foretag', 'co careof', 'carrier transportor', 'url link lank', 'rounding avrundning oresutjamning', 'comment kommentar meddelande', 'goods gods', 'code kod',
  'reserved authorized authorised reserverad', 'captured settled debited debiterad', 'pending open', 'credited refunded krediterad', 'failed declined misslyckad', 'private privat person', 'public',
]
const MEANS: ReadonlyMap<string, string> = new Map(MEANINGS.flatMap((line) => {
  const [meaning = '', ...words] = line.split(' ')
  return [meaning, ...words].map((word): [string, string] => [word, meaning])
}))
/** Say nothing of what a thing is. */
const EMPTY: ReadonlySet<string> = new Set(['data', 'info', 'record', 'type', 'array', 'of', 'is', 'sales', 'to', 'adr', 'dest', 'till', 'the', 'result', 'value', 'list'])

/** "ShipToZipCode" → ship, zip, code. */
export function meaningsOf(name: string): ReadonlySet<string> {
  const words = (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase())
  return new Set(words.map(meaningOf).filter((word) => !EMPTY.has(word)))
}

/** One thing or several: "Numbers" is a number too. */
function meaningOf(word: string): string {
  const one = word.replace(/s$/, '')
  return MEANS.get(word) ?? MEANS.get(one) ?? word
}

/** 1: the same meanings. 0: none in common. What both have, of what either has. */
export function likeness(name: string, wanted: string): number {
  const [found, asked] = [meaningsOf(name), new Set(wanted.split(' ').map(meaningOf))]
  const common = [...asked].filter((word) => found.has(word)).length
  return common === 0 ? 0 : common / (found.size + asked.size - common)
}

/** The likeness to the nearest of several wordings. */
export function nearest(name: string, wordings: readonly string[]): number {
  return Math.max(0, ...wordings.map((wording) => likeness(name, wording)))
}

/** Whether the name speaks of the thing. */
export function speaksOf(name: string, meaning: string): boolean {
  return meaningsOf(name).has(meaning)
}
