import { findMarker, renderMarker } from '../../../document/markers/markers.ts'
import type { Mutation } from '../../../domain/mutation.ts'
import { fullName } from '../../../domain/ref.ts'
import { isOwn } from '../../../domain/self.ts'
import type { Context } from '../../context.ts'
import type { IncidentPass } from '../../pass.ts'
import { text } from '../../texts.ts'
import type { CommentLocation } from '../definition.ts'

/** What a comment with commands is answered. */
export interface CommandReply extends CommentLocation {
  /** That its author may not command, as a sentence; `null` for others, and where nothing was asked that there is. */
  readonly denied: string | null
  /** A sentence for each command that cannot be carried out. */
  readonly failures: readonly string[]
  /** How many commands were carried out. */
  readonly done: number
  /** What is said although nothing is wrong, such as the help; empty for nothing. */
  readonly answer: string
}

/** A failure that only showed when the command was carried out. */
export interface CommandFailure extends CommentLocation {
  readonly sentence: string
}

/** `replies` with what went wrong when commands were carried out: those of this pass, and those that had to wait. */
export function withFailures(
  replies: readonly CommandReply[],
  failures: readonly CommandFailure[],
): readonly CommandReply[] {
  const now = replies.map((reply) => {
    const own = failures.filter(({ comment }) => comment.id === reply.comment.id).map(({ sentence }) => sentence)
    return { ...reply, failures: [...reply.failures, ...own], done: Math.max(0, reply.done - own.length) }
  })
  const waited = failures
    .filter(({ comment }) => replies.every((reply) => reply.comment.id !== comment.id))
    .map(({ comment, on, sentence }): CommandReply => {
      return { comment, on, denied: null, failures: [sentence], done: 0, answer: '' }
    })
  return [...now, ...waited]
}

/**
 * A reaction to each comment, and a comment below it where there is something to say. A comment is answered once: what was
 * said before is looked up where it was said.
 */
export function answers(replies: readonly CommandReply[], pass: IncidentPass): readonly Mutation[] {
  return replies.flatMap((reply) => {
    const { comment, on } = reply
    const there = reply.in === undefined ? {} : { in: reply.in }
    const fine = reply.failures.length === 0 && reply.done > 0
    const react: Mutation = {
      rule: 'answer-command',
      of: `${comment.id}`,
      do: 'react',
      comment: comment.id,
      reaction: fine ? '+1' : 'confused',
      ...there,
    }
    const known = saidOn(reply, pass).some((answer) => answer.comment === comment.id)
    if (known || !needsWords(reply)) return [react]
    const to = reply.denied === null ? null : comment.author.login
    const answer: Mutation = {
      rule: 'answer',
      of: `${comment.id}`,
      do: 'answer',
      number: on,
      comment: comment.id,
      body: bodyOf(reply, to, pass.context),
      ...there,
    }
    return [react, answer]
  })
}

function needsWords({ denied, failures, answer }: CommandReply): boolean {
  return denied !== null || failures.length > 0 || answer !== ''
}

/**
 * Whether somebody was told in this conversation that they may not command, in answer to another comment than this one: an
 * answer is not complete before its reaction.
 */
export function wasTold(location: CommentLocation, pass: IncidentPass): boolean {
  const { comment } = location
  const login = comment.author.login.toLowerCase()
  return saidOn(location, pass).some((answer) => {
    return answer.to?.toLowerCase() === login && answer.comment !== comment.id
  })
}

/** The answers that stand below an issue or pull request; its comments are read where commands are. */
function saidOn({ on, in: there }: CommentLocation, { incident, ask, context }: IncidentPass) {
  const elsewhere = there === undefined ? {} : { in: fullName(there) }
  const isIncident = there === undefined && on === incident.ref.number
  const comments = isIncident ? incident.comments : ask({ ask: 'comments', number: on, ...elsewhere })
  return (comments ?? []).flatMap(({ author, body }) => {
    const marker = isOwn(author, context.self) ? findMarker(body, 'answer') : null
    return marker === null ? [] : [marker]
  })
}

function bodyOf(
  { comment, denied, failures, done, answer }: CommandReply,
  to: string | null,
  context: Context,
): string {
  const sentences = denied === null ? failures : [denied]
  return text(context.templates, 'answer', {
    marker: renderMarker({ kind: 'answer', comment: comment.id, to }),
    one: sentences.length === 1 ? (sentences[0] ?? '') : '',
    several: sentences.length > 1 ? sentences : [],
    others: failures.length > 0 && done > 0,
    answer,
  }).trim()
}
