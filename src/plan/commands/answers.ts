import { findMarker, renderMarker } from '../../document/markers/markers.ts'
import type { Comment } from '../../domain/issue.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { isOwn } from '../../domain/self.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import type { Inquiry } from '../inquiry.ts'
import { text } from '../texts.ts'

/** What a comment with commands is answered. */
export interface Reply {
  readonly comment: Comment
  /** The number of the issue or pull request that it stands on. */
  readonly on: number
  /** That its author may not command, as a sentence; `null` for others, and where nothing was asked that there is. */
  readonly denied: string | null
  /** A sentence for each command that cannot be obeyed. */
  readonly mistakes: readonly string[]
  /** How many commands were obeyed. */
  readonly done: number
  readonly help: boolean
}

/** A mistake that only showed when the command was carried out. */
export interface LateMistake {
  readonly comment: Comment
  /** The number of the issue or pull request that the comment stands on. */
  readonly on: number
  readonly sentence: string
}

/** `replies` with what went wrong when commands were carried out: those of this pass, and those that had to wait. */
export function withLate(replies: readonly Reply[], late: readonly LateMistake[]): readonly Reply[] {
  const now = replies.map((reply) => {
    const own = late.filter(({ comment }) => comment.id === reply.comment.id).map(({ sentence }) => sentence)
    return { ...reply, mistakes: [...reply.mistakes, ...own], done: Math.max(0, reply.done - own.length) }
  })
  const waited = late
    .filter(({ comment }) => replies.every((reply) => reply.comment.id !== comment.id))
    .map(({ comment, on, sentence }): Reply => {
      return { comment, on, denied: null, mistakes: [sentence], done: 0, help: false }
    })
  return [...now, ...waited]
}

/**
 * A reaction to each comment, and a comment below it where there is something to say. A comment is answered once: what was
 * said before is looked up where it was said.
 */
export function answers(
  file: IncidentFile,
  replies: readonly Reply[],
  inquiry: Inquiry,
  context: Context,
): readonly Mutation[] {
  return replies.flatMap((reply) => {
    const { comment, on } = reply
    const fine = reply.mistakes.length === 0 && reply.done > 0
    const react: Mutation = {
      rule: 'answer-command',
      do: 'react',
      comment: comment.id,
      reaction: fine ? '+1' : 'confused',
    }
    const known = saidOn(on, file, inquiry, context).some((answer) => answer.comment === comment.id)
    if (known || !needsWords(reply)) return [react]
    const to = reply.denied === null ? null : comment.author.login
    const answer: Mutation = {
      rule: 'answer',
      of: `${comment.id}`,
      do: 'answer',
      number: on,
      comment: comment.id,
      body: bodyOf(reply, to, context),
    }
    return [react, answer]
  })
}

function needsWords({ denied, mistakes, help }: Reply): boolean {
  return denied !== null || mistakes.length > 0 || help
}

/**
 * Whether somebody was told in this conversation that they may not command, in answer to another comment than this one: an
 * answer is not complete before its reaction.
 */
export function wasTold(
  { comment, on }: Pick<Reply, 'comment' | 'on'>,
  file: IncidentFile,
  inquiry: Inquiry,
  context: Context,
): boolean {
  const login = comment.author.login.toLowerCase()
  return saidOn(on, file, inquiry, context).some((answer) => {
    return answer.to?.toLowerCase() === login && answer.comment !== comment.id
  })
}

/** The answers that stand below an issue or pull request; its comments are read where commands are. */
function saidOn(on: number, file: IncidentFile, inquiry: Inquiry, context: Context) {
  const comments = on === file.ref.number ? file.comments : inquiry.ask<'comments'>({ ask: 'comments', number: on })
  return (comments ?? []).flatMap(({ author, body }) => {
    const marker = isOwn(author, context.self) ? findMarker(body, 'answer') : null
    return marker === null ? [] : [marker]
  })
}

function bodyOf({ comment, denied, mistakes, done, help }: Reply, to: string | null, context: Context): string {
  const sentences = denied === null ? mistakes : [denied]
  return text(context.templates, 'answer', {
    marker: renderMarker({ kind: 'answer', comment: comment.id, to }),
    one: sentences.length === 1 ? (sentences[0] ?? '') : '',
    several: sentences.length > 1 ? sentences : [],
    others: mistakes.length > 0 && done > 0,
    help: help ? text(context.templates, 'help').trim() : '',
  }).trim()
}
