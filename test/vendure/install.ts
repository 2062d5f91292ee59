// Installs the shop server that the slow suite runs against: npx tsx test/vendure/install.ts
import { install, INSTALLED, isInstalled } from './installed.js'

const from = Date.now()
const had = isInstalled()
if (!had) install()
process.stdout.write(`vendure: ${had ? 'was installed' : `installed in ${Math.round((Date.now() - from) / 1000)} s`} (${INSTALLED})\n`)
