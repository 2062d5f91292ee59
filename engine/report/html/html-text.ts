// Data inside HTML: as text, as an attribute, as JSON in a script element. Everything that comes from outside goes through here.
import { oneLine } from '../plain-text.js'

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' }

/** A text as content or as a quoted attribute; on one line, without characters that turn the writing direction. */
export function asHtml(text: string): string {
  return oneLine(text).replace(/[&<>"'`]/g, (sign) => SIGNS[sign] ?? sign)
}

/** Plain data as JSON that ends no script element and no JavaScript line, whatever is in it. */
export function asScriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** A text as a value behind # in an address, spelt as the page's rows spell it. */
export function inAddress(text: string): string {
  return encodeURIComponent(oneLine(text))
}

/** A text that keeps its line breaks, for the script to show: other control and direction characters become visible. */
export function asShown(text: string, charactersMax: number): string {
  const lines = (text.length > charactersMax ? `${text.slice(0, charactersMax)}…` : text).split(/\r?\n/)
  return lines.map(oneLine).join('\n')
}
