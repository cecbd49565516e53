import { recoverFrom } from './after-outage.ts'
import { wholeOutage } from './recovery.ts'
import { apiLatency } from './webhook-ground.ts'

const manner = process.argv[2] === 'sweep' ? 'sweep' : 'redelivery'
process.stdout.write(`${JSON.stringify(await recoverFrom(wholeOutage, manner, apiLatency))}\n`)
process.exit()
