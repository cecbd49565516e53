import type { AppProcess, World } from '../story/stage/world.ts'
import { deliveryName } from './happenings.ts'

/** The way of deliveries to the app. */
export interface Carrier {
  /** Brings what was sent, until the app has nothing left to do at once. */
  settle(): Promise<void>
  /** The names of all deliveries so far. */
  deliveries(): readonly string[]
}

/** Hands deliveries over, after what the app was doing. */
export function byHand({ sandbox }: World, app: AppProcess): Carrier {
  const names: string[] = []
  return {
    deliveries: () => names,
    async settle() {
      for (;;) {
        await app.idle()
        const sent = sandbox.deliveries.list()
        if (sent.length === 0) return
        sandbox.deliveries.clear()
        for (const delivery of sent) {
          names.push(deliveryName(delivery))
          app.deliver(delivery)
        }
      }
    },
  }
}

/** Lets the sandbox post them, signed, as they come; there faults can strike them. */
export async function byHttp({ sandbox }: World, app: AppProcess): Promise<Carrier> {
  sandbox.setWebhookUrl(await app.listen())
  return {
    deliveries: () => sandbox.deliveries.list().map(deliveryName),
    async settle() {
      for (let known = -1; known !== sandbox.deliveries.list().length; ) {
        known = sandbox.deliveries.list().length
        await sandbox.deliveries.idle()
        await app.idle()
      }
    },
  }
}
