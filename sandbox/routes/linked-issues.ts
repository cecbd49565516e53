import { mentionedToClose } from '../git/branches.ts'
import type { Call } from '../http/api.ts'
import { repositoryNamed } from '../lookup.ts'
import { admit, reads } from '../rules/access.ts'
import type { StoredIssue } from '../store.ts'

/**
 * What is linked to the issues of a query such as `repository(…) { i3: issue(number: 3) { … } }`, all fields that the sandbox
 * knows whether or not they are asked for; nothing for any other query.
 */
export function linkedIssues(asked: Call, query: string, variables: Readonly<Record<string, unknown>>) {
  return closedByPull(asked, query, variables) ?? linksOfIssues(asked, query, variables)
}

/** The issues that a pull request closes, where a query such as `pullRequest(number: $number) { … }` asks for them. */
function closedByPull(asked: Call, query: string, variables: Readonly<Record<string, unknown>>) {
  if (!/^\s*query\b/.test(query) || !/\bclosingIssuesReferences\b/.test(query)) return undefined
  const repository = repositoryNamed(asked.store, String(variables.owner), String(variables.name))
  if (!repository) return { repository: null }
  admit(asked.actor, repository, reads('pull_requests'))
  const pull = repository.issues.get(Number(variables.number))
  if (!pull?.pull) return { repository: { pullRequest: null } }
  const closed = mentionedToClose(repository, pull.body ?? '')
  const nodes = closed.map((issue) => ({ number: issue.number, repository: placeOf(issue) }))
  return { repository: { pullRequest: { closingIssuesReferences: { nodes } } } }
}

function linksOfIssues(asked: Call, query: string, variables: Readonly<Record<string, unknown>>) {
  const issues = [...query.matchAll(/\b(\w+)\s*:\s*issue\s*\(\s*number\s*:\s*(\d+)\s*\)/g)]
  if (!/^\s*query\b/.test(query) || issues.length === 0) return undefined
  const repository = repositoryNamed(asked.store, String(variables.owner), String(variables.name))
  if (!repository) return { repository: null }
  admit(asked.actor, repository, reads('issues'))
  return {
    repository: Object.fromEntries(
      issues.map(([, alias = '', number]) => {
        const issue = repository.issues.get(Number(number))
        return [alias, issue && !issue.pull ? linksOf(issue) : null]
      }),
    ),
  }
}

function linksOf(issue: StoredIssue) {
  const { repository } = issue
  const pulls = [...repository.issues.values()].filter(
    (one) => one.pull && one.state === 'open' && mentionedToClose(repository, one.body ?? '').includes(issue),
  )
  return {
    number: issue.number,
    closedByPullRequestsReferences: {
      nodes: pulls.map(({ number, updatedAt }) => ({ number, state: 'OPEN', updatedAt })),
    },
    timelineItems: { nodes: [...closings(issue), ...duplicates(issue)] },
  }
}

function closings(issue: StoredIssue) {
  const { closedWith } = issue
  if (issue.state !== 'closed') return []
  if (closedWith === undefined) return [{ __typename: 'ClosedEvent', closer: null }]
  const place = placeOf(issue)
  const closer =
    'commit' in closedWith
      ? { __typename: 'Commit', oid: closedWith.commit, repository: place }
      : {
          __typename: 'PullRequest',
          number: closedWith.number,
          merged: closedWith.pull?.merged !== undefined,
          repository: place,
        }
  return [{ __typename: 'ClosedEvent', closer }]
}

/** https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/marking-issues-or-pull-requests-as-a-duplicate */
function duplicates(issue: StoredIssue) {
  return issue.comments.flatMap(({ body }) => {
    const canonical = issue.repository.issues.get(Number(/^Duplicate of #(\d+)\s*$/i.exec(body)?.[1]))
    if (canonical === undefined) return []
    const { number } = canonical
    return [{ __typename: 'MarkedAsDuplicateEvent', canonical: { number, repository: placeOf(canonical) } }]
  })
}

function placeOf({ repository }: StoredIssue) {
  return { nameWithOwner: `${repository.owner.login}/${repository.name}` }
}
