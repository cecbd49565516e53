import { z } from 'zod'
import type { FieldToSet } from '../../domain/issue.ts'
import { fullName } from '../../domain/ref.ts'
import { GitHubError, type Writer } from '../../reconcile/ports.ts'
import type { Calls } from '../requests/calls.ts'
import type { SessionContext } from '../requests/context.ts'
import { keepingFromLog, refusedError, refusedWith } from '../requests/errors.ts'
import { failureOf } from '../requests/failure.ts'
import { repositoryPath } from '../requests/paths.ts'
import { toIssue, wireIssue } from '../wire/wire-issue.ts'
import { gone, issueReference, issueTarget, placeToWrite } from './issue-target.ts'

const anything = z.unknown()

/** https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/assigning-issues-and-pull-requests-to-other-github-users */
const mostAssignees = 10

type IssueWrites = 'assign' | 'createIssue' | 'attachSubIssue' | 'closeAsDuplicate' | 'editItem' | 'reopenIssue'

/** Writes to issues themselves. */
export function issueWrites(context: SessionContext): Pick<Writer, IssueWrites> {
  const { name, calls } = context
  const base = repositoryPath(name)
  const issue = (number: number) => `${base}/issues/${number}`
  return {
    async assign(number, logins) {
      const body = { assignees: logins.slice(0, mostAssignees) }
      const what = `assign #${number} to ${logins.join(', ')}`
      await calls.write({ method: 'POST', path: `${issue(number)}/assignees`, body, schema: anything, what })
    },
    async createIssue({ title, body, labels, assignees, fields = [], type }, other) {
      const shown = title.slice(0, 80)
      const what = `open the issue “${shown}”${other ? ` in ${fullName(other)}` : ''}`
      const sent = {
        ...{ title, body, labels, assignees: assignees.slice(0, mostAssignees) },
        ...(fields.length > 0 && { issue_field_values: fieldValues(fields) }),
        ...(type !== undefined && { type }),
      }
      const { repository, there } = await placeToWrite(context, other, what)
      const write = { method: 'POST', path: `${repository}/issues`, body: sent, schema: wireIssue, what } as const
      return { ...toIssue(await keepingFromLog(shown, there.write(write))), elsewhere: other ?? null }
    },
    async attachSubIssue(parent, id, other) {
      if (other === undefined) return attach(calls, issue(parent), parent, id)
      const there = await context.elsewhere.attaching(name, other)
      try {
        if (there !== null) await attach(there, issue(parent), parent, id)
      } catch (error) {
        // Not every GitHub attaches across repositories: then the status comment's task list has it.
        if (!refusedWith(error, 403, 422)) throw error
      }
    },
    async editItem({ number, in: other, was, body, assignees, close, fields = [] }) {
      const { path, there } = await issueTarget(context, number, other)
      const what = `carry out a command on ${issueReference(number, other)}`
      const read = { path, schema: wireIssue, what, remember: 'never' } as const
      const now = toIssue((await there.read(read)).data)
      if (now.body !== was) {
        const words = `The app did not ${what}, because somebody edited its text meanwhile; its next pass sees that.`
        throw new GitHubError(words, { kind: 'stale' })
      }
      const sent = {
        body,
        ...(assignees !== null && { assignees: assignees.slice(0, mostAssignees) }),
        ...(close !== null && { state: 'closed', state_reason: close }),
        ...(fields.length > 0 && { issue_field_values: fieldValues(fields) }),
      }
      await there.write({ method: 'PATCH', path, body: sent, schema: anything, what })
    },
    async reopenIssue(number) {
      const what = `reopen #${number}`
      const body = { state: 'open' }
      await calls.write({ method: 'PATCH', path: issue(number), body, schema: anything, what })
    },
    async closeAsDuplicate(number, text, other) {
      const { path, there } = await issueTarget(context, number, other)
      const body = { state: 'closed', state_reason: 'duplicate', body: text }
      const what = `close ${issueReference(number, other)} as a duplicate`
      await there.write({ method: 'PATCH', path, body, schema: anything, what })
    },
  }
}

function fieldValues(fields: readonly FieldToSet[]) {
  return fields.map(({ id, value }) => ({ field_id: id, value }))
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
    if (!isParented(error)) throw error
    const because = 'its issue belongs to another one already'
    const remedy = 'it stays listed in the status comment'
    throw refusedError(what, { status: 422, reason: 'invalid', because, remedy }, error)
  }
}

function isParented(error: unknown): boolean {
  return /parent|duplicate/i.test(failureOf(error)?.says ?? '')
}
