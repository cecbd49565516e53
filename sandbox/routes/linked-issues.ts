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
  const { repository, closedWith } = issue
  const place = { nameWithOwner: `${repository.owner.login}/${repository.name}` }
  const pulls = [...repository.issues.values()].filter(
    (one) => one.pull && one.state === 'open' && mentionedToClose(repository, one.body ?? '').includes(issue),
  )
  const closer = closedWith && {
    __typename: 'PullRequest',
    number: closedWith.number,
    merged: closedWith.pull?.merged !== undefined,
    repository: place,
  }
  return {
    number: issue.number,
    closedByPullRequestsReferences: {
      nodes: pulls.map(({ number, updatedAt }) => ({ number, state: 'OPEN', updatedAt })),
    },
    timelineItems: {
      nodes: issue.state === 'closed' ? [{ __typename: 'ClosedEvent', closer: closer ?? null }] : [],
    },
  }
}
