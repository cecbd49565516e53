import { parseConfiguration } from '../../config/configuration.ts'
import { findMarker, renderMarker } from '../../document/markers/markers.ts'
import type { TransferOrigin } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { emptyPlan, type Plan } from '../../domain/plan.ts'
import { fullName, type IncidentRef, postmortemBranch, type Ref, type RepositoryName } from '../../domain/ref.ts'
import type { Pull } from '../../domain/repository.ts'
import { isOwn } from '../../domain/self.ts'
import { mayStandIn } from '../../domain/visibility.ts'
import type { IncidentPass, Pass } from '../pass.ts'
import { isRefused } from '../status/refused.ts'
import { everyOpenItem } from '../sweep/item-lists.ts'
import { text } from '../texts.ts'

/**
 * Asks for a pass over the incident of an action item that was transferred here, since only that one knows the item;
 * `null` for any other issue, `undefined` while something is not read.
 */
export function redirectTransferred(pass: IncidentPass): Plan | null | undefined {
  const { incident, context } = pass
  if (incident.labelled || incident.statusComment !== null || !isOwn(incident.issue.author, context.self)) return null
  const marker = findMarker(incident.issue.body, 'item')
  if (marker === null || marker.repository === incident.repository.id) return null
  const home = pass.ask({ ask: 'repositoryById', id: marker.repository })
  if (home === undefined) return undefined
  if (!home?.covered)
    return { ...emptyPlan, notes: ['An action item from a repository where the app is not installed any more.'] }
  const ref: Ref = { kind: 'incident', owner: home.owner, repo: home.repo, number: marker.incident }
  // The incident's own sweep may have lost sight of it, so this one asks every time.
  return { ...emptyPlan, followUps: [{ ref, fingerprint: null }], requeueAt: incident.now }
}

/**
 * How an incident that was transferred here names its postmortem: `acme/shop#2`, or nothing where fewer people see that
 * repository than this one. `undefined` while it is not read.
 */
export function placeOfOrigin(pass: IncidentPass, origin: TransferOrigin): string | undefined {
  const { incident } = pass
  const home = pass.ask({ ask: 'repositoryById', id: origin.repository })
  if (home === undefined) return undefined
  return home !== null && mayStandIn(incident.repository, home) ? `${fullName(home)}#${origin.pull}` : ''
}

/**
 * What is left to do for an incident that is gone, `why` for the log: its pull request says once that the app has stopped,
 * if somebody may still count on it; and where it was transferred to another repository with the app, that one looks.
 */
export function stopFollowing(pass: Pass, ref: IncidentRef, why: string): Plan {
  const { context, refusals } = pass
  const silent: Plan = { ...emptyPlan, notes: [why] }
  const lookup = pass.ask({ ask: 'issue', number: ref.number })
  if (!lookup || lookup.found || (lookup.reason !== 'deleted' && lookup.reason !== 'transferred')) return silent
  const there = lookup.reason === 'transferred' ? lookup.issue : null
  const followed: Plan = there?.elsewhere?.covered
    ? {
        ...silent,
        followUps: [{ ref: { ...ref, ...nameOf(there.elsewhere), number: there.number }, fingerprint: null }],
      }
    : silent
  const gone = postmortemLeft(pass, ref)
  if (gone === undefined) return { ...followed, questions: pass.questions() }
  if (gone === null) return followed
  const { pull, label, observing } = gone
  const say: Mutation = {
    rule: 'take-leave',
    do: 'post-status',
    number: pull.number,
    comment: null,
    body: text(context.templates, 'farewell', {
      marker: renderMarker({ kind: 'stopped', why: lookup.reason }),
      incident: ref.number,
      transferred: lookup.reason === 'transferred',
      merged: pull.merged,
      label,
    }),
  }
  if (isRefused(say, refusals)) return followed
  return observing ? { ...followed, withheld: [say] } : { ...followed, mutations: [say] }
}

interface Left {
  readonly pull: Pull
  readonly label: string
  readonly observing: boolean
}

/** The pull request that somebody may still count on and that does not say so yet; `null` for none, `undefined` while not read. */
function postmortemLeft(pass: Pass, ref: IncidentRef): Left | null | undefined {
  const { context } = pass
  const repository = pass.ask({ ask: 'repository' })
  const texts = pass.ask({ ask: 'configuration' })
  const pulls = pass.ask({ ask: 'pullsFrom', branch: postmortemBranch(ref.number) })
  if (!repository || !texts || !pulls) return undefined
  const { configuration } = parseConfiguration(texts)
  const { enabled, mode, incidentLabel } = configuration
  const pull = pulls.find(({ state }) => state === 'open') ?? pulls.find(({ merged }) => merged)
  if (repository.archived || !enabled || pull === undefined) return null
  const comments = pass.ask({ ask: 'comments', number: pull.number })
  const items = pull.merged ? everyOpenItem(configuration, pass) : []
  if (comments === undefined || items === undefined) return undefined
  const said = comments.some(({ author, body }) => isOwn(author, context.self) && findMarker(body, 'stopped') !== null)
  const open = items.some(({ author, body }) => {
    const marker = isOwn(author, context.self) ? findMarker(body, 'item') : null
    return marker?.repository === repository.id && marker.pull === pull.number
  })
  if (said || (pull.merged && !open)) return null
  return { pull, label: incidentLabel, observing: mode === 'observe' }
}

function nameOf({ owner, repo }: RepositoryName): RepositoryName {
  return { owner, repo }
}
