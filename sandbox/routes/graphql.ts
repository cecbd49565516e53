import { z } from 'zod'
import { okJson } from '../http/answer.ts'
import type { ApiRoutes, Call } from '../http/api.ts'
import { HttpRefusal } from '../http/refusal.ts'
import { idBehind, nodeId } from '../node-id.ts'
import { admit, writes } from '../rules/access.ts'
import { announceIssue, record } from '../webhooks/announce.ts'
import { linkedIssues } from './linked-issues.ts'

const request = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
})
const calls =
  /(?:\b(\w+)\s*:\s*)?\b(markPullRequestReadyForReview|convertPullRequestToDraft|minimizeComment)\s*\(\s*input\s*:\s*(\$\w+|\{[^}]*\})/g
const classifiers = ['ABUSE', 'DUPLICATE', 'OFF_TOPIC', 'OUTDATED', 'RESOLVED', 'SPAM']

/** The three mutations, and one query about issues, that the REST API has no words for. Anything else answers with an error that says so. */
export function graphqlRoutes(api: ApiRoutes): void {
  api.on('POST', '/graphql', (asked) => {
    asked.doer()
    const { query, variables } = asked.body(request)
    const links = linkedIssues(asked, query, variables ?? {})
    if (links) return okJson({ data: links })
    const wanted = [...query.matchAll(calls)]
    if (wanted.length === 0)
      return failed(
        'UNSUPPORTED',
        'The sandbox knows markPullRequestReadyForReview, convertPullRequestToDraft, minimizeComment and what is linked to issues; use the REST API for the rest.',
      )
    try {
      const data = wanted.map(([, alias, name = '', argument = '']) => {
        const input = inputOf(argument, variables ?? {})
        return [alias ?? name, name === 'minimizeComment' ? minimize(asked, input) : setDraft(asked, input, name)]
      })
      return okJson({ data: Object.fromEntries(data) })
    } catch (error) {
      if (!(error instanceof HttpRefusal)) throw error
      return failed(error.status === 404 ? 'NOT_FOUND' : 'FORBIDDEN', error.message)
    }
  })
}

function failed(type: string, message: string) {
  return okJson({ data: null, errors: [{ type, message, path: [], locations: [] }] })
}

/** The fields of `input`, written out or as a variable, each a literal or a variable itself. */
function inputOf(argument: string, variables: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (argument.startsWith('$')) {
    const whole = z.record(z.string(), z.unknown()).safeParse(variables[argument.slice(1)])
    return whole.success ? whole.data : {}
  }
  const fields = [...argument.matchAll(/(\w+)\s*:\s*(?:\$(\w+)|"([^"]*)"|(\w+))/g)]
  return Object.fromEntries(
    fields.map(([, field, variable, text, word]) => [field, variable ? variables[variable] : (text ?? word)]),
  )
}

function setDraft(asked: Call, input: Record<string, unknown>, name: string) {
  const issue = asked.store.issuesById.get(idOf(input.pullRequestId, 'PR'))
  const pull = issue?.pull
  if (!issue || !pull) throw unresolved(input.pullRequestId)
  admit(asked.actor, issue.repository, writes('write', 'pull_requests'))
  const draft = name === 'convertPullRequestToDraft'
  if (issue.state === 'closed') throw new HttpRefusal(422, 'Pull request is closed')
  if (pull.draft !== draft) {
    pull.draft = draft
    record(issue, draft ? 'convert_to_draft' : 'ready_for_review', asked.doer())
    announceIssue(issue, draft ? 'converted_to_draft' : 'ready_for_review', asked.doer())
  }
  return {
    clientMutationId: input.clientMutationId ?? null,
    pullRequest: { id: nodeId('PR', issue.id), number: issue.number, isDraft: pull.draft, state: 'OPEN' },
  }
}

function minimize(asked: Call, input: Record<string, unknown>) {
  const comment = asked.store.comments.get(idOf(input.subjectId, 'IC'))
  if (!comment) throw unresolved(input.subjectId)
  admit(asked.actor, comment.issue.repository, writes('write', 'issues', 'pull_requests'))
  const classifier = classifiers.find((one) => one === input.classifier)
  if (!classifier)
    throw new HttpRefusal(422, `Argument 'classifier' on InputObject 'MinimizeCommentInput' has an invalid value.`)
  comment.minimized = classifier.toLowerCase().replace('_', '-')
  return {
    clientMutationId: input.clientMutationId ?? null,
    minimizedComment: { isMinimized: true, minimizedReason: comment.minimized, viewerCanMinimize: true },
  }
}

function idOf(value: unknown, prefix: string): number {
  return (typeof value === 'string' && idBehind(prefix, value)) || -1
}

function unresolved(value: unknown): HttpRefusal {
  return new HttpRefusal(404, `Could not resolve to a node with the global id of '${String(value)}'`)
}
