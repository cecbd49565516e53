import type { PhaseName } from '../../domain/command.ts'
import type { FactName } from '../../domain/marker.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import type { Inquiry } from '../inquiry.ts'
import { changeMoments, renderChanges } from './changes/change-texts.ts'
import { gatherChanges } from './changes/changes.ts'
import { owningTeams } from './changes/owning-teams.ts'
import { renderCommunication } from './communication.ts'
import { renderDurations } from './durations.ts'
import { renderPeople } from './people.ts'
import { firstResponse } from './response.ts'
import { commentMoments } from './timeline/comment-moments.ts'
import { issueMoments } from './timeline/issue-moments.ts'
import { type Milestone, type MilestoneName, milestones } from './timeline/milestones.ts'
import type { Moment } from './timeline/moment.ts'
import { renderTimeline } from './timeline/timeline.ts'
import { witnesses } from './timeline/witnesses.ts'

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
  file: IncidentFile,
  written: Readonly<Partial<Record<PhaseName, string>>>,
  inquiry: Inquiry,
  context: Context,
): Facts | undefined {
  const heard = witnesses(file, inquiry)
  const told = gatherMoments(file, inquiry, context)
  const response = firstResponse(file, inquiry)
  // Asked for in one wave with the roles of those who spoke; the start may move it once they are known.
  const early = gatherChanges(file, file.issue.createdAt, inquiry)
  if (heard === undefined || told === undefined || response === undefined || early === undefined) return undefined
  const known = milestones(file, written, heard, response, context)
  const start = known.find(({ name }) => name === 'started')?.at ?? file.issue.createdAt
  const changes = gatherChanges(file, start, inquiry)
  if (changes === undefined) return undefined
  const moments = [...told, ...changeMoments(changes, context)]
  return {
    status: statusOf(file, known),
    times: Object.fromEntries(known.map(({ name, at }) => [name, at])),
    written: new Set(known.flatMap(({ name, written: byPeople }) => (byPeople ? [name] : []))),
    blocks: new Map([
      ['people', renderPeople(file, response, changes.fixing, owningTeams(changes.owned), context)],
      ['timeline', renderTimeline(moments, file.configuration.reminders.zone, context)],
      ['durations', renderDurations(known, context)],
      ['changes', renderChanges(changes, start, context)],
      ['communication', renderCommunication(file, response, context)],
    ]),
  }
}

/** What the incident itself tells, in no order: its events and what people said. `undefined` while something is not read. */
export function gatherMoments(file: IncidentFile, inquiry: Inquiry, context: Context): readonly Moment[] | undefined {
  const heard = witnesses(file, inquiry)
  const happened = issueMoments(file, inquiry, context)
  if (heard === undefined || happened === undefined) return undefined
  return [...happened, ...heard.flatMap((witness) => commentMoments(witness, file, context))]
}

function statusOf({ issue }: IncidentFile, known: readonly Milestone[]): Facts['status'] {
  if (issue.state === 'closed') return 'resolved'
  return known.some(({ name }) => name === 'mitigated') ? 'mitigated' : 'open'
}
