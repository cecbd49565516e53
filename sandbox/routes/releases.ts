import { z } from 'zod'
import { moveRef } from '../git/branches.ts'
import { resolve } from '../git/history.ts'
import { created, okJson, page } from '../http/answer.ts'
import type { ApiRoutes } from '../http/api.ts'
import { invalid, notFound } from '../http/refusal.ts'
import { nodeId } from '../node-id.ts'
import { reads, writes } from '../rules/access.ts'
import { renderAccount } from '../shapes/account.ts'
import { repositoryUrl } from '../shapes/issue.ts'
import type { StoredRelease } from '../shipping.ts'
import type { StoredRepository } from '../store.ts'
import { announce } from '../webhooks/announce.ts'

const newRelease = z.object({
  tag_name: z.string().min(1),
  target_commitish: z.string().optional(),
  name: z.string().nullable().default(null),
  body: z.string().nullable().default(null),
  draft: z.boolean().default(false),
  prerelease: z.boolean().default(false),
})

/** https://docs.github.com/en/rest/releases/releases; drafts show to nobody here. */
export function releaseRoutes(api: ApiRoutes): void {
  api.repository('GET', '/releases', reads('contents'), (call) =>
    page(call.url, call.repository.shipping.releases.filter(({ draft }) => !draft).reverse(), (one) =>
      renderRelease(call.repository, one),
    ),
  )
  api.repository('GET', '/releases/latest', reads('contents'), (call) => {
    const found = call.repository.shipping.releases.findLast(({ draft, prerelease }) => !draft && !prerelease)
    if (!found) throw notFound()
    return okJson(renderRelease(call.repository, found))
  })
  api.repository('GET', '/releases/tags/:tag', reads('contents'), (call) => {
    const found = call.repository.shipping.releases.find(({ draft, tag }) => !draft && tag === call.param('tag'))
    if (!found) throw notFound()
    return okJson(renderRelease(call.repository, found))
  })
  api.repository('POST', '/releases', writes('write', 'contents'), async (call) => {
    const { tag_name: tag, target_commitish: target, ...input } = call.body(newRelease)
    const { releases } = call.repository.shipping
    if (releases.some((one) => one.tag === tag))
      throw invalid({ resource: 'Release', code: 'already_exists', field: 'tag_name' })
    const release: StoredRelease = {
      id: call.store.nextId(),
      tag,
      target: target ?? call.repository.defaultBranch,
      ...input,
      author: call.doer(),
      createdAt: call.store.clock.now(),
    }
    releases.push(release)
    if (!release.draft) {
      await tagFor(call.repository, release)
      announce(call.repository, 'release', call.doer(), () => ({
        action: 'published',
        release: renderRelease(call.repository, release),
      }))
    }
    return created(renderRelease(call.repository, release))
  })
}

/** Publishing tags what was asked for, unless the tag stands already. */
async function tagFor(repository: StoredRepository, { tag, target, author }: StoredRelease): Promise<void> {
  const commit = await resolve(repository, target)
  if (commit === undefined || repository.git.refs.has(`refs/tags/${tag}`)) return
  await moveRef(repository, `refs/tags/${tag}`, commit.sha, author)
}

function renderRelease(repository: StoredRepository, one: StoredRelease) {
  const { store, owner, name } = repository
  const url = `${repositoryUrl(repository)}/releases/${one.id}`
  const page = `${store.url}/${owner.login}/${name}`
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    html_url: `${page}/releases/tag/${encodeURIComponent(one.tag)}`,
    id: one.id,
    author: renderAccount(store, one.author),
    node_id: nodeId('RE', one.id),
    tag_name: one.tag,
    target_commitish: one.target,
    name: one.name,
    body: one.body,
    draft: one.draft,
    immutable: false,
    prerelease: one.prerelease,
    created_at: one.createdAt,
    updated_at: one.createdAt,
    published_at: one.draft ? null : one.createdAt,
    assets: [],
    tarball_url: `${page}/tarball/${encodeURIComponent(one.tag)}`,
    zipball_url: `${page}/zipball/${encodeURIComponent(one.tag)}`,
  }
}
