import { randomBytes } from 'node:crypto'
import { HttpRefusal, notFound, unprocessable } from './http/refusal.ts'
import { accountOf } from './lookup.ts'
import { nodeId } from './node-id.ts'
import { renderAccount } from './shapes/account.ts'
import { renderInstallation } from './shapes/app.ts'
import type { Account, AppIdentity, Store, StoredRepository } from './store.ts'
import { isNotPublic } from './visibility.ts'

export const installationActions = [
  'created',
  'deleted',
  'suspend',
  'unsuspend',
  'new_permissions_accepted',
  'added',
  'removed',
] as const
export type InstallationAction = (typeof installationActions)[number]

/**
 * What an owner does with the app, and the event that tells the app: `installation`, or `installation_repositories` for
 * `added` and `removed`. `created` without repositories takes all; a new installation has a new id.
 * @throws Refusal 422 for what does not fit the present state
 */
export function changeInstallation(
  store: Store,
  action: InstallationAction,
  { repositories, by }: { repositories: readonly StoredRepository[]; by: Account },
): void {
  const { installed } = store.app
  if ((action === 'created') === installed)
    throw unprocessable(`The app is ${installed ? 'installed already' : 'not installed'}`)
  // An uninstallation is told with what was lost by it.
  const covered = repositoriesOf(store, action, repositories)
  const lists = action === 'added' || action === 'removed'
  const told = (lists ? listed : whole)(action, covered)
  if (action !== 'deleted') carryOut(store, action, covered, by)
  store.webhooks.send(lists ? 'installation_repositories' : 'installation', {
    action,
    installation: renderInstallation(store),
    requester: null,
    sender: renderAccount(store, by),
    ...told,
  })
  if (action === 'deleted') carryOut(store, action, covered, by)
}

/** Those that the action is about; without names, for a new installation all, else those that it has. */
function repositoriesOf(
  store: Store,
  action: InstallationAction,
  named: readonly StoredRepository[],
): readonly StoredRepository[] {
  if (named.length > 0 || action === 'added' || action === 'removed') return named
  return action === 'created' ? store.repositories : store.repositories.filter(({ installed }) => installed)
}

function whole(_action: InstallationAction, repositories: readonly StoredRepository[]) {
  return { repositories: repositories.map(brief) }
}

function listed(action: InstallationAction, repositories: readonly StoredRepository[]) {
  const [added, removed] = action === 'added' ? [repositories, []] : [[], repositories]
  return {
    repository_selection: 'selected',
    repositories_added: added.map(brief),
    repositories_removed: removed.map(brief),
  }
}

function carryOut(store: Store, action: InstallationAction, covered: readonly StoredRepository[], by: Account): void {
  const { app } = store
  switch (action) {
    case 'created':
      Object.assign(app, { installed: true, installationId: store.nextId(), installedAt: store.clock.now() })
      for (const one of covered) one.installed = true
      break
    case 'deleted':
      Object.assign(app, { installed: false, suspended: undefined })
      for (const one of store.repositories) one.installed = false
      revoke(store)
      break
    case 'suspend':
      app.suspended = { at: store.clock.now(), by }
      break
    case 'unsuspend':
      app.suspended = undefined
      break
    case 'new_permissions_accepted':
      for (const one of store.repositories) one.permissions = {}
      break
    case 'added':
    case 'removed':
      for (const one of covered) one.installed = action === 'added'
      break
  }
}

/** An app that nobody has heard of yet. */
export function appIdentity(slug: string, name: string, nextId: () => number): AppIdentity {
  const id = nextId()
  const bot = { id: nextId(), login: `${slug}[bot]`, type: 'Bot', name } as const
  return { id, clientId: `Iv23li${randomBytes(7).toString('hex')}`, slug, bot }
}

/**
 * Replaces the app by another registration of it, with the same key and secret, installed in the same places: another id
 * and another bot, which did not write what the former one wrote.
 * @throws Refusal 422 for a slug that is taken
 */
export function registerAnew(store: Store, slug: string): void {
  const { app } = store
  const { id, clientId, bot } = app
  if (accountOf(store, `${slug}[bot]`)) throw unprocessable(`${slug} is taken`)
  app.former.push({ id, clientId, slug: app.slug, bot })
  Object.assign(app, appIdentity(slug, app.name, store.nextId))
  Object.assign(app, { installationId: store.nextId(), installedAt: store.clock.now() })
  store.accounts.set(app.bot.login.toLowerCase(), app.bot)
  revoke(store)
}

/** Whether the app hears of what happens there: not while it is suspended. */
export function listens({ store, installed }: StoredRepository): boolean {
  return installed && store.app.installed && store.app.suspended === undefined
}

/** @throws Refusal 403 while the installation is suspended: its tokens are good for nothing, and new ones refused */
export function refuseSuspended(store: Store): void {
  if (store.app.suspended) throw new HttpRefusal(403, 'This installation has been suspended')
}

/** @throws Refusal 404 where the app is not installed */
export function requireInstalled(store: Store): void {
  if (!store.app.installed) throw notFound()
}

/** Ends every installation token at once, as their hour or an uninstallation does. */
export function revoke(store: Store): void {
  for (const [token, actor] of store.tokens)
    if (actor.kind === 'installation' && actor.of === 'app') store.tokens.delete(token)
}

function brief(repository: StoredRepository) {
  const { id, name, owner } = repository
  return { id, node_id: nodeId('R', id), name, full_name: `${owner.login}/${name}`, private: isNotPublic(repository) }
}
