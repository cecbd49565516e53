import { pino } from 'pino'
import { createNodeMiddleware, createProbot, type Probot, ProbotOctokit } from 'probot'
import { z } from 'zod'
import type { Log } from '../reconcile/ports.ts'
import type { App } from './app.ts'
import type { AppCredentials, Environment } from './environment.ts'
import { answer, type Handler } from './http.ts'

/** Probot, with this environment's credentials and GitHub's base URL. It says nothing itself: it would log payloads. */
export function createQuietProbot(environment: Environment, app: AppCredentials): Probot {
  const baseUrl = environment.apiUrl
  return createProbot({
    // Probot would read the environment a second time, by its own rules.
    env: {},
    overrides: {
      appId: app.id,
      privateKey: app.privateKey,
      secret: app.webhookSecret,
      log: pino({ level: 'silent' }),
      Octokit: ProbotOctokit.plugin(oneClient).defaults((defaults: object) => ({ ...defaults, baseUrl })),
    },
  })
}

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

/**
 * Takes signed deliveries at the webhook path, asks `app` for passes and answers at once, never waiting for one. A wrong
 * signature is answered by 400. Other paths are 404.
 */
export async function createDeliveryHandler(
  probot: Probot,
  app: App,
  options: { readonly webhookPath: string; readonly log: Log },
): Promise<Handler> {
  const middleware = await createNodeMiddleware(
    (receiver) => {
      receiver.onAny(({ id, name, payload }) => {
        try {
          app.handle(name, payload)
        } catch (fault) {
          const stack = fault instanceof Error ? fault.stack : String(fault)
          options.log.error({ event: name, delivery: id, stack }, 'cannot take a delivery')
          throw new Error('The server failed; its log says why.')
        }
      })
    },
    { probot, webhooksPath: options.webhookPath },
  )
  return async (request, response) => {
    await middleware(request, response, () => answer(response, 404, { error: 'There is nothing here.' }))
  }
}
