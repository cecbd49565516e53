import type { Command } from '../../document/commands/command.ts'
import { type Comment, type IssueEvent, sameLabel } from '../../domain/issue.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { isOwn } from '../../domain/self.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import type { Inquiry } from '../inquiry.ts'
import { sentence } from '../texts.ts'

/** A command that somebody gave who may, and in which there is no mistake. */
export interface IssueWish {
  readonly command: Command
  readonly comment: Comment
}

/**
 * What `/severity` and `/lead` change at the incident: nothing where it stands so already, and nothing that people have
 * decided otherwise since. Of several severities the last one counts. `undefined` while something is not read.
 */
export function issueChanges(
  file: IncidentFile,
  wishes: readonly IssueWish[],
  inquiry: Inquiry,
  context: Context,
): readonly Mutation[] | undefined {
  const severity = severityChanges(file, wishes, inquiry, context)
  return severity && [...severity, ...leadChanges(file, wishes, context)]
}

/**
 * The severity that a text names, alone or before more words: "sev1 because cards fail", "`sev1`.". Of several labels that
 * begin it the longest counts; `null` for none.
 */
export function severityNamed(text: string, known: readonly string[]): string | null {
  const bare = text.replace(/^[`"'“‘(:=]{1,3}\s?|[`"'”’).,:;!]{1,3}$/g, '')
  const begins = (label: string) =>
    bare.toLowerCase().startsWith(label.toLowerCase()) && /^(?:$|[\s`"'”’).,:;!–—])/u.test(bare.slice(label.length))
  const named = known.filter((label) => sameLabel(label, text) || begins(label))
  return named.toSorted((one, other) => other.length - one.length)[0] ?? null
}

const severityColour = 'b60205'

function severityChanges(
  file: IncidentFile,
  wishes: readonly IssueWish[],
  inquiry: Inquiry,
  context: Context,
): readonly Mutation[] | undefined {
  const { severityLabels } = file.configuration
  const wanted = wishes
    .flatMap(({ command, comment }) => {
      const label = command.kind === 'severity' ? severityNamed(command.label, severityLabels) : null
      return label !== null ? [{ label, comment }] : []
    })
    .at(-1)
  if (wanted === undefined) return []
  const isSeverity = (label: string) => severityLabels.some((known) => sameLabel(known, label))
  const changes = (event: IssueEvent) =>
    (event.kind === 'labelled' || event.kind === 'unlabelled') && isSeverity(event.label)
  if (decidedSince(wanted.comment, file, changes, context)) return []
  const number = file.ref.number
  const carried = file.issue.labels.filter(isSeverity)
  const others = carried.filter((label) => !sameLabel(label, wanted.label))
  if (carried.length === 1 && others.length === 0) return []
  const set: Mutation = { rule: 'set-severity', do: 'set-severity', number, label: wanted.label, others }
  const exists = inquiry.ask<'label'>({ ask: 'label', name: wanted.label })
  if (exists === undefined) return undefined
  const create: Mutation = {
    rule: 'create-severity-label',
    do: 'create-label',
    name: wanted.label,
    colour: severityColour,
    description: sentence(context.templates, 'label-severity'),
  }
  return exists ? [set] : [create, set]
}

function leadChanges(file: IncidentFile, wishes: readonly IssueWish[], context: Context): readonly Mutation[] {
  const { assignees } = file.issue
  const logins = wishes.flatMap(({ command, comment }) => {
    if (command.kind !== 'lead') return []
    const named = command.logins.length === 0 ? [comment.author.login] : command.logins
    return named.filter((login) => {
      const left = (event: IssueEvent) => event.kind === 'unassigned' && sameLogin(event.login, login)
      return !assignees.some((one) => sameLogin(one, login)) && !decidedSince(comment, file, left, context)
    })
  })
  const wanted = logins.filter((login, index) => logins.findIndex((one) => sameLogin(one, login)) === index)
  return wanted.length === 0 ? [] : [{ rule: 'assign-lead', do: 'assign', number: file.ref.number, logins: wanted }]
}

function sameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** Whether somebody else than the app did such a thing after the comment: an old command, read again, undoes nothing. */
function decidedSince(
  comment: Comment,
  file: IncidentFile,
  isSuch: (event: IssueEvent) => boolean,
  { self }: Context,
): boolean {
  return file.events.some(
    (event) => event.at > comment.createdAt && isSuch(event) && !(event.actor !== null && isOwn(event.actor, self)),
  )
}
