import { type PhaseName, phaseCommands } from '../../../domain/commands/command.ts'
import { sameLabel } from '../../../domain/issue.ts'
import { redact } from '../../../text/redaction/redact.ts'
import { readInstant } from '../../../text/time/instant.ts'
import { readPhaseTime } from '../../../text/time/typed-time.ts'
import type { IncidentPass } from '../../pass.ts'
import { sayer, sentence } from '../../texts.ts'
import type { Response } from '../response.ts'
import type { QuotableComment } from './quotable-comments.ts'

export type MilestoneName = PhaseName | 'responded'

/** A moment that the durations are counted from and to, with where it is known from. */
export interface Milestone {
  readonly name: MilestoneName
  /** ISO 8601 in UTC. */
  readonly at: string
  /** Prepared Markdown. */
  readonly source: string
  /** Whether people wrote it into the document themselves, as against what the app copied there. */
  readonly written: boolean
}

const order: readonly MilestoneName[] = ['started', 'detected', 'responded', 'mitigated', 'resolved']

/**
 * The milestones that are known, in their order: from the document's own front matter first, then from commands, the last
 * one of a kind counting, then from labels and what happened to the issue. What is not known is left out, never guessed: the
 * opening of the issue is no start where something happened before.
 */
export function milestones(
  pass: IncidentPass,
  written: Readonly<Partial<Record<PhaseName, string>>>,
  comments: readonly QuotableComment[],
  response: Response | null,
): readonly Milestone[] {
  const { incident, context } = pass
  const events = happened(pass, response)
  const candidates = [...commanded(pass, comments), ...labelled(pass), ...events]
  const known = order.flatMap((name) => {
    const said = candidates.filter((one) => one.name === name)
    const inDocument =
      name === 'responded' ? null : readInstant(written[name] ?? '', incident.configuration.reminders.zone)
    // A time that the app itself has copied there is no word of people's: what they said since counts.
    if (inDocument === null || said.some(({ at }) => at === inDocument)) return said.slice(0, 1)
    return [{ name, at: inDocument, source: sentence(context.templates, 'source-document'), written: true }]
  })
  const isAssumed = ({ name, at, written: byPeople }: Milestone) =>
    name === 'started' && !byPeople && at === incident.issue.createdAt && known.some((other) => other.at < at)
  return known.filter((one) => !isAssumed(one))
}

/** Two milestones in the wrong order. */
export interface Contradiction {
  readonly earlier: Milestone
  /** Comes after `earlier` in any incident, and before it in this one. */
  readonly later: Milestone
}

const successions: readonly (readonly [earlier: MilestoneName, later: MilestoneName])[] = [
  ['started', 'detected'],
  ['started', 'responded'],
  ['started', 'mitigated'],
  ['started', 'resolved'],
  ['mitigated', 'resolved'],
]

/** Which milestones contradict each other; none where one of two is not known. */
export function contradictingMilestones(known: readonly Milestone[]): readonly Contradiction[] {
  const find = (name: MilestoneName) => known.find((one) => one.name === name)
  return successions.flatMap(([first, second]) => {
    const [earlier, later] = [find(first), find(second)]
    return earlier && later && Date.parse(later.at) < Date.parse(earlier.at) ? [{ earlier, later }] : []
  })
}

/** What people said by a command, the latest first. */
function commanded(pass: IncidentPass, comments: readonly QuotableComment[]): readonly Milestone[] {
  const { incident, context } = pass
  const { zone } = incident.configuration.reminders
  const latestFirst = comments.toSorted((one, other) => other.comment.id - one.comment.id)
  return latestFirst.flatMap(({ comment, commands }) =>
    commands.toReversed().flatMap((command) => {
      if (command.kind !== 'phase') return []
      const time = readPhaseTime(command.text, { at: comment.createdAt, zone })
      if (time === null) return []
      const view = { command: command.phase, login: comment.author.login, about: time.about }
      const source = sentence(context.templates, 'source-command', view)
      return [{ name: command.phase, at: time.at, source, written: false }]
    }),
  )
}

/** Labels that the incident carries and that name a phase, alone or behind a prefix: `mitigated`, `status: mitigated`. */
function labelled(pass: IncidentPass): readonly Milestone[] {
  const { context } = pass
  const { issue, events } = pass.incident

  return events.toReversed().flatMap((event) => {
    if (event.kind !== 'labelled' || !issue.labels.some((own) => sameLabel(own, event.label))) return []
    const name = phaseOfLabel(event.label)
    const source = sentence(context.templates, 'source-label', { label: redact(event.label) })
    return name === null ? [] : [{ name, at: event.at, source, written: false }]
  })
}

/** The phase that a label names, `null` for none. */
export function phaseOfLabel(label: string): PhaseName | null {
  const word = /(?:^|[:/ ])([a-z]{1,20})$/i.exec(label)?.[1]?.toLowerCase()
  return phaseCommands.find((name) => name === word) ?? null
}

function happened(pass: IncidentPass, response: Response | null): readonly Milestone[] {
  const { incident, context } = pass
  const { createdAt, closedAt } = incident.issue
  const say = sayer(context.templates)
  return [
    { name: 'started', at: createdAt, source: say('source-opened'), written: false },
    ...(response === null
      ? []
      : [
          {
            name: 'responded',
            at: response.at,
            source: say('source-response', { login: response.login }),
            written: false,
          } as const,
        ]),
    ...(closedAt === null
      ? []
      : [{ name: 'resolved', at: closedAt, source: say('source-closed'), written: false } as const]),
  ]
}
