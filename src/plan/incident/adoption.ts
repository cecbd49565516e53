import { directories } from '../../config/overrides.ts'
import { needsIssue } from '../../document/action-items/tracked-items.ts'
import { emptyPlan, type Plan } from '../../domain/plan.ts'
import type { IncidentRef, PullRef } from '../../domain/ref.ts'
import type { Pull } from '../../domain/repository.ts'
import { fingerprint } from '../action-items/identity/frozen-items.ts'
import { followedElsewhere } from '../action-items/identity/item-identity.ts'
import { claimsFor } from '../action-items/identity/linked-claims.ts'
import { mergeOf } from '../action-items/merged-document.ts'
import { readItems } from '../action-items/read-items.ts'
import { documentIn } from '../draft/documents.ts'
import { type IncidentPass, type RepositoryPass, withIncident } from '../pass.ts'
import { isRefused } from '../status/refused.ts'
import { planStatus, waiting } from '../status/speaking.ts'
import { isTracked } from './incident.ts'
import { incidentAbout, isIncident } from './incident-about.ts'
import { openIncident } from './open-incident.ts'

/**
 * Plans what becomes of a merged pull request that people opened by hand. A postmortem in it is adopted: the status comment
 * of its incident, or of the pull request itself where there is none, remembers it, and that one's pass follows its items.
 * Nothing from a fork is adopted. `null` where there is nothing to adopt.
 */
export function planAdoption(pass: RepositoryPass, ref: PullRef, pull: Pull): Plan | null {
  const { configuration, refusals } = pass
  if (!isMergedHere(pull, pass)) return null
  const files = pass.ask({ ask: 'pullFiles', number: pull.number })
  if (files === undefined) return waiting(pass)
  const path = documentIn(files, { directories: directories(configuration), known: null, incident: null })
  if (path === null) return null
  const place = placeOf(pass, ref, pull, path)
  if (place === undefined) return waiting(pass)
  const opened = openIncident(pass, place)
  if (!opened.open) return opened.waiting ? waiting(pass) : { ...emptyPlan, notes: [opened.why] }
  const { incident } = opened
  // An incident that has its postmortem keeps it: a second document is followed where it was merged.
  const taken =
    incident.pull !== null && incident.pull.number !== pull.number && isTracked(incident.pull, incident.memory)
  const there = taken ? openIncident(pass, { ...place, number: pull.number }) : opened
  if (!there.open) return there.waiting ? waiting(pass) : { ...emptyPlan, notes: [there.why] }
  const followUps = [{ ref: there.incident.ref, fingerprint: null }]
  if (there.incident.memory.adopted === pull.number) return { ...emptyPlan, followUps }
  const known = isFollowed(withIncident(pass, incident), pull, { path, names: taken ? place.number : null })
  if (known === undefined) return waiting(pass)
  // A document that came back, was renamed or split is followed where it was: its pass looks for it.
  if (known) return { ...emptyPlan, followUps: taken ? [{ ref: incident.ref, fingerprint: null }] : [] }
  // An override for its incident may name another directory than the one that it was found in.
  const memory = { ...there.incident.memory, adopted: pull.number, path }
  const content = { phase: { kind: 'adopted' }, notices: [], memory } as const
  const mutations = planStatus(withIncident(pass, { ...there.incident, pull }), content).filter(
    (mutation) => !isRefused(mutation, refusals),
  )
  if (configuration.mode === 'observe') return { ...emptyPlan, withheld: mutations }
  return { ...emptyPlan, mutations, followUps }
}

/** Whether it was merged into the branch that counts, from a branch of this repository. */
function isMergedHere(pull: Pull, { repository, configuration }: RepositoryPass): boolean {
  const base = configuration.baseBranch ?? repository.defaultBranch
  return pull.merged && pull.base.ref === base && pull.head.repositoryId === repository.id
}

/**
 * Whether a document adds nothing to what the app follows: each of its items has an issue, or was an item of the incident that it
 * is about. `undefined` while not read.
 */
function isFollowed(
  pass: IncidentPass,
  pull: Pull,
  { path, names }: { readonly path: string; readonly names: number | null },
): boolean | undefined {
  const { incident } = pass
  const document = pass.ask({ ask: 'file', path, at: mergeOf(pull) })
  const lookup = names === null ? null : pass.ask({ ask: 'issue', number: names })
  if (document === undefined || lookup === undefined) return undefined
  if (!document.found) return false
  const { items } = readItems(document, { configuration: incident.configuration, pull })
  const claims = claimsFor(pass, items, { number: names, lookup }, incident)
  if (claims === undefined) return undefined
  const elsewhere = new Set(followedElsewhere(items, claims))
  const words = new Set(names === null ? [] : incident.memory.frozen?.items.map((item) => item.words))
  const known = items.filter((item) => elsewhere.has(item) || words.has(fingerprint(item.source)))
  const fresh = items.filter((item) => needsIssue(item) && !known.includes(item))
  return fresh.length === 0 && (known.length > 0 || path === incident.memory.path)
}

/** Where its items are followed: its incident, if it names one that is; else the pull request. `undefined` while not read. */
function placeOf(pass: RepositoryPass, ref: PullRef, pull: Pull, path: string): IncidentRef | undefined {
  const { repository, configuration } = pass
  const itself: IncidentRef = { ...ref, kind: 'incident', number: pull.number }
  const document = pass.ask({ ask: 'file', path, at: pull.mergeCommit ?? pull.head.sha })
  if (document === undefined) return undefined
  const text = document.found ? document.text : null
  const about = incidentAbout({ path, text, repository, configuration }, pass)
  if (about === undefined) return undefined
  const followed = about.number !== null && isIncident(about.lookup, configuration)
  return followed ? { ...itself, number: about.number } : itself
}
