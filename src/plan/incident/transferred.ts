import { parseConfiguration } from '../../config/configuration.ts'
import { findMarker, renderMarker } from '../../document/markers/markers.ts'
import type { Origin } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { emptyPlan, type Plan } from '../../domain/plan.ts'
import { fullName, type IncidentRef, postmortemBranch, type Ref, type RepositoryName } from '../../domain/ref.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { Pull } from '../../domain/repository.ts'
import { isOwn } from '../../domain/self.ts'
import { mayStandIn } from '../../domain/visibility.ts'
import type { Context } from '../context.ts'
import type { Inquiry } from '../inquiry.ts'
import { isRefused } from '../status/refused.ts'
import { everyOpenItem } from '../sweep/item-lists.ts'
import { text } from '../texts.ts'
import type { IncidentFile } from './incident-file.ts'

/**
 * Asks for a pass over the incident of an action item that was transferred here, since only that one knows the item;
 * `null` for any other issue, `undefined` while something is not read.
 */
export function handOver(file: IncidentFile, inquiry: Inquiry, context: Context): Plan | null | undefined {
  if (file.labelled || file.statusComment !== null || !isOwn(file.issue.author, context.self)) return null
  const marker = findMarker(file.issue.body, 'item')
  if (marker === null || marker.repository === file.repository.id) return null
  const home = inquiry.ask<'repositoryById'>({ ask: 'repositoryById', id: marker.repository })
  if (home === undefined) return undefined
  if (!home?.covered)
    return { ...emptyPlan, notes: ['An action item from a repository where the app is not installed any more.'] }
  const ref: Ref = { kind: 'incident', owner: home.owner, repo: home.repo, number: marker.incident }
  // The incident's own sweep may have lost sight of it, so this one asks every time.
  return { ...emptyPlan, followUps: [{ ref, fingerprint: null }], nextLook: file.now }
}

/**
 * How an incident that was transferred here names its postmortem: `acme/shop#2`, or nothing where fewer people see that
 * repository than this one. `undefined` while it is not read.
 */
export function placeOfOrigin(file: IncidentFile, origin: Origin, inquiry: Inquiry): string | undefined {
  const home = inquiry.ask<'repositoryById'>({ ask: 'repositoryById', id: origin.repository })
  if (home === undefined) return undefined
  return home !== null && mayStandIn(file.repository, home) ? `${fullName(home)}#${origin.pull}` : ''
}

/**
 * What is left to do for an incident that is gone, `why` for the log: its pull request says once that the app has stopped,
 * if somebody may still count on it; and where it was transferred to another repository with the app, that one looks.
 */
export function takeLeave(
  ref: IncidentRef,
  why: string,
  refusals: readonly Refusal[],
  inquiry: Inquiry,
  context: Context,
): Plan {
  const silent: Plan = { ...emptyPlan, notes: [why] }
  const lookup = inquiry.ask<'issue'>({ ask: 'issue', number: ref.number })
  if (!lookup || lookup.found || (lookup.reason !== 'deleted' && lookup.reason !== 'transferred')) return silent
  const there = lookup.reason === 'transferred' ? lookup.issue : null
  const followed: Plan = there?.elsewhere?.covered
    ? {
        ...silent,
        followUps: [{ ref: { ...ref, ...nameOf(there.elsewhere), number: there.number }, fingerprint: null }],
      }
    : silent
  const gone = postmortemLeft(ref, inquiry, context)
  if (gone === undefined) return { ...followed, questions: inquiry.open }
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
function postmortemLeft(ref: IncidentRef, inquiry: Inquiry, context: Context): Left | null | undefined {
  const repository = inquiry.ask<'repository'>({ ask: 'repository' })
  const texts = inquiry.ask<'configuration'>({ ask: 'configuration' })
  const pulls = inquiry.ask<'pullsFrom'>({ ask: 'pullsFrom', branch: postmortemBranch(ref.number) })
  if (!repository || !texts || !pulls) return undefined
  const { configuration } = parseConfiguration(texts)
  const { enabled, mode, incidentLabel } = configuration
  const pull = pulls.find(({ state }) => state === 'open') ?? pulls.find(({ merged }) => merged)
  if (repository.archived || !enabled || pull === undefined) return null
  const comments = inquiry.ask<'comments'>({ ask: 'comments', number: pull.number })
  const items = pull.merged ? everyOpenItem(configuration, inquiry) : []
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
