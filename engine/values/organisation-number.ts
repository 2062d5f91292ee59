// Swedish organisation numbers: of companies, associations, authorities. The only room that knows organisationsnummer.
import Organisationsnummer from 'organisationsnummer'

/** What is imported is the class itself; the package's types say that it lies one step further in. */
const Numbers = Organisationsnummer as unknown as typeof Organisationsnummer.default
/** The third digit is 2 or more, so that no organisation number is a date. What has another form would be tried as a personal number. */
const FORM = /^(?:16)?(\d{2}[2-9]\d{3})-?(\d{4})$/

/**
 * An organisation number of ten digits, or twelve that begin with 16, as "556737-0431"; undefined where the check digit is wrong or it
 * is something else. A sole trader has a personal number instead.
 */
export function organisationNumber(text: string): string | undefined {
  const [, first, last] = FORM.exec(text) ?? []
  return first !== undefined && Numbers.valid(`${first}${last}`) ? `${first}-${last}` : undefined
}

/**
 * Whether the number is one of the state, a region, a municipality or a federation of these: group 2 of the Swedish Tax Agency
 * (SKV 709), where 25 are religious communities.
 */
export function isPublicBody(number: string): boolean {
  return /^2[0-4]/.test(number)
}
