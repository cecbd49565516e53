import { z } from 'zod'
import { noContent, okJson, page } from '../http/answer.ts'
import type { ApiRoutes, RepositoryCall } from '../http/api.ts'
import { invalid, notFound } from '../http/refusal.ts'
import { unassign } from '../issue-changes.ts'
import { accountOf, repositoryNamed, roleIn } from '../lookup.ts'
import { reads, writes } from '../rules/access.ts'
import { coarse, flags, type RepositoryRole, roleNamed } from '../rules/roles.ts'
import { renderAccount } from '../shapes/account.ts'
import { renderFullRepository } from '../shapes/repository.ts'
import type { Account } from '../store.ts'
import { visibilities } from '../store.ts'
import { mayRead } from '../visibility.ts'

const changes = z.object({
  name: z.string().min(1).optional(),
  description: z.string().nullish(),
  archived: z.boolean().optional(),
  private: z.boolean().optional(),
  visibility: z.enum(visibilities).optional(),
  has_issues: z.boolean().optional(),
})
const invitation = z.object({ permission: z.string().default('push') })

/** https://docs.github.com/en/rest/repos/repos and https://docs.github.com/en/rest/collaborators/collaborators */
export function repositoryRoutes(api: ApiRoutes): void {
  const seen = reads('metadata')
  api.repository('GET', '', seen, (call) => okJson(renderFullRepository(call.repository, call.actor)))
  api.repository('PATCH', '', writes('admin', 'administration'), (call) => {
    const { repository } = call
    const input = call.body(changes)
    if (input.name !== undefined) rename(call, input.name)
    repository.archived = input.archived ?? repository.archived
    const wished = input.private === undefined ? undefined : input.private ? 'private' : 'public'
    repository.visibility = input.visibility ?? wished ?? repository.visibility
    repository.hasIssues = input.has_issues ?? repository.hasIssues
    if (input.description !== undefined) repository.description = input.description
    return okJson(renderFullRepository(repository, call.actor))
  })

  api.repository('GET', '/collaborators', reads('metadata'), (call) => {
    const all = [...call.store.accounts.values()].filter((account) => roleIn(call.repository, account) !== 'none')
    return page(call.url, all, (account) => collaborator(call, account))
  })
  api.repository('GET', '/collaborators/:login', seen, (call) => {
    if (roleIn(call.repository, known(call)) === 'none') throw notFound()
    return noContent
  })
  api.repository('GET', '/collaborators/:login/permission', seen, (call) => {
    const account = known(call)
    const role = seenRole(call, account)
    return okJson({
      permission: coarse(role),
      role_name: role,
      user: { ...collaborator(call, account), role_name: role },
    })
  })
  api.repository('PUT', '/collaborators/:login', writes('admin', 'administration'), (call) => {
    const role = roleNamed(call.body(invitation).permission)
    if (!role) throw invalid({ resource: 'Collaborator', field: 'permission', code: 'invalid' })
    call.repository.roles.set(known(call).login.toLowerCase(), role)
    return noContent
  })
  api.repository('DELETE', '/collaborators/:login', writes('admin', 'administration'), (call) => {
    const account = known(call)
    call.repository.roles.delete(account.login.toLowerCase())
    // https://docs.github.com/en/rest/collaborators/collaborators#remove-a-repository-collaborator
    for (const issue of call.repository.issues.values()) unassign(issue, call.doer(), [account])
    return noContent
  })
}

function known(call: RepositoryCall): Account {
  const account = accountOf(call.store, call.param('login'))
  if (!account) throw notFound()
  return account
}

/** In a public repository everybody may read, in an internal one every member, and the permission answer says so. */
function seenRole({ repository }: RepositoryCall, account: Account): RepositoryRole {
  const role = roleIn(repository, account)
  return role === 'none' && mayRead(repository, account) ? 'read' : role
}

function collaborator(call: RepositoryCall, account: Account) {
  const role = roleIn(call.repository, account)
  return { ...renderAccount(call.store, account), permissions: flags(role), role_name: role }
}

function rename({ repository, store }: RepositoryCall, name: string): void {
  const taken = repositoryNamed(store, repository.owner.login, name)
  if (taken && taken !== repository)
    throw invalid({
      resource: 'Repository',
      code: 'custom',
      field: 'name',
      message: 'name already exists on this account',
    })
  repository.formerNames.add(repository.name.toLowerCase())
  repository.name = name
  repository.formerNames.delete(name.toLowerCase())
}
