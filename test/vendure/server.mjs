// A real Vendure, in memory, in a process of its own. Says {"url": …} once it listens, and {"captured": …} whenever its payment
// provider takes money; ends when its standard input does. Its packages are not the project's: they lie in the folder that is the
// first argument.
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(join(process.argv[2], 'package.json'))
const core = require('@vendure/core')

/** Takes any payment; authorised first, so that there is something to capture. Refuses to settle what the metadata says it should. */
const card = new core.PaymentMethodHandler({
  code: 'card',
  description: [{ languageCode: core.LanguageCode.en, value: 'Card, captured later' }],
  args: {},
  createPayment: (_ctx, _order, amount, _args, metadata) => ({
    amount, state: 'Authorized', transactionId: metadata.reference ?? 'T-1', metadata,
  }),
  settlePayment: (_ctx, _order, payment) => {
    say({ captured: payment.transactionId })
    return payment.metadata.refuse ? { success: false, errorMessage: 'the bank says no' } : { success: true }
  },
})

/** Shops add states of their own; this one packs what was reserved before it takes the money. */
const packing = {
  transitions: {
    PaymentAuthorized: { to: ['Packing'], mergeStrategy: 'merge' },
    Packing: { to: ['PaymentSettled', 'Cancelled'] },
  },
}

/** One line of JSON for the test: what reaches the outside world cannot be asked for through the API. */
function say(what) {
  process.stdout.write(`${JSON.stringify(what)}\n`)
}

const app = await core.bootstrap({
  apiOptions: { port: 0, hostname: '127.0.0.1', adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
  authOptions: {
    tokenMethod: ['bearer', 'api-key'],
    superadminCredentials: { identifier: 'superadmin', password: 'a password of the test' },
    requireVerification: false,
  },
  dbConnectionOptions: { type: 'sqljs', synchronize: true, autoSave: false, logging: false },
  paymentOptions: { paymentMethodHandlers: [card] },
  orderOptions: { process: [core.defaultOrderProcess, packing] },
  plugins: [],
  logger: new core.DefaultLogger({ level: core.LogLevel.Error }),
})
const { port } = app.getHttpServer().address()
say({ url: `http://127.0.0.1:${port}` })
process.stdin.resume().on('end', () => process.exit(0))
