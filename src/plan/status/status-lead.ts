import { elapsed } from '../../text/time/spoken-duration.ts'
import type { FollowThrough } from '../action-items/follow-through.ts'
import type { Incident } from '../incident/incident.ts'
import type { Phase } from '../incident/phase.ts'
import type { IncidentPass } from '../pass.ts'
import type { SentenceViews } from '../text-views.ts'
import { sayer } from '../texts.ts'

/** The first sentence of the status comment: what the phase is, and what it waits for. `writer` is who writes the postmortem. */
export function leadOf(pass: IncidentPass, phase: Phase, writer: string): string {
  const { incident, context } = pass
  const say = sayer(context.templates)
  const base = incident.baseBranch
  const label = incident.configuration.incidentLabel
  switch (phase.kind) {
    case 'opening':
      return say('lead-opening')
    case 'adopted':
      return say('lead-opening-items')
    case 'drafting':
      return say('lead-drafting', { writer, several: writer.includes(', ') })
    case 'reviewing':
      return say('lead-reviewing', { base })
    case 'tracking':
      return phase.follow.complete ? say('lead-tracking') : say('lead-opening-items')
    case 'done':
      return say('lead-done', numbers(incident, phase.follow))
    case 'unread':
      return say('lead-unread', { whole: phase.follow.unread })
    case 'skipped':
      return say('lead-skipped', { by: phase.by, reason: fullStop(phase.reason) })
    case 'duplicate':
      return say('lead-duplicate', { of: phase.of })
    case 'not-required': {
      const { requiredFor } = incident.configuration
      const labels = requiredFor === 'all' ? '' : requiredFor.join(', ')
      return say('lead-not-required', { severity: phase.severity, labels })
    }
    case 'stopped': {
      const into = incident.pull?.base.ref ?? ''
      return say(`lead-stopped-${phase.why}`, {
        base,
        into,
        label,
        pull: incident.pull?.number ?? 0,
        branch: incident.branch,
      })
    }
    case 'transferred':
      return say('lead-transferred', { there: phase.there, merged: phase.merged, label })
    case 'waiting':
      return say('lead-ask-maintainer', { label, who: phase.who })
    case 'foreign-branch':
      return say('lead-foreign-branch', { branch: incident.branch, directory: incident.configuration.directory })
    case 'refused':
      return say('lead-refused')
    case 'not-an-issue':
      return say('lead-pull-labelled', { label })
  }
}

function numbers(incident: Incident, follow: FollowThrough): SentenceViews['lead-done'] {
  const issues = follow.items.flatMap(({ status }) =>
    status.kind === 'issue' || status.kind === 'followed' ? [status] : [],
  )
  const closed = issues.flatMap(({ issue }) => (issue.closedAt === null ? [] : [issue.closedAt])).sort()
  const merged = incident.pull?.mergedAt ?? incident.now
  const last = closed.at(-1)
  return {
    total: follow.items.length,
    done:
      issues.filter(({ outcome }) => outcome === 'done').length +
      follow.items.filter((item) => item.status.kind === 'recorded').length,
    declined: issues.filter(({ outcome }) => outcome === 'declined' || outcome === 'duplicate').length,
    gone: follow.items.filter((item) => item.status.kind === 'gone').length,
    toPostmortem: elapsed(incident.issue.createdAt, merged),
    toClose: last === undefined ? '' : elapsed(merged, last),
  }
}

function fullStop(reason: string): string {
  return /[.!?…]$/.test(reason) ? reason : `${reason}.`
}
