import { z } from 'zod'
import { findMarker } from '../../document/markers/markers.ts'
import { type Issue, type IssueLookup, sameLabel } from '../../domain/issue.ts'
import { fullName, parseFullName } from '../../domain/ref.ts'
import type { Reader } from '../../reconcile/ports.ts'
import type { Context } from '../requests/context.ts'
import { refusedWith } from '../requests/errors.ts'
import { failureOf } from '../requests/failure.ts'
import { encodeSegment, repositoryPath } from '../requests/paths.ts'
import {
  isMark,
  toComment,
  toIssue,
  toIssueEvent,
  wireComment,
  wireIssue,
  wireIssueEvent,
  wireReaction,
} from '../wire/wire-issue.ts'
import { readRepository } from './read-repository.ts'

type IssueTopics =
  | 'issue'
  | 'comments'
  | 'marks'
  | 'issueEvents'
  | 'subIssues'
  | 'labelled'
  | 'incidents'
  | 'openItems'
  | 'label'

/** Issues and what hangs on them. Of an issue that is gone, there are no comments, events or sub-issues. */
export function issueTopics(context: Context): Pick<Reader, IssueTopics> {
  const { name, calls } = context
  const base = repositoryPath(name)

  /** Issues with a label, oldest first: pages stay as they are while issues are added. */
  async function listed(label: string, query: Readonly<Record<string, string>>): Promise<readonly Issue[]> {
    const wires = await calls.readAll({
      path: `${base}/issues`,
      query: { labels: label, sort: 'created', direction: 'asc', ...query },
      schema: wireIssue,
      what: `list the issues labelled “${label}”`,
    })
    return wires.map(toIssue).filter((issue) => !issue.isPull && issue.labels.some((own) => sameLabel(own, label)))
  }

  return {
    issue: ({ number }) => lookUp(context, number),
    comments: ({ number, in: elsewhere }) =>
      orNothing([], async () => {
        const other = elsewhere === undefined ? null : parseFullName(elsewhere)
        const there = other === null ? calls : await context.elsewhere.calls(other)
        const wires = await there?.readAll({
          path: `${other === null ? base : repositoryPath(other)}/issues/${number}/comments`,
          schema: wireComment,
          what: `read the comments of ${elsewhere ?? ''}#${number}`,
        })
        return (wires ?? []).map(toComment)
      }),
    issueEvents: ({ number }) =>
      orNothing([], async () => {
        const wires = await calls.readAll({
          path: `${base}/issues/${number}/events`,
          schema: wireIssueEvent,
          what: `read the events of #${number}`,
        })
        return wires.flatMap((wire) => toIssueEvent(wire) ?? [])
      }),
    marks: ({ comment }) =>
      orNothing([], async () => {
        const wires = await calls.readAll({
          path: `${base}/issues/comments/${comment}/reactions`,
          schema: wireReaction,
          what: 'read who marked a comment',
        })
        return wires.flatMap(({ user, content }) => (user && isMark(content) ? [user.login] : []))
      }),
    subIssues: ({ number }) =>
      orNothing(null, async () => {
        const [wires, { id, owner, name: repo }] = await Promise.all([
          calls.readAll({
            path: `${base}/issues/${number}/sub_issues`,
            schema: wireIssue,
            what: `read the sub-issues of #${number}`,
          }),
          readRepository(context),
        ])
        const issues = wires.map(async (wire) => {
          if (standsIn(wire.repository_url, `${owner}/${repo}`) !== false) return toIssue(wire)
          // People attach what they like from other repositories; an item that was transferred says where it is from.
          return findMarker(wire.body ?? '', 'item')?.repository === id ? inItsPlace(context, wire) : null
        })
        return (await Promise.all(issues)).filter((issue) => issue !== null)
      }),
    labelled: ({ label, since }) => listed(label, { state: 'all', since }),
    incidents: ({ label, since }) => listed(label, since === null ? { state: 'all' } : { state: 'all', since }),
    openItems: ({ label }) => listed(label, { state: 'open' }),
    label: ({ name: label }) =>
      orNothing(false, async () => {
        await calls.read({
          path: `${base}/labels/${encodeSegment(label)}`,
          schema: z.object({ name: z.string() }),
          what: `look for the label “${label}”`,
        })
        return true
      }),
  }
}

/**
 * A transferred issue answers by a redirect to where it stands now, which the token may not see. A renamed repository
 * redirects too, to its own id.
 */
async function lookUp(context: Context, number: number): Promise<IssueLookup> {
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
async function inItsPlace({ elsewhere }: Context, wire: z.infer<typeof wireIssue>): Promise<Issue | null> {
  const other = /\/repos\/([^/]+\/[^/]+)$/.exec(wire.repository_url ?? '')?.[1]
  const repository = other === undefined ? null : await elsewhere.find(`/repos/${other}`)
  return repository && { ...toIssue(wire), elsewhere: repository }
}

/** The issue at an address that this session's token does not reach, read with a token for the repository there. */
async function behindRedirect({ elsewhere }: Context, address: string): Promise<Issue | null> {
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

async function redirectedAway(context: Context, url: string): Promise<boolean> {
  const id = /\/repositories\/(\d+)\/issues\//.exec(url)?.[1]
  if (id === undefined) return false
  return Number(id) !== (await readRepository(context)).id
}

async function standsElsewhere(context: Context, repositoryUrl: string | null | undefined): Promise<boolean> {
  const { owner, name } = await readRepository(context)
  return standsIn(repositoryUrl, `${owner}/${name}`) === false
}

/** Whether an issue's `repository_url` names this repository; `null` when it has none. */
function standsIn(repositoryUrl: string | null | undefined, fullName: string): boolean | null {
  const found = /\/repos\/([^/]+\/[^/]+)$/.exec(repositoryUrl ?? '')?.[1]
  return found === undefined ? null : found.toLowerCase() === fullName.toLowerCase()
}

/** What hangs on an issue that is gone is nothing; the issue's own lookup says why. */
async function orNothing<T>(nothing: T, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (refusedWith(error, 404, 410)) return nothing
    throw error
  }
}
