import type { App } from './app.ts'

export interface RunningServer {
  /** `http://localhost:3000`. */
  readonly url: string
  /** Where GitHub sends its deliveries. */
  readonly webhookUrl: string
  /** `null` while the server has no credentials and only shows the set-up page. */
  readonly app: App | null
  /** Takes no more deliveries and waits for the running passes, at most `graceMs` (20 s); whether all of them ended. */
  stop(graceMs?: number): Promise<boolean>
}
