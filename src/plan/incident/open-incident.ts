import { parseConfiguration } from '../../config/configuration.ts'
import { configurationFor } from '../../config/overrides.ts'
import { findMarker } from '../../document/markers/markers.ts'
import type { Actor, Comment } from '../../domain/issue.ts'
import { sameLabel } from '../../domain/issue.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import { type IncidentRef, postmortemBranch } from '../../domain/ref.ts'
import type { Pull, Repository } from '../../domain/repository.ts'
import { isOwn, type Self } from '../../domain/self.ts'
import type { Pass } from '../pass.ts'
import { isUnreadable } from '../status/refused.ts'
import { type Incident, isTracked, noMemory } from './incident.ts'
import { soundMemory } from './memory.ts'

export type Opened =
  | { readonly open: true; readonly incident: Incident }
  | { readonly open: false; readonly waiting: true }
  | { readonly open: false; readonly waiting: false; readonly why: string }

/** Opens an incident, or says why there is none: not read yet, or a sentence for the log. */
export function openIncident(pass: Pass, ref: IncidentRef): Opened {
  const { context } = pass
  const branch = postmortemBranch(ref.number)
  const repository = pass.ask({ ask: 'repository' })
  const texts = pass.ask({ ask: 'configuration' })
  const lookup = pass.ask({ ask: 'issue', number: ref.number })
  const comments = pass.ask({ ask: 'comments', number: ref.number })
  const events = pass.ask({ ask: 'issueEvents', number: ref.number })
  const shown = pass.ask({ ask: 'pullsFrom', branch })
  const pullsUnreadable = isUnreadable('pullsFrom', pass.refusals)
  const pulls = shown ?? (pullsUnreadable ? [] : undefined)
  if (lookup !== undefined && !lookup.found) return { open: false, waiting: false, why: whyNot[lookup.reason] }
  if (repository?.archived)
    return { open: false, waiting: false, why: 'The repository is archived, so nothing is written.' }
  if (!repository || !texts || !lookup || !comments || !events || !pulls) return { open: false, waiting: true }
  const { configuration: everywhere, problems } = parseConfiguration(texts)
  const configuration = configurationFor(everywhere, lookup.issue.labels)
  const own = comments
    .filter((comment) => isStatusComment(comment, context.self))
    .sort((one, other) => one.id - other.id)
  const other = own.length === 0 && comments.find((comment) => isOtherAppsStatus(comment, ref, repository))
  if (other) return { open: false, waiting: false, why: standsAside(other.author) }
  const statusComment = own.find((comment) => statusMarker(comment, ref, repository) !== null) ?? own[0] ?? null
  const remembered = statusComment && statusMarker(statusComment, ref, repository)?.memory
  const memory = remembered ? soundMemory(remembered) : memoryOfOrigin(statusComment, comments)
  const adopted = memory.adopted === undefined ? null : pass.ask({ ask: 'pull', number: memory.adopted })
  if (adopted === undefined) return { open: false, waiting: true }
  // Somebody may have edited the status comment: only what was merged from this repository can be the one.
  const byHand = adopted?.merged && adopted.head.repositoryId === repository.id ? adopted : null
  return {
    open: true,
    incident: {
      ref,
      now: pass.now,
      repository,
      configuration,
      configured: texts.repository !== null,
      problems,
      issue: lookup.issue,
      comments,
      events,
      statusComment,
      strayComments: own.filter((comment) => comment !== statusComment),
      memory,
      branch,
      baseBranch: configuration.baseBranch ?? repository.defaultBranch,
      pull: currentPull(byHand, pulls, memory),
      pullsUnreadable,
      labelled:
        context.admit === 'preview' ||
        lookup.issue.labels.some((label) => sameLabel(label, configuration.incidentLabel)),
    },
  }
}

const whyNot = {
  deleted: 'The incident was deleted, so the app has stopped here. Its pull request and issues stand.',
  transferred:
    'The incident was transferred to another repository, so the app has stopped here. Its pull request and issues stand.',
  missing: 'There is no such issue, or the app may not see it.',
  'issues-disabled': 'Issues are disabled in this repository, so there is nothing to follow.',
} as const

/** The markers of what the app says in comments of its own, beside the status. */
const otherComments = ['reminder', 'stopped', 'answer'] as const

/**
 * Whether the app keeps this comment. One without a marker is the app's own, from which somebody removed it; accounts that
 * people or other workflows write with, too, need the marker: what they say besides is none of the app's business.
 */
function isStatusComment(comment: Comment, self: Self): boolean {
  const { author, body } = comment
  if (!isOwn(author, self) || otherComments.some((kind) => findMarker(body, kind) !== null)) return false
  const itself = author.bot && author.login.toLowerCase() === self.login.toLowerCase()
  return itself || findMarker(body, 'status') !== null
}

/**
 * Whether another app keeps the status comment of this very incident: this one under a former registration, or a second
 * one. It would not know what that one opened, and open it again. No person can write as an app, and other bots do not
 * begin with what others said.
 */
function isOtherAppsStatus(comment: Comment, ref: IncidentRef, repository: Repository): boolean {
  const { author, body } = comment
  return author.bot && body.startsWith('<!-- aftermath:') && statusMarker(comment, ref, repository) !== null
}

function standsAside({ login, appId }: Actor): string {
  const names = [...(appId === null ? [] : [appId]), login].join(',')
  return `${login} keeps the status comment here, so nothing is done under this name. If it is the same app under another registration, set TRUSTED_APPS=${names}.`
}

/** The marker of a status comment of this very incident: one that came along from another repository is none. */
function statusMarker(comment: Comment, ref: IncidentRef, repository: Repository) {
  const marker = findMarker(comment.body, 'status')
  return marker?.repository === repository.id && marker.incident === ref.number ? marker : null
}

/** Of an incident that was transferred here only where its postmortem stayed; what was asked there was answered there. */
function memoryOfOrigin(statusComment: Comment | null, comments: readonly Comment[]): StatusMemory {
  const marker = statusComment === null ? null : findMarker(statusComment.body, 'status')
  if (marker === null) return noMemory
  const { repository, memory } = marker
  const { pull, mergeCommit } = memory
  const origin = memory.origin ?? (pull === null ? null : { repository, pull, merged: mergeCommit !== null })
  return origin === null ? noMemory : { ...noMemory, handled: Math.max(...comments.map(({ id }) => id)), origin }
}

/** A pull request whose items are tracked stays the one, whatever else comes from its branch: promises stand. */
function currentPull(byHand: Pull | null, pulls: readonly Pull[], memory: StatusMemory): Pull | null {
  const tracked = pulls.find((pull) => isTracked(pull, memory)) ?? byHand
  if (tracked) return tracked
  const newestFirst = [...pulls].sort((one, other) => other.number - one.number)
  return (
    newestFirst.find((pull) => pull.state === 'open') ??
    newestFirst.find((pull) => pull.merged) ??
    newestFirst[0] ??
    null
  )
}
