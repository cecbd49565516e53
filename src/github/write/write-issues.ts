import { z } from 'zod'
import { fullName, type RepositoryName } from '../../domain/ref.ts'
import { GitHubError, type Writer } from '../../reconcile/ports.ts'
import type { Calls } from '../requests/calls.ts'
import type { Context } from '../requests/context.ts'
import { keepingFromLog, refusedWith } from '../requests/errors.ts'
import { failureOf } from '../requests/failure.ts'
import { encodeSegment, repositoryPath } from '../requests/paths.ts'
import { toComment, toIssue, wireComment, wireIssue } from '../wire/wire-issue.ts'

const anything = z.unknown()

/** https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/assigning-issues-and-pull-requests-to-other-github-users */
const mostAssignees = 10

type IssueWrites =
  | 'assign'
  | 'createLabel'
  | 'addLabel'
  | 'removeLabel'
  | 'createIssue'
  | 'attachSubIssue'
  | 'closeAsDuplicate'
  | 'createComment'
  | 'editComment'
  | 'removeComment'
  | 'react'

/** Writes to issues and what hangs on them. What is gone already needs no removing. */
export function issueWrites({ name, calls, elsewhere }: Context): Pick<Writer, IssueWrites> {
  const base = repositoryPath(name)
  const issue = (number: number) => `${base}/issues/${number}`

  /** Where an issue stands, and who may write there. */
  async function at(number: number, other: RepositoryName | undefined) {
    if (other === undefined) return { path: issue(number), there: calls }
    const there = await elsewhere.calls(other)
    const path = `${repositoryPath(other)}/issues/${number}`
    if (there !== null) return { path, there }
    throw new GitHubError(
      `The app could not write to ${fullName(other)}#${number}, because it is not installed there; an owner can add the repository in the account’s settings under “GitHub Apps”.`,
      { kind: 'refused', status: 404, reason: 'missing' },
    )
  }

  return {
    async assign(number, logins) {
      const body = { assignees: logins.slice(0, mostAssignees) }
      const what = `assign #${number} to ${logins.join(', ')}`
      await calls.write({ method: 'POST', path: `${issue(number)}/assignees`, body, schema: anything, what })
    },
    async createLabel({ name: label, colour, description }) {
      const body = { name: label, color: colour.replace(/^#/, ''), description: description.slice(0, 100) }
      const what = `create the label “${label}”`
      await unless(
        (error) => error.fault.kind === 'exists',
        () => calls.write({ method: 'POST', path: `${base}/labels`, body, schema: anything, what }),
      )
    },
    async addLabel(number, label, other) {
      const { path, there } = await at(number, other)
      const what = `put the label “${label}” on ${other ? fullName(other) : ''}#${number}`
      await there.write({ method: 'POST', path: `${path}/labels`, body: { labels: [label] }, schema: anything, what })
    },
    async removeLabel(number, label) {
      const path = `${issue(number)}/labels/${encodeSegment(label)}`
      const what = `take the label “${label}” off #${number}`
      await unless(gone, () => calls.write({ method: 'DELETE', path, schema: anything, what }))
    },
    async createIssue({ title, body, labels, assignees }) {
      const shown = title.slice(0, 80)
      const what = `open the issue “${shown}”`
      const sent = { title, body, labels, assignees: assignees.slice(0, mostAssignees) }
      const write = { method: 'POST', path: `${base}/issues`, body: sent, schema: wireIssue, what } as const
      return toIssue(await keepingFromLog(shown, calls.write(write)))
    },
    attachSubIssue: (parent, id) => attach(calls, issue(parent), parent, id),
    async closeAsDuplicate(number, text) {
      const body = { state: 'closed', state_reason: 'duplicate', body: text }
      const what = `close #${number} as a duplicate`
      await calls.write({ method: 'PATCH', path: issue(number), body, schema: anything, what })
    },
    async createComment(number, text, other) {
      const { path, there } = await at(number, other)
      const write = { path: `${path}/comments`, body: { body: text }, schema: wireComment }
      const what = `comment on ${other ? fullName(other) : ''}#${number}`
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
    async react(comment, reaction) {
      const path = `${base}/issues/comments/${comment}/reactions`
      const body = { content: reaction }
      await unless(gone, () =>
        calls.write({ method: 'POST', path, body, schema: anything, what: 'react to a comment' }),
      )
    },
  }
}

/** 404 where GitHub offers no sub-issues; 422 for a child that has a parent, which may be this one. */
async function attach(calls: Calls, path: string, parent: number, id: number): Promise<void> {
  const what = `attach an action item to #${parent}`
  try {
    await calls.write({
      method: 'POST',
      path: `${path}/sub_issues`,
      body: { sub_issue_id: id },
      schema: anything,
      what,
    })
  } catch (error) {
    if (gone(error)) return
    if (failureOf(error)?.status !== 422) throw error
    const attached = await calls.readAll({ path: `${path}/sub_issues`, schema: wireIssue, what })
    if (attached.some((child) => child.id === id)) return
    throw isParented(error)
      ? new GitHubError(
          `The app could not ${what}, because its issue belongs to another one already; it stays listed in the status comment.`,
          { kind: 'refused', status: 422, reason: 'invalid' },
          { cause: error },
        )
      : error
  }
}

function isParented(error: unknown): boolean {
  return /parent|duplicate/i.test(failureOf(error)?.says ?? '')
}

function gone(error: unknown): boolean {
  return refusedWith(error, 404, 410)
}

/** Runs `write`; a fault after which the wanted state stands anyway is none. */
async function unless(stands: (error: GitHubError) => boolean, write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!(error instanceof GitHubError) || !stands(error)) throw error
  }
}
