// Article numbers. The number itself is never changed; a loose key only serves to find two
// spellings of one number.

export type LooseStep = 'trim' | 'nfc' | 'upper'

const STEPS: Readonly<Record<LooseStep, (text: string) => string>> = {
  trim: (text) => text.trim(),
  nfc: (text) => text.normalize('NFC'),
  upper: (text) => text.toUpperCase().normalize('NFC'),
}

/**
 * The key under which different spellings of an article number meet. Leading zeros always count.
 */
export function looseKey(sku: string, steps: readonly LooseStep[]): string {
  return steps.reduce((text, step) => STEPS[step](text), sku)
}
