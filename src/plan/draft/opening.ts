import { documentPath } from '../../document/files/file-name.ts'
import { pullTitle } from '../../document/harmless/escape.ts'
import { type Mutation, type OpenPostmortem, statusLink } from '../../domain/mutation.ts'
import type { Branch, ChangedFile, Comparison } from '../../domain/repository.ts'
import { redact } from '../../text/redaction/redact.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPass } from '../pass.ts'
import { sayer, sentence, text } from '../texts.ts'
import { documentIn, otherDocuments, type WantedDocument } from './documents.ts'
import { writeDocument } from './draft-document.ts'
import type { Attempt } from './left-out.ts'

/** How the postmortem gets opened, or what is in the way. */
export type Opening =
  | {
      readonly kind: 'open'
      readonly mutation: (status: OpenPostmortem['status']) => Mutation
      readonly notices: readonly string[]
    }
  /** The branch is somebody else's work without a document. */
  | { readonly kind: 'foreign-branch' }
  | { readonly kind: 'refused'; readonly sentence: string }

interface Branches {
  readonly branch: Branch | null
  readonly base: Branch | null
  readonly work: Comparison | null
}

/**
 * Plans branch, document and pull request, leaving out what an interrupted start made already and what `attempt` leaves out. `undefined` while
 * something is not read.
 */
export function opening(pass: IncidentPass, starter: string | null, attempt: Attempt): Opening | undefined {
  const { incident } = pass
  const branch = pass.ask({ ask: 'branch', name: incident.branch })
  const base = pass.ask({ ask: 'branch', name: incident.baseBranch })
  const document = writeDocument(pass, starter, attempt.leftOut)
  const work = branch ? pass.ask({ ask: 'comparison', base: incident.baseBranch, head: incident.branch }) : null
  if (branch === undefined || base === undefined || document === undefined || work === undefined) return undefined
  return planOpening(pass, { branch, base, work }, document, attempt)
}

function planOpening(
  pass: IncidentPass,
  branches: Branches,
  document: { readonly text: string; readonly notices: readonly string[] },
  { rule, of }: Attempt,
): Opening {
  const { incident, context } = pass
  if (branches.base === null) {
    const why = incident.configuration.baseBranch === null ? 'refused-empty' : 'refused-no-base'
    return { kind: 'refused', sentence: sentence(context.templates, why, { base: incident.baseBranch }) }
  }
  // The path stays in the history of the branch.
  const issueTitle = redact(incident.issue.title)
  const path = documentPath(incident.configuration.directory, incident.issue.createdAt, incident.ref.number, issueTitle)
  if (!path.ok) {
    return { kind: 'refused', sentence: sentence(context.templates, 'refused-directory', { reason: path.reason }) }
  }
  const standing = documentAmong(incident, branches.work?.files ?? [])
  if (!standing && branches.work && branches.work.aheadBy > 0) return { kind: 'foreign-branch' }
  const say = sayer(context.templates)
  const { baseBranch, ref } = incident
  return {
    kind: 'open',
    notices: document.notices,
    mutation: (status) => ({
      rule,
      of,
      do: 'open-postmortem',
      incident: ref.number,
      branch: incident.branch,
      baseBranch,
      startFrom: branches.branch === null ? (branches.base?.sha ?? null) : null,
      document: standing
        ? null
        : { path: path.path, text: document.text, message: say('commit-open', { incident: ref.number }) },
      status,
      title: pullTitle(say('pull-title', { title: issueTitle })),
      body: text(context.templates, 'pull', {
        incident: ref.number,
        path: standing ?? path.path,
        base: baseBranch,
        status: statusLink,
      }),
    }),
  }
}

/** The path of this incident's postmortem among a branch's changed files, `null` for none. */
export function documentAmong(incident: Incident, files: readonly ChangedFile[]): string | null {
  return documentIn(files, wantedOf(incident))
}

/** The paths of the other postmortems among a branch's changed files, which nobody reads. */
export function documentsBeside(incident: Incident, files: readonly ChangedFile[], path: string): readonly string[] {
  return otherDocuments(files, wantedOf(incident), path)
}

function wantedOf({ configuration, memory, ref }: Incident): WantedDocument {
  return { directories: [configuration.directory], known: memory.path, incident: ref.number }
}
