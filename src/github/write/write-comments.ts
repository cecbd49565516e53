import { z } from 'zod'
import { GitHubError, type Writer } from '../../reconcile/ports.ts'
import type { SessionContext } from '../requests/context.ts'
import { refusedWith } from '../requests/errors.ts'
import { askGraphql } from '../requests/graphql.ts'
import { repositoryPath } from '../requests/paths.ts'
import { toComment, wireComment } from '../wire/wire-issue.ts'
import { gone, issueReference, issueTarget, placeToWrite, unless } from './issue-target.ts'

const anything = z.unknown()

const foldQuery = `mutation($id: ID!) {
  minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } }
}`

type CommentWrites = 'createComment' | 'editComment' | 'removeComment' | 'react' | 'foldComment' | 'pinComment'

/** Comments and reactions to them. What is gone already needs no removing, and no reaction. */
export function commentWrites(context: SessionContext): Pick<Writer, CommentWrites> {
  const { name, calls } = context
  const base = repositoryPath(name)
  return {
    async createComment(number, text, other) {
      const { path, there } = await issueTarget(context, number, other)
      const write = { path: `${path}/comments`, body: { body: text }, schema: wireComment }
      const what = `comment on ${issueReference(number, other)}`
      return toComment(await there.write({ method: 'POST', ...write, what }))
    },
    async editComment(comment, text) {
      const path = `${base}/issues/comments/${comment}`
      try {
        await calls.write({ method: 'PATCH', path, body: { body: text }, schema: anything, what: 'edit its comment' })
      } catch (error) {
        if (!refusedWith(error, 404, 410)) throw error
        throw new GitHubError(
          'The app did not edit its comment, because it was deleted meanwhile; its next pass sees that.',
          { kind: 'stale' },
          { cause: error },
        )
      }
    },
    async removeComment(comment) {
      const path = `${base}/issues/comments/${comment}`
      await unless(gone, () => calls.write({ method: 'DELETE', path, schema: anything, what: 'remove a comment' }))
    },
    async foldComment(node, other) {
      const what = 'fold a reminder that is outdated'
      const { there } = await placeToWrite(context, other, what)
      await askGraphql(there, { query: foldQuery, variables: { id: node }, schema: anything, what })
    },
    async pinComment(comment) {
      const path = `${base}/issues/comments/${comment}/pin`
      const write = { method: 'PUT', path, body: {}, schema: anything, what: 'pin its comment' } as const
      await unless(gone, () => calls.write(write))
    },
    async react(comment, reaction, other) {
      const { repository, there } = await placeToWrite(context, other, 'react to a comment')
      const path = `${repository}/issues/comments/${comment}/reactions`
      const body = { content: reaction }
      await unless(gone, () =>
        there.write({ method: 'POST', path, body, schema: anything, what: 'react to a comment' }),
      )
    },
  }
}
