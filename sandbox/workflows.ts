import type { Account } from './actor.ts'
import type { AppIdentity } from './store.ts'
import type { SentDelivery } from './webhooks/webhooks.ts'

/** Under whose name the tokens of all workflows on GitHub act, with its id there. */
export const workflowBot: Account = {
  id: 41_898_282,
  login: 'github-actions[bot]',
  type: 'Bot',
  name: 'github-actions',
}

/** The app that this bot is of. */
export const workflowApp: AppIdentity = {
  id: 15_368,
  clientId: 'Iv1.05c79e9ad1f6bdfa',
  slug: 'github-actions',
  bot: workflowBot,
}

/** Whether an event starts workflows: what a workflow's own token caused does not. */
export function startsWorkflows({ payload }: SentDelivery): boolean {
  const { sender } = payload
  const login = typeof sender === 'object' && sender !== null && 'login' in sender ? sender.login : null
  return login !== workflowBot.login
}
