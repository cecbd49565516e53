import { type SignedDelivery, signedDeliveries } from './deliveries.ts'
import {
  type SandboxProgram,
  type ServerProgram,
  startAppProgram,
  startBareProbot,
  startSandboxProgram,
} from './servers.ts'

/** How long GitHub takes to answer an API request, in milliseconds: fast for what is seen from a data centre. */
export const apiLatency = 100

const incidents = 50

/** An embedded GitHub, the app's server and a bare Probot, each in a process of its own, and deliveries for both. */
export interface WebhookGround {
  readonly sandbox: SandboxProgram
  readonly app: ServerProgram
  readonly bare: ServerProgram
  readonly deliveries: readonly SignedDelivery[]
  stop(): Promise<void>
}

export async function startWebhookGround(say: (doing: string) => void): Promise<WebhookGround> {
  say('starting the servers')
  const sandbox = await startSandboxProgram()
  const running: { stop(): Promise<void> }[] = [sandbox]
  const stop = async () => {
    await Promise.all(running.map((program) => program.stop()))
  }
  try {
    say(`opening ${incidents} incidents`)
    const deliveries = await signedDeliveries(sandbox, incidents)
    await sandbox.control('POST', 'latency', { ms: apiLatency })
    const app = await startAppProgram(sandbox.env)
    running.push(app)
    const bare = await startBareProbot(sandbox.env)
    running.push(bare)
    return { sandbox, app, bare, deliveries, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
