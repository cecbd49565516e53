import type { Configuration } from '../config/schema.ts'
import { issuesNamed } from '../document/document-links.ts'
import { readFrontMatter } from '../document/front-matter.ts'
import { sameLabel } from '../domain/issue.ts'
import { emptyPlan, type Plan } from '../domain/plan.ts'
import type { IncidentRef, PullRef } from '../domain/ref.ts'
import type { Pull, Repository } from '../domain/repository.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Context } from './context.ts'
import { documentIn } from './documents.ts'
import { isTracked, openFile } from './incident-file.ts'
import type { Inquiry } from './inquiry.ts'
import { isRefused } from './refused.ts'
import { incidentNamed } from './review-ground.ts'
import { speak, waiting } from './speaking.ts'

/** Issues that a document merely links are looked at up to this many: one of them may be its incident. */
const mostLinks = 5

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
  const path = documentIn(files, { directory: configuration.directory, known: null, incident: null })
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
  const memory = { ...there.file.memory, adopted: pull.number }
  const content = { phase: { kind: 'adopted' }, notices: [], memory } as const
  const mutations = speak({ ...there.file, pull }, content, snapshot.refusals, context).filter(
    (mutation) => !isRefused(mutation, snapshot.refusals),
  )
  if (configuration.mode === 'observe') return { ...emptyPlan, withheld: mutations }
  return { ...emptyPlan, mutations, followUps }
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
  if (!document.found) return itself
  const named = incidentNamed(path, readFrontMatter(document.text))
  const linked = issuesNamed(document.text, `${repository.owner}/${repository.name}`).slice(0, mostLinks)
  const candidates = named === null ? linked : [named]
  const lookups = candidates.map((number) => inquiry.ask<'issue'>({ ask: 'issue', number }))
  if (lookups.includes(undefined)) return undefined
  const isIncident = (labels: readonly string[]) =>
    labels.some((label) => sameLabel(label, configuration.incidentLabel))
  const found = lookups.find((lookup) => lookup?.found && !lookup.issue.isPull && isIncident(lookup.issue.labels))
  return found?.found ? { ...itself, number: found.issue.number } : itself
}
