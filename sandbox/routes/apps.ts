import { z } from 'zod'
import { created, okJson, page, paged } from '../http/answer.ts'
import { type ApiRoutes, type Call, repositoryFor } from '../http/api.ts'
import { installationToken } from '../http/auth.ts'
import { HttpRefusal, notFound, unprocessable } from '../http/refusal.ts'
import { refuseSuspended, requireInstalled } from '../installation.ts'
import { repositoryNamed } from '../lookup.ts'
import { permissionsIn } from '../rules/access.ts'
import { coversLevel, type Permissions } from '../rules/roles.ts'
import { renderApp, renderInstallation } from '../shapes/app.ts'
import { renderRepository } from '../shapes/repository.ts'
import type { Store, StoredRepository } from '../store.ts'

const narrowed = z.object({
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.number()).optional(),
  permissions: z.record(z.string(), z.enum(['read', 'write'])).optional(),
})

/** https://docs.github.com/en/rest/apps/apps and https://docs.github.com/en/rest/apps/installations */
export function appRoutes(api: ApiRoutes): void {
  api.on('GET', '/app', (call) =>
    okJson({ ...renderApp(asApp(call)), installations_count: Number(call.store.app.installed) }),
  )
  api.on('GET', '/app/installations', (call) =>
    page(call.url, asApp(call).app.installed ? [call.store] : [], (store) => renderInstallation(store)),
  )
  api.on('GET', '/app/installations/:id', (call) => okJson(renderInstallation(installation(call))))
  api.on('POST', '/app/installations/:id/access_tokens', issueToken)
  api.on('GET', '/repos/:owner/:repo/installation', (call) => {
    requireInstalled(asApp(call))
    const repository = repositoryFor(call)
    if (!repository.installed) throw notFound()
    return okJson(renderInstallation(call.store, permissionsIn([repository])))
  })
  for (const path of ['/orgs/:owner/installation', '/users/:owner/installation'])
    api.on('GET', path, (call) => {
      const { organization } = asApp(call)
      requireInstalled(call.store)
      if (organization.login.toLowerCase() !== call.param('owner').toLowerCase()) throw notFound()
      return okJson(renderInstallation(call.store))
    })
  api.on('GET', '/installation/repositories', (call) => {
    const { actor, store } = call
    if (actor.kind !== 'installation')
      throw new HttpRefusal(403, 'You must authenticate with an installation access token.')
    const covered = ({ id, installed }: StoredRepository) =>
      installed && (actor.repositories === 'all' || actor.repositories.has(id))
    const all = store.repositories.filter(covered)
    const { slice, headers } = paged(call.url, all)
    const repositories = slice.map((one) => renderRepository(one, actor))
    const json = { total_count: all.length, repository_selection: 'selected', repositories }
    return { status: 200, json, headers }
  })
  api.on('POST', '/app-manifests/:code/conversions', ({ store }) =>
    created({
      ...renderApp(store),
      client_secret: '0'.repeat(40),
      webhook_secret: store.app.webhookSecret,
      pem: store.app.privateKey,
    }),
  )
}

/** @throws Refusal 401 unless a JWT of the app signs the request */
export function asApp({ actor, store }: Call): Store {
  if (actor.kind !== 'app') throw new HttpRefusal(401, 'A JSON web token could not be decoded')
  return store
}

function installation(call: Call): Store {
  const store = asApp(call)
  requireInstalled(store)
  if (call.param('id') !== String(store.app.installationId)) throw notFound()
  return store
}

/** A token for some or all repositories of the installation, with no more permissions than it has. */
function issueToken(call: Call) {
  const store = installation(call)
  refuseSuspended(store)
  const input = call.body(narrowed)
  const chosen = input.repositories || input.repository_ids ? chosenBy(store, input) : undefined
  const granted = permissionsIn(chosen ?? [])
  const permissions: Permissions = { metadata: 'read', ...(input.permissions ?? granted) }
  for (const [name, level] of Object.entries(permissions))
    if (!coversLevel(granted, name, level))
      throw unprocessable('The permissions requested are not granted to this installation.')
  const ids = chosen ? new Set(chosen.map(({ id }) => id)) : ('all' as const)
  const { token, expiresAt } = installationToken(store, permissions, ids)
  return created({
    token,
    expires_at: expiresAt,
    permissions,
    repository_selection: 'selected',
    ...(chosen && { repositories: chosen.map((one) => renderRepository(one)) }),
  })
}

function chosenBy(store: Store, input: z.infer<typeof narrowed>): StoredRepository[] {
  const byName = (input.repositories ?? []).map((name) => repositoryNamed(store, store.organization.login, name))
  const byId = (input.repository_ids ?? []).map((id) => store.repositories.find((one) => one.id === id))
  return [...byName, ...byId].map((found) => {
    if (found?.installed) return found
    throw unprocessable(
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    )
  })
}
