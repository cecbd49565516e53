import type { z } from 'zod'
import type { Issue, IssueLookup } from '../../domain/issue.ts'
import { fullName } from '../../domain/ref.ts'
import type { SessionContext } from '../requests/context.ts'
import { refusedWith } from '../requests/errors.ts'
import { failureOf } from '../requests/failure.ts'
import { repositoryPath } from '../requests/paths.ts'
import { toIssue, wireIssue } from '../wire/wire-issue.ts'
import { orNothing } from './or-nothing.ts'
import { readRepository } from './read-repository.ts'

/**
 * A transferred issue answers by a redirect to where it stands now, which the token may not see. A renamed repository
 * redirects too, to its own id.
 */
export async function lookUp(context: SessionContext, number: number): Promise<IssueLookup> {
  const { name, calls } = context
  try {
    const { data, url } = await calls.read({
      path: `${repositoryPath(name)}/issues/${number}`,
      schema: wireIssue,
      what: `read #${number}`,
    })
    const moved =
      data.number !== number ||
      (await redirectedAway(context, url)) ||
      (standsIn(data.repository_url, `${name.owner}/${name.repo}`) === false &&
        (await standsElsewhere(context, data.repository_url)))
    if (!moved) return { found: true, issue: toIssue(data) }
    return { found: false, reason: 'transferred', issue: await inItsPlace(context, data) }
  } catch (error) {
    if (!refusedWith(error, 404, 410)) throw error
    const answer = failureOf(error)
    if (answer?.status === 410)
      return { found: false, reason: /disabled/i.test(answer.says) ? 'issues-disabled' : 'deleted' }
    const address = answer?.url ?? ''
    if (!(await redirectedAway(context, address))) return { found: false, reason: 'missing' }
    return { found: false, reason: 'transferred', issue: await behindRedirect(context, address) }
  }
}

/** An issue of another repository, `null` where the app cannot see that one. */
export async function inItsPlace(
  { elsewhere }: SessionContext,
  wire: z.infer<typeof wireIssue>,
): Promise<Issue | null> {
  const other = /\/repos\/([^/]+\/[^/]+)$/.exec(wire.repository_url ?? '')?.[1]
  const repository = other === undefined ? null : await elsewhere.find(`/repos/${other}`)
  return repository && { ...toIssue(wire), elsewhere: repository }
}

/** The issue at an address that this session's token does not reach, read with a token for the repository there. */
async function behindRedirect({ elsewhere }: SessionContext, address: string): Promise<Issue | null> {
  const [, id, number] = /\/repositories\/(\d+)\/issues\/(\d+)/.exec(address) ?? []
  const repository = id === undefined ? null : await elsewhere.find(`/repositories/${id}`)
  const there = repository?.covered ? await elsewhere.calls(repository) : null
  if (!repository || !there) return null
  return orNothing(null, async () => {
    const path = `${repositoryPath(repository)}/issues/${number}`
    const { data } = await there.read({ path, schema: wireIssue, what: `read ${fullName(repository)}#${number}` })
    return { ...toIssue(data), elsewhere: repository }
  })
}

/** An issue of the repository with that database id, or where it was transferred to since; `null` where nothing of that one is seen. */
export async function lookUpElsewhere(
  context: SessionContext,
  repository: number,
  number: number,
): Promise<IssueLookup | null> {
  const { elsewhere } = context
  const place = await elsewhere.find(`/repositories/${repository}`)
  const there = place && (await elsewhere.calls(place))
  if (!place || !there) return null
  const found = await lookUp({ ...context, name: { owner: place.owner, repo: place.repo }, calls: there }, number)
  if (found.found) return { found: true, issue: { ...found.issue, elsewhere: place } }
  const isHome = 'issue' in found && found.issue?.elsewhere?.id === (await readRepository(context)).id
  return isHome ? { found: true, issue: { ...found.issue, elsewhere: null } } : found
}

async function redirectedAway(context: SessionContext, url: string): Promise<boolean> {
  const id = /\/repositories\/(\d+)\/issues\//.exec(url)?.[1]
  if (id === undefined) return false
  return Number(id) !== (await readRepository(context)).id
}

async function standsElsewhere(context: SessionContext, repositoryUrl: string | null | undefined): Promise<boolean> {
  const { owner, name } = await readRepository(context)
  return standsIn(repositoryUrl, `${owner}/${name}`) === false
}

/** Whether an issue's `repository_url` names this repository; `null` when it has none. */
export function standsIn(repositoryUrl: string | null | undefined, fullName: string): boolean | null {
  const found = /\/repos\/([^/]+\/[^/]+)$/.exec(repositoryUrl ?? '')?.[1]
  return found === undefined ? null : found.toLowerCase() === fullName.toLowerCase()
}
