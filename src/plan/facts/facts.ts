import type { PhaseName } from '../../domain/commands/command.ts'
import type { FactName } from '../../domain/marker.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPass } from '../pass.ts'
import { changeEvents, renderChanges } from './changes/change-texts.ts'
import { gatherChanges } from './changes/changes.ts'
import { owningTeams } from './changes/owning-teams.ts'
import { renderCommunication } from './communication.ts'
import { renderDurations } from './durations.ts'
import { renderPeople } from './people.ts'
import { firstResponse } from './response.ts'
import { commentEvents } from './timeline/comment-events.ts'
import { eventsOfIssue } from './timeline/issue-events.ts'
import { type Milestone, type MilestoneName, milestones } from './timeline/milestones.ts'
import { quotableComments } from './timeline/quotable-comments.ts'
import { renderTimeline } from './timeline/timeline.ts'
import type { TimelineEvent } from './timeline/timeline-event.ts'

export interface Facts {
  /** How far the incident is, as the front matter says it. */
  readonly status: 'open' | 'mitigated' | 'resolved'
  /** What is known of its phases, ISO 8601 in UTC. */
  readonly times: Readonly<Partial<Record<MilestoneName, string>>>
  /** Those of them that people wrote into the document themselves. */
  readonly written: ReadonlySet<string>
  /** The text of each block of facts. */
  readonly blocks: ReadonlyMap<FactName, string>
}

/**
 * What GitHub knows about the incident. `written` is what the document's front matter says already: its times come first.
 * `undefined` while something is not read.
 */
export function gatherFacts(
  pass: IncidentPass,
  written: Readonly<Partial<Record<PhaseName, string>>>,
): Facts | undefined {
  const { incident, context } = pass
  const comments = quotableComments(pass)
  const timeline = gatherTimeline(pass)
  const response = firstResponse(pass)
  // Asked for in one wave with the roles of those who spoke; the start may move it once they are known.
  const early = gatherChanges(pass, incident.issue.createdAt)
  if (comments === undefined || timeline === undefined || response === undefined || early === undefined)
    return undefined
  const known = milestones(pass, written, comments, response)
  const start = known.find(({ name }) => name === 'started')?.at ?? incident.issue.createdAt
  const changes = gatherChanges(pass, start)
  if (changes === undefined) return undefined
  const moments = [...timeline, ...changeEvents(changes, context)]
  return {
    status: statusOf(incident, known),
    times: Object.fromEntries(known.map(({ name, at }) => [name, at])),
    written: new Set(known.flatMap(({ name, written: byPeople }) => (byPeople ? [name] : []))),
    blocks: new Map([
      ['people', renderPeople(pass, response, changes.fixing, owningTeams(changes.owned))],
      ['timeline', renderTimeline(moments, incident.configuration.reminders.zone, context)],
      ['durations', renderDurations(known, context)],
      ['changes', renderChanges(changes, start, context)],
      ['communication', renderCommunication(pass, response)],
    ]),
  }
}

/** What the incident itself tells, in no order: its events and what people said. `undefined` while something is not read. */
export function gatherTimeline(pass: IncidentPass): readonly TimelineEvent[] | undefined {
  const comments = quotableComments(pass)
  const happened = eventsOfIssue(pass)
  if (comments === undefined || happened === undefined) return undefined
  return [...happened, ...comments.flatMap((witness) => commentEvents(pass, witness))]
}

function statusOf({ issue }: Incident, known: readonly Milestone[]): Facts['status'] {
  if (issue.state === 'closed') return 'resolved'
  return known.some(({ name }) => name === 'mitigated') ? 'mitigated' : 'open'
}
