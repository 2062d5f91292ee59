// What the files say of sales to other countries, and whether each account can be that of a sale at all.
import { problem } from '../../core/problem.js'
import { own } from '../../trade/order/lookup.js'
import type { RegimeRules } from '../../trade/order/types.js'
import { ratesByCountry } from '../../trade/vat.js'
import { percentOf, rateFromPercent } from '../../values/rate.js'
import { tellOnce } from './settings.js'
import type { Setup } from './setup.js'

const OSS = /^OSS (\S+)(?: (.+))?$/
/** The EU's own letters for Greece. An order's country is brought to the other form before its account is looked up. */
const OTHER_LETTERS: Readonly<Record<string, string>> = { EL: 'GR' }

export function regimesOf(setup: Setup): RegimeRules {
  const { regimes: { home = 'SE', ossFrom, accounts = {} } = {} } = setup.integration.body.spec.orders ?? {}
  const rules: RegimeRules = {
    home, ...(ossFrom === undefined ? {} : { ossFrom }), accounts: accounts as Readonly<Record<string, string>>, rates: ratesByCountry(setup.specs.vat),
  }
  for (const name of Object.keys(rules.accounts)) if (!isOfASale(name, rules)) refuse(setup, name, rules)
  return rules
}

/** VAT of another country of the EU, at a rate above zero. A rate that specs/vat.yaml does not know may be named. */
function isOfASale(name: string, { home, rates }: RegimeRules): boolean {
  const [is, country = '', rate] = OSS.exec(name) ?? []
  if (is === undefined) return true
  const points = rate === undefined ? undefined : rateFromPercent(rate)
  // The rate is looked up by its shortest spelling.
  const isRate = rate === undefined || (points !== undefined && points > 0 && percentOf(points) === rate)
  return country !== home && own(rates, country) !== undefined && isRate
}

function refuse(setup: Setup, name: string, { home, rates }: RegimeRules): void {
  const [, country = '', rate] = OSS.exec(name) ?? []
  const known = Object.keys(rates).filter((one) => one !== home).sort()
  const there = known.find((one) => one === (OTHER_LETTERS[country] ?? country))
  const points = rateFromPercent(rate)
  const meant = there === undefined ? undefined : `OSS ${there}${points === undefined || points <= 0 ? '' : ` ${percentOf(points)}`}`
  const place = setup.integration.place(['spec', 'orders', 'regimes', 'accounts', name], 'key')
  tellOnce(setup, problem('E254', { account: name, home, known, ...(meant === undefined ? {} : { meant }) }, place))
}
