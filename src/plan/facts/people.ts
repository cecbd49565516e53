import type { Pull } from '../../domain/repository.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence, text } from '../texts.ts'
import type { Response } from './response.ts'

const parts = ['declared', 'responded', 'led', 'fixed', 'commented'] as const
type Part = (typeof parts)[number]

/**
 * Who took part and what each did, in the order in which they came. Bots are no participants; nothing is counted. Below, as
 * a question, the teams that own what was changed: `org/team` each.
 */
export function renderPeople(
  pass: IncidentPass,
  response: Response | null,
  fixing: readonly Pull[],
  teams: readonly string[],
): string {
  const { incident, context } = pass
  const did = new Map<string, Set<Part>>()
  const note = (login: string, part: Part) => did.set(login, (did.get(login) ?? new Set()).add(part))
  const { author } = incident.issue
  if (!author.bot) note(author.login, 'declared')
  if (response !== null) note(response.login, 'responded')
  for (const login of led(incident)) note(login, 'led')
  for (const { author: mender } of fixing) if (!mender.bot) note(mender.login, 'fixed')
  for (const { author: speaker, hidden } of incident.comments) {
    if (!speaker.bot && !hidden) note(speaker.login, 'commented')
  }
  const people = [...did].map(([login, done]) => ({
    login,
    did: parts
      .filter((part) => done.has(part))
      .map((part) => sentence(context.templates, `part-${part}`))
      .join(', '),
  }))
  return text(context.templates, 'facts/people', { people, teams: teams.join(', '), known: teams.length > 0 }).trim()
}

/** Everybody the incident was assigned to, at any time. */
function led({ issue, events }: Incident): readonly string[] {
  return [...events.flatMap((event) => (event.kind === 'assigned' ? [event.login] : [])), ...issue.assignees]
}
