// What a company must have before it can take an order: its own currency, and the accounts of its accounting codes.
import type { ErpWorldOptions } from '../../engine/connect/visma/simulator/make.js'

const YEAR = 'B'
const account = (NUMBER: string, TEXT: string) => [`${YEAR}|${NUMBER}`, { SEASON_ID: YEAR, NUMBER, TEXT }] as const

export const TRADING: NonNullable<ErpWorldOptions['tables']> = {
  CURRENCY: { SEK: { CODE: 'SEK', COUNTRY: 'Sverige', UNIT: 1, SELL: 1, BUY: 1 } },
  ACCOUNT: Object.fromEntries([
    account('1920', 'Bank'), account('3001', 'Försäljning 25 %'), account('3002', 'Försäljning 12 %'), account('3003', 'Försäljning 6 %'),
    account('3004', 'Momsfri försäljning'),
  ]),
}
