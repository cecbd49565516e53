import { okJson, page } from '../http/answer.ts'
import type { ApiRoutes, Call } from '../http/api.ts'
import { HttpRefusal, notFound } from '../http/refusal.ts'
import { accountOf, roleIn } from '../lookup.ts'
import { renderAccount } from '../shapes/account.ts'
import { renderFullOrganization, renderFullTeam, renderProfile } from '../shapes/profile.ts'
import { renderRepository } from '../shapes/repository.ts'
import type { Account, StoredRepository, Team } from '../store.ts'
import { isOpenTo } from '../visibility.ts'

/** https://docs.github.com/en/rest/users/users, organisations, teams, and what belongs to no resource. */
export function userRoutes(api: ApiRoutes): void {
  api.on('GET', '/user', (call) => {
    if (call.actor.kind === 'installation') throw new HttpRefusal(403, 'Resource not accessible by integration')
    return okJson(renderProfile(call.store, call.doer()))
  })
  api.on('GET', '/users/:login', (call) => {
    const account = accountOf(call.store, call.param('login')) ?? organizationNamed(call, 'login')
    if (!account) throw notFound()
    return okJson(renderProfile(call.store, account))
  })
  api.on('GET', '/orgs/:org', (call) => okJson(organization(call) && renderFullOrganization(call.store)))
  for (const path of ['/orgs/:org/repos', '/users/:org/repos'])
    api.on('GET', path, (call) => {
      const seen = organization(call) && call.store.repositories.filter((one) => visible(call, one))
      return page(call.url, seen, (one) => renderRepository(one, call.actor))
    })
  api.on('GET', '/user/repos', (call) =>
    page(
      call.url,
      call.store.repositories.filter((one) => visible(call, one)),
      (one) => renderRepository(one, call.actor),
    ),
  )
  api.on('GET', '/orgs/:org/teams/:slug', (call) => okJson(renderFullTeam(call.store, team(call))))
  api.on('GET', '/orgs/:org/teams/:slug/members', (call) =>
    page(call.url, team(call).members, (account) => renderAccount(call.store, account)),
  )
  api.on('GET', '/rate_limit', ({ store, actor }) => {
    const core = store.meter.usage(actor)
    return okJson({ resources: { core, search: { ...core, limit: 30, remaining: 30 }, graphql: core }, rate: core })
  })
  api.on('GET', '/meta', () => okJson({ verifiable_password_authentication: false, hooks: ['127.0.0.0/8'] }))
}

function organizationNamed(call: Call, part: string): Account | undefined {
  const { organization: only } = call.store
  return only.login.toLowerCase() === call.param(part).toLowerCase() ? only : undefined
}

function organization(call: Call): Account {
  const found = organizationNamed(call, 'org')
  if (!found) throw notFound()
  return found
}

function team(call: Call): Team {
  const found = organization(call) && call.store.teams.find((one) => one.slug === call.param('slug'))
  if (!found) throw notFound()
  return found
}

function visible({ actor }: Call, repository: StoredRepository): boolean {
  if (actor.kind === 'installation')
    return repository.installed && (actor.repositories === 'all' || actor.repositories.has(repository.id))
  return isOpenTo(repository, actor) || (actor.kind === 'user' && roleIn(repository, actor.account) !== 'none')
}
