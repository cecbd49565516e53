import { z } from 'zod'
import { created, noContent, okJson, page } from '../http/answer.ts'
import type { ApiRoutes, RepositoryCall } from '../http/api.ts'
import { HttpRefusal, invalid, notFound } from '../http/refusal.ts'
import { addComment, deleteComment, editComment } from '../issue-changes.ts'
import { mayTriage, reads, writes } from '../rules/access.ts'
import { renderComment, renderReaction } from '../shapes/issue.ts'
import { type Reaction, reactionContents, type StoredComment } from '../store.ts'
import { admitTo, checkText, issueAt } from './parts.ts'

const written = z.object({ body: z.string() })
const reacted = z.object({ content: z.enum(reactionContents) })

/** https://docs.github.com/en/rest/issues/comments and https://docs.github.com/en/rest/reactions */
export function commentRoutes(api: ApiRoutes): void {
  const seen = reads('issues', 'pull_requests')
  const wrote = writes('read', 'issues', 'pull_requests')

  api.repository('GET', '/issues/:number/comments', seen, (call) =>
    page(call.url, since(call, issueAt(call).comments), renderComment),
  )
  api.repository('POST', '/issues/:number/comments', wrote, (call) => {
    const issue = issueAt(call)
    // An app is no collaborator, whatever it may do otherwise.
    const collaborates = call.actor.kind === 'user' && mayTriage(call.actor, call.repository)
    if (issue.locked && !collaborates) throw new HttpRefusal(403, 'Unable to create comment because issue is locked.')
    return created(renderComment(addComment(issue, call.doer(), bodyOf(call))))
  })
  api.repository('GET', '/issues/comments', seen, (call) => {
    const all = [...call.repository.issues.values()].flatMap((issue) => issue.comments)
    const newestFirst = call.query('direction') === 'desc' ? -1 : 1
    const key = (one: StoredComment) => (call.query('sort') === 'updated' ? one.updatedAt : one.createdAt)
    all.sort((a, b) => newestFirst * (key(a).localeCompare(key(b)) || a.id - b.id))
    return page(call.url, since(call, all), renderComment)
  })
  api.repository('GET', '/issues/comments/:comment', seen, (call) => okJson(renderComment(commentAt(call))))
  api.repository('PATCH', '/issues/comments/:comment', wrote, (call) => {
    const edited = ownComment(call)
    editComment(edited, call.doer(), bodyOf(call))
    return okJson(renderComment(edited))
  })
  api.repository('DELETE', '/issues/comments/:comment', wrote, (call) => {
    deleteComment(ownComment(call), call.doer())
    return noContent
  })

  const pinned = writes('triage', 'issues')
  api.repository('PUT', '/issues/comments/:comment/pin', pinned, (call) => {
    const comment = commentAt(call)
    comment.issue.pinned = comment
    return okJson(renderComment(comment))
  })
  api.repository('DELETE', '/issues/comments/:comment/pin', pinned, (call) => {
    const comment = commentAt(call)
    if (comment.issue.pinned !== comment) throw notFound()
    comment.issue.pinned = undefined
    return noContent
  })

  const targets = [
    { path: '/issues/comments/:comment/reactions', of: commentAt },
    { path: '/issues/:number/reactions', of: issueAt },
  ]
  for (const { path, of } of targets) {
    api.repository('GET', path, seen, (call) => {
      const content = call.query('content')
      const { reactions } = of(call)
      const chosen = content ? reactions.filter((one) => one.content === content) : reactions
      return page(call.url, chosen, (one) => renderReaction(call.store, one))
    })
    api.repository('POST', path, wrote, (call) => react(call, of(call).reactions))
    api.repository('DELETE', `${path}/:reaction`, wrote, (call) => {
      const { reactions } = of(call)
      const index = reactions.findIndex((one) => String(one.id) === call.param('reaction'))
      if (index < 0 || reactions[index]?.user.id !== call.doer().id) throw notFound()
      reactions.splice(index, 1)
      return noContent
    })
  }
}

/** One reaction of a kind a person: a second one gives the first back, with 200 instead of 201. */
function react(call: RepositoryCall, reactions: Reaction[]) {
  const { content } = call.body(reacted)
  const user = call.doer()
  const had = reactions.find((one) => one.user.id === user.id && one.content === content)
  if (had) return okJson(renderReaction(call.store, had))
  const made = { id: call.store.nextId(), user, content, createdAt: call.store.clock.now() }
  reactions.push(made)
  return created(renderReaction(call.store, made))
}

function bodyOf(call: RepositoryCall): string {
  const { body } = call.body(written)
  if (body.trim() === '')
    throw invalid({ resource: 'IssueComment', field: 'data', code: 'unprocessable', message: 'Body cannot be blank' })
  checkText('IssueComment', { body })
  return body
}

function commentAt(call: RepositoryCall): StoredComment {
  const found = call.store.comments.get(Number(call.param('comment')))
  if (found?.issue.repository !== call.repository) throw notFound()
  admitTo(call, found.issue)
  return found
}

/** The comment, for its author, for people who may triage, and for an app with the permission. */
function ownComment(call: RepositoryCall): StoredComment {
  const found = commentAt(call)
  if (found.author.id === call.doer().id) return found
  if (call.actor.kind === 'installation') return found
  if (!mayTriage(call.actor, call.repository)) throw new HttpRefusal(403, 'Must have admin rights to Repository.')
  return found
}

function since(call: RepositoryCall, comments: readonly StoredComment[]): readonly StoredComment[] {
  const from = Date.parse(call.query('since') ?? '')
  return Number.isNaN(from) ? comments : comments.filter((one) => Date.parse(one.updatedAt) >= from)
}
