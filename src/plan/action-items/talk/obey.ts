import type { Issue } from '../../../domain/issue.ts'
import type { Mutation } from '../../../domain/mutation.ts'
import { fullName } from '../../../domain/ref.ts'
import { writeName } from '../../../domain/refusal.ts'
import type { CommandReply } from '../../commands/comments/answers.ts'
import { applyComments, type CommandComment } from '../../commands/comments/apply-commands.ts'
import type { ItemChange } from '../../commands/definition.ts'
import { commandList } from '../../commands/list.ts'
import type { IncidentPass } from '../../pass.ts'
import { isRefused, refusedWrites } from '../../status/refused.ts'
import { sentence } from '../../texts.ts'
import { issueName } from '../issue-names.ts'
import { asItStands, edited, editOf } from './item-edit.ts'

/** What the commands on one issue come to. */
export interface Obeyed {
  readonly before: Issue
  /** The issue once they are carried out. */
  readonly issue: Issue
  readonly change: ItemChange
  /** The comments of which they are. */
  readonly fresh: readonly CommandComment[]
  readonly replies: readonly CommandReply[]
  readonly mutations: readonly Mutation[]
}

/** What an issue comes to where nobody commanded anything. */
export function nothingSaid(issue: Issue): Obeyed {
  return { before: issue, issue, change: asItStands(issue), fresh: [], replies: [], mutations: [] }
}

/**
 * Carries out the commands of these comments on one issue, whose assignees command it as people with the triage role do. What
 * GitHub refuses to write is said to who asked for it. `undefined` while something is not read.
 */
export function obey(pass: IncidentPass, issue: Issue, fresh: readonly CommandComment[]): Obeyed | undefined {
  const { incident, context, refusals } = pass
  const there = issue.elsewhere === null ? {} : { in: fullName(issue.elsewhere) }
  const roles = fresh.map(({ comment: { author } }) => {
    const isTheirs = issue.assignees.some((login) => login.toLowerCase() === author.login.toLowerCase())
    return isTheirs ? 'triage' : pass.ask({ ask: 'role', login: author.login, ...there })
  })
  if (roles.includes(undefined)) return undefined
  const applied = applyComments(fresh, (_, index) => roles[index] ?? 'none', pass, commandList)
  if (applied === undefined) return undefined
  const before = asItStands(issue)
  // What the issue says already counts in it; who wrote it is answered all the same, should that have failed.
  const given = applied.given.filter(({ comment }) => comment.id > before.state.handled)
  const change = given.reduce((so, { definition, command, call }) => definition.item(so, command, call), before)
  const last = given.at(-1)?.comment.id
  const asked =
    change === before || last === undefined ? change : { ...change, state: { ...change.state, handled: last } }
  const wanted = editOf(issue, asked, context)
  const silent = { before: issue, fresh, replies: applied.replies }
  if (wanted === null) return { ...silent, issue, change: before, mutations: [] }
  const edit: Mutation = { rule: 'edit-item', of: issueName(issue), do: 'edit-item', ...wanted }
  if (isRefused(edit, refusals)) {
    const refused = refusedWrites(refusals, 'edit-item')
    const why = refused.find(({ key }) => key === writeName(edit)) ?? refused[0]
    const told = sentence(context.templates, 'denied-edit', { sentence: why?.sentence ?? '' })
    const replies = applied.replies.map((reply) =>
      reply.done > 0 ? { ...reply, done: 0, failures: [...reply.failures, told] } : reply,
    )
    return { ...silent, issue, change: before, replies, mutations: [] }
  }
  return { ...silent, issue: edited(issue, wanted, incident.now, context.self.login), change: asked, mutations: [edit] }
}
