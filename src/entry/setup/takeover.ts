import type { RegisteredApp } from '../../github/registration.ts'
import { GitHubError, type Log } from '../../reconcile/ports.ts'
import { readEnvFile, writeEnvFile } from '../env-file.ts'
import { registeredView, sentenceView } from './views.ts'

/** What the page answers. */
export interface Reply {
  readonly status: number
  readonly page: string
  readonly location?: string
}

/** Credentials, and whose they are. */
export interface Found {
  readonly app: RegisteredApp
  readonly privateKey: string
  readonly webhookSecret: string
}

/**
 * Writes an app's credentials to `file`, once: one request at a time, never over credentials that stand there, and nothing
 * after it has. `origin` is where GitHub's pages stand.
 */
export function createTakeover({
  file,
  origin,
  log,
}: {
  readonly file: string
  readonly origin: string
  readonly log: Log
}) {
  let phase: 'open' | 'busy' | 'done' = 'open'
  return {
    isDone: () => phase === 'done',
    async take(ask: () => Promise<Found>): Promise<Reply> {
      if (phase !== 'open') return problem(409, 'The page is registering an app at this moment.')
      if (hasCredentials(file))
        return problem(409, 'There are credentials in .env already: remove them to register anew.')
      phase = 'busy'
      try {
        const { app, privateKey, webhookSecret } = await ask()
        if (hasCredentials(file)) return problem(409, 'Somebody else has registered an app meanwhile.')
        writeEnvFile(file, { APP_ID: String(app.id), PRIVATE_KEY: privateKey, WEBHOOK_SECRET: webhookSecret })
        phase = 'done'
        log.info({ file, app: app.slug, owner: app.owner }, 'the app is registered: start the server again')
        return { status: 200, page: registeredView(app, origin) }
      } catch (error) {
        if (!(error instanceof GitHubError)) throw error
        log.warn({ because: error.logged }, 'the app could not be registered')
        return problem(502, error.message)
      } finally {
        if (phase === 'busy') phase = 'open'
      }
    },
  }
}

function hasCredentials(file: string): boolean {
  const { APP_ID, PRIVATE_KEY, PRIVATE_KEY_PATH } = readEnvFile(file)
  return Boolean(APP_ID || PRIVATE_KEY || PRIVATE_KEY_PATH)
}

/** A page that says what did not work. */
export function problem(status: number, sentence: string): Reply {
  return { status, page: sentenceView('That did not work', sentence) }
}
