// Keyed digests stand for what is personal. They tell a person nothing, so no view shows one.
import { isEmail, MASK, withoutEmails } from '../core/personal.js'

const DIGEST = /\b[0-9a-f]{32}\b/g
/** A digest, or the number that a customer has in a shop. */
const KNOWN_BY = /^(?:(\w+):[0-9a-f]{32}|(number):.+\/.+)$/

/** The same text, with a mark where a digest was. */
export function withoutDigests(text: string): string {
  return text.length < 32 ? text : text.replace(DIGEST, MASK)
}

/** The number that a key says a customer has in a shop: "7010 of se". */
export function numberInShop(key: string): string | undefined {
  const [, shop, number] = /^number:([^/]+)\/(.+)$/.exec(key) ?? []
  return shop === undefined || number === undefined ? undefined : `${withoutEmails(number)} of ${shop}`
}

/** What a key is made of that tells a person nothing: "email"; undefined for a key that says what it names. */
export function knownBy(key: string): string | undefined {
  const [, digested, numbered] = KNOWN_BY.exec(key) ?? []
  return digested ?? numbered
}

/** The same of an item's own key, which may be an e-mail address, or what covers one. */
export function keyKnownBy(key: string): string | undefined {
  return knownBy(key) ?? (key === MASK || isEmail(key) ? 'email' : undefined)
}
