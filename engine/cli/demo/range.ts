// The range of a made-up Swedish shop, "Nordlys": a few hundred articles for kitchen and home, in families with colours and sizes.
// Always the same, so that a demo can be talked about and a test can count it.
import { multiply, round } from '../../values/decimal.js'
import { parseMoney } from '../../values/money.js'
import { checkDigit } from '../../values/barcode.js'

export interface RangeArticle {
  readonly number: string
  /** The article that this one is a variant of, in the shop. */
  readonly parent?: string
  readonly name: string
  readonly group: string
  readonly unit: string
  /** The code that carries the VAT rate: "25", "12" or "6". */
  readonly accountingCode: string
  readonly vatPercent: number
  /** Incl. VAT, whole kronor. */
  readonly price: string
  /** Excl. VAT: what a reseller pays. */
  readonly resellerNet: string
  readonly clubPrice: string
  readonly stock: number
  readonly reserved: number
  readonly barcode: string
  readonly description: string
}

interface Family {
  readonly code: string
  readonly name: string
  readonly group: string
  readonly price: number
  readonly unit?: string
  readonly accountingCode?: string
  readonly variants: readonly string[]
  readonly text: string
}

const COLOURS = ['vit', 'svart', 'ljusgrå', 'mörkblå', 'sjögrön', 'tegelröd'] as const
const SIZES = ['liten', 'mellan', 'stor'] as const

const FAMILIES: readonly Family[] = [
  { code: 'KOPP', name: 'Kaffekopp Fjäll', group: 'KÖK', price: 129, variants: COLOURS, text: 'Stengods från Höganäs, tål diskmaskin.' },
  { code: 'MUGG', name: 'Mugg Skärgård', group: 'KÖK', price: 149, variants: COLOURS, text: 'Stor mugg med öra, 35 cl.' },
  { code: 'SKAL', name: 'Skål Ängö', group: 'KÖK', price: 179, variants: COLOURS, text: 'Djup skål för gröt och soppa.' },
  { code: 'FAT', name: 'Uppläggningsfat Öland', group: 'KÖK', price: 349, variants: SIZES, text: 'Ovalt fat i glaserat lergods.' },
  { code: 'TALL', name: 'Tallrik Sörmland', group: 'KÖK', price: 159, variants: ['assiett', 'djup', 'flat'], text: 'Vardagsporslin i benvitt.' },
  { code: 'KNIV', name: 'Kockkniv Mora', group: 'KÖK', price: 449, variants: ['16 cm', '20 cm', '24 cm'], text: 'Kolstål med skaft av björk.' },
  { code: 'SKAR', name: 'Skärbräda Björk', group: 'KÖK', price: 299, variants: SIZES, text: 'Oljad björk, handgjord i Småland.' },
  { code: 'GRYT', name: 'Gjutjärnsgryta Bergslagen', group: 'KÖK', price: 1299, variants: ['3 l', '5 l', '7 l'], text: 'Emaljerad insida, för alla spisar.' },
  { code: 'STEK', name: 'Stekpanna Bergslagen', group: 'KÖK', price: 799, variants: ['24 cm', '28 cm'], text: 'Kolstål, blir bättre för varje år.' },
  { code: 'HAND', name: 'Handduk Linåker', group: 'TEX', price: 229, variants: COLOURS, text: 'Tvättat lin, 50 × 70 cm.' },
  { code: 'DUK', name: 'Bordsduk Midsommar', group: 'TEX', price: 599, variants: ['140 × 220', '140 × 280', 'rund 160'], text: 'Jacquardvävd bomull.' },
  { code: 'LAKA', name: 'Örngott Natt', group: 'TEX', price: 199, variants: COLOURS, text: 'Ekologisk percale, 50 × 60 cm.' },
  { code: 'PLAD', name: 'Ullpläd Gotland', group: 'TEX', price: 1195, variants: COLOURS, text: 'Lammull, vävd på Gotland.' },
  { code: 'FORK', name: 'Förkläde Bagare', group: 'TEX', price: 379, variants: ['natur', 'svart', 'randigt'], text: 'Kraftigt lin med korslagda band.' },
  { code: 'LJUS', name: 'Blockljus Vinter', group: 'HEM', price: 89, variants: SIZES, text: 'Stearin, brinner länge.' },
  { code: 'STAK', name: 'Ljusstake Mässing', group: 'HEM', price: 459, variants: ['låg', 'hög'], text: 'Gjuten mässing.' },
  { code: 'KORG', name: 'Korg Näver', group: 'HEM', price: 549, variants: SIZES, text: 'Flätad av björknäver.' },
  { code: 'VAS', name: 'Vas Småland', group: 'HEM', price: 495, variants: ['klar', 'rökgrå', 'bärnsten'], text: 'Munblåst glas.' },
  { code: 'KAFF', name: 'Kaffe Hantverksrost', group: 'MAT', price: 95, unit: 'frp', accountingCode: '6', variants: ['mellanrost', 'mörkrost', 'koffeinfritt'], text: '250 g hela bönor.' },
  { code: 'SYLT', name: 'Lingonsylt Norrbotten', group: 'MAT', price: 69, unit: 'frp', accountingCode: '6', variants: ['400 g', '900 g'], text: 'Råörda lingon.' },
  { code: 'BOK', name: 'Kokbok Husmanskost', group: 'BOK', price: 329, accountingCode: '6', variants: ['inbunden'], text: '240 rätter, från kalops till våfflor.' },
]

const SERIES = ['', ' Klassisk', ' Ny', ' Mini'] as const
const VAT: Readonly<Record<string, number>> = { 25: 25, 12: 12, 6: 6 }

/** Every article of the range, in the order of the numbers. */
export function nordlysRange(): RangeArticle[] {
  return FAMILIES.flatMap((family, at) => SERIES.flatMap((series, nth) => articlesOf(family, { series, nth, at })))
}

function articlesOf(family: Family, made: { series: string; nth: number; at: number }): RangeArticle[] {
  const parent = `${family.code}-${made.nth + 1}`
  const code = family.accountingCode ?? '25'
  const percent = VAT[code] ?? 25
  return family.variants.map((variant, index) => {
    const kronor = family.price + made.nth * 20 + (family.variants === SIZES ? index * 60 : 0)
    const seed = made.at * 37 + made.nth * 11 + index * 5
    const net = round(multiply(String(kronor), String(70 / (100 + percent))), { places: 2 })
    return {
      number: `${parent}-${String(index + 1).padStart(2, '0')}`, parent,
      name: `${family.name}${made.series}, ${variant}`, description: family.text,
      group: family.group, unit: family.unit ?? 'st', accountingCode: code, vatPercent: percent,
      price: parseMoney(String(kronor)) ?? '', resellerNet: net, clubPrice: parseMoney(String(Math.round(kronor * 0.9))) ?? '',
      stock: seed % 9 === 0 ? 0 : (seed * 7) % 60, reserved: seed % 4 === 0 ? Math.min(2, (seed * 7) % 60) : 0,
      barcode: gtin(`735${String(1_000_000 + seed * 97 + made.at).slice(0, 7)}${String(index + 10)}`),
    }
  })
}

function gtin(digits: string): string {
  const twelve = digits.padEnd(12, '0').slice(0, 12)
  return `${twelve}${checkDigit(twelve)}`
}
