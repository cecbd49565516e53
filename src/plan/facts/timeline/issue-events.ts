import { type IssueEvent, mayCommand, sameLabel } from '../../../domain/issue.ts'
import { redact } from '../../../text/redaction/redact.ts'
import type { Incident } from '../../incident/incident.ts'
import type { Inquiry } from '../../inquiry.ts'
import type { IncidentPass } from '../../pass.ts'
import { type Say, sayer } from '../../texts.ts'
import { severityChanges, severityOfLabel } from './severity-changes.ts'
import type { TimelineEvent } from './timeline-event.ts'

/**
 * What happened to the issue itself: declared, severities and other labels, assignments, names, closed and reopened. A
 * name that somebody gave who may not command is not quoted. Who is gone is called `ghost`, as GitHub does. `undefined` while a role is not read.
 */
export function eventsOfIssue(pass: IncidentPass): readonly TimelineEvent[] | undefined {
  const { incident, context } = pass
  const { issue, events, configuration } = incident
  const say = sayer(context.templates)
  const on = (at: string, who: string, what: string, prominence: TimelineEvent['prominence']): TimelineEvent => {
    return { at, recordedAt: at, who, what, url: issue.url, prominence }
  }
  const declared = on(
    issue.createdAt,
    issue.author.login,
    say('moment-declared', { title: redact(issue.title) }),
    'turn',
  )
  const severities = severityChanges(events, configuration.severityLabels).map(({ at, who, from, to }) =>
    on(at, who, say('moment-severity', { from: from ?? '', to: to ?? '' }), 'turn'),
  )
  const relevant = events.filter((event) => isTold(event, incident))
  const quotable = relevant.map((event) => mayBeQuoted(event, pass))
  if (quotable.includes(undefined)) return undefined
  const others = relevant.map((event, index) => {
    const { kind, at, actor } = event
    const what = momentText(event, quotable[index] === true ? 'quoted' : 'unquoted', say)
    return on(at, actor?.login ?? 'ghost', what, kind === 'closed' || kind === 'reopened' ? 'turn' : 'detail')
  })
  return [declared, ...severities, ...others]
}

/** What somebody who may not command wrote is left out. */
function momentText(event: IssueEvent, quoting: 'quoted' | 'unquoted', say: Say): string {
  const quoted = (words: string) => (quoting === 'quoted' ? redact(words) : '')
  switch (event.kind) {
    case 'labelled':
    case 'unlabelled':
      return say(`moment-${event.kind}`, { label: quoted(event.label) })
    case 'assigned':
    case 'unassigned':
      return say(`moment-${event.kind}`, { login: quoted(event.login) })
    case 'renamed':
      return say('moment-renamed', { from: quoted(event.from), to: quoted(event.to) })
    case 'closed':
    case 'reopened':
      return say(`moment-${event.kind}`)
  }
}

/** Severities are told as such, and the app's own labels say nothing about the incident. */
function isTold(event: IssueEvent, { configuration }: Incident): boolean {
  if (event.kind !== 'labelled' && event.kind !== 'unlabelled') return true
  if (severityOfLabel(event.label, configuration.severityLabels) !== undefined) return false
  return !sameLabel(event.label, configuration.completeLabel)
}

/** Labels and assignments take the triage role to set; a title its author may change, whoever that is. */
function mayBeQuoted({ kind, actor }: IssueEvent, inquiry: Inquiry): boolean | undefined {
  if (kind !== 'renamed') return true
  if (actor === null || actor.bot) return false
  const role = inquiry.ask({ ask: 'role', login: actor.login })
  return role === undefined ? undefined : mayCommand(role)
}
