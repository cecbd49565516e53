import type { Incident } from '../incident/incident.ts'
import { escalationOf } from '../incident/services.ts'
import type { Audience } from './reminder-slots.ts'

type About = Pick<Incident, 'issue' | 'configuration'>

/** Who is told when reminders had no effect, as far as there is anybody: the services' leads and teams, then who leads the incident. */
export function audiencesOf(incident: About): readonly Audience[] {
  return (['team', 'lead'] as const).filter((audience) => mentionsOf(incident, audience).length > 0)
}

/** Accounts and teams without their `@`; nobody is told at two levels. The owners are not known here. */
export function mentionsOf(incident: About, audience: Audience): readonly string[] {
  if (audience === 'owners') return []
  const team = escalationOf(incident).map((mention) => mention.replace(/^@/, ''))
  return audience === 'team' ? team : incident.issue.assignees.filter((login) => !team.includes(login))
}

/** Who leads the incident, or where nobody does, whom the configuration names above: those who are asked what to do. */
export function mentionsAbove(incident: About): readonly string[] {
  const lead = mentionsOf(incident, 'lead')
  return lead.length > 0 ? lead : mentionsOf(incident, 'team')
}
