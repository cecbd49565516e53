import { directories } from '../../config/overrides.ts'
import type { Configuration } from '../../config/schema/schema.ts'
import { needsIssue } from '../../document/action-items/tracked-items.ts'
import { emptyPlan, type Plan } from '../../domain/plan.ts'
import type { IncidentRef, PullRef } from '../../domain/ref.ts'
import type { Pull, Repository } from '../../domain/repository.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import { fingerprint } from '../action-items/identity/frozen-items.ts'
import { followedElsewhere } from '../action-items/identity/item-identity.ts'
import { claimsFor } from '../action-items/identity/linked-claims.ts'
import { mergeOf } from '../action-items/merged-document.ts'
import { readItems } from '../action-items/read-items.ts'
import type { Context } from '../context.ts'
import { documentIn } from '../draft/documents.ts'
import type { Inquiry } from '../inquiry.ts'
import { isRefused } from '../status/refused.ts'
import { speak, waiting } from '../status/speaking.ts'
import { incidentAbout, isIncident } from './incident-about.ts'
import { type IncidentFile, isTracked, openFile } from './incident-file.ts'

interface Adopting {
  readonly snapshot: Snapshot
  readonly repository: Repository
  readonly configuration: Configuration
  readonly inquiry: Inquiry
  readonly context: Context
}

/**
 * Plans what becomes of a merged pull request that people opened by hand. A postmortem in it is adopted: the status comment
 * of its incident, or of the pull request itself where there is none, remembers it, and that one's pass follows its items.
 * Nothing from a fork is adopted. `null` where there is nothing to adopt.
 */
export function planAdoption(ref: PullRef, pull: Pull, adopting: Adopting): Plan | null {
  const { snapshot, repository, configuration, inquiry, context } = adopting
  const base = configuration.baseBranch ?? repository.defaultBranch
  if (!pull.merged || pull.base.ref !== base || pull.head.repositoryId !== repository.id) return null
  const files = inquiry.ask<'pullFiles'>({ ask: 'pullFiles', number: pull.number })
  if (files === undefined) return waiting(inquiry, snapshot)
  const path = documentIn(files, { directories: directories(configuration), known: null, incident: null })
  if (path === null) return null
  const place = placeOf(ref, pull, path, adopting)
  if (place === undefined) return waiting(inquiry, snapshot)
  const opened = openFile(snapshot, place, inquiry, context)
  if (!opened.open) return opened.waiting ? waiting(inquiry, snapshot) : { ...emptyPlan, notes: [opened.why] }
  const { file } = opened
  // An incident that has its postmortem keeps it: a second document is followed where it was merged.
  const taken = file.pull !== null && file.pull.number !== pull.number && isTracked(file.pull, file.memory)
  const there = taken ? openFile(snapshot, { ...place, number: pull.number }, inquiry, context) : opened
  if (!there.open) return there.waiting ? waiting(inquiry, snapshot) : { ...emptyPlan, notes: [there.why] }
  const followUps = [{ ref: there.file.ref, fingerprint: null }]
  if (there.file.memory.adopted === pull.number) return { ...emptyPlan, followUps }
  const known = isFollowed(file, pull, path, taken ? place.number : null, inquiry, context)
  if (known === undefined) return waiting(inquiry, snapshot)
  // A document that came back, was renamed or split is followed where it was: its pass looks for it.
  if (known) return { ...emptyPlan, followUps: taken ? [{ ref: file.ref, fingerprint: null }] : [] }
  // An override for its incident may name another directory than the one that it was found in.
  const memory = { ...there.file.memory, adopted: pull.number, path }
  const content = { phase: { kind: 'adopted' }, notices: [], memory } as const
  const mutations = speak({ ...there.file, pull }, content, snapshot.refusals, context).filter(
    (mutation) => !isRefused(mutation, snapshot.refusals),
  )
  if (configuration.mode === 'observe') return { ...emptyPlan, withheld: mutations }
  return { ...emptyPlan, mutations, followUps }
}

/**
 * Whether a document adds nothing to what the app follows: each of its items has an issue, or was an item of the incident that it
 * is about. `undefined` while not read.
 */
function isFollowed(
  file: IncidentFile,
  pull: Pull,
  path: string,
  incident: number | null,
  inquiry: Inquiry,
  context: Context,
): boolean | undefined {
  const document = inquiry.ask<'file'>({ ask: 'file', path, at: mergeOf(pull) })
  const lookup = incident === null ? null : inquiry.ask<'issue'>({ ask: 'issue', number: incident })
  if (document === undefined || lookup === undefined) return undefined
  if (!document.found) return false
  const { items } = readItems(document, { configuration: file.configuration, pull })
  const claims = claimsFor(items, { number: incident, lookup }, file, inquiry, context)
  if (claims === undefined) return undefined
  const elsewhere = new Set(followedElsewhere(items, claims))
  const words = new Set(incident === null ? [] : file.memory.frozen?.items.map((item) => item.words))
  const known = items.filter((item) => elsewhere.has(item) || words.has(fingerprint(item.source)))
  const fresh = items.filter((item) => needsIssue(item) && !known.includes(item))
  return fresh.length === 0 && (known.length > 0 || path === file.memory.path)
}

/** Where its items are followed: its incident, if it names one that is; else the pull request. `undefined` while not read. */
function placeOf(
  ref: PullRef,
  pull: Pull,
  path: string,
  { repository, configuration, inquiry }: Adopting,
): IncidentRef | undefined {
  const itself: IncidentRef = { ...ref, kind: 'incident', number: pull.number }
  const document = inquiry.ask<'file'>({ ask: 'file', path, at: pull.mergeCommit ?? pull.head.sha })
  if (document === undefined) return undefined
  const text = document.found ? document.text : null
  const about = incidentAbout({ path, text, repository, configuration }, inquiry)
  if (about === undefined) return undefined
  const followed = about.number !== null && isIncident(about.lookup, configuration)
  return followed ? { ...itself, number: about.number } : itself
}
