import type { RegisteredApp } from '../../github/access/registration.ts'
import { GitHubError, type Log } from '../../reconcile/ports.ts'
import { assertWritable, readEnvFile, writeEnvFile } from '../env-file.ts'
import { registeredView, sentenceView } from './views.ts'

/** What the page answers. */
export interface PageReply {
  readonly status: number
  readonly page: string
  readonly location?: string
}

/** Credentials, and whose they are. */
export interface FoundCredentials {
  readonly app: RegisteredApp
  readonly privateKey: string
  readonly webhookSecret: string
}

/** Takes one app over, whichever way its credentials come. */
export interface Takeover {
  isDone(): boolean
  /** What the page answers once `ask` has given the credentials. */
  take(ask: () => Promise<FoundCredentials>): Promise<PageReply>
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
}): Takeover {
  let phase: 'open' | 'busy' | 'done' = 'open'
  return {
    isDone: () => phase === 'done',
    async take(ask) {
      if (phase !== 'open') return problemPage(409, 'The page is registering an app at this moment.')
      const hurdle = hurdleIn(file)
      if (hurdle !== null) {
        log.warn({ file, because: hurdle }, 'the app was not registered')
        return problemPage(409, hurdle)
      }
      phase = 'busy'
      try {
        const { app, privateKey, webhookSecret } = await ask()
        try {
          if (hasCredentials(file)) return problemPage(409, 'Somebody else has registered an app meanwhile.')
          writeEnvFile(file, { APP_ID: String(app.id), PRIVATE_KEY: privateKey, WEBHOOK_SECRET: webhookSecret })
        } catch (fault) {
          log.error({ file, app: app.slug, because: codeOf(fault) }, 'the credentials could not be written')
          return problemPage(500, lost(app))
        }
        phase = 'done'
        log.info({ file, app: app.slug, owner: app.owner }, 'the app is registered: start the server again')
        return { status: 200, page: registeredView(app, origin) }
      } catch (error) {
        if (!(error instanceof GitHubError)) throw error
        log.warn({ because: error.logged }, 'the app could not be registered')
        return problemPage(502, error.message)
      } finally {
        if (phase === 'busy') phase = 'open'
      }
    },
  }
}

/** What would keep credentials from being written. GitHub gives them once, so this is asked before. `null` for nothing. */
function hurdleIn(file: string): string | null {
  try {
    if (hasCredentials(file)) return 'There are credentials in .env already: remove them to register anew.'
    assertWritable(file)
    return null
  } catch (fault) {
    return `The server cannot write .env in its working directory (${codeOf(fault)}): let it, or register the app on GitHub’s own page and give APP_ID, PRIVATE_KEY and WEBHOOK_SECRET in the environment.`
  }
}

function lost({ id, name }: RegisteredApp): string {
  return `The app ${name} (id ${id}) exists on GitHub, but its credentials could not be written to .env; the log says why. Let the server write there, generate a new private key and webhook secret on the app’s settings page, and give both here as an app that you have.`
}

/** `EACCES` and its like: a message could quote what was to be written. */
function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault ? String(fault.code) : 'for another reason'
}

function hasCredentials(file: string): boolean {
  const { APP_ID, PRIVATE_KEY, PRIVATE_KEY_PATH, WEBHOOK_SECRET } = readEnvFile(file)
  return Boolean(APP_ID || PRIVATE_KEY || PRIVATE_KEY_PATH || WEBHOOK_SECRET)
}

/** A page that says what did not work. */
export function problemPage(status: number, sentence: string): PageReply {
  return { status, page: sentenceView('That did not work', sentence) }
}
