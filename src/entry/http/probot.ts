import { pino } from 'pino'
import { createProbot, type Probot, ProbotOctokit } from 'probot'
import { z } from 'zod'
import { appAuthBy } from '../../github/access/app-auth.ts'
import type { AppCredentials, Environment } from '../environment.ts'
import { privateKeyOf, readKeyFile } from '../private-key.ts'

/** Probot, with this environment's credentials and GitHub's base URL. It says nothing itself: it would log payloads. */
export function createQuietProbot(environment: Environment, app: AppCredentials): Probot {
  const baseUrl = environment.apiUrl
  const authStrategy = appAuthBy(privateKeyOf(app, readKeyFile, silence))
  return createProbot({
    // Probot would read the environment a second time, by its own rules.
    env: {},
    overrides: {
      appId: app.id,
      privateKey: app.privateKey,
      secret: app.webhookSecrets.current,
      log: pino({ level: 'silent' }),
      Octokit: ProbotOctokit.plugin(oneClient).defaults((defaults: object) => ({
        ...defaults,
        baseUrl,
        authStrategy,
        // Without a log of its own, a request warns on the console. What it warns of, the app's own requests tell.
        request: { log: { ...silence, debug() {} } },
      })),
    },
  })
}

/** What changes of the key is told by the app, which asks for it far more often. */
const silence = { info() {}, warn() {}, error() {} }

const eventClient = z.looseObject({ type: z.literal('event-octokit') })

/**
 * Probot makes a client for each delivery, which costs more than all that the app does to take one. A delivery is a hint
 * and its handler asks GitHub nothing, so all of them get this one.
 */
function oneClient(octokit: { auth: (...given: unknown[]) => Promise<unknown> }) {
  const { auth } = octokit
  return {
    auth: async (...given: unknown[]): Promise<unknown> =>
      eventClient.safeParse(given[0]).success ? octokit : auth(...given),
  }
}
