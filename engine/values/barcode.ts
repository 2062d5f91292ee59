// Barcodes of the GTIN family (EAN-8, UPC-A, EAN-13, GTIN-14), which end in a check digit.

const LENGTHS: ReadonlySet<number> = new Set([8, 12, 13, 14])

/** Whether the text would be a GTIN if its check digit were right: a bar code of another kind is none of ours to judge. */
export function isLikeGtin(text: string): boolean {
  return LENGTHS.has(text.length) && /^\d+$/.test(text)
}

/** Whether the text is a GTIN whose check digit is right. */
export function isGtin(text: string): boolean {
  return isLikeGtin(text) && checkDigit(text.slice(0, -1)) === Number(text.at(-1))
}

/** The check digit that belongs after these digits. */
export function checkDigit(digits: string): number {
  let sum = 0
  let weight = 3
  for (let at = digits.length - 1; at >= 0; at--) {
    sum += Number(digits[at]) * weight
    weight = 4 - weight
  }
  return (10 - (sum % 10)) % 10
}
