import { z } from 'zod'
import type { Closer, IssueLinks } from '../../domain/issue-links.ts'
import { fullName } from '../../domain/ref.ts'
import type { Reader } from '../../reconcile/ports.ts'
import type { SessionContext } from '../requests/context.ts'
import { askGraphql } from '../requests/graphql.ts'

/** So many issues are asked about in one request: each has at most twenty nodes of GitHub's half a million. */
const atOnce = 50

const place = z.object({ nameWithOwner: z.string() }).nullish()
const pull = z.object({ number: z.number(), state: z.string(), updatedAt: z.string() })
const event = z.object({
  __typename: z.string(),
  closer: z
    .object({
      __typename: z.string(),
      number: z.number().nullish(),
      merged: z.boolean().nullish(),
      oid: z.string().nullish(),
      repository: place,
    })
    .nullish(),
  canonical: z.object({ number: z.number().nullish(), repository: place }).nullish(),
})
const issue = z
  .object({
    number: z.number(),
    closedByPullRequestsReferences: z.object({ nodes: z.array(pull.nullable()).nullish() }).nullish(),
    timelineItems: z.object({ nodes: z.array(event.nullable()).nullish() }).nullish(),
  })
  .nullish()
const answer = z.object({ repository: z.record(z.string(), issue).nullish() })

const closing = z.object({ number: z.number(), repository: place })
const closingAnswer = z.object({
  repository: z
    .object({
      pullRequest: z
        .object({ closingIssuesReferences: z.object({ nodes: z.array(closing.nullable()).nullish() }).nullish() })
        .nullish(),
    })
    .nullish(),
})
const closingQuery = `query($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    closingIssuesReferences(first: 50) { nodes { number repository { nameWithOwner } } }
  } }
}`

/** The pull requests that are to close issues, and what closed them: only GraphQL tells. */
export function issueLinkTopics({ name, calls }: SessionContext): Pick<Reader, 'issueLinks' | 'closingIssues'> {
  async function ask(numbers: readonly number[]): Promise<readonly IssueLinks[]> {
    const { repository } = await askGraphql(calls, {
      query: queryOf(numbers),
      variables: { owner: name.owner, name: name.repo },
      schema: answer,
      what: 'see what is linked to the follow-ups',
    })
    return Object.values(repository ?? {}).flatMap((one) => (one == null ? [] : [toLinks(one, fullName(name))]))
  }
  return {
    async issueLinks({ numbers }) {
      const all = numbers.split(',').map(Number)
      const found: IssueLinks[] = []
      for (let from = 0; from < all.length; from += atOnce) found.push(...(await ask(all.slice(from, from + atOnce))))
      return found
    },
    async closingIssues({ pull: number }) {
      const { repository } = await askGraphql(calls, {
        query: closingQuery,
        variables: { owner: name.owner, name: name.repo, number },
        schema: closingAnswer,
        what: `see what the merge of #${number} closed`,
      })
      const closed = repository?.pullRequest?.closingIssuesReferences?.nodes ?? []
      return closed.flatMap((one) =>
        one?.repository?.nameWithOwner.toLowerCase() === fullName(name).toLowerCase() ? [one.number] : [],
      )
    },
  }
}

function queryOf(numbers: readonly number[]): string {
  const issues = numbers.map((number) => `i${number}: issue(number: ${number}) { ...links }`).join('\n')
  return `query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { ${issues} } }
fragment links on Issue {
  number
  closedByPullRequestsReferences(first: 10, includeClosedPrs: false) { nodes { number state updatedAt } }
  timelineItems(last: 5, itemTypes: [CLOSED_EVENT, MARKED_AS_DUPLICATE_EVENT]) { nodes {
    __typename
    ... on ClosedEvent { closer {
      __typename
      ... on PullRequest { number merged repository { nameWithOwner } }
      ... on Commit { oid repository { nameWithOwner } }
    } }
    ... on MarkedAsDuplicateEvent { canonical { ... on Issue { number repository { nameWithOwner } } } }
  } }
}`
}

function toLinks(wire: NonNullable<z.infer<typeof issue>>, here: string): IssueLinks {
  const pulls = (wire.closedByPullRequestsReferences?.nodes ?? []).flatMap((one) =>
    one === null ? [] : [{ number: one.number, open: one.state === 'OPEN', updatedAt: one.updatedAt }],
  )
  const events = (wire.timelineItems?.nodes ?? []).filter((one) => one !== null)
  const closed = events.findLast(({ __typename }) => __typename === 'ClosedEvent')
  const duplicate = events.findLast(({ canonical }) => canonical?.number != null)?.canonical
  const standsHere = (where: z.infer<typeof place>) => where?.nameWithOwner.toLowerCase() === here.toLowerCase()
  return {
    number: wire.number,
    pulls,
    closer: toCloser(closed?.closer, standsHere),
    duplicateOf: duplicate?.number != null && standsHere(duplicate.repository) ? duplicate.number : null,
  }
}

/** What stands in another repository is not named: who sees this one may not see that. */
function toCloser(
  closer: z.infer<typeof event>['closer'],
  standsHere: (where: z.infer<typeof place>) => boolean,
): Closer | null {
  if (closer == null) return null
  const here = standsHere(closer.repository)
  if (closer.__typename === 'PullRequest')
    return closer.merged ? { kind: 'pull', number: here ? (closer.number ?? null) : null } : null
  return closer.__typename === 'Commit' ? { kind: 'commit', sha: here ? (closer.oid ?? null) : null } : null
}
