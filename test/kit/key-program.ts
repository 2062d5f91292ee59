// A program that asks for the installation's key and says it. Run beside a test, several at once.
import { installationKey } from '../../engine/store/secret-key.js'

process.stdout.write(`${installationKey(process.argv[2] ?? '')}\n`)
