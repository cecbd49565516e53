import { parseConfiguration } from '../../config/configuration.ts'
import { isEnabledForSome } from '../../config/overrides.ts'
import type { Configuration } from '../../config/schema/schema.ts'
import { findMarker } from '../../document/markers/markers.ts'
import { digest } from '../../domain/digest.ts'
import type { Issue } from '../../domain/issue.ts'
import { emptyPlan, type FollowUp, type Plan } from '../../domain/plan.ts'
import { incidentOfBranch, type RepositoryRef, refKey } from '../../domain/ref.ts'
import type { Branch, Pull, Repository } from '../../domain/repository.ts'
import { isOwn } from '../../domain/self.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import { plusHours } from '../../text/time/spoken-duration.ts'
import type { Context } from '../context.ts'
import { startPass } from '../pass.ts'
import { nextMorning } from '../reminders/reminder-slots.ts'
import { checksToSee } from './checks-to-see.ts'
import { incidentsElsewhere } from './incidents-elsewhere.ts'
import { everyIncident, everyOpenItem } from './item-lists.ts'
import { revertsToSee } from './reverts-to-see.ts'

const lookBackDays = 30

/**
 * Plans the sweep of one repository: which incidents need a pass although no delivery said so. Those updated lately,
 * those with open items and those with a branch; less what this process left settled and nothing has touched since.
 */
export function planRepository(snapshot: Snapshot, ref: RepositoryRef, context: Context): Plan {
  const pass = startPass(snapshot, context)
  const repository = pass.ask({ ask: 'repository' })
  const texts = pass.ask({ ask: 'configuration' })
  if (repository === undefined || texts === undefined) return { ...emptyPlan, questions: pass.questions() }
  const { configuration } = parseConfiguration(texts)
  if (repository.archived || !isEnabledForSome(configuration))
    return { ...emptyPlan, notes: ['Archived or switched off.'] }
  if (!repository.hasIssues)
    return { ...emptyPlan, notes: ['Issues are disabled in this repository, so there is nothing to follow.'] }
  const items = everyOpenItem(configuration, pass)
  const pulls = pass.ask({ ask: 'recentPulls' })
  // Repository and configuration may come from memory: until a request was made there is no clock to look back from.
  if (pass.now === '') return { ...emptyPlan, questions: pass.questions() }
  const touched = touchedSince(context.scope, pass.now, configuration)
  const since = context.scope === 'all' ? null : (touched ?? firstDay(pass.now))
  // A branch does not tell when it was touched: its pull request does, and its incident.
  const branches = touched === null ? pass.ask({ ask: 'branches', prefix: 'postmortem/incident-' }) : []
  const incidents = everyIncident(configuration, since, pass)
  if (!incidents || !items || !branches || !pulls) {
    return { ...emptyPlan, questions: pass.questions(), notes: pass.refusals.map((refusal) => refusal.sentence) }
  }

  // A changed configuration makes the sweep look at every incident once more.
  const rules = `rules ${digest(JSON.stringify(texts))}`
  const touchedItems = items.filter(({ updatedAt }) => touched === null || updatedAt >= touched)
  const seen = tracesOf({ incidents, items: touchedItems, branches, pulls }, { repository, since, context })
  const elsewhere = incidentsElsewhere(pass, touchedItems, repository)
  const followUps = [...seen].map(([number, parts]): FollowUp => {
    return { ref: { ...ref, kind: 'incident', number }, fingerprint: [rules, ...parts.toSorted()].join('; ') }
  })
  const checks = checksToSee(pass, { repository, pulls, rules, since, base: configuration.baseBranch }, ref)
  if (pass.questions().length > 0) return { ...emptyPlan, questions: pass.questions() }
  const all = [...followUps, ...(elsewhere ?? []), ...(checks ?? []), ...revertsToSee({ pulls, since }, ref)]
  return { ...emptyPlan, followUps: all.filter((followUp) => !isSettled(followUp, pass.now, context)) }
}

/** Cut to the day, so that the address stays the same and an unchanged list costs nothing. */
function firstDay(now: string): string {
  return plusHours(`${now.slice(0, 10)}T00:00:00Z`, -24 * lookBackDays)
}

/**
 * Since when what is looked at was touched; `null` for all that is recent, as when the hour of reminders has come in between:
 * what falls due does so then, and nobody touches it. Overrides may give it another hour or zone.
 */
function touchedSince(scope: Context['scope'], now: string, configuration: Configuration): string | null {
  if (scope === 'recent' || scope === 'all') return null
  const { reminders, overrides } = configuration
  const others = overrides.some(({ values }) => values.has('reminders.hour') || values.has('reminders.zone'))
  if (others || Date.parse(nextMorning(scope.since, reminders)) <= Date.parse(now)) return null
  return scope.since
}

interface Listed {
  readonly incidents: readonly Issue[]
  readonly items: readonly Issue[]
  readonly branches: readonly Branch[]
  readonly pulls: readonly Pull[]
}

/** What the lists tell of each incident, by its number: equal while nothing changes. */
function tracesOf(
  { incidents, items, branches, pulls }: Listed,
  { repository, since, context }: { repository: Repository; since: string | null; context: Context },
): ReadonlyMap<number, readonly string[]> {
  const traces = new Map<number, string[]>()
  const note = (number: number | null, what: string) => {
    if (number !== null) traces.set(number, [...(traces.get(number) ?? []), what])
  }
  for (const issue of incidents) note(issue.number, `issue ${issue.updatedAt}`)
  for (const issue of items) note(parentOf(issue, repository.id, context), `item ${issue.number} ${issue.updatedAt}`)
  for (const branch of branches) note(incidentOfBranch(branch.name), `branch ${branch.sha}`)
  for (const pull of pulls) {
    const own = pull.head.repositoryId === repository.id ? incidentOfBranch(pull.head.ref) : null
    // Merged a month after anybody touched the incident, its branch gone: only the pull request tells.
    const recent = since === null || pull.updatedAt >= since
    if (own !== null && (recent || traces.has(own))) note(own, `pull ${pull.number} ${pull.updatedAt}`)
  }
  return traces
}

/** The incident here of an item; `null` for none. */
function parentOf(issue: Issue, repository: number, context: Context): number | null {
  const marker = itemMarker(issue, context)
  return marker?.repository === repository ? marker.incident : null
}

function itemMarker({ author, body }: Issue, { self }: Context) {
  return isOwn(author, self) ? findMarker(body, 'item') : null
}

function isSettled(followUp: FollowUp, now: string, context: Context): boolean {
  const skippable = context.skippable.get(refKey(followUp.ref))
  if (context.scope === 'all' || skippable?.fingerprint !== followUp.fingerprint) return false
  return skippable.requeueAt === null || skippable.requeueAt > now
}
